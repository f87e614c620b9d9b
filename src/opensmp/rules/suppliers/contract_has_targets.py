"""Whether a supplier's contract promises anything measurable."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.suppliers._helpers import contracts_in_force, first_contract


@rule(
    "SUP-13",
    clause="8.3.4.1",
    severity=ADVICE,
    requirements=("R16", "R45"),
    examples=(
        fails(
            "A contract with `targets: []`",
            lambda dossier: put(dossier, f"registers/supplier_contracts/{first_contract(dossier)}", targets=()),
        ),
        passes("A contract with one target", lambda dossier: dossier),
    ),
)
def contract_has_targets(dossier: Dossier) -> Iterator[Finding]:
    """A supplier's contract has service targets.

    Why: the supplier's performance is measured against the contract. Without a target there is nothing to
    measure.

    Fix: agree on the targets that your own agreements rest on, and record them in the register of contracts.
    """
    for _line, supplier, contract in contracts_in_force(dossier):
        if not contract.targets:
            says = _(
                "Contract {id} “{title}” with {supplier} holds no target.",
                id=contract.id, title=contract.title, supplier=supplier.name,
            )  # fmt: skip
            yield Finding(at("registers/supplier_contracts", contract.id, "targets"), says, quote=str(contract.title))
