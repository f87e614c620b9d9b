"""Whether practices are applied to services and units that are in scope."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from opensmp.checking import BLOCKS, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import Message, _
from opensmp.plan.practices import Practice
from opensmp.plan.prose import Prose
from opensmp.rules.practices._examples import change_first
from opensmp.rules.practices._helpers import place, title


@rule(
    "PRA-12",
    clause="4.3",
    severity=BLOCKS,
    requirements=("R14", "R74", "R10"),
    detects=("practice-outside-scope",),
    examples=(
        fails(
            "A practice applied to a service that section 1 does not name",
            lambda d: change_first(d, services=(*d.plan.scope.services[:2], "S-OUT")),
        ),
        passes(
            "A practice applied to two services of the scope",
            lambda d: change_first(d, services=d.plan.scope.services[:2]),
        ),
    ),
)
def practice_applies_inside_the_scope(dossier: Dossier) -> Iterator[Finding]:
    """A practice applies to services and units in scope.

    Why: a practice for something outside the scope is not part of this system, and it makes the auditor ask which
    scope is meant.

    Fix: take the service or unit out of the practice, or bring it into the scope of section 1.
    """
    for practice in dossier.plan.practices.practices:
        for field, outside in (
            ("services", _services_outside(dossier, practice)),
            ("units", _units_outside(dossier, practice)),
        ):
            if outside:
                yield Finding(
                    where=place(practice, field),
                    says=_(
                        "{practice} is applied to {things}, which section 1 does not name as in scope",
                        practice=title(dossier, practice.id),
                        things=outside,
                    ),
                    also=(at("plan/scope", field),),
                )


def _services_outside(dossier: Dossier, practice: Practice) -> tuple[Message | str, ...]:
    scope = frozenset(dossier.plan.scope.services) if practice.services else frozenset()
    return tuple(_named(dossier, key) for key in practice.services if scope and key not in scope)


def _units_outside(dossier: Dossier, practice: Practice) -> tuple[Prose | str, ...]:
    scope = frozenset(dossier.plan.scope.units)
    units = {unit.id: unit for unit in dossier.organisation.units}
    parents = {unit.id: unit.parent for unit in units.values()}
    beyond = (key for key in practice.units if scope and not _inside(key, parents, scope))
    return tuple(units[key].name if key in units else key for key in beyond)


def _named(dossier: Dossier, key: str) -> Message | str:
    service = dossier.services.get(key)
    return _("{id} “{name}”", id=key, name=service.name) if service else key


def _inside(unit: str | None, parents: Mapping[str, str | None], scope: frozenset[str]) -> bool:
    for _step in range(len(parents) + 1):
        if unit is None or unit in scope:
            break
        unit = parents.get(unit)
    return unit is not None and unit in scope
