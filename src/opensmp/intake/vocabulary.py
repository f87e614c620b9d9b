"""What people call things, in English and Indonesian: columns, tables, headings; and how words are compared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

_NUMBERED = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[A-Z][.)]|BAB\s+[IVXLC]+\.?)\s+")
_SIGNS = re.compile(r"[^\w%#&/+ ]+|_+")
_FOLDED = {
    "&": "and",
    "organization": "organisation",
    "organizational": "organisational",
    "programmes": "programme",
    "program": "programme",
}
_KEPT_S = frozenset(
    {"sms", "status", "process", "ss", "address", "class", "business", "access", "basis", "sles", "analysis", "success"}
)


class Label(NamedTuple):
    """The words for one thing: what OpenSMP writes in each language, and what else means the same, folded."""

    en: str
    id: str
    folded: tuple[str, ...]

    def text(self, language: str) -> str:
        """Return the written word."""
        return self.id if language == "id" else self.en


@lru_cache(maxsize=16_384)
def folded(words: str) -> str:
    """Return words for comparing: lower case, without number, signs and plural s."""
    plain = _SIGNS.sub(" ", _NUMBERED.sub("", words.strip())).lower()
    return " ".join(_singular(_FOLDED.get(word, word)) for word in plain.split())


def _singular(word: str) -> str:
    if len(word) < 4 or word in _KEPT_S or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    return word[:-3] + "y" if word.endswith("ies") and len(word) > 4 else word[:-1]


@cache
def labels() -> Mapping[str, Label]:
    """Return the labels of tables (``Service``) and their columns (``Service.name``)."""
    return dict(_read("labels.txt"))


@cache
def homes() -> Mapping[str, Label]:
    """Return the words of headings by the place in the plan that they name (``scope.boundaries``)."""
    return dict(_read("headings.txt"))


@cache
def other_words() -> Mapping[str, tuple[str, ...]]:
    """Return other words for the words that a field may hold."""
    lines = (line.partition(": ") for line in _lines("options.txt"))
    return {key: tuple(word.strip() for word in words.split(";")) for key, _colon, words in lines}


@cache
def columns_of(table: str) -> Mapping[str, Label]:
    """Return the columns of a table by field, in the order in which they are written."""
    prefix = f"{table}."
    return {key.removeprefix(prefix): label for key, label in labels().items() if key.startswith(prefix)}


def _read(name: str) -> Iterator[tuple[str, Label]]:
    for line in _lines(name):
        key, _colon, words = line.partition(": ")
        en, local, also = (*(part.strip() for part in words.split("|")), "", "")[:3]
        known = [en, local, *also.split(";")]
        yield (
            key,
            Label(
                en, local or en, tuple(dict.fromkeys(fold for each in known if (fold := folded(each) or each.strip())))
            ),
        )


def _lines(name: str) -> Iterator[str]:
    """Yield the lines of a list of words, without comments."""
    text = (files("opensmp.intake") / "data" / name).read_text("utf-8")
    return (line for line in text.splitlines() if ": " in line and not line.startswith("#"))
