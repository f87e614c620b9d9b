"""When a thing that recurs is due again."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from opensmp.plan.terms import MONTHS_BETWEEN, Cadence


def months_after(day: date, months: int) -> date:
    """Return the same day ``months`` later, or the last day of a shorter month: 31 January + 1 is 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def next_due(last: date, cadence: Cadence) -> date:
    """Return the day by which the next occurrence is due, counted from the last one."""
    months = MONTHS_BETWEEN[cadence]
    return months_after(last, months) if months else last + timedelta(days=7)
