"""Whether a contract that section 7 cites exists and is the supplier's own."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.suppliers._helpers import known_lines


@rule(
    "SUP-22",
    clause="8.3.4.1",
    severity=ADVICE,
    requirements=("R45", "R46"),
    detects=("supplier-agreement-missing",),
    examples=(
        fails(
            "A supplier that cites CON-404, which nobody signed",
            lambda dossier: put(dossier, "plan/suppliers/suppliers/*", contracts=("CON-404",)),
        ),
        passes("A supplier that cites its own contract", lambda dossier: dossier),
    ),
)
def contract_cited_is_the_suppliers(dossier: Dossier) -> Iterator[Finding]:
    """A contract that the plan cites exists and is the supplier's own.

    Why: the first sample of an auditor is to ask for the contract that the plan names.

    Fix: correct the contract's id, or register the contract.
    """
    contracts = {row.id: row for row in dossier.registers.supplier_contracts}
    for line, supplier in known_lines(dossier):
        where = at("plan/suppliers/suppliers", supplier.id, "contracts")
        for cited in line.contracts:
            contract = contracts.get(cited)
            if contract is None:
                says = _(
                    "Supplier {id} “{name}” cites contract {contract}, which the register does not hold.",
                    id=supplier.id, name=supplier.name, contract=cited,
                )  # fmt: skip
                yield Finding(where, says, quote=cited)
            elif contract.supplier != supplier.id:
                says = _(
                    "Supplier {id} “{name}” cites contract {contract}, which is a contract with {other}.",
                    id=supplier.id, name=supplier.name, contract=cited, other=contract.supplier,
                )  # fmt: skip
                yield Finding(where, says, quote=cited, also=(at("registers/supplier_contracts", cited, "supplier"),))
