"""The calendars as a list: their hours in words, and until when their holidays are known."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from opensmp.dossier import Dossier
from opensmp.i18n import Message, _
from opensmp.registers.organisation import Calendar, Holiday, Hours
from opensmp.web.desk import Desk
from opensmp.web.rows.listing import State
from opensmp.web.rows.whereto import row_address

_DAYS = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))


class CalendarRow(NamedTuple):
    """A calendar in a list."""

    id: str
    title: str
    href: str
    hours: tuple[str, ...]
    zone: str
    holidays: int
    until: date | None
    state: State
    fill: str


def calendar_rows(desk: Desk, dossier: Dossier) -> list[CalendarRow]:
    """Return every calendar with how far its holidays reach."""
    return [_row(desk, row, dossier.today) for row in dossier.organisation.calendars]


def days_ahead(dossier: Dossier, most: int = 8) -> list[tuple[Holiday, str]]:
    """Return the next holidays of all calendars, each once, with the names of its calendars."""
    held: dict[Holiday, list[str]] = {}
    for calendar in dossier.organisation.calendars:
        for day in calendar.holidays:
            if day.on >= dossier.today:
                held.setdefault(day, []).append(calendar.id)
    return [(day, ", ".join(ids)) for day, ids in sorted(held.items(), key=lambda each: each[0].on)[:most]]


def hours_in_words(hours: Iterable[Hours], language: str) -> tuple[str, ...]:
    """Return working hours a line each: *Mon–Fri 08:00–17:00*; no hours are round the clock."""
    lines = tuple(
        f"{_days(row.days, language)} {row.opens}–{row.closes}"
        for row in hours
        if row.since is None and row.until is None
    )
    return lines or (_("Round the clock").text(language),)


def _days(days: tuple[int, ...], language: str) -> str:
    ordered = sorted(day for day in set(days) if 1 <= day <= len(_DAYS))
    said = [_DAYS[day - 1].text(language) for day in ordered]
    together = len(ordered) > 2 and ordered[-1] - ordered[0] == len(ordered) - 1
    return f"{said[0]}–{said[-1]}" if together else ", ".join(said)


def _row(desk: Desk, row: Calendar, today: date) -> CalendarRow:
    until = max((day.on for day in row.holidays if not day.yearly), default=None)
    return CalendarRow(
        row.id, row.name.text(desk.language), row_address(desk, "calendars", row.id), hours_in_words(row.hours, desk.language), row.zone,
        len(row.holidays), until, State(*_state(row, until, today)), desk.url("holidays", key=row.id),
    )  # fmt: skip


def _state(row: Calendar, until: date | None, today: date) -> tuple[str, Message]:
    """Say whether the holidays of this year and the next are known; a calendar without hours counts them as any day."""
    if not row.hours:
        return "ok", _("Needs no holidays")
    if until is None or until.year < today.year:
        return "warn", _("Holidays missing")
    provisional = any(day.provisional and day.on >= today for day in row.holidays)
    return (
        ("warn", _("Holidays provisional"))
        if provisional
        else ("ok", _("Holidays known to {year}", year=str(until.year)))
    )
