"""Whether the contracts with customers in scope are in force."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import Message, _
from opensmp.registers.services import CustomerContract
from opensmp.rules.consistency._helpers import in_force, label


@rule(
    "CON-14",
    clause="8.3.2",
    severity=BLOCKS,
    requirements=("R46", "R47", "R58"),
    examples=(
        fails(
            "A contract in force whose last day was yesterday",
            lambda d: put(d, f"registers/customer_contracts/{_sole(d)}", end=d.today - timedelta(days=1)),
        ),
        fails(
            "A customer whose only contract has ended",
            lambda d: put(d, f"registers/customer_contracts/{_sole(d)}", status="ended"),
        ),
        passes("A contract that ends today", lambda d: put(d, f"registers/customer_contracts/{_sole(d)}", end=d.today)),
    ),
)
def customer_contract_is_in_force(dossier: Dossier) -> Iterator[Finding]:
    """A customer in scope who has a contract has one in force.

    Why: services delivered under a contract that has ended, or was never signed, are promised by nobody and can be
    stopped or disputed any day.

    Fix: renew the contract, record the one that followed it, or take the customer out of the scope.
    """
    customers = frozenset(dossier.plan.scope.customers)
    contracts = dossier.registers.customer_contracts
    served = {contract.customer for contract in contracts if in_force(contract, dossier)}
    told: set[str] = set()
    for contract in sorted(contracts, key=lambda row: row.status != "in force"):
        customer = dossier.customers.get(contract.customer)
        if customer is None or customer.status != "active" or contract.customer not in customers:
            continue
        if contract.customer not in served | told:
            told.add(contract.customer)
            yield Finding(
                where=at(
                    "registers/customer_contracts", contract.id, "end" if contract.status != "draft" else "status"
                ),
                says=_said(contract, str(customer.name)),
                quote=contract.id,
                also=(at("plan/scope/customers"),),
            )


def _said(contract: CustomerContract, customer: str) -> Message:
    if contract.status == "draft":
        return _(
            "Contract {contract} with {customer} is still a draft, and there is no other in force.",
            contract=label(contract), customer=customer,
        )  # fmt: skip
    if contract.end is None or contract.status == "ended":
        return _(
            "Contract {contract} with {customer} has ended, and there is no other in force.",
            contract=label(contract), customer=customer,
        )  # fmt: skip
    return _(
        "Contract {contract} with {customer} ended on {day}, and there is no other in force.",
        contract=label(contract), customer=customer, day=contract.end,
    )  # fmt: skip


def _sole(dossier: Dossier) -> str:
    """Return the first contract in force that is its customer's only one."""
    rows = [row for row in dossier.registers.customer_contracts if in_force(row, dossier)]
    owners = [row.customer for row in rows]
    return next(row.id for row in rows if owners.count(row.customer) == 1)
