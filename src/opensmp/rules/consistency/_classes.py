"""Classes of configuration items as the plan, the CMDB and its description name them."""

from __future__ import annotations

from opensmp.dossier import Dossier
from opensmp.registers.configuration import ItemClass
from opensmp.rules.consistency._helpers import tidy


def planned_classes(dossier: Dossier) -> tuple[str, ...]:
    """Return the classes that the plan's configuration practice names."""
    practice = dossier.practices.get("configuration")
    return practice.classes if practice else ()


def names_of(row: ItemClass) -> frozenset[str]:
    """Return what a person may call a class: its id, or its name in a language."""
    return frozenset((tidy(row.id), *(tidy(text) for _language, text in row.name.each())))
