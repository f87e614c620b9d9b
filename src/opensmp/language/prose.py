"""Markdown prose as a reader sees it: sentences with their places, plain text, words and table rows.

Markup is overwritten with blanks of the same length, so every offset of the reading is an offset of the source.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from opensmp.language import wordlist

ABBREVIATIONS = wordlist.words(
    "e.g i.e etc no nos vs cf approx fig al dr mr mrs ms prof st inc ltd co corp dept est ext min max art sec ch vol pp "
    "dll dsb dst a.n u.p s.d hlm tgl no tlp yth bpk ir drs kab jl rp a.m p.m u.s u.k p.a tbk pt cv ps sda dkk spt"
)
"""Words whose full stop ends no sentence, in English and Indonesian."""


class Sentence(NamedTuple):
    """One sentence as it reads, and where it stands in the source."""

    text: str
    start: int
    end: int


class Block(NamedTuple):
    """A paragraph, heading, list item or table row: its place in the source and what it is.

    ``kind`` is paragraph, heading, row, bullet or number.
    """

    kind: str
    start: int
    end: int


@cache
def _line_start() -> re.Pattern[str]:
    return re.compile(
        r"[ \t>]*+(?:(?P<heading>#{1,6}[ \t])|(?P<number>\d{1,3}[.)][ \t]++)|(?P<bullet>[-*+•][ \t]++(?:\[[ xX]\][ \t])?+)|(?P<row>\|))?"
    )


_MARKING = "{[]<*`~_\\|"
"""The signs of which any markup has one."""


@cache
def _markup() -> re.Pattern[str]:
    return re.compile(
        r"\{%[^\n]{0,300}?%\}|\{\{[^\n{}]{0,300}\}\}|\{:[^\n{}]{0,100}\}"
        r"|\]\([^)\n]{0,500}\)|\]\[[^\]\n]{0,100}\]|\[\[[a-z-]{1,30}:|\]\]|!\[|[\[\]]"
        r"|</?[A-Za-z][^<>\n]{0,200}>"
        r"|\*++|`++|~~|(?<![^\W_])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![^\W_])|\\(?=[^\w\s])|\|"
    )


@cache
def _ending() -> re.Pattern[str]:
    """The end of a sentence: a mark, closing quotes or brackets, white space, and a beginning."""
    return re.compile(r"[.!?…]++[\"'”’)\]]{0,3}(?=\s)")


@cache
def _before_mark() -> re.Pattern[str]:
    """The gap that blanked markup leaves before a mark."""
    return re.compile(r" (?=[.,;:!?](?:\s|$))")


@cache
def _key() -> re.Pattern[str]:
    return re.compile(r"[a-z][\w-]{0,40}:(?:\s|$)")


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"\w++(?:[-'’.,:/]\w++)*+")


def readable(markdown: str) -> str:
    """Return ``markdown`` with its markup, comments, code and front matter blanked; the length is unchanged."""
    return "".join(_readable_lines(markdown))


@lru_cache(maxsize=8)
def _readable_lines(markdown: str) -> tuple[str, ...]:
    """The lines of the text last read: its blocks, sentences and steps are asked for one after another."""
    return tuple(_shown_lines(markdown))


def _shown_lines(markdown: str) -> Iterator[str]:
    skipping = ""
    lines = markdown.splitlines(keepends=True)
    for number, line in enumerate(lines):
        bare = line.strip()
        if skipping:
            yield _blank(line)
            skipping = "" if _closes(skipping, bare) else skipping
        elif bare.startswith(("```", "~~~")):
            skipping = bare[:3]
            yield _blank(line)
        elif bare.startswith("<!--"):
            skipping = "" if "-->" in bare else "-->"
            yield _blank(line)
        elif bare == "---" and _is_front_matter(lines, number):
            skipping = "---"
            yield _blank(line)
        elif bare and not bare.strip("-=_*|: \t"):
            yield _blank(line)
        else:
            opening = _line_start().match(line)
            cut = opening.end() if opening else 0
            shown = line[cut:]
            yield _blank(line[:cut]) + (
                _markup().sub(_same_length, shown) if any(map(shown.count, _MARKING)) else shown
            )


def _is_front_matter(lines: list[str], number: int) -> bool:
    """Do keys follow the ruling line, at the top of a page or where two pages were joined?"""
    following = lines[number + 1] if number + 1 < len(lines) else ""
    return bool(_key().match(following))


def _closes(opened: str, bare: str) -> bool:
    return opened in bare if opened == "-->" else bare.startswith(opened)


def _blank(line: str) -> str:
    body = line.rstrip("\r\n")
    return " " * len(body) + line[len(body) :]


def _same_length(match: re.Match[str]) -> str:
    return " " * (match.end() - match.start())


def blocks(markdown: str) -> tuple[Block, ...]:
    """Return the blocks of ``markdown``; the lines of a paragraph belong together, list items and rows stand alone."""
    found: list[Block] = []
    place = 0
    kind, start, end = "", 0, 0
    for line, shown in zip(markdown.splitlines(keepends=True), _readable_lines(markdown), strict=True):
        opening = _line_start().match(line)
        named = next((name for name, value in opening.groupdict().items() if value), "") if opening else ""
        empty = not shown.strip()
        if kind and (empty or named or kind in {"heading", "row"}):
            found.append(Block(kind, start, end))
            kind = ""
        if not empty:
            if not kind:
                kind, start = named or "paragraph", place
            end = place + len(line)
        place += len(line)
    if kind:
        found.append(Block(kind, start, end))
    return tuple(found)


@lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of Markdown prose in order, with offsets into ``text``; several rules ask for the same text."""
    shown = readable(text)
    found: list[Sentence] = []
    for block in blocks(text):
        found += _split(shown, block.start, block.end)
    return tuple(found)


def _split(shown: str, start: int, end: int) -> Iterator[Sentence]:
    begin = start
    for match in _ending().finditer(shown, start, end):
        if _is_end(shown, begin, match, end):
            yield from _sentence(shown, begin, match.end())
            begin = match.end()
    yield from _sentence(shown, begin, end)


def _sentence(shown: str, start: int, end: int) -> Iterator[Sentence]:
    piece = shown[start:end]
    text = _before_mark().sub("", " ".join(piece.split()))
    if any(sign.isalnum() for sign in text):
        first = start + len(piece) - len(piece.lstrip())
        yield Sentence(text, first, start + len(piece.rstrip()))


def _is_end(shown: str, begin: int, match: re.Match[str], end: int) -> bool:
    """A full stop ends a sentence unless an abbreviation, an initial or a list number stands before it."""
    following = shown[match.end() : min(end, match.end() + 40)].lstrip()
    if following and following[0].islower():
        return False
    if not match.group().startswith(".") or len(match.group()) > 1:
        return True
    before = shown[max(begin, match.start() - 24) : match.start()].split()
    last = before[-1].lower().lstrip("(\"'“") if before else ""
    if last in ABBREVIATIONS:
        return last in {"etc", "a.m", "p.m", "dll", "dsb", "dkk", "p.a", "min", "max"} and following[:1].isupper()
    return not (len(last) == 1 and before[-1].isupper())


def plain(markdown: str) -> str:
    """Return the text without markup, one block a line."""
    shown = readable(markdown)
    return "\n".join(" ".join(shown[block.start : block.end].split()) for block in blocks(markdown))


def words(text: str) -> int:
    """Return the number of words outside tables; a table is measured by its rows."""
    shown = readable(text)
    return sum(
        sum(1 for _match in _word().finditer(shown, block.start, block.end))
        for block in blocks(text)
        if block.kind != "row"
    )


def table_rows(markdown: str) -> int:
    """Return the number of table rows, headings of columns included and ruling lines not."""
    return sum(block.kind == "row" for block in blocks(markdown))
