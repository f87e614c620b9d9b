"""Whether each customer has a named contact."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.portfolio._customers import customers


@rule(
    "POR-27",
    clause="8.3.2",
    severity=ADVICE,
    requirements=("R12", "R47"),
    examples=(
        fails("A customer without contact", lambda d: put(d, "registers/customers/*", contact=None)),
        passes("Every customer has a contact", lambda d: d),
    ),
)
def customer_has_a_contact(dossier: Dossier) -> Iterator[Finding]:
    """Each customer has somebody named to manage the relationship.

    Why: a customer without contact complains to whoever is near, and nobody adds the complaints up.

    Fix: name the relationship manager, or another person or office, as the contact of the customer.
    """
    for row in customers(dossier):
        if row.contact is None:
            yield Finding(
                where=at("registers/customers", row.id, "contact"),
                says=_("Nobody is named as the contact of customer {id} “{name}”.", id=row.id, name=row.name),
                quote=str(row.name),
            )
