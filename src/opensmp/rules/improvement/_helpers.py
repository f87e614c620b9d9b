"""What the rules on improvement share: the initiatives that count."""

from __future__ import annotations

from opensmp.checking import Address, at
from opensmp.dossier import Dossier
from opensmp.plan.section import Section
from opensmp.registers.assurance import ImprovementItem

OPEN = ("proposed", "approved", "in progress", "")


def bare(section: Section) -> bool:
    """Whether a section holds nothing beside its keeper; the rule on empty sections then speaks for all others."""
    return section == type(section)(keeper=section.keeper, reviewed=section.reviewed)


def initiatives(dossier: Dossier) -> tuple[ImprovementItem, ...]:
    """Return the rows of the improvement register that were not rejected."""
    return tuple(row for row in dossier.registers.improvements if row.status != "rejected")


def open_items(dossier: Dossier) -> tuple[ImprovementItem, ...]:
    """Return the rows that are still to be carried out."""
    return tuple(row for row in dossier.registers.improvements if row.status in OPEN)


def place(item: ImprovementItem, field: str) -> Address:
    """Return the address of a field of an initiative."""
    return at("registers/improvements", item.id, field)
