"""When a calendar is open: its working time as spans of seconds since 1970 UTC, in any zone, with or without summer time.

Times of the calendar are local; they become instants one by one, so that a day of 23 or 25 hours is counted as it is. Where
the clock shows a time twice, the first is meant; where it skips a time, the moment of the jump.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache, cached_property
from hashlib import sha256
from itertools import islice
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from opensmp.i18n import Message, Unreadable, _
from opensmp.measures.limits import DAY, Limit, Mode
from opensmp.measures.spans import Span
from opensmp.plan.prose import Prose
from opensmp.registers.organisation import Calendar, Holiday, Hours

EPOCH = date(1970, 1, 1).toordinal()
EARLIEST, LATEST = date(1960, 1, 1), date(2100, 1, 1)
"""Days before and after these are nobody's working days: times of damaged records end here instead of in an endless loop."""
HORIZON = timedelta(days=10 * 366)
"""How far ahead a due time is searched: ten years."""
ONE_DAY = timedelta(days=1)
MIDNIGHT = 24 * 60


@dataclass(frozen=True)
class RelativeDue:
    """A due time that is told by the calendar instead of a length, as ServiceNow's relative durations are.

    ``due date`` the first open instant from the instant ``date`` on · ``next working day`` the next working day at the
    local time ``at`` · ``end of next working day`` its closing time.
    """

    rule: Literal["due date", "next working day", "end of next working day"]
    at: str = ""
    date: int | None = None


@dataclass(frozen=True)
class OpenHours:
    """A calendar made ready for counting. Raises Unreadable where the calendar has a fault (:func:`faults`)."""

    calendar: Calendar
    _opened: dict[date, tuple[Span, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for fault in faults(self.calendar):
            raise Unreadable(fault)

    @cached_property
    def zone(self) -> ZoneInfo:
        """The zone of the calendar's local times."""
        return ZoneInfo(self.calendar.zone)

    @property
    def always(self) -> bool:
        """Whether the calendar is open round the clock."""
        return not self.calendar.hours

    def day_of(self, instant: int) -> date:
        """Return the local day of an instant, not before 1960 nor after 2099."""
        first, last = (seconds_of(day) for day in (EARLIEST, LATEST))
        return datetime.fromtimestamp(min(max(instant, first + DAY), last - 2 * DAY), self.zone).date()

    def holiday(self, day: date) -> Holiday | None:
        """Return the holiday or half-day that ``day`` is; joint leave counts unless it is worked."""
        return self._dated.get(day) or self._yearly.get((day.month, day.day))

    def opened_on(self, day: date) -> tuple[Span, ...]:
        """Return the windows that begin on a local day, in order; they may end on the next one."""
        held = self._opened.get(day)
        if held is None:
            held = self._opened[day] = tuple(sorted(self._windows(day)))
        return held

    def is_working_day(self, day: date) -> bool:
        """Whether a window begins on the day."""
        return self.always or bool(self.opened_on(day))

    def midnight(self, day: date) -> int:
        """Return the instant at which a local day begins."""
        return self._instant(day, 0)

    def closing(self, day: date) -> int:
        """Return the instant at which the last window that began on a working day ends."""
        return self.midnight(day + ONE_DAY) if self.always else max(span.end for span in self.opened_on(day))

    def spans_from(self, start: int) -> Iterator[Span]:
        """Yield the open spans from ``start`` on, in order and disjoint, for ten years; round the clock it is one."""
        return self._spans(start, self.day_of(start) + HORIZON)

    def between(self, start: int, end: int) -> Iterator[Span]:
        """Yield the open spans between two instants, in order and disjoint."""
        for span in self._spans(start, self.day_of(end)):
            if span.start < end:
                yield Span(span.start, min(span.end, end))

    def elapsed(self, start: int, end: int) -> int:
        """Return the open seconds from ``start`` to ``end``; negative where the end comes first."""
        if self.always:
            return end - start
        if end < start:
            return -self.elapsed(end, start)
        return sum(span.end - span.start for span in self.between(start, end))

    def due(self, start: int, limit: Limit | int) -> int | None:
        """Return the last instant that is still in time; None where the calendar never opens long enough.

        For seconds it is the earliest instant at which so many were open: the closing time, not the next opening, and
        for a limit of nothing the start itself.
        """
        if isinstance(limit, int):
            return self._after(start, limit)
        if limit.counts_days:
            return self._after_days(start, limit)
        return start + limit.seconds if limit.mode == "round the clock" else self._after(start, limit.seconds)

    def due_relative(self, rule: RelativeDue, start: int) -> int | None:
        """Return a due time that the calendar tells; a due date that is missing or past gives one second after the start."""
        if rule.rule == "due date":
            if rule.date is None or rule.date <= start:
                return start + 1
            return next((span.start for span in self.spans_from(rule.date)), None)
        today = self.day_of(start)
        day = next(self.working_days(today + ONE_DAY, today + HORIZON), None)
        if day is None:
            return None
        return self._instant(day, minutes(rule.at)) if rule.rule == "next working day" else self.closing(day)

    def working_days(self, first: date, last: date) -> Iterator[date]:
        """Yield the working days from ``first`` to ``last``, both included."""
        return (day for day in _days(first, last) if self.is_working_day(day))

    def over(self, day: date, mode: Mode) -> int:
        """Return the first instant that is too late for a limit that ends with a working day."""
        return self.closing(day) + 1 if mode == "end of working day" else self.midnight(day + ONE_DAY)

    def days_ended(self, start: int, end: int, mode: Mode) -> int:
        """Return how many working days end after ``start`` and until ``end``."""
        days = self.working_days(self.day_of(start) - 3 * ONE_DAY, self.day_of(end) + ONE_DAY)
        return sum(start < self.over(day, mode) <= end for day in days)

    def days_running(self, instant: int, mode: Mode) -> int:
        """Return how many working days have begun at an instant and not ended: one or none, two in a night shift."""
        today = self.day_of(instant)
        days = self.working_days(today - 3 * ONE_DAY, today)
        return sum(self.midnight(day) <= instant < self.over(day, mode) for day in days)

    def _spans(self, start: int, last: date) -> Iterator[Span]:
        if self.always:
            yield Span(start, max(start, seconds_of(LATEST)))
            return
        reached = start
        for day in _days(self.day_of(start) - 2 * ONE_DAY, last):
            for span in self.opened_on(day):
                if span.end > reached:
                    yield Span(max(span.start, reached), span.end)
                    reached = span.end

    def _after(self, start: int, seconds: int) -> int | None:
        if seconds <= 0:
            return start
        for span in self.spans_from(start):
            if span.end - span.start >= seconds:
                return span.start + seconds
            seconds -= span.end - span.start
        return None

    def _after_days(self, start: int, limit: Limit) -> int | None:
        today = self.day_of(start)
        days = self.working_days(today + ONE_DAY, today + HORIZON)
        day = next(islice(days, limit.seconds // DAY - 1, None), None)
        return None if day is None else self.over(day, limit.mode) - 1

    @cached_property
    def closed_days(self) -> tuple[Holiday, ...]:
        """The holidays that count here: joint leave only where it is not worked."""
        worked = self.calendar.joint_leave_worked
        return tuple(row for row in self.calendar.holidays if not (worked and row.joint_leave))

    @cached_property
    def _dated(self) -> dict[date, Holiday]:
        return {row.on: row for row in reversed(self.closed_days) if not row.yearly}

    @cached_property
    def _yearly(self) -> dict[tuple[int, int], Holiday]:
        return {(row.on.month, row.on.day): row for row in reversed(self.closed_days) if row.yearly}

    def _windows(self, day: date) -> Iterator[Span]:
        off = self.holiday(day)
        if off is not None:
            if off.opens and self._hours(day):
                yield self._span(day, off.opens, off.closes)
            return
        for row in self._hours(day):
            yield self._span(day, row.opens, row.closes)

    def _hours(self, day: date) -> list[Hours]:
        """Return the windows of a day: the dated ones where there are any, else the ordinary ones."""
        rows = [row for row in self.calendar.hours if day.isoweekday() in row.days and _in_force(row, day)]
        return [row for row in rows if row.since or row.until] or rows

    def _span(self, day: date, opens: str, closes: str) -> Span:
        first, last = minutes(opens), minutes(closes)
        return Span(self._instant(day, first), self._instant(day, last if last > first else last + MIDNIGHT))

    def _instant(self, day: date, minute: int) -> int:
        """Return the instant of a local time, in minutes after the midnight that begins ``day``."""
        local = datetime.combine(day, time()) + timedelta(minutes=minute)
        wall = seconds_of(local.date()) + local.hour * 3600 + local.minute * 60
        before, after = (self._offset(local.replace(tzinfo=self.zone, fold=fold)) for fold in (0, 1))
        return wall - before if before >= after else self._jump(wall - after, wall - before, after)

    def _jump(self, early: int, late: int, after: int) -> int:
        """Return the instant between two others at which the offset from UTC becomes ``after``."""
        while late - early > 1:
            middle = (early + late) // 2
            if self._offset(datetime.fromtimestamp(middle, self.zone)) == after:
                late = middle
            else:
                early = middle
        return late

    @staticmethod
    def _offset(local: datetime) -> int:
        offset = local.utcoffset()
        return 0 if offset is None else offset.days * DAY + offset.seconds


def round_the_clock(zone: str = "Asia/Jakarta") -> OpenHours:
    """Return the calendar that is always open; its zone decides where days begin."""
    return OpenHours(Calendar(id="round-the-clock", name=Prose(), zone=zone))


def local_time(hours: OpenHours, instant: int) -> Message:
    """Return an instant as people of the calendar's zone say it: 16 March 2026 15:00."""
    local = datetime.fromtimestamp(instant, hours.zone)
    return _("{day} {time}", day=local.date(), time=f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}")


def minutes(text: str) -> int:
    """Return a local time such as ``08:00`` or ``24:00`` in minutes after midnight. Raises ValueError."""
    found = _clock_time().fullmatch(text)
    total = int(found[1]) * 60 + int(found[2]) if found else -1
    if not 0 <= total <= MIDNIGHT:
        raise ValueError(text)
    return total


def faults(calendar: Calendar) -> Iterator[Message]:
    """Yield what keeps a calendar from being counted by."""
    try:
        ZoneInfo(calendar.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield _(
            "Calendar {id}: there is no time zone “{zone}”. Write one such as Asia/Jakarta.",
            id=calendar.id,
            zone=calendar.zone,
        )
    for row in calendar.hours:
        if not set(row.days) <= set(range(1, 8)):
            yield _("Calendar {id}: weekdays run from 1, Monday, to 7, Sunday.", id=calendar.id)
        if row.since and row.until and row.until < row.since:
            yield _("Calendar {id}: hours end on {until}, before they begin.", id=calendar.id, until=row.until)
    times = [text for row in calendar.hours for text in (row.opens, row.closes)]
    times += [text for row in calendar.holidays if row.opens or row.closes for text in (row.opens, row.closes)]
    for text in times:
        if not _is_clock_time(text):
            yield _("Calendar {id}: “{text}” is no time of day. Write one such as 08:00.", id=calendar.id, text=text)


def digest(calendar: Calendar) -> str:
    """Return the SHA-256 of all that decides when a calendar is open; names and sources do not count."""
    hours = [[sorted(row.days), row.opens, row.closes, _text(row.since), _text(row.until)] for row in calendar.hours]
    closed = {(row.on.isoformat(), row.yearly, row.opens, row.closes) for row in OpenHours(calendar).closed_days}
    held = json.dumps([calendar.zone, sorted(hours), sorted(closed)], separators=(",", ":"))
    return sha256(held.encode()).hexdigest()


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""


def _in_force(row: Hours, day: date) -> bool:
    return (row.since is None or row.since <= day) and (row.until is None or day <= row.until)


def _days(first: date, last: date) -> Iterator[date]:
    return map(date.fromordinal, range(first.toordinal(), min(last, LATEST).toordinal() + 1))


def seconds_of(day: date) -> int:
    """Return midnight UTC of a day."""
    return (day.toordinal() - EPOCH) * DAY


def _is_clock_time(text: str) -> bool:
    try:
        minutes(text)
    except ValueError:
        return False
    return True


@cache
def _clock_time() -> re.Pattern[str]:
    return re.compile(r"(\d{1,2}):([0-5]\d)")
