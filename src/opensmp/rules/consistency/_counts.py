"""Numbers of services, customers, suppliers, objectives and practices that prose states, in English and Indonesian.

A plan also speaks of parts ("three critical services", "two suppliers deliver monthly"). A number counts as a statement of
the whole only when nothing narrows it, and when it is near the whole or the sentence speaks of the whole.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

NOUNS = {
    "services": "services", "layanan": "services", "customers": "customers", "pelanggan": "customers", "suppliers": "suppliers",
    "pemasok": "suppliers", "objectives": "objectives", "sasaran": "objectives", "practices": "practices", "praktik": "practices",
    "people": "people", "staff": "people", "employees": "people", "orang": "people", "karyawan": "people", "pegawai": "people",
    "fte": "people", "personel": "people",
}  # fmt: skip
_NEUTRAL = frozenset(
    {
        "it", "managed", "service", "management", "measurable", "in-scope", "our", "registered", "terkelola", "active", "key",
        "external", "internal",
    }
)  # fmt: skip
"""Words between number and noun that leave the number a number of the whole; the first and the last four choose a kind of it."""

_NARROW = frozenset(
    {
        "kritis", "penting", "baru", "inti", "terpilih", "lain", "lainnya", "pertama", "terakhir", "prioritas", "digital",
        "pendukung", "tingkat", "kelas", "tier",
    }
)  # fmt: skip
"""Words behind the noun that make the number one of a part."""

_LABELS = frozenset(
    {
        "tier", "criticality", "priority", "section", "clause", "item", "step", "phase", "stage", "version", "level",
        "kekritisan", "prioritas", "tingkat", "bagian", "klausul", "butir", "langkah", "tahap", "versi", "nomor", "no", "tanggal",
    }
)  # fmt: skip
"""Words before a number that make it a name."""

_BEFORE = 80
"""Characters before a noun in which its number can stand."""

_UNITS_EN = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS_EN = "twenty thirty forty fifty sixty seventy eighty ninety"
_UNITS_ID = "satu dua tiga empat lima enam tujuh delapan sembilan"


class Mention(NamedTuple):
    """A number of things in a text: how many, of what, which kind (``external``), its words, and those behind the number."""

    number: int
    noun: str
    kind: str
    words: str
    tail: str
    whole: bool


def mentions(text: str) -> Iterator[Mention]:
    """Yield the numbers of known things that a text states, in order; parts of a whole are left out."""
    lowered = text.lower()
    plain = lowered if len(lowered) == len(text) else text
    for noun in _noun().finditer(plain):
        begin = max(0, noun.start() - _BEFORE)
        if not _may_end_a_number(plain[begin : noun.start()]):
            continue
        before = list(_word().finditer(text, begin, noun.start()))
        lower = [word.group().casefold() for word in before]
        last = len(lower)
        while last > 0 and len(lower) - last < 4 and lower[last - 1] in _NEUTRAL:
            last -= 1
        number = _number(lower, last - 1)
        behind = _behind(text, noun.end())
        if number is None or behind in _NARROW:
            continue
        count, first = number
        start = before[first].start()
        if (first and lower[first - 1] in _LABELS) or not _adjacent(text, [*before[first:], noun]):
            continue
        kind = _kind([*lower[last:], behind])
        words, tail = text[start : noun.end()], text[before[last - 1].end() : noun.end()]
        yield Mention(count, NOUNS[noun.group()], kind, words, tail, _speaks_of_all(text, start, noun.end()))


def number_of(words: str) -> int | None:
    """Return the number that a few words are: ``18``, ``eighteen``, ``delapan belas``; None for any others."""
    lower = words.casefold().split()
    found = _number(lower, len(lower) - 1)
    return found[0] if found else None


def _may_end_a_number(before: str) -> bool:
    """Whether the last word before a noun can belong to a number; a quick look, because nearly all do not."""
    words = before.rsplit(None, 1)
    last = words[-1].strip("(“\"'*_").removeprefix("ke-") if words else ""
    return last.isdigit() or last in _NEUTRAL or last in _endings()


def _behind(text: str, end: int) -> str:
    """Return the word that follows without a sign between."""
    found = _word().match(text, end + 1) if text[end : end + 1].isspace() else None
    return found.group().casefold() if found else ""


def _kind(words: list[str]) -> str:
    names = {
        "external": "external", "eksternal": "external", "internal": "internal", "key": "key", "utama": "key",
        "active": "active", "aktif": "active", "it": "it", "ti": "it",
    }  # fmt: skip
    return next((names[word] for word in words if word in names), "")


def _adjacent(text: str, words: list[re.Match[str]]) -> bool:
    """Whether only spaces stand between the words, so that no sentence or list ends among them."""
    return not any(text[one.end() : other.start()].strip(" \t\n*_") for one, other in pairwise(words))


def _number(lower: list[str], last: int) -> tuple[int, int] | None:
    """Return the number that ends at ``last`` and the place where it begins."""
    names = _names()
    for length in (4, 3, 2, 1):
        first = last - length + 1
        if first >= 0 and last >= 0:
            count = names.get(" ".join(lower[first : last + 1]))
            if count is not None:
                return count, first
    word = lower[last].removeprefix("ke-") if last >= 0 else ""
    return (int(word), last) if word.isascii() and word.isdigit() and len(word) <= 4 else None


def _speaks_of_all(text: str, start: int, end: int) -> bool:
    """Whether the sentence around the words speaks of the whole scope."""
    left = max(text.rfind(mark, 0, start) for mark in (". ", "\n", "; "))
    right = min((place for mark in (". ", "\n", "; ") if (place := text.find(mark, end)) >= 0), default=len(text))
    return bool(_whole().search(text, max(left, 0), right))


@cache
def _names() -> dict[str, int]:
    """Return the numbers from two to ninety-nine by their names, as people write them in both languages."""
    found: dict[str, int] = {word: number for number, word in enumerate(_UNITS_EN.split(), 1)}
    units = list(found.items())[:9]
    for tens, word in enumerate(_TENS_EN.split(), 2):
        found[word] = tens * 10
        for unit, one in units:
            found[f"{word}-{unit}"] = found[f"{word} {unit}"] = tens * 10 + one
    own = {word: number for number, word in enumerate(_UNITS_ID.split(), 1)}
    found |= own | {"sepuluh": 10, "sebelas": 11}
    found |= {f"{word} belas": 10 + number for word, number in own.items() if number > 1}
    for word, tens in own.items():
        if tens > 1:
            found[f"{word} puluh"] = tens * 10
            found |= {f"{word} puluh {unit}": tens * 10 + one for unit, one in own.items()}
    found |= {f"ke{word}": number for word, number in found.items() if word.split()[0] in own and number > 1}
    return {word: number for word, number in found.items() if number > 1}


@cache
def _endings() -> frozenset[str]:
    return frozenset(name.rsplit(None, 1)[-1] for name in _names())


@cache
def _noun() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(NOUNS)})\b")


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"\w+(?:[-’'.,:/%]\w+)*%?")


@cache
def _whole() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:in scope|(?:the|its) scope|scope of|covers?|covering|comprises?|consists? of|in all|in total|altogether|listed|"
        r"below|section [126]|ruang lingkup|mencakup|meliputi|terdiri|seluruhnya|keseluruhan|total|berikut|di bawah|bagian [126])\b",
        re.IGNORECASE,
    )
