"""A reading in a few lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import Severity, chosen, run
from opensmp.cli.reports.reading import Reading, account_lines, mark_lines
from opensmp.i18n import _, n_, spoken_number
from opensmp.rules import all_rules

_SHOWN = 3


def render(made: Reading, language: str) -> str:
    """Return the lines: what was found in each file, its account, and the first findings of the draft."""
    return "\n".join(_lines(made, language)) + "\n"


def _lines(made: Reading, language: str) -> Iterator[str]:
    for each in made.files:
        tables = list(each.tables)
        known = sum(1 for table in tables if table.meaning)
        said = _(
            "{file}: {headings} headings, {sections} of 10 sections, {known} of {tables} tables recognised.",
            file=each.read.source.name, headings=len(each.read.outline.headings), sections=len(each.read.sections),
            known=known, tables=len(tables),
        )  # fmt: skip
        yield said.text(language)
        for line, n in account_lines(each):
            yield f"  {spoken_number(n, language):>9}  {line.text(language)}"
        for _kind, words, further, marks in mark_lines(each, made.changes):
            yield f"  {len(marks):>9}  " + " ".join(part.text(language) for part in (words, further) if part)
    for sheet in made.sheets:
        rows = n_("{n} row", "{n} rows", sheet.rows)
        taken = (
            _("taken for {register}", register=sheet.meaning.kind)
            if sheet.meaning
            else _("kept aside: no register knows its columns")
        )
        yield f"{sheet.key}: {rows.text(language)}, {taken.text(language)}"
    yield from _findings(made, language)


def _findings(made: Reading, language: str) -> Iterator[str]:
    """Yield the first findings of the draft: the ones that would block an audit."""
    report = run(made.draft.dossier, chosen(all_rules(), "stage1"))
    blocking = [found for found in report.findings if report.rule_of(found).severity is Severity.BLOCKS]
    yield n_(
        "An auditor would stop at {n} thing.", "An auditor would stop at {n} things.", len(blocking)
    ).text(language)  # fmt: skip
    yield from (f"  ■ {found.says.text(language)}" for found in blocking[:_SHOWN])
