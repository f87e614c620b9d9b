"""What a clock shows: elapsed and due time on a calendar with pauses, reopenings and changes of priority, and why.

Elapsed is the open time from start to stop that no pause covers. A limit is exceeded when elapsed is greater, in whole
seconds; reaching it exactly is in time, and rounded percentages decide nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Literal, NamedTuple, TypeAlias

from opensmp.i18n import Message, Plural, _, n_
from opensmp.measures.calendars import ONE_DAY, OpenHours, local_time, round_the_clock
from opensmp.measures.limits import DAY, Limit, Mode
from opensmp.measures.spans import Span, clipped, common, without

Reopening: TypeAlias = Literal["pause", "counts", "cycles"]
"""What the time between a resolution and the reopening is: a pause of one clock, part of it, or the end of a first cycle."""
PriorityChange: TypeAlias = Literal["restart", "retroactive", "continue"]
"""What happens to the clock when the priority changes.

``restart`` the new clock starts at the change · ``retroactive`` it counts from the original start · ``continue`` the time
used so far on the old calendar is kept, and the new limit and calendar apply to the rest.
"""
Kind: TypeAlias = Literal["open", "paused", "holiday", "closed"]

STILL_PAUSED = 2**53
"""The end of a pause that has not ended: later than any instant."""


class Stretch(NamedTuple):
    """A part of a record's life: the clock ran (``open``), was paused, or the calendar was closed, on a holiday by ``name``."""

    start: int
    end: int
    kind: Kind
    name: str = ""

    def says(self, hours: OpenHours) -> Message:
        """Return the stretch as a line of the explanation, in the calendar's local time."""
        start, end = local_time(hours, self.start), local_time(hours, self.end)
        if self.kind == "open":
            return _("{start} to {end}: counted, {length}", start=start, end=end, length=_spoken(self.end - self.start))
        if self.kind == "paused":
            return _("{start} to {end}: paused, not counted", start=start, end=end)
        if self.kind == "holiday":
            return _("{start} to {end}: closed, {name}", start=start, end=end, name=self.name)
        return _("{start} to {end}: closed, outside the hours", start=start, end=end)


def elapsed(hours: OpenHours, start: int, end: int, pauses: Iterable[Span] = (), mode: Mode = "open time") -> int:
    """Return the seconds that the clock ran; one that counts working days gives each of them 86,400 seconds.

    Pauses are merged and clipped to the life of the record and to open time. A clock that counts working days does not
    count those that end during a pause.
    """
    held = clipped(pauses, start, end)
    if mode in ("working days", "end of working day"):
        ended = hours.days_ended(start, end, mode) - sum(hours.days_ended(*pause, mode) for pause in held)
        return DAY * (ended - hours.days_running(start, mode) + 1)
    counted = _counted(hours, mode)
    return counted.elapsed(start, end) - sum(counted.elapsed(pause.start, pause.end) for pause in held)


def due(hours: OpenHours, start: int, limit: Limit, pauses: Iterable[Span] = ()) -> int | None:
    """Return the last instant in time, moved by pauses; None while a pause has no end, or if the calendar never opens."""
    held = clipped(pauses, start, STILL_PAUSED)
    if not held:
        return hours.due(start, limit)
    if limit.counts_days:
        return _due_in_days(hours, start, limit, held)
    left = limit.seconds
    for span in _counted(hours, limit.mode).spans_from(start):
        for part in without((span,), held):
            if part.end - part.start >= left:
                return part.start + left
            left -= part.end - part.start
    return None


def is_late(seconds: int, limit: Limit) -> bool:
    """Whether a clock that shows ``seconds`` has exceeded the limit."""
    return seconds > limit.seconds


def share_used(seconds: int, limit: Limit) -> Fraction:
    """Return which share of the limit is used: for people to read, never to decide by."""
    return Fraction(seconds, limit.seconds)


def attached(
    opened: int, attached_at: int, pauses: Iterable[Span], *, retroactive: bool = False, retroactive_pause: bool = False
) -> tuple[int, tuple[Span, ...]]:
    """Return where the clock of an agreement that was attached later starts, and the pauses that count for it.

    A retroactive clock starts when the record was opened; pauses before it was attached count only if retroactive too.
    """
    start = opened if retroactive else attached_at
    since = opened if retroactive and retroactive_pause else attached_at
    return start, clipped(pauses, since, STILL_PAUSED)


def cycles(
    hours: OpenHours, worked: Sequence[Span], reopening: Reopening, pauses: Iterable[Span] = ()
) -> tuple[int, ...]:
    """Return the elapsed seconds of each clock of a record that was resolved, reopened and resolved again.

    ``worked`` are its spans from opening or reopening to resolution. One clock unless reopening starts a new cycle; the
    record is in time if every clock is.
    """
    held = tuple(pauses)
    if reopening == "cycles":
        return tuple(elapsed(hours, span.start, span.end, held) for span in worked)
    whole = Span(min(span.start for span in worked), max(span.end for span in worked))
    resolved = without((whole,), worked) if reopening == "pause" else ()
    return (elapsed(hours, whole.start, whole.end, (*held, *resolved)),)


def due_after_change(
    change: PriorityChange, start: int, changed: int, old: OpenHours, new: OpenHours, limit: Limit,
    pauses: Iterable[Span] = (),
) -> int | None:  # fmt: skip
    """Return when a record is due whose priority changed; a limit used up before the change is due at the change."""
    held = tuple(pauses)
    if change == "restart":
        return due(new, changed, limit, held)
    if change == "retroactive":
        return due(new, start, limit, held)
    left = limit.seconds - elapsed(old, start, changed, held)
    return due(new, changed, Limit(Fraction(max(left, 0)), "second", limit.mode), held)


def elapsed_after_change(
    change: PriorityChange, start: int, changed: int, end: int, old: OpenHours, new: OpenHours,
    pauses: Iterable[Span] = (),
) -> int:  # fmt: skip
    """Return what the clock shows at ``end`` for a record whose priority changed meanwhile."""
    held = tuple(pauses)
    if change == "retroactive":
        return elapsed(new, start, end, held)
    used = elapsed(old, start, changed, held) if change == "continue" else 0
    return used + elapsed(new, changed, end, held)


def explain(hours: OpenHours, start: int, end: int, pauses: Iterable[Span] = ()) -> tuple[Stretch, ...]:
    """Return the life of a record as stretches without gap; those that are open add up to the elapsed time."""
    held = tuple(pauses)
    opened = tuple(hours.between(start, end))
    stretches = [Stretch(*span, "open") for span in without(opened, held)]
    stretches += [Stretch(*span, "paused") for span in common(opened, held)]
    stretches += [part for span in without((Span(start, end),), opened) for part in _closed(hours, span)]
    return tuple(_joined(sorted(stretches)))


def _spoken(seconds: int) -> Plural:
    """Return a length of time in its largest whole unit up to the hour."""
    units = {3_600: n_("{n} hour", "{n} hours", seconds // 3_600), 60: n_("{n} minute", "{n} minutes", seconds // 60)}
    return next((said for unit, said in units.items() if seconds % unit == 0), n_("{n} second", "{n} seconds", seconds))


def _counted(hours: OpenHours, mode: Mode) -> OpenHours:
    return round_the_clock(hours.calendar.zone) if mode == "round the clock" else hours


def _due_in_days(hours: OpenHours, start: int, limit: Limit, pauses: tuple[Span, ...]) -> int | None:
    """Add the working days that pauses take, until no further day is in time."""
    if pauses[-1].end >= STILL_PAUSED:
        return None
    last, longer, allowed = hours.due(start, limit), limit, limit.seconds
    while last is not None:
        longer = longer._replace(amount=longer.amount + 1)
        further = hours.due(start, longer)
        if further is not None and elapsed(hours, start, further, pauses, limit.mode) > allowed:
            return last
        last = further
    return None


def _closed(hours: OpenHours, span: Span) -> Iterator[Stretch]:
    """Cut closed time at each local midnight, because each day has its own reason."""
    while span.start < span.end:
        day = hours.day_of(span.start)
        end = min(span.end, hours.midnight(day + ONE_DAY))
        holiday = hours.holiday(day)
        yield Stretch(span.start, end, "holiday", holiday.name) if holiday else Stretch(span.start, end, "closed")
        span = Span(end, span.end)


def _joined(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Join neighbours that say the same."""
    held: Stretch | None = None
    for each in stretches:
        if held and (held.end, held.kind, held.name) == (each.start, each.kind, each.name):
            held = held._replace(end=each.end)
            continue
        if held:
            yield held
        held = each
    if held:
        yield held
