"""Reading what the plan's words say about people and figures: the sentence around a place, and who is named there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from opensmp.dossier import Dossier
from opensmp.dossier.wording import Passage
from opensmp.registers.organisation import Person


def sentence_around(words: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence that holds ``start``–``end`` begins and ends; lines of a list are sentences."""
    begin = max((found.end() for found in _stop().finditer(words, 0, start)), default=0)
    after = _stop().search(words, end)
    return begin, after.start() + 1 if after else len(words)


def persons_named(dossier: Dossier, people: list[Person]) -> Iterator[tuple[Person, Passage, int, int]]:
    """Yield each full name of ``people`` in the words of the plan, with its place."""
    for person in people:
        name = " ".join(person.name.split())
        for passage in dossier.wording.saying((name.lower(),)):
            for start in _starts(name, passage.words.replace("\n", " ")):
                yield person, passage, start, start + len(name)


def _starts(name: str, words: str) -> Iterator[int]:
    """Yield where a name stands in whole words."""
    start = words.find(name)
    while start >= 0:
        end = start + len(name)
        around = words[start - 1 : start] + words[end : end + 1]
        if not any(sign.isalnum() or sign == "_" for sign in around):
            yield start
        start = words.find(name, end)


@cache
def _stop() -> re.Pattern[str]:
    return re.compile(r"[.!?;](?=\s|$)|\n\s*\n|\n(?=\s*(?:[-*]|\d+[.)])\s)")
