"""Changed dossiers that several examples of the rules on audit and review are made of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from opensmp.checking import add, edit, put
from opensmp.dossier import Dossier
from opensmp.plan.prose import Prose
from opensmp.registers.assurance import ManagementReview
from opensmp.rules.assurance._helpers import performed_audits, performed_reviews


def each_audit(dossier: Dossier, **fields: Any) -> Dossier:
    """Return a copy in which every internal audit has other ``fields``."""
    return edit(
        dossier,
        "registers/audits",
        lambda rows: tuple(replace(row, **fields) if row.kind == "internal" else row for row in rows),
    )


def an_audit(dossier: Dossier, **fields: Any) -> Dossier:
    """Return a copy in which the latest performed internal audit has other ``fields``."""
    latest = max(performed_audits(dossier), key=lambda row: row.performed or date.min)
    return put(dossier, f"registers/audits/{latest.id}", **fields)


def more_audit(dossier: Dossier, **fields: Any) -> Dossier:
    """Return a copy with one more internal audit in register and plan, like the latest performed but with other ``fields``."""
    latest = max(performed_audits(dossier), key=lambda row: row.performed or date.min)
    row = replace(latest, **{"id": "IA-EX-99", "performed": None, "report": None, "nonconformities": None, **fields})
    named = edit(dossier, "plan/assurance/programme", lambda held: replace(held, audits=(*held.audits, row.id)))
    return add(named, "registers/audits", row)


def each_review(dossier: Dossier, **fields: Any) -> Dossier:
    """Return a copy in which every management review has other ``fields``."""
    return edit(dossier, "registers/reviews", lambda rows: tuple(replace(row, **fields) for row in rows))


def a_review(dossier: Dossier, **fields: Any) -> Dossier:
    """Return a copy in which the latest performed management review has other ``fields``."""
    return put(dossier, f"registers/reviews/{latest_review(dossier).id}", **fields)


def latest_review(dossier: Dossier) -> ManagementReview:
    """Return the latest performed management review."""
    return max(performed_reviews(dossier), key=lambda row: row.performed or date.min)


def a_decision(dossier: Dossier, **fields: Any) -> Dossier:
    """Return a copy in which the first decision of the latest review has other ``fields``."""
    first, *rest = latest_review(dossier).decisions
    return a_review(dossier, decisions=(replace(first, **fields), *rest))


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


def somebody_below(dossier: Dossier) -> str:
    """Return a person present who is not top management."""
    people = dossier.people
    return next(
        each.id
        for each in dossier.organisation.people
        if people.present(each) and not people.is_top_management(each.id)
    )


def said(dossier: Dossier, en: str, id: str) -> Prose:
    """Return words in the languages of the plan, so that an example never breaks parity."""
    words = {"en": en, "id": id}
    return Prose.of({each: words[each] for each in dossier.languages})
