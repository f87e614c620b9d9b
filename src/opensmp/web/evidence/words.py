"""The words of the evidence pages: verdicts, promises, windows, durations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from opensmp.i18n import LANGUAGES, Message, Speakable, _
from opensmp.i18n.message import Value
from opensmp.measures.limits import Limit, parsed
from opensmp.measures.verdict import VerdictWord
from opensmp.plan.terms import Comparator, Target
from opensmp.web.figures import amount

VERDICTS: Mapping[str, tuple[str, Message]] = {
    "kept": ("ok", _("Holds")), "broken": ("stop", _("Does not hold")), "too few": ("wait", _("Too few to say")),
    "unknown": ("wait", _("Not known")), "": ("wait", _("Not measured")),
}  # fmt: skip
"""Shape and word of each verdict; the empty word is that of a promise nobody has measured."""

URGENCY: Mapping[VerdictWord | str, int] = {"broken": 0, "too few": 1, "unknown": 2, "": 3, "kept": 4}
"""What a reader sees first."""

_MONTHS = {
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"),
    "id": ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"),
}  # fmt: skip
_COMPARATORS: Mapping[Comparator, Message] = {
    "at least": _("at least"), "at most": _("at most"), "above": _("more than"), "below": _("less than"), "equal": _("exactly"),
}  # fmt: skip
_WINDOWS: Mapping[str, Message] = {
    "week": _("each week"), "month": _("each month"), "quarter": _("each quarter"), "half-year": _("each half-year"),
    "year": _("each year"),
}  # fmt: skip

Spoken = dict[str, str]
"""A sentence in each language of the workspace, as a file or a row keeps it."""


def spoken(words: Speakable) -> Spoken:
    """Return a sentence in every language, to be stored."""
    return {language: words.text(language) for language in LANGUAGES}


def promised(target: Target) -> Message:
    """Return what is promised in one line: at least 90%, limit 4 hours, each quarter."""
    limit = parsed(target.limit) if target.limit else None
    parts: list[Value] = [
        _("{comparator} {target}", comparator=_COMPARATORS[target.comparator], target=amount(target.value, target.unit))
    ]
    if target.limit:
        parts.append(_("limit {limit}", limit=limit.says if isinstance(limit, Limit) else target.limit))
    if target.window:
        parts.append(_WINDOWS[target.window])
    said = {1: "{one}", 2: "{one}, {two}", 3: "{one}, {two}, {three}"}[len(parts)]
    return Message(said, tuple(zip(("one", "two", "three"), parts, strict=False)))


def window_title(start: date, end: date, language: str) -> str:
    """Return a window as people call it: October 2026, quarter 3 of 2026, the first half, the year, or its days."""
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    whole = start.day == 1 and (end + timedelta(days=1)).day == 1 and not (start.month - 1) % months
    if whole and months == 1:
        return f"{_MONTHS[language][start.month - 1]} {start.year}"
    if whole and months == 3:
        return _("Quarter {n} of {year}", n=start.month // 3 + 1, year=str(start.year)).text(language)
    if whole and months == 6:
        return _("Half-year {n} of {year}", n=start.month // 6 + 1, year=str(start.year)).text(language)
    if whole and months == 12:
        return str(start.year)
    return _("{start} to {end}", start=start, end=end).text(language)


def lasted(seconds: float | None) -> str:
    """Return a length of time as hours and minutes, the same in both languages: 6 h 22 min."""
    if seconds is None:
        return ""
    minutes = round(abs(seconds) / 60)
    hours, rest = divmod(minutes, 60)
    if hours >= 1_000:
        return f"{hours:d} h"
    return f"{hours} h {rest:02} min" if hours else f"{rest} min"


def moment(seconds: int | None, zone: str) -> datetime | None:
    """Return a moment where the organisation is."""
    return None if seconds is None else datetime.fromtimestamp(seconds, ZoneInfo(zone))


def says(words: Mapping[str, Any] | None, language: str) -> str:
    """Return a stored sentence in a language."""
    return str((words or {}).get(language, ""))


def sentences(stored: Iterable[Mapping[str, Any]], language: str) -> list[str]:
    """Return stored sentences in a language."""
    return [says(each, language) for each in stored]
