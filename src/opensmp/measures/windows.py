"""The windows of measurement: whole weeks, months, quarters, half-years and years of the organisation's own calendar."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from opensmp.measures.spans import Span
from opensmp.plan.terms import Window

_MONTHS: dict[Window, int] = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}
_DAY = timedelta(days=1)


class Days(NamedTuple):
    """From the first day to the last, both included."""

    start: date
    end: date


def window_of(day: date, window: Window) -> Days:
    """Return the window that a day lies in. Weeks begin on Monday; the others with a calendar month."""
    if window == "week":
        start = day - timedelta(days=day.weekday())
        return Days(start, start + timedelta(days=6))
    months = _MONTHS[window]
    start = date(day.year, (day.month - 1) // months * months + 1, 1)
    return Days(start, _first_of_month(start, months) - _DAY)


def windows(period: Days, window: Window | None) -> tuple[Days, ...]:
    """Return every whole window that shares a day with the period, in order; without a window the period is the only one."""
    if window is None:
        return (period,)
    found = [window_of(period.start, window)]
    while found[-1].end < period.end:
        found.append(window_of(found[-1].end + _DAY, window))
    return tuple(found)


def span_of(days: Days, zone: str) -> Span:
    """Return the days as seconds since 1970 UTC, from midnight to midnight where the organisation is."""
    return Span(midnight(days.start, zone), midnight(days.end + _DAY, zone))


def midnight(day: date, zone: str) -> int:
    """Return the moment at which a day begins in a zone; the first moment there is where midnight is skipped."""
    return int(datetime.combine(day, time.min, zone_of(zone)).timestamp())


def day_of(moment: int, zone: str) -> date:
    """Return the day on which a moment falls in a zone."""
    return datetime.fromtimestamp(moment, zone_of(zone)).date()


@cache
def zone_of(name: str) -> ZoneInfo:
    """Return a zone by its IANA name; raises ValueError for a name that is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError) as error:
        raise ValueError(name) from error


def _first_of_month(start: date, months: int) -> date:
    """Return the first day of the month that comes ``months`` after the month of ``start``."""
    index = start.month - 1 + months
    return date(start.year + index // 12, index % 12 + 1, 1)
