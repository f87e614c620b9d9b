"""Whether each supplier was reviewed within its interval."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.lifecycle.cadence import next_due
from opensmp.registers.suppliers import Supplier
from opensmp.rules.suppliers._helpers import known_lines


@rule(
    "SUP-18",
    clause="8.3.4.1",
    severity=ADVICE,
    requirements=("R61", "R76"),
    detects=("supplier-relationship-unplanned",),
    examples=(
        fails(
            "A supplier reviewed each year, last reviewed more than two years ago",
            lambda dossier: put(
                put(dossier, "plan/suppliers/suppliers/*", review="yearly"),
                f"registers/suppliers/{dossier.plan.suppliers.suppliers[0].supplier}",
                review="yearly",
                reviewed=dossier.today - timedelta(days=800),
            ),
        ),
        passes(
            "A supplier reviewed today",
            lambda dossier: put(
                dossier,
                f"registers/suppliers/{dossier.plan.suppliers.suppliers[0].supplier}",
                reviewed=dossier.today,
            ),
        ),
    ),
)
def supplier_review_is_not_overdue(dossier: Dossier) -> Iterator[Finding]:
    """A supplier is reviewed within its interval.

    Why: the plan promises the review, and its date shows whether it was held.

    Fix: hold the review, record its day, or set an interval that you can keep.
    """
    for line, supplier in known_lines(dossier):
        cadence = line.review or supplier.review
        last = supplier.reviewed or _begun(dossier, supplier)
        if cadence is None or last is None or next_due(last, cadence) >= dossier.today:
            continue
        where, due = at("registers/suppliers", supplier.id, "reviewed"), next_due(last, cadence)
        if supplier.reviewed:
            says = _(
                "The review of supplier {id} “{name}” was due on {due}; the last was on {last}.",
                id=supplier.id, name=supplier.name, due=due, last=last,
            )  # fmt: skip
        else:
            says = _(
                "Supplier {id} “{name}” has never been reviewed; the first review was due on {due}.",
                id=supplier.id, name=supplier.name, due=due,
            )  # fmt: skip
        yield Finding(where, says, quote=str(supplier.reviewed or ""))


def _begun(dossier: Dossier, supplier: Supplier) -> date | None:
    """Return the day on which the supplier's first contract began."""
    return min((row.start for row in dossier.contracts_of.get(supplier.id, ()) if row.start), default=None)
