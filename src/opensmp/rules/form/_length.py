"""How long the plan is, from its sections: shared by the rules on length."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from opensmp.checking import edit
from opensmp.dossier import Dossier
from opensmp.i18n import Message, _
from opensmp.plan.plan import SECTIONS


def is_too_long(dossier: Dossier) -> bool:
    """Whether the plan as a whole is longer than the guidance; its sections are then not judged one by one."""
    return dossier.extent.pages > dossier.plan.identity.length.most_pages


def pages(number: float) -> Decimal:
    """Return pages as people say them: to one decimal."""
    return Decimal(f"{number:.1f}")


def longest(dossier: Dossier, most: int = 3) -> tuple[Message, ...]:
    """Name the longest sections with their pages, the longest first."""
    keys = sorted(SECTIONS, key=lambda key: -dossier.extents[key].pages)[:most]
    return tuple(
        _(
            "section {number} ({pages} pages)",
            number=dossier.standard.sections[key].number,
            pages=pages(dossier.extents[key].pages),
        )
        for key in keys
    )


def measured(dossier: Dossier, **settings: int) -> Dossier:
    """Return a copy whose guidance on length has other settings."""

    def changed(identity: Any) -> Any:
        return replace(identity, length=replace(identity.length, **settings))

    return edit(dossier, "plan/identity", changed)
