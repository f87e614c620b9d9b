"""Whether anybody knows when a supplier's contract ends."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.suppliers._helpers import contracts_in_force, first_contract


@rule(
    "SUP-17",
    clause="8.3.4.1",
    severity=ADVICE,
    requirements=("R45", "R39"),
    examples=(
        fails(
            "A contract without `end`",
            lambda dossier: put(dossier, f"registers/supplier_contracts/{first_contract(dossier)}", end=None),
        ),
        passes("A contract with its end", lambda dossier: dossier),
    ),
)
def contract_end_is_known(dossier: Dossier) -> Iterator[Finding]:
    """The end of a supplier's contract is known.

    Why: what has no date cannot be renewed in time.

    Fix: read the contract and record its end, or the next day on which it can be ended if it runs on by itself.
    """
    for _line, supplier, contract in contracts_in_force(dossier):
        if contract.end is None:
            says = _(
                "The register does not say when contract {id} “{title}” with {supplier} ends.",
                id=contract.id, title=contract.title, supplier=supplier.name,
            )  # fmt: skip
            yield Finding(at("registers/supplier_contracts", contract.id, "end"), says, quote=str(contract.title))
