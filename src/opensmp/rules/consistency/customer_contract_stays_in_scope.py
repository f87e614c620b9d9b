"""Whether contracts with customers cover services in scope only."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, add, at, both, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.registers.services import Service
from opensmp.rules.consistency._helpers import in_force, is_excluded, label, named, spoken


@rule(
    "CON-12",
    clause="8.3.2",
    severity=BLOCKS,
    requirements=("R46", "R47", "R58"),
    detects=("scope-incomplete",),
    examples=(
        fails("A contract that covers a service outside the scope", lambda d: _wider(d)),
        passes("A contract that covers services of section 1", lambda d: d),
    ),
)
def customer_contract_stays_in_scope(dossier: Dossier) -> Iterator[Finding]:
    """A contract with a customer of the scope covers services in scope.

    Why: the customer was promised something that this system does not govern, and only the contract shows it. An
    auditor reads contracts for exactly that.

    Fix: bring the service into the scope, or exclude it in section 1 with a justification that the customer may read.
    """
    scoped = frozenset(dossier.plan.scope.services)
    listed = frozenset(line.service for line in dossier.plan.portfolio.services)
    customers = frozenset(dossier.plan.scope.customers)
    for contract in dossier.registers.customer_contracts if scoped else ():
        if not in_force(contract, dossier) or (customers and contract.customer not in customers):
            continue
        rows = [dossier.services[key] for key in contract.services if key in dossier.services]
        outside = [
            row.id for row in rows if row.id not in scoped and row.id not in listed and not is_excluded(dossier, row)
        ]
        if outside:
            says = _(
                "Contract {contract} covers {services}, which section 1 does not name.",
                contract=label(contract), services=named(dossier.services, outside),
            )  # fmt: skip
            where = at("registers/customer_contracts", contract.id, "services")
            yield Finding(where, says, quote=outside[0], also=(at("plan/scope/services"),))


def _wider(dossier: Dossier) -> Dossier:
    """Let the first contract cover one more service, which is outside the scope."""
    contract = next(row for row in dossier.registers.customer_contracts if in_force(row, dossier))
    name = spoken(dossier, en="Machine rental", id="Sewa mesin")
    service = Service(id="S-404", name=name, in_scope=False, owner=dossier.plan.identity.owner, criticality=4)
    return both(
        lambda d: add(d, "registers/services", service),
        lambda d: edit(d, f"registers/customer_contracts/{contract.id}/services", lambda held: (*held, "S-404")),
    )(dossier)
