"""The report of a reading for programs."""

from __future__ import annotations

import json
from typing import Any

from opensmp.cli.reports.reading import Reading, mark_lines
from opensmp.intake.account import FileReport

FORMAT = "opensmp-reading-1"


def render(made: Reading, language: str) -> str:
    """Return the report as one JSON object."""
    return json.dumps(_object(made, language), ensure_ascii=False, indent=2) + "\n"


def _object(made: Reading, language: str) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "language": made.language,
        "plan": made.draft.is_plan,
        "sections": sorted(made.draft.sections),
        "files": [_file(each, made.changes, language) for each in made.files],
        "tables": [
            {"file": each.file, "sheet": each.sheet, "row": each.first_row, "register": each.meaning.kind if each.meaning else None,
             "confidence": each.meaning.confidence if each.meaning else 0, "rows": each.rows, "unknown_columns": list(each.doubtful)}
            for each in made.sheets
        ],
        "doubts": [{"register": each.kind, "field": each.name, "text": each.text, "place": vars(each.place)} for each in made.draft.doubts],
        "kept_aside": [{"place": vars(each.place), "headings": list(each.path), "text": each.text} for each in made.draft.aside],
    }  # fmt: skip


def _file(each: FileReport, changes: str, language: str) -> dict[str, Any]:
    read, account = each.read, each.account
    return {
        "file": read.source.name,
        "format": read.source.format,
        "title": read.outline.title,
        "characters": {**vars(account), "lost": account.lost},
        "headings": [
            {"level": heading.level, "number": heading.number, "title": heading.title, "found_by": heading.how,
             "leads_to": home.address or None, "confidence": min(heading.confidence, home.confidence or heading.confidence)}
            for heading, home in zip(read.outline.headings, read.homes, strict=True)
        ],
        "tables": [
            {"title": table.title, "register": table.meaning.kind if table.meaning else None, "confidence": table.confidence}
            for table in each.tables
        ],
        "marks": [
            {"kind": kind, "became": (further or words).text(language), "paragraph": mark.paragraph, "author": mark.author,
             "date": mark.date, "text": mark.text}
            for kind, words, further, marks in mark_lines(each, changes)
            for mark in marks
        ],
    }  # fmt: skip
