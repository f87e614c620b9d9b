"""Whether a contract that the plan cites is more than a draft."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.suppliers._helpers import cited_contracts, first_contract


@rule(
    "SUP-16",
    clause="8.3.4.1",
    severity=BLOCKS,
    requirements=("R45", "R76"),
    detects=("supplier-agreement-missing",),
    examples=(
        fails(
            "A contract that is still a draft",
            lambda dossier: put(dossier, f"registers/supplier_contracts/{first_contract(dossier)}", status="draft"),
        ),
        passes("A contract in force", lambda dossier: dossier),
    ),
)
def contract_is_signed(dossier: Dossier) -> Iterator[Finding]:
    """A contract that the plan cites is signed.

    Why: a draft binds neither side, whatever it says.

    Fix: have it signed before the plan is approved, or cite the contract that is in force until then.
    """
    for _line, supplier, contract in cited_contracts(dossier):
        if contract.status == "draft":
            says = _(
                "Contract {id} “{title}” with {supplier} is still a draft.",
                id=contract.id, title=contract.title, supplier=supplier.name,
            )  # fmt: skip
            yield Finding(at("registers/supplier_contracts", contract.id, "status"), says, quote=contract.status)
