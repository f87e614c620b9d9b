"""Whether the satisfaction of each customer is measured in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.portfolio._customers import customers, missed


@rule(
    "POR-29",
    clause="8.3.2",
    severity=ADVICE,
    requirements=("R47", "R61"),
    examples=(
        fails(
            "A customer who was last asked two years ago",
            lambda d: put(d, "registers/customers/*", satisfaction="yearly", surveyed=d.today - timedelta(days=730)),
        ),
        passes("Today", lambda d: put(d, "registers/customers/*", satisfaction="yearly", surveyed=d.today)),
    ),
)
def customer_is_asked_in_time(dossier: Dossier) -> Iterator[Finding]:
    """The satisfaction of each customer is measured in time.

    Why: satisfaction is to be measured at planned intervals; a customer who is never asked leaves without a word.

    Fix: ask the customer and record the day, or set an interval that is kept.
    """
    for row in customers(dossier):
        due = missed(dossier, row.surveyed, row.satisfaction)
        if due is not None:
            yield Finding(
                where=at("registers/customers", row.id, "surveyed"),
                says=_(
                    "The satisfaction of customer {id} “{name}” was to be measured by {day}.",
                    id=row.id,
                    name=row.name,
                    day=due,
                ),
                quote=str(row.name),
            )
