"""Whether services are reviewed with each customer in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.portfolio._customers import customers, missed


@rule(
    "POR-28",
    clause="8.3.2",
    severity=ADVICE,
    requirements=("R47", "R61"),
    examples=(
        fails(
            "A customer whose last review is two years ago",
            lambda d: put(d, "registers/customers/*", review="yearly", reviewed=d.today - timedelta(days=730)),
        ),
        passes("Today", lambda d: put(d, "registers/customers/*", review="yearly", reviewed=d.today)),
    ),
)
def customer_is_met_in_time(dossier: Dossier) -> Iterator[Finding]:
    """Services are reviewed with each customer in time.

    Why: the review is where a customer says what no record shows. A missed one is a promise broken towards the customer.

    Fix: hold the review and record its day, or agree another interval with the customer.
    """
    for row in customers(dossier):
        due = missed(dossier, row.reviewed, row.review)
        if due is not None:
            yield Finding(
                where=at("registers/customers", row.id, "reviewed"),
                says=_(
                    "The service review with customer {id} “{name}” was due on {day}.",
                    id=row.id,
                    name=row.name,
                    day=due,
                ),
                quote=str(row.name),
            )
