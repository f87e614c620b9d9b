"""How the words of one language are stored and found: phrases, longest first, each with its senses.

A lexicon is data. The grammar knows only tags ("by", "within", "unit"), never words, so a language is added by adding
a table of phrases. One phrase may have several senses: "report" is something to watch and a kind of document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import NamedTuple, TypeAlias

from opensmp.language import lexicon_en, lexicon_id, nouns_en, nouns_id, verbs_en, verbs_id
from opensmp.language.wordlist import phrases

Table: TypeAlias = Mapping[str, Mapping[str, str]]
"""Tag → value → phrases separated by semicolons."""

Senses: TypeAlias = Mapping[str, str]
"""Tag → value: what a phrase may mean."""

SHARED_WITH_INDONESIAN = ("ident", "metric", "topic", "weak_topic", "unit", "percent", "currency", "percentile")
"""Tags whose English words Indonesian offices use unchanged (uptime, response time, service desk, SLA)."""


class Phrase(NamedTuple):
    """One entry: the words after the first one, and what the whole may mean."""

    rest: tuple[str, ...]
    senses: Senses


class Lexicon(NamedTuple):
    """The phrases of a language by their first word."""

    language: str
    phrases: Mapping[str, tuple[Phrase, ...]]


@cache
def lexicon_of(language: str) -> Lexicon:
    """Return the lexicon of ``language``; anything but ``id`` reads as English."""
    if language != "id":
        return Lexicon("en", _indexed([lexicon_en.TABLE, nouns_en.NOUNS, _with_forms(verbs_en.VERBS, _english_forms)]))
    english = {**lexicon_en.TABLE, **nouns_en.NOUNS}
    borrowed = {tag: english[tag] for tag in SHARED_WITH_INDONESIAN}
    verbs = _with_forms(verbs_id.VERBS, _indonesian_forms)
    return Lexicon("id", _indexed([borrowed, lexicon_id.TABLE, nouns_id.NOUNS, verbs]))


def _with_forms(verbs: Table, forms: Callable[[str], tuple[str, ...]]) -> Table:
    return {
        tag: {value: ";".join(form for verb in phrases(words) for form in forms(verb)) for value, words in rows.items()}
        for tag, rows in verbs.items()
    }


def _indexed(tables: Iterable[Table]) -> dict[str, tuple[Phrase, ...]]:
    """Index phrases by first word, longest first."""
    whole: dict[str, dict[str, str]] = {}
    for table in tables:
        for tag, rows in table.items():
            for value, listed in rows.items():
                for words in listed.split(";"):
                    whole.setdefault(words.strip(), {})[tag] = value
    whole.pop("", None)
    index: dict[str, list[Phrase]] = {}
    for words, senses in whole.items():
        first, space, rest = words.partition(" ")
        phrase = Phrase(tuple(rest.split()), senses) if space else Phrase((), senses)
        index.setdefault(first, []).append(phrase)
    return {first: tuple(rows if len(rows) == 1 else sorted(rows, key=_shortness)) for first, rows in index.items()}


def _shortness(phrase: Phrase) -> int:
    return -len(phrase.rest)


def _english_forms(verb: str) -> tuple[str, ...]:
    """Return the regular forms; an irregular form stands in the table as a verb of its own."""
    head, space, tail = verb.partition(" ")
    return tuple(form + space + tail for form in _conjugated(head))


def _conjugated(verb: str) -> tuple[str, ...]:
    if verb.endswith("e"):
        return verb, verb + "s", verb + "d", verb[:-1] + "ing"
    if verb.endswith("y") and verb[-2:-1] not in "aeou":
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    if verb.endswith(("s", "sh", "ch", "x")):
        return verb, verb + "es", verb + "ed", verb + "ing"
    return verb, verb + "s", verb + "ed", verb + "ing"


def _indonesian_forms(verb: str) -> tuple[str, ...]:
    """Return ``meningkatkan/tingkatkan`` as meningkatkan, tingkatkan and ditingkatkan; other entries as they stand."""
    active, slash, bare = verb.partition("/")
    return (active, bare, "di" + bare) if slash else (active,)
