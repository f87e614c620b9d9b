"""The whole report of a reading as plain text."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.cli.reports.reading import Reading, home_words, mark_lines
from opensmp.cli.reports.reading.as_summary import render as summary
from opensmp.i18n import _
from opensmp.intake.account import FileReport
from opensmp.intake.keeping import doubt_words, place_words


def render(made: Reading, language: str) -> str:
    """Return the summary, then headings, tables, marks and doubts one by one."""
    return summary(made, language) + "\n" + "\n".join(_lines(made, language)) + "\n"


def _lines(made: Reading, language: str) -> Iterator[str]:
    for each in made.files:
        yield from _headings(each, language)
        yield from _tables(each, language)
        yield from _marks(each, made.changes, language)
    if made.draft.doubts:
        yield _("Cells that could not be read").text(language)
        for doubt in made.draft.doubts:
            yield f"  {doubt_words(doubt).text(language)} ({place_words(doubt.place).text(language)})"


def _headings(each: FileReport, language: str) -> Iterator[str]:
    yield _("Headings of {file}, where each leads, and how sure that is", file=each.read.source.name).text(language)
    for heading, home in zip(each.read.outline.headings, each.read.homes, strict=True):
        where = home_words(home.address, language) if home.address else _("kept aside").text(language)
        sure = f"{round(100 * min(heading.confidence, home.confidence or heading.confidence))}%"
        yield f"  {'  ' * (heading.level - 1)}{heading.number} {heading.title}".rstrip() + f"  →  {where}  ({sure})"


def _tables(each: FileReport, language: str) -> Iterator[str]:
    yield _("Tables of {file}, and what each was taken for", file=each.read.source.name).text(language)
    for number, table in enumerate(each.tables, 1):
        taken = home_words(table.address, language) if table.meaning else _("kept as it is, in words").text(language)
        yield f"  {number}  {table.title}  →  {taken}  ({round(100 * table.confidence)}%)"


def _marks(each: FileReport, changes: str, language: str) -> Iterator[str]:
    for _kind, words, further, marks in mark_lines(each, changes):
        yield " ".join(part.text(language) for part in (words, further) if part)
        for mark in marks:
            where = _("paragraph {n}", n=mark.paragraph).text(language) if mark.paragraph else ""
            yield (
                "  "
                + ", ".join(filter(None, (where, mark.author, mark.date)))
                + (f": {mark.text}" if mark.text else "")
            )
