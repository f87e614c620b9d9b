"""Finding listed phrases in a text, whatever the case and the spacing, in one pass."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from opensmp.language.lexer import Token, tokens


class Tell(NamedTuple):
    """Words that give something away, what they give away, and where they stand."""

    words: str
    start: int
    end: int
    kind: str = ""


class _Entry(NamedTuple):
    rest: tuple[str, ...]
    kind: str


class Book(NamedTuple):
    """Phrases by their first word, the longest first; ``needs`` are the parts of words that a text must hold for one."""

    pages: Mapping[str, tuple[_Entry, ...]]
    needs: Mapping[str, tuple[frozenset[str], ...]]


@cache
def book(*rows: tuple[str, str]) -> Book:
    """Index rows of (kind, phrases separated by semicolons)."""
    index: dict[str, list[_Entry]] = {}
    for kind, phrases in rows:
        for phrase in phrases.split(";"):
            parts = [token.word for token in tokens(phrase)]
            if parts:
                index.setdefault(parts[0], []).append(_Entry(tuple(parts[1:]), kind))
    pages = {first: tuple(sorted(entries, key=lambda entry: -len(entry.rest))) for first, entries in index.items()}
    return Book(pages, _needs(pages))


def _needs(pages: Mapping[str, tuple[_Entry, ...]]) -> dict[str, tuple[frozenset[str], ...]]:
    needs: dict[str, list[frozenset[str]]] = {}
    for first, entries in pages.items():
        for entry in entries:
            parts = _parts(" ".join((first, *entry.rest)))
            needs.setdefault(parts[0], []).append(frozenset(parts))
    return {first: tuple(rows) for first, rows in needs.items()}


def may_hold(text: str, phrases: Book) -> bool:
    """Whether a phrase could stand in ``text`` at all; most prose is told apart by this look at its words."""
    held = _words_of(text)
    return any(need <= held for first in phrases.needs.keys() & held for need in phrases.needs[first])


@lru_cache(maxsize=4096)
def _words_of(text: str) -> frozenset[str]:
    return frozenset(_parts(text.lower()))


def _parts(text: str) -> list[str]:
    return _part().findall(text)


@cache
def _part() -> re.Pattern[str]:
    return re.compile(r"\w+")


def tells(text: str, phrases: Book) -> tuple[Tell, ...]:
    """Return the phrases that stand in ``text``, in order, the longest at each place."""
    if not may_hold(text, phrases):
        return ()
    pages = phrases.pages
    row = tokens(text)
    found: list[Tell] = []
    free = 0
    for index, token in enumerate(row):
        if index < free:
            continue
        entry = _matching(pages.get(token.word, ()), row, index)
        if entry is not None:
            free = index + 1 + len(entry.rest)
            end = row[free - 1].end
            found.append(Tell(text[token.start : end], token.start, end, entry.kind))
    return tuple(found)


def _matching(entries: tuple[_Entry, ...], row: list[Token], index: int) -> _Entry | None:
    for entry in entries:
        following = row[index + 1 : index + 1 + len(entry.rest)]
        if len(following) == len(entry.rest) and all(a.word == b for a, b in zip(following, entry.rest, strict=True)):
            return entry
    return None
