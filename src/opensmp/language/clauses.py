"""References to clauses of a standard, as people write them, and requirements somebody declares not applicable."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

_AROUND = 300


class ClauseReference(NamedTuple):
    """One clause named in a text.

    ``standard`` and ``edition`` are filled when the words beside the number name them; without them the reader assumes
    the standard of the document. A range gives its two ends, each with the other in ``until``/``since`` order.
    """

    number: str
    item: str | None
    standard: str | None
    edition: str | None
    start: int
    end: int
    range_end: bool = False


class Exclusion(NamedTuple):
    """A sentence part that declares a clause or a requirement not applicable."""

    words: str
    start: int
    end: int
    clauses: tuple[ClauseReference, ...]


_NAME = (
    r"(?P<standard>(?:ISO|IEC|SNI|NIST|COBIT|PCI[ -]DSS)(?:\s?/\s?(?:IEC|ISO|IEEE)){0,2}"
    r"(?:\s(?:ISO|IEC|TR|TS|SP)(?:\s?/\s?IEC)?)?\s?\d{2,5}(?:-\d{1,3})?)(?:\s?:\s?(?P<edition>(?:19|20)\d\d))?"
)
_ITEM = r"(?:\s?\(?(?P<item>[a-z])\)(?![\w])|\s(?:huruf|butir|item|letter|point)\s\(?(?P<letter>[a-z])\b\)?)"


@cache
def _opening() -> re.Pattern[str]:
    """A standard's name, or the word clause."""
    return re.compile(rf"\b{_NAME}|(?P<clause>\b(?:sub-?)?(?:clauses?|klausul(?:a)?|klausa)\b)", re.IGNORECASE)


@cache
def _number() -> re.Pattern[str]:
    return re.compile(rf"\s{{0,3}}(?P<number>\d{{1,2}}(?:\.\d{{1,2}}){{0,3}})(?![\d%]|\.\d|:\d){_ITEM}?")


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(
        r"\s{0,3}(?:(?P<range>[–—-]|to\b|through\b|until\b|sampai dengan\b|sampai\b|hingga\b|s\.d\.|s/d)"
        r"|,\s?(?:and|dan|or|atau|&)?|and\b|dan\b|or\b|atau\b|&|/|;)"
        r"\s{0,3}(?:(?:clauses?|klausul)\s)?(?=\d)",
        re.IGNORECASE,
    )


@cache
def _items_after() -> re.Pattern[str]:
    """More letters of the same clause: 6.3 a), b) and c), or a–h."""
    return re.compile(r"(?:\s{0,2}(?:,|and|dan|–|-|to|sampai)\s{0,2}\(?(?P<item>[a-z])\)(?!\w))", re.IGNORECASE)


@cache
def _owner() -> re.Pattern[str]:
    """What follows a clause number and says whose clause it is."""
    return re.compile(
        rf"\s{{0,3}}\(?(?:of|in|dari|pada|dalam)?\s{{0,2}}(?:the\s|standar\s)?(?:{_NAME}|(?P<contract>contract|agreement|SLA|msa|kontrak|perjanjian|undang-undang))",
        re.IGNORECASE,
    )


def clause_references(text: str) -> tuple[ClauseReference, ...]:
    """Return the clauses named in ``text`` in order; sections of the document itself and versions are none."""
    found: list[ClauseReference] = []
    place = 0
    standard: tuple[str | None, str | None, int] = (None, None, -1)
    while match := _opening().search(text, place):
        place = match.end()
        if match["standard"]:
            standard = (_tidy(match["standard"]), match["edition"], match.end())
            start, direct = match.start(), _directly(text, match.end())
            if direct is None:
                continue
            place = _read_list(text, start, direct, standard, found)
        else:
            near = (
                standard
                if 0 <= match.start() - standard[2] <= 24 and "." not in text[standard[2] : match.start()]
                else (None, None, -1)
            )
            place = _read_list(text, match.start(), match.end(), near, found)
    return tuple(found)


def _tidy(name: str) -> str:
    return " ".join(name.replace(" /", "/").replace("/ ", "/").split())


def _directly(text: str, end: int) -> int | None:
    """Return where a number follows a standard without the word clause: "ISO/IEC 20000-1:2018, 8.2.6"."""
    place = end + 1 if text[end : end + 1] == "," else end
    number = _number().match(text, place)
    return place if number and "." in number["number"] and text[place : place + 1] in {" ", "\u00a0"} else None


def _read_list(
    text: str, start: int, place: int, standard: tuple[str | None, str | None, int], found: list[ClauseReference]
) -> int:
    """Read numbers, letters and ranges from ``place`` on; return where they end."""
    read: list[tuple[str, str | None, int, int, bool]] = []
    begin, ranged = start, False
    while number := _number().match(text, place):
        letter = number["item"] or number["letter"]
        read.append((number["number"], letter, begin, number.end(), ranged))
        place = _read_letters(text, number["number"], number.end(), read) if letter else number.end()
        joint = _joint().match(text, place)
        if joint is None:
            break
        place, begin, ranged = joint.end(), joint.end(), bool(joint["range"])
    owner = _owner().match(text, place) if read else None
    if owner and owner["contract"]:
        return owner.end()
    named_after = (_tidy(owner["standard"]), owner["edition"]) if owner else None
    found += _named(read, standard[:2], named_after)
    return max(place, start + 1)


def _read_letters(text: str, number: str, place: int, read: list[tuple[str, str | None, int, int, bool]]) -> int:
    """Read b) and c) after a); return where they end."""
    while more := _items_after().match(text, place):
        place = more.end()
        read.append((number, more["item"].lower(), more.start("item"), place, False))
    return place


def _named(
    read: list[tuple[str, str | None, int, int, bool]],
    before: tuple[str | None, str | None],
    after: tuple[str, str | None] | None,
) -> Iterator[ClauseReference]:
    """Give each number the standard named before the list; one named after it belongs to the last, or to all."""
    for place, (number, item, start, end, range_end) in enumerate(read, start=1):
        follows = after is not None and (before[0] is None or place == len(read))
        standard, edition = after if follows and after is not None else before
        yield ClauseReference(number, item, standard, edition, start, end, range_end)


@cache
def _not_applicable() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:not applicable|does not apply|do not apply|not relevant|we exclude|kami mengecualikan|n/a|"
        r"out of scope|not in scope|(?:is|are|was|has been|have been|be) (?:hereby )?(?:excluded|exempted|waived|left out|omitted)|"
        r"tidak berlaku|tidak dapat diterapkan|tidak diterapkan|dikecualikan|tidak relevan|"
        r"di luar ruang lingkup|diabaikan)\b",
        re.IGNORECASE,
    )


_DENYING = (
    "applicable", "not apply", "not relevant", "exclude", "mengecualikan", "n/a", "out of scope", "not in scope", "exempted",
    "waived", "left out", "omitted", "tidak berlaku", "diterapkan", "dikecualikan", "tidak relevan", "di luar ruang lingkup",
    "diabaikan",
)  # fmt: skip
"""Signs of which any denial holds one: a quick look before the thorough one."""


@cache
def _requirement() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:requirements?|persyaratan)\b[^.\n]{0,40}\b(?:standard|ISO|20000|standar|clause|klausul)", re.IGNORECASE
    )


def exclusion_of_requirement(text: str) -> tuple[Exclusion, ...]:
    """Return the places where a clause or a requirement of the standard is declared not applicable.

    ISO/IEC 20000-1 allows no exclusion of requirements, only a limited scope. A service left out of the scope is none.
    """
    found: list[Exclusion] = []
    lowered = text.lower()
    if not any(sign in lowered for sign in _DENYING) or not _not_applicable().search(text):
        return ()
    references = clause_references(text)
    starts = [reference.start for reference in references]
    for match in _not_applicable().finditer(text):
        start, end = _sentence_around(text, match.start(), match.end())
        near = references[bisect_left(starts, start) : bisect_left(starts, end)]
        if near or _requirement().search(text, start, end):
            found.append(Exclusion(text[start:end].strip(), start, end, near))
    return tuple(found)


def _sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the sentence around a match, at most ``_AROUND`` characters either way."""
    earliest = max(0, start - _AROUND)
    left = max(earliest, text.rfind(". ", earliest, start) + 1, text.rfind("\n", earliest, start) + 1)
    stops = [
        place for place in (text.find(". ", end, end + _AROUND), text.find("\n", end, end + _AROUND)) if place >= 0
    ]
    return left, min(stops, default=min(len(text), end + _AROUND))
