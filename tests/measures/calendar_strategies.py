"""Calendars, lives of records and pauses for property tests."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from opensmp.measures.spans import Span
from opensmp.plan.prose import Prose
from opensmp.registers.organisation import Calendar, Holiday, Hours

HOUR, DAY = 3_600, 86_400
ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "Europe/Berlin", "Europe/London", "America/New_York")
BEGIN = int(datetime(2026, 3, 9, tzinfo=UTC).timestamp())
WEEKS = 4
"""Four weeks from 9 March 2026: Lebaran, and the change to summer time in New York, Berlin and London."""


def _clock_times(first: int, last: int) -> st.SearchStrategy[str]:
    return st.integers(first * 4, last * 4).map(lambda quarter: f"{quarter // 4:02d}:{quarter % 4 * 15:02d}")


@st.composite
def hours(draw: st.DrawFn, dates: tuple[date | None, ...] = (None,)) -> Hours:
    """A window between 05:00 and 24:00, or one across midnight: its edges are never where the clock is changed."""
    days = tuple(sorted(draw(st.sets(st.integers(1, 7), min_size=1))))
    night = draw(st.booleans())
    opens = draw(_clock_times(19, 23) if night else _clock_times(5, 13))
    closes = draw(_clock_times(4, 8) if night else _clock_times(14, 24))
    dated = draw(st.sampled_from(dates))
    return Hours(days=days, opens=opens, closes=closes, since=dated, until=dated and dated + timedelta(days=6))


@st.composite
def holidays(draw: st.DrawFn) -> Holiday:
    half = draw(st.booleans())
    return Holiday(
        on=draw(st.dates(date(2026, 3, 8), date(2026, 4, 6))),
        name="Holiday",
        joint_leave=draw(st.booleans()),
        yearly=draw(st.booleans()),
        opens="08:00" if half else "",
        closes="12:00" if half else "",
    )


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    return Calendar(
        id="c",
        name=Prose(),
        zone=draw(st.sampled_from(ZONES)),
        hours=(draw(hours()), *draw(st.lists(hours((None, date(2026, 3, 16))), max_size=2))),
        holidays=tuple(draw(st.lists(holidays(), max_size=4))),
        joint_leave_worked=draw(st.booleans()),
    )


def instants(weeks: int = WEEKS) -> st.SearchStrategy[int]:
    """Instants of the four weeks, often on a full minute or exactly on the hour, where edges lie."""
    return st.one_of(
        st.integers(BEGIN, BEGIN + weeks * 7 * DAY),
        st.integers(0, weeks * 7 * 24 * 4).map(lambda quarter: BEGIN + quarter * HOUR // 4),
    )


@st.composite
def spans(draw: st.DrawFn) -> Span:
    first, second = draw(instants()), draw(instants())
    return Span(min(first, second), max(first, second))
