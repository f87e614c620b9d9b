"""Changed dossiers that several examples of the rules on improvement are made of."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from opensmp.checking import add, edit, put
from opensmp.dossier import Dossier
from opensmp.plan.prose import Prose
from opensmp.registers.assurance import ImprovementItem
from opensmp.rules.improvement._helpers import open_items


def ordinary(dossier: Dossier) -> ImprovementItem:
    """Return an open initiative of the plan that is no corrective action and serves an objective."""
    named = set(dossier.plan.improvement.initiatives)
    return next(
        row
        for row in open_items(dossier)
        if row.id in named and not row.corrective and row.source != "nonconformity" and row.objective
    )


def change_one(dossier: Dossier, **fields: Any) -> Dossier:
    """Return a copy in which an ordinary open initiative has other ``fields``."""
    return put(dossier, f"registers/improvements/{ordinary(dossier).id}", **fields)


def one_more(dossier: Dossier, **fields: Any) -> Dossier:
    """Return a copy with one more initiative in register and plan, like an ordinary one but with other ``fields``."""
    row = replace(ordinary(dossier), **{"id": "IMP-EX-99", **fields})
    named = edit(dossier, "plan/improvement", lambda held: replace(held, initiatives=(*held.initiatives, row.id)))
    return add(named, "registers/improvements", row)


def moved(dossier: Dossier, source: str, target: str) -> Dossier:
    """Return a copy in which one text of section 9 is empty and its words stand at the end of another."""

    def join(held: Any) -> Any:
        return replace(held, **{source: Prose(), target: joined(getattr(held, target), getattr(held, source))})

    return edit(dossier, "plan/improvement", join)


def joined(before: Prose, after: Prose) -> Prose:
    """Return two texts as two paragraphs of one, language by language."""
    both = dict(before.texts)
    for language, words in after.texts:
        both[language] = f"{both[language]}\n\n{words}" if both.get(language) else words
    return Prose(tuple(sorted(both.items())))
