"""Whether a supplier of section 7 has a contract in force that the plan cites."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.suppliers._helpers import in_force, known_lines


@rule(
    "SUP-03",
    clause="8.3.4.1",
    severity=BLOCKS,
    requirements=("R16", "R45", "R76"),
    detects=("supplier-agreement-missing",),
    examples=(
        fails(
            "A supplier with `contracts: []`", lambda dossier: put(dossier, "plan/suppliers/suppliers/*", contracts=())
        ),
        passes("A supplier with a contract in force", lambda dossier: dossier),
    ),
)
def supplier_has_a_contract_in_force(dossier: Dossier) -> Iterator[Finding]:
    """A key supplier has a contract in force.

    Why: without a contract nothing the supplier does can be required, and a target promised to a customer rests
    on goodwill.

    Fix: cite the contract in the row of the supplier, or conclude one before the plan is approved.
    """
    for line, supplier in known_lines(dossier):
        if line.contracts:
            continue
        where = at("plan/suppliers/suppliers", supplier.id, "contracts")
        held = [row.id for row in dossier.contracts_of.get(supplier.id, ()) if in_force(row, dossier)]
        if held:
            says = _(
                "Section 7 cites no contract with supplier {id} “{name}”, though the register holds {contracts}.",
                id=supplier.id, name=supplier.name, contracts=tuple(held),
            )  # fmt: skip
            fix = _("Cite {contracts} in the row of the supplier, if it is the contract meant.", contracts=tuple(held))
            yield Finding(
                where, says, fix=fix, quote=supplier.name, also=(at("registers/supplier_contracts", held[0]),)
            )
        else:
            says = _("Supplier {id} “{name}” has no contract in force.", id=supplier.id, name=supplier.name)
            yield Finding(where, says, quote=supplier.name)
