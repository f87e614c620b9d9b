"""The report of a reading as one page: source and understanding side by side, no script, no network, light, dark, phone and paper."""

from __future__ import annotations

from typing import Any

from opensmp.cli.reports.pages import rendered, stylesheet
from opensmp.cli.reports.reading import Reading, account_lines, home_words, mark_lines
from opensmp.i18n import _, spoken_number
from opensmp.intake.account import FileReport
from opensmp.intake.keeping import doubt_words, place_words


def render(made: Reading, language: str) -> str:
    """Return the page."""
    dossier = made.draft.dossier
    words = {
        "question": _("What was understood of your plan"), "skip": _("Skip to the account"), "account": _("Where every character went"),
        "source": _("In your document"), "understood": _("Understood as"), "sure": _("How sure"), "tables": _("Tables"),
        "marks": _("Beside the text"), "doubts": _("Cells that could not be read"), "aside": _("Kept aside"), "headings": _("Headings"),
        "nowhere": _("kept aside"), "sheets": _("Spreadsheets"),
    }  # fmt: skip
    context = {
        "language": language,
        "css": stylesheet("tokens.css", "report.css", "reading.css"),
        "w": {key: message.text(language) for key, message in words.items()},
        "organisation": dossier.organisation.name or (made.files[0].read.source.name if made.files else ""),
        "plan": dossier.plan.identity.title.text(language) or _("Service management plan").text(language),
        "files": [_file(each, made.changes, language) for each in made.files],
        "sheets": [
            (
                each.key,
                home_words(each.meaning.kind, language) if each.meaning else words["nowhere"].text(language),
                each.rows,
                ", ".join(each.doubtful),
            )
            for each in made.sheets
        ],
        "doubts": [
            (doubt_words(each).text(language), place_words(each.place).text(language)) for each in made.draft.doubts
        ],
        "aside": [
            (" › ".join(each.path), place_words(each.place).text(language), each.text) for each in made.draft.aside
        ],
    }
    return rendered("reading.html", context)


def _file(each: FileReport, changes: str, language: str) -> dict[str, Any]:
    nowhere = _("kept aside").text(language)
    headings = [
        (f"{heading.number} {heading.title}".strip(), min(heading.level, 4),
         home_words(home.address, language) if home.address else nowhere,
         round(100 * min(heading.confidence, home.confidence or heading.confidence)), bool(home.address))
        for heading, home in zip(each.read.outline.headings, each.read.homes, strict=True)
    ]  # fmt: skip
    tables = [
        (
            table.title,
            home_words(table.address, language) if table.meaning else _("kept as it is, in words").text(language),
            round(100 * table.confidence),
        )
        for table in each.tables
    ]
    marks = [
        (
            " ".join(part.text(language) for part in (words, further) if part),
            [(mark.paragraph, mark.author, mark.date, mark.text) for mark in found],
        )
        for _kind, words, further, found in mark_lines(each, changes)
    ]
    account = [(line.text(language), spoken_number(n, language)) for line, n in account_lines(each)]
    return {"name": each.read.source.name, "headings": headings, "tables": tables, "marks": marks, "account": account}
