"""A sentence as a row of items: words, numbers and signs, each with the senses its language gives it."""

import re
from functools import cache
from typing import NamedTuple

from opensmp.language import lexicon_en, lexicon_id
from opensmp.language.lexicon import Lexicon, Phrase, Senses, lexicon_of

NONE: Senses = {}
"""The senses of a word no lexicon knows."""

_ENOUGH = 20_000
"""Characters that show the language of a text."""

ADDRESS, NUMBER, WORD, SIGN = "address", "number", "word", "sign"

_INDONESIAN_AFFIXES = ("kan", "nya", "annya")
_INDONESIAN_PREFIXES = ("meng", "meny", "peng", "peny", "memper", "keber", "diper")


class Token(NamedTuple):
    """A piece of text as it stands: its kind, its lower-case form and its place."""

    kind: str
    word: str
    start: int
    end: int


class Item(NamedTuple):
    """One phrase of the lexicon, or one token it does not know."""

    kind: str
    word: str
    start: int
    end: int
    senses: Senses


@cache
def _pattern() -> re.Pattern[str]:
    """Every alternative consumes at least one character and none of them backtracks over what it has read."""
    return re.compile(
        r"(?P<address>https?://\S++|www\.\S++|\]\([^)\s]{0,300}\))"
        r"|(?P<number>\d++(?:[.,]\d++)*+)"
        r"|(?P<word>(?:Rp|IDR|USD|EUR|US)(?=\d)"
        r"|[^\W\d_]++(?:['’\-‑][^\W\d_]++)*+(?:[-+]?\d\w*+(?:-\w++)*+)?+)"
        r"|(?P<sign>[^\w\s]|_)"
    )


def tokens(text: str) -> list[Token]:
    """Split ``text``; white space is dropped, everything else is kept with its offsets."""
    return [
        Token(match.lastgroup or SIGN, match.group().lower(), match.start(), match.end())
        for match in _pattern().finditer(text)
    ]


def language_of(text: str) -> str:
    """Return ``id`` for Indonesian and ``en`` for everything else, from the frequent words and the affixes."""
    return language_of_words([token.word for token in tokens(text[:_ENOUGH]) if token.kind == WORD])


def language_of_words(words: list[str]) -> str:
    """As :func:`language_of`, for words already split and in lower case."""
    indonesian = english = 0
    for word in words:
        indonesian += 2 * (word in lexicon_id.MARKERS)
        english += 2 * (word in lexicon_en.MARKERS)
        indonesian += word.endswith(_INDONESIAN_AFFIXES) or (len(word) > 6 and word.startswith(_INDONESIAN_PREFIXES))
        english += word.endswith(("ing", "tion", "ed", "ly", "ty"))
    if indonesian == english:
        known, foreign = lexicon_of("id"), lexicon_of("en")
        indonesian = sum(word in known and word not in foreign for word in words)
        english = sum(word in foreign and word not in known for word in words)
    return "id" if indonesian > english else "en"


def items(row: list[Token], language: str) -> list[Item]:
    """Give each token its senses; the longest phrase of the lexicon wins."""
    lexicon = lexicon_of(language)
    found: list[Item] = []
    index, total = 0, len(row)
    while index < total:
        kind, word, start, end = row[index]
        entries = lexicon.entries(word)
        if not entries:
            found.append(Item(kind, word, start, end, _without_clitic(lexicon, word)))
            index += 1
            continue
        phrase = _longest(entries, row, index)
        if phrase is None:
            found.append(Item(kind, word, start, end, NONE))
            index += 1
            continue
        last = index + len(phrase.rest)
        whole = word if last == index else " ".join((word, *phrase.rest))
        found.append(Item(kind, whole, start, row[last].end, phrase.senses))
        index = last + 1
    return found


def _longest(entries: tuple[Phrase, ...], row: list[Token], index: int) -> Phrase | None:
    following = row[index + 1].word if index + 1 < len(row) else ""
    for phrase in entries:
        rest = phrase.rest
        if not rest:
            return phrase
        if rest[0] == following and _agrees(rest, row, index + 1):
            return phrase
    return None


def _agrees(rest: tuple[str, ...], row: list[Token], index: int) -> bool:
    return tuple(token.word for token in row[index : index + len(rest)]) == rest


def _without_clitic(lexicon: Lexicon, word: str) -> Senses:
    """Return the senses of an Indonesian word without its possessive -nya (ketersediaannya)."""
    entries = lexicon.entries(word[:-3]) if word.endswith("nya") else ()
    return entries[-1].senses if entries and not entries[-1].rest else NONE
