"""The account of a reading in its forms: what was understood, what became of everything else, and what was doubted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module

from opensmp.i18n import Message, _
from opensmp.intake.account import BECAME, FileReport, became
from opensmp.intake.drafting import Draft
from opensmp.intake.reading import Changes
from opensmp.intake.sheets import SheetRead
from opensmp.intake.source import Mark, MarkKind
from opensmp.intake.vocabulary import homes, labels
from opensmp.plan.terms import Language
from opensmp.standard import standard


@dataclass(frozen=True)
class Reading:
    """A draft with the account of each file. ``language`` is that of the documents."""

    draft: Draft
    files: tuple[FileReport, ...]
    sheets: tuple[SheetRead, ...]
    changes: Changes
    language: Language


def rendered_as(form: str, made: Reading, language: str) -> str:
    """Return the report as ``summary``, ``text``, ``json`` or ``html``."""
    rendered: str = import_module(f"opensmp.cli.reports.reading.as_{form}").render(made, language)
    return rendered


def home_words(address: str, language: str) -> str:
    """Return what a place in the plan is called: section, field or practice, or the register of a table."""
    if address in labels():
        return labels()[address].text(language)
    section, _dot, _rest = address.partition("#")[0].partition(".")
    practice = address.partition("practice:")[2].partition(".")[0]
    if practice in standard().practices:
        return standard().practices[practice].title.text(language)
    place = address if address in homes() else address.rpartition(".")[0]
    known = homes().get(place) or homes().get(section)
    title = standard().sections[section].title.text(language) if section in standard().sections else ""
    named = known.text(language) if known else section
    return f"{title} › {named}" if title and place != section and title != named else title or named


def mark_lines(each: FileReport, changes: str) -> Iterator[tuple[MarkKind, Message, Message | None, tuple[Mark, ...]]]:
    """Yield each kind of mark: what it is and became, what became of tracked changes, and the marks."""
    for kind, marks in each.marks.items():
        yield kind, BECAME[kind], became(kind, changes), marks


def account_lines(each: FileReport) -> Iterator[tuple[Message, int]]:
    """Yield the lines of the account with their letters."""
    held = each.account
    yield _("Characters in the file, without white space"), held.total
    yield _("in the draft, word for word"), held.words
    yield _("in the draft, as days, numbers, names, labels and headings"), held.values
    yield _("kept aside beside the draft"), held.aside
    yield _("reported only: deleted text, contents tables, scripts"), held.reported
    yield _("not accounted for"), held.lost
