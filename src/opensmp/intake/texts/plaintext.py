"""Plain text as blocks: paragraphs between empty lines, items, and lines that stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from opensmp.intake.source import Paragraph, letters

_ITEM = re.compile(r"([ \t]*)([-*•–▪◦·]|\(?[a-z]\))[ \t]+(.*)$")
_NUMBERED = re.compile(r"[ \t]*(?:\d{1,2}(?:\.\d{1,2}){0,4}[.)]?|[A-Z][.)]|BAB[ \t]+[IVXLC\d]+)[ \t]+\S")
_RULING = re.compile(r"[ \t]*([=\-_*~#.])\1{3,}[ \t]*$")
_ALONE = 90
"""A line shorter than this, between lines that end sooner or are empty, stands alone."""


def read(text: str) -> dict[str, Any]:
    """Return the parts of a ``Source``."""
    return made("txt", list(paragraphs(text)), letters(_without_rules(text)))


def made(form: str, blocks: list[Any], total: int) -> dict[str, Any]:
    """Return the parts of a ``Source`` that holds nothing beside its blocks."""
    return {
        "format": form,
        "blocks": blocks,
        "beside": [],
        "marks": [],
        "properties": {},
        "letters": total,
        "unresolved": 0,
    }


def paragraphs(text: str, first: int = 1) -> Iterator[Paragraph]:
    """Yield the paragraphs of a text, numbered from ``first``."""
    number, pages = first, text.split("\f")
    for page in pages:
        starts = number > first
        for words, depth in _pieces(page):
            yield Paragraph(number, words, depth=depth, bullet=depth >= 0, starts_page=starts)
            number, starts = number + 1, False


def _pieces(page: str) -> Iterator[tuple[str, int]]:
    """Yield each paragraph with the depth of its item, -1 for none."""
    open_words: list[str] = []
    depth = -1
    for line in (*page.split("\n"), ""):
        item = _ITEM.match(line)
        ends = not line.strip() or _RULING.match(line) or item or _NUMBERED.match(line)
        if open_words and (ends or len(open_words[-1]) < _ALONE // 2):
            yield "\n".join(open_words) if depth < 0 else " ".join(open_words), depth
            open_words, depth = [], -1
        if item:
            depth, line = min(8, len(item[1].expandtabs(4)) // 2), item[3] if item[2][-1] != ")" else line
        if line.strip() and not _RULING.match(line):
            open_words.append(line.strip())
    if open_words:
        yield "\n".join(open_words), depth


def _without_rules(text: str) -> str:
    kept = []
    for line in text.split("\n"):
        item = _ITEM.match(line)
        if not _RULING.match(line):
            kept.append(item[3] if item and item[2][-1] != ")" else line)
    return "\n".join(kept)
