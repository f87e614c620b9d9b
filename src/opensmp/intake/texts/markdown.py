"""Markdown as blocks: headings, paragraphs, lists, tables and fences. Marks inside a line stay: the plan's own prose is Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from opensmp.intake.source import Block, Cell, Mark, Paragraph, Table, letters

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*$")
_ITEM = re.compile(r"( *)([-*+•]|\d{1,3}[.)])[ \t]+(.*)$")
_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_LINE = re.compile(r" {0,3}(?:[-*_][ \t]*){3,}$")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_FRONT = re.compile(r"\A---\n.*?\n---(?:\n|\Z)", re.DOTALL)
_IMAGE = re.compile(r"!\[([^\]\n]{0,300})\]\([^)\n]{0,500}\)")
_MOST_BARS = 500
_FENCE = ("```", "~~~")


def read(text: str) -> dict[str, Any]:
    """Return the parts of a ``Source``."""
    marks: list[Mark] = []
    kept = _without(text, marks)
    blocks = list(Markdown(kept.split("\n")).blocks())
    marks += [Mark("image", 0, found[1]) for found in _IMAGE.finditer(kept)]
    return {
        "format": "md", "blocks": blocks, "beside": [], "marks": marks, "properties": {}, "letters": _letters(text), "unresolved": 0,
    }  # fmt: skip


def _without(text: str, marks: list[Mark]) -> str:
    """Take comments and front matter out, noted with their letters."""

    def noted(found: re.Match[str]) -> str:
        marks.append(Mark("comment", 0, " ".join(found[0].split())[:300], letters=letters(found[0])))
        return "\n" * found[0].count("\n")

    return _COMMENT.sub(noted, _FRONT.sub(noted, text, count=1))


def _letters(text: str) -> int:
    """Count what a reader would see: the source without the signs that make headings, items, tables and rules."""
    held = sum(letters(found[0]) for found in _COMMENT.finditer(text))
    front = _FRONT.search(text)
    held += letters(_COMMENT.sub("", front[0])) if front else 0
    shown = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), _FRONT.sub("", text, count=1))
    total, fenced = held, False
    for line in shown.split("\n"):
        if line.strip().startswith(_FENCE):
            fenced = not fenced
        elif fenced:
            total += letters(line)
        elif not (_RULE.match(line) and "-" in line) and not _LINE.match(line) and not _UNDERLINE.match(line):
            total += letters(_bare(line))
    return total


def _bare(line: str) -> str:
    heading, item = _HEADING.match(line), _ITEM.match(line)
    if heading:
        return heading[2]
    if item:
        return item[3]
    stripped = line.strip()
    return (
        stripped.replace("\\|", "\x00").replace("|", "").replace("\x00", "|")
        if _is_row(stripped)
        else line.lstrip("> ")
    )


class Markdown:
    """Cuts lines into blocks."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._at = 0
        self._number = 0
        self._tables = 0

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks in order."""
        while self._at < len(self._lines):
            line = self._lines[self._at]
            heading, item = _HEADING.match(line), _ITEM.match(line)
            if not line.strip() or _LINE.match(line):
                self._at += 1
            elif line.strip().startswith(_FENCE):
                yield from self._fenced(line.strip()[:3])
            elif heading:
                self._at += 1
                yield self._paragraph(heading[2], level=len(heading[1]))
            elif _is_row(line):
                yield self._table()
            elif item:
                yield self._item(item)
            else:
                yield self._prose()

    def _paragraph(self, text: str, **known: Any) -> Paragraph:
        self._number += 1
        return Paragraph(self._number, text.strip(), **known)

    def _fenced(self, fence: str) -> Iterator[Paragraph]:
        self._at += 1
        inside = []
        while self._at < len(self._lines) and not self._lines[self._at].strip().startswith(fence):
            inside.append(self._lines[self._at].rstrip())
            self._at += 1
        self._at += 1
        if any(line.strip() for line in inside):
            yield self._paragraph("\n".join(inside), style="code")

    def _item(self, item: re.Match[str]) -> Paragraph:
        self._at += 1
        words = [item[3], *self._continued()]
        bullet = not item[2][0].isdigit()
        return self._paragraph(
            " ".join(words), depth=min(8, len(item[1]) // 2), bullet=bullet, label="" if bullet else item[2]
        )

    def _prose(self) -> Paragraph:
        first = self._lines[self._at].lstrip("> ")
        self._at += 1
        words = [first, *self._continued()]
        level = 0
        if self._at < len(self._lines):
            under = _UNDERLINE.match(self._lines[self._at])
            if under and not _RULE.match("".join(words)):
                level = 1 if under[1][0] == "=" else 2
                self._at += 1
        return self._paragraph("\n".join(word.strip() for word in words), level=level)

    def _continued(self) -> Iterator[str]:
        """Yield the lines that go on with a paragraph or an item."""
        while self._at < len(self._lines):
            line = self._lines[self._at]
            begins = _HEADING.match(line) or _ITEM.match(line) or _LINE.match(line) or _UNDERLINE.match(line)
            if not line.strip() or begins or line.lstrip().startswith(("|", *_FENCE)):
                return
            self._at += 1
            yield line.strip().lstrip("> ")

    def _table(self) -> Table:
        rows = []
        while self._at < len(self._lines) and _is_row(self._lines[self._at]):
            line = self._lines[self._at].strip()
            self._at += 1
            if not _RULE.match(line):
                rows.append(tuple(Cell(words) for words in _cells(line)))
        self._tables += 1
        return Table(self._tables, self._number, tuple(rows), headers=1 if len(rows) > 1 else 0)


def _is_row(line: str) -> bool:
    return line.lstrip().startswith("|") and line.count("|") <= _MOST_BARS


def _cells(line: str) -> list[str]:
    inner = line.removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", inner)]
