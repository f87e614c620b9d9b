"""The documents that fields of the plan and of its registers cite, outside the procedures of practices."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import Address, at
from opensmp.dossier import Dossier
from opensmp.i18n import Message, _
from opensmp.plan.plan import SECTIONS


def cited(dossier: Dossier) -> Iterator[tuple[Address, str, Message]]:
    """Yield (place, document id, who cites it).

    Procedures, the policy, the scope statement, audit reports and minutes have rules of their own.
    """
    plan = dossier.plan
    for number, name in enumerate(SECTIONS, 1):
        for key in plan.section(name).references:
            yield at("plan", name, "references"), key, _("Section {number}", number=number)
    if plan.scope.risk_register:
        yield at("plan/scope/risk_register"), plan.scope.risk_register, _("Section 1, as its risk register,")
    if plan.portfolio.document:
        yield at("plan/portfolio/document"), plan.portfolio.document, _("Section 6, as the portfolio,")
    yield from _in_tables(dossier)


def _in_tables(dossier: Dossier) -> Iterator[tuple[Address, str, Message]]:
    plan = dossier.plan
    for claim in plan.commitments.claims:
        if claim.evidence:
            yield at("plan/commitments/claims", claim.id, "evidence"), claim.evidence, _("Claim {id}", id=claim.id)
    for party in plan.suppliers.others:
        if party.agreement:
            place = at("plan/suppliers/others", party.id, "agreement")
            yield place, party.agreement, _("{id} “{name}”", id=party.id, name=party.name)
    for contract in dossier.registers.supplier_contracts:
        if contract.document:
            place = at("registers/supplier_contracts", contract.id, "document")
            yield place, contract.document, _("Supplier contract {id}", id=contract.id)
