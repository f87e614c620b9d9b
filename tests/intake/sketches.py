"""A document sketched in lines and understood without a file: quick, for tests of what is understood and not of how files are read."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from typing import Any

from opensmp.intake.drafting import Draft
from opensmp.intake.source import Block, Cell, Paragraph, Source, Table, letters_read
from opensmp.intake.texts import hypertext, markdown, plaintext
from opensmp.intake.understanding import Corrections, Understood, draft_of, understand
from opensmp.intake.word.body import read_word
from opensmp.tables import UPLOAD

TODAY = date(2026, 11, 22)


def sketched(text: str) -> Source:
    """Read a sketch: ``#`` headings, ``-`` items, lines with ``|`` rows of a table, an empty line between blocks, others paragraphs.

    In a row ``<`` is a cell merged with the one to its left, ``^`` one merged with the one above it, and ``/`` ends a line in a cell.
    """
    blocks: list[Block] = []
    rows: list[tuple[Cell, ...]] = []
    tables = number = 0
    for line in [*text.strip().split("\n"), ""]:
        if "|" in line:
            rows.append(_row(line, rows[-1] if rows else ()))
            continue
        if rows:
            tables += 1
            blocks.append(Table(tables, number, tuple(rows)))
            rows = []
        if line.strip():
            number += 1
            blocks.append(_paragraph(number, line.strip()))
    source = Source("plan.docx", "docx", tuple(blocks))
    return Source("plan.docx", "docx", tuple(blocks), letters=letters_read(source))


def _row(line: str, above: tuple[Cell, ...]) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for text in (each.strip() for each in line.split("|")):
        if text == "<":
            cells.append(Cell(cells[-1].text, origin=False))
        elif text == "^":
            cells.append(Cell(above[len(cells)].text, origin=False))
        else:
            cells.append(Cell(text.replace(" / ", "\n")))
    return tuple(cells)


def _paragraph(number: int, line: str) -> Paragraph:
    level = len(line) - len(line.lstrip("#"))
    if level:
        return Paragraph(number, line[level:].strip(), style=f"heading {level}", level=level, bold=True)
    if line.startswith("- "):
        return Paragraph(number, line[2:], depth=0, bullet=True)
    return Paragraph(number, line)


def understood(text: str, said: Corrections | None = None) -> Understood:
    """Understand a sketch, with what a person corrected."""
    return understand(sketched(text), said or Corrections())


def drafted(text: str, language: str = "en", said: Corrections | None = None) -> Draft:
    """Make a draft of a sketch."""
    return draft_of([understood(text, said)], [], "id" if language == "id" else "en", TODAY)


def read_here(raw: bytes, changes: str = "") -> Source:
    """Read a Word document in this process: for tests of what is read, not of how it is kept apart."""
    return _source("plan.docx", read_word(io.BytesIO(raw), UPLOAD, changes))


def text_here(text: str, ending: str) -> Source:
    """Read Markdown, HTML or plain text in this process."""
    reader = {"md": markdown.read, "html": hypertext.read, "txt": plaintext.read}[ending]
    return _source(f"plan.{ending}", reader(text))


def _source(name: str, read: Mapping[str, Any]) -> Source:
    lists = {key: tuple(read[key]) for key in ("blocks", "beside", "marks")}
    return Source(name=name, **{**read, **lists})
