"""Whether each external customer in scope has a contract in the register."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from opensmp.checking import ADVICE, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.consistency._helpers import label


@rule(
    "CON-40",
    clause="8.3.2",
    severity=ADVICE,
    requirements=("R46", "R47"),
    examples=(
        fails("An external customer whose contract the register does not hold", lambda d: _uncontracted(d)),
        passes("Every external customer has a contract", lambda d: d),
    ),
)
def external_customer_has_a_contract(dossier: Dossier) -> Iterator[Finding]:
    """Each external customer has a contract.

    Why: what an external customer may expect is decided by the contract. One that is not in the register cannot be
    compared with what the plan promises.

    Fix: enter the contract with its services, targets and dates, or conclude one.
    """
    contracted = {row.customer for row in dossier.registers.customer_contracts}
    for key in dossier.plan.scope.customers:
        row = dossier.customers.get(key)
        if row and row.kind == "external" and row.status == "active" and key not in contracted:
            yield Finding(
                where=at("registers/customer_contracts"),
                says=_("The register holds no contract with external customer {customer}.", customer=label(row)),
                also=(at("registers/customers", key),),
            )


def _uncontracted(dossier: Dossier) -> Dossier:
    """Make a customer without contract an external one; where all have one, take the contract of the last away."""
    contracted = {row.customer for row in dossier.registers.customer_contracts}
    free = next((key for key in dossier.plan.scope.customers if key not in contracted), None)
    if free is not None:
        return edit(dossier, f"registers/customers/{free}", lambda held: replace(held, kind="external"))
    last = dossier.registers.customer_contracts[-1].customer
    return edit(
        dossier, "registers/customer_contracts", lambda rows: tuple(row for row in rows if row.customer != last)
    )
