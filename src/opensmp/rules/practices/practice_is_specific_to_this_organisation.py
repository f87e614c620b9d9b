"""Whether the description of a practice could stand in any organisation's plan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain

from opensmp.checking import ADVICE, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.language import generic_phrases, specifics
from opensmp.plan.prose import Prose
from opensmp.plan.references import chips
from opensmp.rules.practices._examples import change_first, first, joined
from opensmp.rules.practices._helpers import place, refusal, title, without_chips


@rule(
    "PRA-11",
    clause="8.1",
    severity=ADVICE,
    requirements=("R55", "R58", "R74"),
    detects=("practice-generic",),
    examples=(
        fails(
            "“Incidents are handled in accordance with best practice so that services are restored as quickly as possible.”",
            lambda d: change_first(
                d,
                governance=joined(first(d).governance, first(d).approach),
                approach={
                    "en": "The practice is carried out in accordance with best practice so that services are restored as needed.",
                    "id": "Praktik ini dijalankan sesuai praktik terbaik agar layanan pulih sesuai kebutuhan.",
                },
            ),
        ),
        passes("An approach that names who decides and what is promised", lambda d: d),
    ),
)
def practice_is_specific_to_this_organisation(dossier: Dossier) -> Iterator[Finding]:
    """The description of a practice is specific to this organisation.

    Why: a text that names nobody, no service and no figure could have been copied from anywhere, and says nothing
    about what was designed here.

    Fix: name the roles that decide, the services or sites concerned, the tool, the promise and the record that
    shows it.
    """
    names = _by_first_word(_names(dossier))
    for practice in dossier.plan.practices.practices:
        if not practice.approach or refusal(dossier, practice):
            continue
        for _language, text in practice.approach.each():
            filler = generic_phrases(text)
            if _is_general(text, len(filler), names):
                words = tuple(part.words for part in filler)
                says = (
                    _(
                        "The approach of {practice} is general: “{words}” says nothing about this organisation",
                        practice=title(dossier, practice.id),
                        words=words,
                    )
                    if words
                    else _(
                        "The approach of {practice} names hardly anything of this organisation",
                        practice=title(dossier, practice.id),
                    )
                )
                yield Finding(where=place(practice, "approach"), says=says, quote=text.strip()[:200])
                break


def _is_general(text: str, filler: int, names: Mapping[str, frozenset[str]]) -> bool:
    """Whether a text holds nothing of its own, or less of it than filler; every reference counts as its own."""
    enough = max(1, 2 * filler)
    held = sum(1 for _chip in chips(text))
    if held >= enough:
        return False
    own = without_chips(text)
    near = frozenset().union(*(names.get(word, ()) for word in set(_first_words(own))))
    return held + specifics(own, near) < enough


def _by_first_word(names: Iterator[str]) -> Mapping[str, frozenset[str]]:
    """Index names by their first word, so that a text is held against the few it may contain."""
    index: dict[str, set[str]] = {}
    for name in names:
        for word in _first_words(name)[:1]:
            index.setdefault(word, set()).add(name)
    return {word: frozenset(held) for word, held in index.items()}


def _first_words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _names(dossier: Dossier) -> Iterator[str]:
    """Yield the names that only this organisation has."""
    organisation, registers = dossier.organisation, dossier.registers
    yield from (organisation.name, organisation.short)
    yield from (row.name for row in organisation.people)
    yield from (row.name for row in registers.suppliers)
    for name in chain(
        (row.name for row in organisation.units),
        (row.name for row in organisation.sites),
        (row.name for row in registers.services),
        (row.name for row in registers.customers),
        _titles(dossier),
    ):
        yield from (words for _language, words in name.each())


def _titles(dossier: Dossier) -> Iterator[Prose]:
    yield from (row.title for row in dossier.organisation.offices)
    yield from (row.title for row in dossier.plan.roles.roles)
