"""Whether a contract that the plan cites has run out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.suppliers._helpers import cited_contracts, first_contract, in_force


@rule(
    "SUP-04",
    clause="8.3.4.1",
    severity=BLOCKS,
    requirements=("R45", "R46", "R76"),
    detects=("supplier-agreement-missing",),
    examples=(
        fails(
            "A contract that ended yesterday",
            lambda dossier: put(
                dossier,
                f"registers/supplier_contracts/{first_contract(dossier)}",
                end=dossier.today - timedelta(days=1),
            ),
        ),
        passes("A contract that runs on", lambda dossier: dossier),
    ),
)
def contract_has_not_expired(dossier: Dossier) -> Iterator[Finding]:
    """A contract that the plan cites has not ended.

    Why: the supplier works on without an agreement, or no longer works at all. Both are found by reading one
    date.

    Fix: renew the contract, or cite the one that replaced it.
    """
    for _line, supplier, contract in cited_contracts(dossier):
        if contract.status == "draft" or in_force(contract, dossier):
            continue
        where = at("registers/supplier_contracts", contract.id)
        if contract.end is not None and contract.end < dossier.today:
            says = _(
                "Contract {id} “{title}” with {supplier} ended on {end}, and the plan still cites it.",
                id=contract.id, title=contract.title, supplier=supplier.name, end=contract.end,
            )  # fmt: skip
            yield Finding(where / "end", says, quote=str(contract.end))
        else:
            says = _(
                "Contract {id} “{title}” with {supplier} has ended, and the plan still cites it.",
                id=contract.id, title=contract.title, supplier=supplier.name,
            )  # fmt: skip
            yield Finding(where / "status", says, quote=contract.status)
