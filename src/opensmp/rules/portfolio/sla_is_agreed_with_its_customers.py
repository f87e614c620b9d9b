"""Whether all customers of a service are party to an agreement about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from opensmp.checking import ADVICE, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.portfolio._helpers import current_slas, delivered, ended


@rule(
    "POR-25",
    clause="8.3.3",
    severity=ADVICE,
    requirements=("R42", "R47"),
    examples=(
        fails("One of several customers is not party to the agreement", lambda d: _without_one(d)),
        passes("All customers of the service are party to its agreement", lambda d: d),
    ),
)
def sla_is_agreed_with_its_customers(dossier: Dossier) -> Iterator[Finding]:
    """A service level agreement names every customer of its service.

    Why: a level that a customer has not agreed is an offer. In a dispute nobody can say what was promised to them.

    Fix: agree the level with the customer and name them in the agreement, or correct the customers of the service.
    """
    covered = {key for key in dossier.plan.scope.customers if key in dossier.customers}
    for _line, service in delivered(dossier):
        live = [
            sla for sla in dossier.slas_of.get(service.id, ()) if sla.status == "approved" and not ended(sla, dossier)
        ]
        agreed = frozenset(customer for sla in live for customer in sla.customers)
        missing = [key for key in service.customers if key in covered and key not in agreed]
        if not agreed or not missing:
            continue
        names = tuple(_("{id} “{name}”", id=key, name=dossier.customers[key].name) for key in missing)
        yield Finding(
            where=at("registers/slas", live[0].id, "customers"),
            says=_(
                "{sla} is not agreed with {customers}, who receives service {id} “{name}”.",
                sla=live[0].id, customers=names, id=service.id, name=service.name,
            ),
            also=(at("registers/services", service.id, "customers"),),
        )  # fmt: skip


def _without_one(dossier: Dossier) -> Dossier:
    """Take one customer out of an agreement on one service whose other customers stay, and out of no other agreement."""
    sla = next(
        sla
        for sla in current_slas(dossier)
        if len(sla.customers) > 1
        and len(sla.services) == 1
        and dossier.services[sla.services[0]].customers == sla.customers
    )
    return edit(dossier, f"registers/slas/{sla.id}", lambda held: replace(held, customers=held.customers[:-1]))
