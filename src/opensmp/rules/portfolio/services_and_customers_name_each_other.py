"""Whether the portfolio and the customer register agree on who receives what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from opensmp.checking import ADVICE, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _


@rule(
    "POR-26",
    clause="8.3.2",
    severity=ADVICE,
    requirements=("R41", "R46", "R47"),
    examples=(
        fails("The customer register gives a customer a service that the portfolio does not", lambda d: _one_sided(d)),
        passes("Both registers name the same customers and services", lambda d: d),
    ),
)
def services_and_customers_name_each_other(dossier: Dossier) -> Iterator[Finding]:
    """The portfolio and the customer register agree on who receives which service.

    Why: the two lists decide who is asked, who signs the agreement and who is told of a change. A customer on one list
    only is forgotten by the other.

    Fix: correct the list that is wrong.
    """
    served = {service.id: frozenset(service.customers) for service in dossier.services_in_scope}
    told = {row.id: frozenset(row.services) for row in dossier.registers.customers if row.status == "active"}
    for key, services in told.items():
        for service in sorted(services & served.keys()):
            if key not in served[service]:
                yield _finding(
                    dossier, service, key, at("registers/services", service, "customers").parts, named="customer"
                )
    for service, customers in served.items():
        for key in sorted(customers & told.keys()):
            if told[key] and service not in told[key]:
                yield _finding(dossier, service, key, at("registers/customers", key, "services").parts, named="service")


def _finding(dossier: Dossier, service: str, customer: str, where: tuple[str, ...], *, named: str) -> Finding:
    row, other = dossier.services[service], dossier.customers[customer]
    if named == "customer":
        says = _(
            "Customer {customer} “{who}” receives service {service} “{name}” by the customer register, but not by the portfolio.",
            customer=customer, who=other.name, service=service, name=row.name,
        )  # fmt: skip
        also = at("registers/customers", customer, "services")
    else:
        says = _(
            "Customer {customer} “{who}” receives service {service} “{name}” by the portfolio, but not by the customer register.",
            customer=customer, who=other.name, service=service, name=row.name,
        )  # fmt: skip
        also = at("registers/services", service, "customers")
    return Finding(where=at(*where), says=says, also=(also,))


def _one_sided(dossier: Dossier) -> Dossier:
    """Take a service with several customers away from one of them in the portfolio."""
    service = next(row for row in dossier.services_in_scope if len(row.customers) > 1)
    return edit(dossier, f"registers/services/{service.id}", lambda held: replace(held, customers=held.customers[:-1]))
