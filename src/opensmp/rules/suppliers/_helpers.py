"""What the supplier rules share: lines whose supplier is known, the contracts they cite, and texts in both languages."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.dossier import Dossier
from opensmp.plan.prose import Prose
from opensmp.plan.suppliers import SupplierLine
from opensmp.registers.suppliers import Supplier, SupplierContract


def known_lines(dossier: Dossier) -> Iterator[tuple[SupplierLine, Supplier]]:
    """Yield the lines of section 7 whose supplier the register holds; the others have a finding of their own."""
    for line in dossier.plan.suppliers.suppliers:
        if line.supplier in dossier.suppliers:
            yield line, dossier.suppliers[line.supplier]


def cited_contracts(dossier: Dossier) -> Iterator[tuple[SupplierLine, Supplier, SupplierContract]]:
    """Yield the contracts that section 7 cites, where they exist and are the supplier's own."""
    for line, supplier in known_lines(dossier):
        own = {contract.id: contract for contract in dossier.contracts_of.get(supplier.id, ())}
        yield from ((line, supplier, own[cited]) for cited in line.contracts if cited in own)


def contracts_in_force(dossier: Dossier) -> Iterator[tuple[SupplierLine, Supplier, SupplierContract]]:
    """Yield the cited contracts that are in force; drafts and those that ended have findings of their own."""
    return ((line, supplier, row) for line, supplier, row in cited_contracts(dossier) if in_force(row, dossier))


def in_force(contract: SupplierContract, dossier: Dossier) -> bool:
    """Whether the contract is signed and has not ended."""
    return contract.status == "in force" and (contract.end is None or contract.end >= dossier.today)


def first_contract(dossier: Dossier) -> str:
    """Return the id of the first contract in force that section 7 cites, for examples."""
    return next(contract.id for _line, _supplier, contract in contracts_in_force(dossier))


def spoken(dossier: Dossier, *, en: str, id: str) -> Prose:
    """Return a text in each language the plan speaks."""
    said = {"en": en, "id": id}
    return Prose.of({language: said[language] for language in dossier.languages})
