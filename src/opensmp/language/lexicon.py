"""How the words of one language are stored and found: phrases, longest first, each with its senses.

A lexicon is data. The grammar knows only tags ("by", "within", "unit"), never words, so a language is added by adding
a table of phrases. One phrase may have several senses: "report" is something to watch and a kind of document.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple, TypeAlias

from opensmp.language import lexicon_en, lexicon_id, nouns_en, nouns_id, verbs_en, verbs_id
from opensmp.language.wordlist import phrases

Table: TypeAlias = Mapping[str, Mapping[str, str]]
"""Tag → value → phrases separated by semicolons."""

Senses: TypeAlias = Mapping[str, str]
"""Tag → value: what a phrase may mean."""

Row: TypeAlias = tuple[str, str, str]
"""A phrase without its first word, and a tag and the value that it has for the whole."""

SHARED_WITH_INDONESIAN = ("ident", "metric", "topic", "weak_topic", "unit", "percent", "currency", "percentile")
"""Tags whose English words Indonesian offices use unchanged (uptime, response time, service desk, SLA)."""


class Phrase(NamedTuple):
    """One entry: the words after the first one, and what the whole may mean."""

    rest: tuple[str, ...]
    senses: Senses


class Lexicon:
    """The phrases of a language by their first word. A sentence needs few of them, so each entry is made when it is asked for."""

    def __init__(self, tables: Iterable[Table]) -> None:
        self._rows = _by_words(tables)
        self._entries: dict[str, tuple[Phrase, ...]] = {}

    def __contains__(self, word: str) -> bool:
        return word in self._rows

    def entries(self, first: str) -> tuple[Phrase, ...]:
        """Return the phrases that begin with a word, the longest first."""
        if first not in self._rows:
            return ()
        if first not in self._entries:
            senses: dict[str, dict[str, str]] = {}
            for rest, tag, value in self._rows[first]:
                senses.setdefault(rest, {})[tag] = value
            found = (Phrase(tuple(rest.split()), meant) for rest, meant in senses.items())
            self._entries[first] = tuple(sorted(found, key=_shortness))
        return self._entries[first]


@cache
def lexicon_of(language: str) -> Lexicon:
    """Return the lexicon of ``language``; anything but ``id`` reads as English."""
    if language != "id":
        return Lexicon([lexicon_en.TABLE, nouns_en.NOUNS, _with_forms(verbs_en.VERBS, _english_forms)])
    english = {**lexicon_en.TABLE, **nouns_en.NOUNS}
    borrowed = {tag: english[tag] for tag in SHARED_WITH_INDONESIAN}
    verbs = _with_forms(verbs_id.VERBS, _indonesian_forms)
    return Lexicon([borrowed, lexicon_id.TABLE, nouns_id.NOUNS, verbs])


def _with_forms(verbs: Table, forms: Callable[[str], tuple[str, ...]]) -> Table:
    return {
        tag: {value: ";".join(form for verb in phrases(words) for form in forms(verb)) for value, words in rows.items()}
        for tag, rows in verbs.items()
    }


def _by_words(tables: Iterable[Table]) -> Mapping[str, Sequence[Row]]:
    """Return the phrases of the tables by their first word."""
    index = defaultdict[str, list[Row]](list)
    for table in tables:
        for tag, rows in table.items():
            for value, listed in rows.items():
                for words in listed.split(";"):
                    first, _space, rest = words.strip().partition(" ")
                    index[first].append((rest, tag, value))
    index.pop("", None)
    return index


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
