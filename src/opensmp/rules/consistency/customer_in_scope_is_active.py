"""Whether the customers of section 1 exist and are still customers."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, edit, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _


@rule(
    "CON-11",
    clause="4.3",
    severity=BLOCKS,
    requirements=("R10", "R39", "R40", "R46"),
    detects=("scope-incomplete",),
    examples=(
        fails(
            "Section 1 names CU-404, whom the customer register does not hold",
            lambda d: edit(d, "plan/scope/customers", lambda held: (*held, "CU-404")),
        ),
        fails(
            "Section 1 names a former customer",
            lambda d: put(d, f"registers/customers/{d.plan.scope.customers[0]}", status="former"),
        ),
        passes("Section 1 names active customers", lambda d: d),
    ),
)
def customer_in_scope_is_active(dossier: Dossier) -> Iterator[Finding]:
    """Every customer that section 1 names is a customer today.

    Why: a plan that serves customers who left, or whom nobody knows, was not kept up with the business.

    Fix: take a former customer out of section 1 and out of the scope statement, or correct the id or the register.
    """
    where = at("plan/scope/customers")
    if dossier.plan.scope.customers and not dossier.customers:
        says = _("Section 1 names customers, and the customer register is empty.")
        yield Finding(where, says, also=(at("registers/customers"),))
        return
    for key in dossier.plan.scope.customers:
        customer = dossier.customers.get(key)
        if customer is None:
            says = _("Section 1 names customer {id}, whom the customer register does not hold.", id=key)
            yield Finding(where, says, quote=key, also=(at("registers/customers"),))
        elif customer.status == "former":
            says = _(
                "Section 1 names customer {id} “{name}”, whom the customer register holds as former.",
                id=key, name=customer.name,
            )  # fmt: skip
            yield Finding(where, says, quote=str(customer.name), also=(at("registers/customers", key, "status"),))
