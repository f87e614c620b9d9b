"""Whether a supplier's contracts cover the services it contributes to."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.suppliers._helpers import contracts_in_force, first_contract


@rule(
    "SUP-06",
    clause="8.3.4.1",
    severity=BLOCKS,
    requirements=("R45", "R46", "R76"),
    detects=("supplier-agreement-missing",),
    examples=(
        fails(
            "A supplier that contributes to services which none of its contracts covers",
            lambda dossier: put(dossier, f"registers/supplier_contracts/{first_contract(dossier)}", services=()),
        ),
        passes("A contract that covers more services than the plan names", lambda dossier: dossier),
    ),
)
def contract_covers_the_services(dossier: Dossier) -> Iterator[Finding]:
    """A supplier's contracts cover the services it contributes to.

    Why: for a service outside the contract the supplier owes nothing.

    Fix: bring the services into the contract, or take them out of the supplier's row if it does not contribute to
    them.
    """
    covered: dict[str, set[str]] = {}
    cited: dict[str, list[str]] = {}
    lines = {}
    for line, supplier, contract in contracts_in_force(dossier):
        lines[supplier.id] = (line, supplier)
        covered.setdefault(supplier.id, set()).update(contract.services)
        cited.setdefault(supplier.id, []).append(contract.id)
    for key, (line, supplier) in lines.items():
        bare = [service for service in line.services if service in dossier.services and service not in covered[key]]
        if bare:
            says = _(
                "Supplier {id} “{name}” contributes to {services}, which {contracts} does not cover.",
                id=key, name=supplier.name, services=tuple(bare), contracts=tuple(cited[key]),
            )  # fmt: skip
            yield Finding(
                at("plan/suppliers/suppliers", key, "services"),
                says,
                quote=supplier.name,
                also=tuple(at("registers/supplier_contracts", contract, "services") for contract in cited[key]),
            )
