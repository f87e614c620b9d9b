"""Whether each supplier is reviewed at planned intervals."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.suppliers._helpers import known_lines


@rule(
    "SUP-09",
    clause="8.3.4.1",
    severity=ADVICE,
    requirements=("R16", "R61", "R76"),
    detects=("supplier-relationship-unplanned",),
    examples=(
        fails(
            "A supplier with a review interval neither in section 7 nor in the register",
            lambda dossier: put(
                put(dossier, "plan/suppliers/suppliers/*", review=None),
                f"registers/suppliers/{dossier.plan.suppliers.suppliers[0].supplier}",
                review=None,
            ),
        ),
        passes("A supplier reviewed each quarter", lambda dossier: dossier),
    ),
)
def supplier_has_a_review_interval(dossier: Dossier) -> Iterator[Finding]:
    """A supplier is reviewed at a planned interval.

    Why: performance against the contract is measured at planned intervals, not when something has gone wrong.

    Fix: set how often the supplier's performance is reviewed, and keep the minutes.
    """
    for line, supplier in known_lines(dossier):
        if not (line.review or supplier.review):
            says = _("Supplier {id} “{name}” has no interval of review.", id=supplier.id, name=supplier.name)
            yield Finding(at("plan/suppliers/suppliers", supplier.id, "review"), says, quote=supplier.name)
