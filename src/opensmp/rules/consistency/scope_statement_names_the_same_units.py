"""Whether the scope statement names the same organisational units as the plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from opensmp.checking import BLOCKS, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.consistency._helpers import few, label, scope_statement


@rule(
    "CON-07",
    clause="4.3",
    severity=BLOCKS,
    requirements=("R10", "R40", "R46"),
    detects=("scope-incomplete",),
    examples=(
        fails("The scope statement names another unit", lambda d: edit(d, _place(d), lambda held: _other(d, held))),
        passes(
            "The scope statement names the same units in another order",
            lambda d: edit(d, _place(d), lambda held: held[::-1]),
        ),
    ),
)
def scope_statement_names_the_same_units(dossier: Dossier) -> Iterator[Finding]:
    """The scope statement names the same units as the plan.

    Why: the units say whose work the auditor will look at. A unit that only one of the two documents names is in
    scope for one reader and outside it for the other.

    Fix: decide whose work is in scope and correct the document that is wrong, by its own change control.
    """
    document, planned = scope_statement(dossier), dossier.plan.scope.units
    if document is None or document.extract is None or not document.extract.units or not planned:
        return
    stated, units = document.extract.units, {unit.id: unit for unit in dossier.organisation.units}
    parents = {key: unit.parent for key, unit in units.items()}
    place = at("registers/documents", document.id, "extract/units")
    beyond = [key for key in _outside(stated, planned, parents) if key in units]
    missing = _outside(planned, stated, parents)
    if beyond:
        says = _(
            "Scope statement {document} names {units}, which section 1 does not.",
            document=label(document), units=few(units[key].name for key in beyond),
        )  # fmt: skip
        yield Finding(place, says, quote=beyond[0], also=(at("plan/scope/units"),))
    if missing:
        says = _(
            "Section 1 names {units}, which scope statement {document} does not.",
            document=label(document), units=few(units[key].name if key in units else key for key in missing),
        )  # fmt: skip
        yield Finding(at("plan/scope/units"), says, quote=missing[0], also=(place,))


def _outside(units: Iterable[str], others: Iterable[str], parents: Mapping[str, str | None]) -> list[str]:
    """Return the units that are neither among ``others`` nor above or below one of them."""
    known = frozenset(others)
    above = {key for other in known for key in _up(other, parents)}
    return [unit for unit in units if unit not in above and not known.intersection(_up(unit, parents))]


def _up(unit: str, parents: Mapping[str, str | None]) -> Iterator[str]:
    """Yield a unit and those above it; a circle ends where it closes."""
    seen: set[str] = set()
    at_unit: str | None = unit
    while at_unit is not None and at_unit not in seen:
        seen.add(at_unit)
        yield at_unit
        at_unit = parents.get(at_unit)


def _place(dossier: Dossier) -> str:
    return f"registers/documents/{dossier.plan.scope.statement_document}/extract/units"


def _other(dossier: Dossier, stated: tuple[str, ...]) -> tuple[str, ...]:
    """Return the units with one more, which stands beside those in scope."""
    parents = {unit.id: unit.parent for unit in dossier.organisation.units}
    return (*stated, _outside(parents, dossier.plan.scope.units, parents)[0])
