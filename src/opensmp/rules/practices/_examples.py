"""Changed dossiers that several examples of the rules on practices are made of."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from opensmp.checking import add, edit, put
from opensmp.dossier import Dossier
from opensmp.plan.practices import Practice
from opensmp.plan.prose import Prose
from opensmp.rules.practices._helpers import reworded


def first(dossier: Dossier) -> Practice:
    """Return the first practice that cites a known procedure."""
    return next(
        row
        for row in dossier.plan.practices.practices
        if row.approach and any(key in dossier.documents for key in row.procedures)
    )


def change_first(dossier: Dossier, **fields: Any) -> Dossier:
    """Return a copy in which the first practice has other ``fields``."""
    return put(dossier, f"plan/practices/practices/{first(dossier).id}", **fields)


def with_procedure(dossier: Dossier, key: str = "SM-EX-999", **fields: Any) -> Dossier:
    """Return a copy in which the first practice cites one more document, like its own but with other ``fields``."""
    practice = first(dossier)
    model = next(dossier.documents[each] for each in practice.procedures if each in dossier.documents)
    more = add(dossier, "registers/documents", replace(model, **{"id": key, "kinds": (), **fields}))
    return put(more, f"plan/practices/practices/{practice.id}", procedures=(*practice.procedures, key))


def moved(dossier: Dossier, where: str, source: str, target: str) -> Dossier:
    """Return a copy in which one text of a value is empty and its words stand at the end of another."""

    def join(held: Any) -> Any:
        return replace(held, **{source: Prose(), target: joined(getattr(held, target), getattr(held, source))})

    return edit(dossier, where, join)


def joined(before: Prose, after: Prose) -> Prose:
    """Return two texts as two paragraphs of one, language by language."""
    both = dict(before.texts)
    for language, words in after.texts:
        both[language] = f"{both[language]}\n\n{words}" if both.get(language) else words
    return Prose(tuple(sorted(both.items())))


def begun(text: Prose, en: str, id: str) -> Prose:
    """Return the prose with a sentence put before it, in the language of each text."""
    return Prose(tuple((key, f"{id if key == 'id' else en} {words}") for key, words in text.texts))


def silenced(dossier: Dossier, key: str, subject: re.Pattern[str], by: str = "normal") -> Dossier:
    """Return a copy in which the practice ``key``, and the titles of its procedures, no longer speak of a subject."""
    practice = dossier.practices[key]
    changed = put(
        dossier,
        f"plan/practices/practices/{key}",
        approach=reworded(practice.approach, subject, by),
        governance=reworded(practice.governance, subject, by),
        activity=reworded(practice.activity, subject, by),
    )
    for document in practice.procedures:
        if document in dossier.documents:
            renamed = reworded(dossier.documents[document].title, subject, by)
            changed = put(changed, f"registers/documents/{document}", title=renamed)
    return changed


def renamed(dossier: Dossier, key: str, name: str) -> Dossier:
    """Return a copy in which the practice ``key`` has another key of the organisation's own, wherever a field names it."""

    def again(row: Any) -> Any:
        return replace(row, practice=name) if row.practice == key else row

    def among(row: Any) -> Any:
        return replace(row, practices=tuple(name if each == key else each for each in row.practices))

    dossier = put(dossier, f"plan/practices/practices/{key}", id=name)
    for where in ("plan/commitments/commitments", "plan/commitments/claims", "plan/roles/raci", "registers/documents"):
        dossier = edit(dossier, where, lambda held: tuple(again(row) for row in held))
    for where in ("plan/objectives/objectives", "registers/audits"):
        dossier = edit(dossier, where, lambda held: tuple(among(row) for row in held))
    return dossier
