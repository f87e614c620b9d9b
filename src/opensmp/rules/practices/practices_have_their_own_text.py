"""Whether two practices are described in the same words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.practices import Practice
from opensmp.rules.practices._examples import first, joined
from opensmp.rules.practices._helpers import place, title, without_chips


@rule(
    "PRA-22",
    clause="8.1",
    severity=ADVICE,
    requirements=("R55", "R58"),
    detects=("practice-generic",),
    examples=(
        fails(
            "Two practices whose approach differs only in the practice's name",
            lambda d: _alike(
                d,
                first(d).id,
                next(
                    row.id
                    for row in d.plan.practices.practices
                    if row.id != first(d).id and row.id in d.standard.practices
                ),
            ),
        ),
        passes("Two practices governed by the same board in different words", lambda d: d),
    ),
)
def practices_have_their_own_text(dossier: Dossier) -> Iterator[Finding]:
    """Each practice is described in words of its own.

    Why: the same paragraph under two headings, with the name exchanged, was not written about either practice.

    Fix: say what is particular to each: its inputs, its decisions, its measures and its roles.
    """
    seen: dict[tuple[str, ...], Practice] = {}
    for practice in dossier.plan.practices.practices:
        for language, words in practice.approach.each():
            signature = (language, *_signature(dossier, practice, words))
            other = seen.setdefault(signature, practice)
            if len(signature) > _LEAST_WORDS and other is not practice:
                yield Finding(
                    where=place(practice, "approach"),
                    says=_(
                        "{practice} is described in the same words as {other}",
                        practice=title(dossier, practice.id),
                        other=title(dossier, other.id),
                    ),
                    also=(place(other, "approach"),),
                    quote=words.strip()[:160],
                )
                break


_LEAST_WORDS = 8
_WORD = r"[^\W\d_]+"


def _signature(dossier: Dossier, practice: Practice, words: str) -> tuple[str, ...]:
    known = dossier.standard.practices.get(practice.id)
    own = f"{known.title.en} {known.title.id} {practice.id}s" if known else practice.id
    names = {word for name in re.findall(_WORD, own.lower()) for word in (name, f"{name}s")} | {practice.id}
    return tuple(word for word in re.findall(_WORD, without_chips(words).lower()) if word not in names)


def _alike(dossier: Dossier, one: str, two: str) -> Dossier:
    owner = dossier.organisation.name
    for key in (one, two):
        name = dossier.standard.practices[key].title
        told = {
            "en": f"Every {name.en} at {owner} follows the rules of [[practice:{key}]], and its owner reviews the figures with the board.",
            "id": f"Setiap {name.id} di {owner} mengikuti aturan [[practice:{key}]], dan pemiliknya meninjau angkanya bersama dewan.",
        }
        practice = dossier.practices[key]
        moved = joined(practice.governance, practice.approach)
        dossier = put(dossier, f"plan/practices/practices/{key}", governance=moved, approach=told)
    return dossier
