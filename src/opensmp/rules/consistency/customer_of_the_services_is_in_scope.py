"""Whether the scope names the customers who receive the services in scope."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Address, Finding, add, at, both, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.registers.services import Customer
from opensmp.rules.consistency._helpers import covered, is_excluded, live_slas, spoken


@rule(
    "CON-10",
    clause="4.3",
    severity=BLOCKS,
    requirements=("R10", "R32", "R40", "R46", "R70"),
    detects=("scope-incomplete",),
    examples=(
        fails("A service in scope with a customer whom section 1 does not name", lambda d: _joined(d, "active")),
        passes("A former customer need not be named", lambda d: _joined(d, "former")),
    ),
)
def customer_of_the_services_is_in_scope(dossier: Dossier) -> Iterator[Finding]:
    """Every customer of a service in scope is named in section 1.

    Why: whoever receives a service in scope is part of the scope. A customer whom the plan leaves out has no
    promises, no reviews and no voice in it.

    Fix: name the customer in section 1 and in the scope statement, or exclude the customer with a justification.
    """
    scoped = frozenset(dossier.plan.scope.customers)
    if not scoped:
        return
    for key, (service, place) in _receivers(dossier).items():
        customer = dossier.customers.get(key)
        if key in scoped or customer is None or customer.status != "active" or is_excluded(dossier, customer):
            continue
        says = _(
            "Customer {id} “{name}” receives service {service} “{title}”, and section 1 does not name this customer.",
            id=key, name=customer.name, service=service, title=dossier.services[service].name,
        )  # fmt: skip
        yield Finding(at("plan/scope/customers"), says, quote=str(customer.name), also=(place,))


def _receivers(dossier: Dossier) -> dict[str, tuple[str, Address]]:
    """Return each customer of a service in scope, with one such service and the place that says so."""
    services = covered(dossier)
    found: dict[str, tuple[str, Address]] = {}
    for service in services.values():
        for key in service.customers:
            found.setdefault(key, (service.id, at("registers/services", service.id, "customers")))
    for customer in dossier.registers.customers:
        received = next((key for key in customer.services if key in services), None)
        if received:
            found.setdefault(customer.id, (received, at("registers/customers", customer.id, "services")))
    for sla in live_slas(dossier):
        agreed = next((key for key in sla.services if key in services), None)
        for key in sla.customers if agreed else ():
            found.setdefault(key, (agreed or "", at("registers/slas", sla.id, "customers")))
    return found


def _joined(dossier: Dossier, status: str) -> Dossier:
    """Let one more customer receive the first service of section 1."""
    service = dossier.plan.scope.services[0]
    name = spoken(dossier, en="Regional archive", id="Arsip daerah")
    customer = Customer(id="CU-404", name=name, services=(service,), reviewed=None, surveyed=None)
    return both(
        lambda d: add(d, "registers/customers", customer),
        lambda d: edit(d, "registers/customers/CU-404/status", lambda _held: status),
        lambda d: edit(d, f"registers/services/{service}/customers", lambda held: (*held, "CU-404")),
    )(dossier)
