"""Whether contracts with IT providers hold the clauses that a financial regulator looks for."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import Message, _
from opensmp.registers.suppliers import Clause
from opensmp.rules.scope._regulation import as_bank, supervised

_CLAUSES: dict[Clause, Message] = {
    "audit right": _("right of audit"),
    "regulator access": _("access for the regulator"),
    "exit": _("exit"),
    "data onshore": _("data in Indonesia"),
}


@rule(
    "OJK-03",
    clause="8.3.4.1",
    severity=ADVICE,
    profiles=("ojk",),
    requirements=("R16", "R28", "R45"),
    examples=(
        fails(
            "A contract without access for the regulator",
            lambda dossier: put(
                as_bank(dossier), "registers/supplier_contracts/" + _first(dossier), clauses=("audit right", "exit")
            ),
        ),
        passes("A contract with all four", as_bank),
    ),
)
def provider_contract_serves_the_regulator(dossier: Dossier) -> Iterator[Finding]:
    """A contract with an IT provider holds the clauses that the regulator looks for.

    Why: a supervised institution answers for its IT providers, and shows it with four clauses: right of audit,
    access for the regulator, exit, and data in Indonesia. (The pack holds this duty as not verified: read the
    instrument.)

    Fix: agree on the missing clauses at the next change of the contract, and record them in the register.
    """
    if not supervised(dossier):
        return
    cited = {contract for line in dossier.plan.suppliers.suppliers for contract in line.contracts}
    for contract in dossier.registers.supplier_contracts:
        if contract.id not in cited or contract.status != "in force":
            continue
        missing = tuple(word for clause, word in _CLAUSES.items() if clause not in contract.clauses)
        if missing:
            says = _("Contract {id} “{title}” lacks: {missing}.", id=contract.id, title=contract.title, missing=missing)
            yield Finding(
                at("registers/supplier_contracts", contract.id, "clauses"), says, quote=", ".join(contract.clauses)
            )


def _first(dossier: Dossier) -> str:
    cited = {contract for line in dossier.plan.suppliers.suppliers for contract in line.contracts}
    return next(row.id for row in dossier.registers.supplier_contracts if row.id in cited and row.status == "in force")
