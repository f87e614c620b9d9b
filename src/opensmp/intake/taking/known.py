"""Reading a cell of a document that came home as the value of its field, with the names that the plan and its registers know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from opensmp.dossier import Dossier
from opensmp.intake.building import NAMED
from opensmp.intake.converting import Converter, Unclear
from opensmp.intake.home.written import Writer
from opensmp.intake.names import Names
from opensmp.intake.taking.lists import lists, value_at, without_none
from opensmp.plan.prose import Prose
from opensmp.plan.terms import Target
from opensmp.registers.organisation import Calendar


class Nobody(Exception):
    """A name that stands in no register."""


class Known(Names):
    """Names that are never added to: a document proposes changes, not people."""

    def make(self, kind: str, words: str) -> str:
        """Refuse what would add somebody."""
        raise Nobody(words)


def meaning(converter: Converter, text: str, declared: Any) -> Any:
    """Return what words mean as a value of a type; a promise is read as its line says it."""
    if without_none(declared) is not Target:
        return converter.value(text, declared)
    found = converter.targets(text.replace(";", ",").replace("\n", " "))
    if not found:
        raise Unclear(text)
    return found[0]


def parts_changed(held: Any, before: Any, after: Any) -> Any:
    """Return a value in which only those parts are new that the words changed: Word does not show every part."""
    names = [each.name for each in fields(held)]
    return replace(
        held, **{name: getattr(after, name) for name in names if getattr(before, name) != getattr(after, name)}
    )


def names_of(dossier: Dossier, language: str) -> Known:
    """Return what the registers and the plan call everything, by id and by name in both languages."""
    names, writer = Known(), Writer(dossier, language)
    for kind, path in lists().items():
        what, title, _prefix = NAMED.get(kind, ("", "", ""))
        for row in value_at(dossier, path) or () if what else ():
            held = getattr(row, title, "")
            said = [words for _language, words in held.texts] if isinstance(held, Prose) else [str(held)]
            names.add(what, row.id, *said, writer.prose(held) if isinstance(held, Prose) else "")
    for key, practice in dossier.standard.practices.items():
        names.add("practice", key, practice.title.text("en"), practice.title.text("id"))
    calendars: Sequence[Calendar] = dossier.organisation.calendars
    for calendar in calendars:
        names.add("calendar", calendar.id, *(words for _language, words in calendar.name.texts), writer.hours(calendar))
    return names
