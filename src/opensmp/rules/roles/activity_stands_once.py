"""Whether an activity stands twice in the matrix with different answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from opensmp.checking import ADVICE, Finding, add, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.raci import roles_with
from opensmp.plan.roles import Duty
from opensmp.rules.roles._examples import first, spare_role, without
from opensmp.rules.roles._helpers import Row, rows


def _again(dossier: Dossier) -> Dossier:
    duty = first(dossier, lambda row: len(roles_with(row, "A")) == 1)
    cells = {**without(duty.cells, "A"), spare_role(dossier, duty).id: "A/R"}
    return add(dossier, "plan/roles/raci", replace(duty, id=f"{duty.id}-again", cells=cells))


@rule(
    "ROL-29",
    clause="5.3",
    severity=ADVICE,
    requirements=("R12", "R54"),
    examples=(
        fails("The same activity twice, with another A", _again),
        passes("Each activity stands once", lambda d: d),
    ),
)
def activity_stands_once(dossier: Dossier) -> Iterator[Finding]:
    """An activity stands once in the matrix.

    Why: of two rows for one activity each reader finds the one that suits.

    Fix: keep one row, or say in the activity what makes the two different.
    """
    seen: dict[str, Row] = {}
    for row in rows(dossier):
        for name in sorted(_names(row.duty)):
            other = seen.setdefault(name, row)
            if other is not row and set(other.accountable) != set(row.accountable):
                yield Finding(
                    where=row.where,
                    says=_(
                        "“{activity}” stands twice, with different roles accountable: {first} and {second}",
                        activity=row.duty.activity,
                        first=tuple(dossier.people.name(role) for role in other.accountable),
                        second=tuple(dossier.people.name(role) for role in row.accountable),
                    ),
                    quote=str(row.duty.activity),
                    also=(other.where,),
                )
                break


def _names(duty: Duty) -> frozenset[str]:
    return frozenset(" ".join(words.casefold().split()).rstrip(".") for _language, words in duty.activity.each())
