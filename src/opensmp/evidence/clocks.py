"""Clocks over whole tables: business hours, working days and pauses for millions of records at once.

A calendar becomes a *ruler*: for each UTC day the open seconds before it, and the few spans that are open inside it. The open
time up to an instant is one look-up and integer arithmetic, and elapsed time is the difference of two. It is plain Ibis, so
every engine gives the same integers as the engine for one record (``opensmp.measures.clocks``), which is its oracle.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import ibis
import ibis.expr.types as ir

from opensmp.evidence.engine import columned
from opensmp.measures.calendars import EARLIEST, LATEST, ONE_DAY, OpenHours, seconds_of
from opensmp.measures.limits import DAY, Mode
from opensmp.measures.spans import Span, merged

KEY = (("source", "source"), ("record", "id"))
"""How a pause names its record: (field of the pause, field of the record)."""
ONE_SOURCE = (("record", "id"),)
"""The same where all records come from one tool."""


@dataclass(frozen=True, eq=False)
class Ruler:
    """Measures instants from ``first`` on by a table of UTC days, ``windows`` spans a day.

    Days are numbered from 1. What is earlier becomes nought or less, in whatever way an engine divides a negative number, and
    is no day of the table, as what is later.
    """

    table: ir.Table
    windows: int
    first: int

    def at(self, table: ir.Table, instant: ir.IntegerValue, name: str) -> ir.Table:
        """Return the table with the open seconds up to ``instant``; null where it is null or beyond the ruler."""
        days = self.table.rename({f"{name} {column}": column for column in self.table.columns})
        joined = table.left_join(days, (instant - (self.first - DAY)) // DAY == days[f"{name} day"])
        return joined.select(*table.columns, self._reading(joined, instant, name).name(name))

    def _reading(self, joined: ir.Table, instant: ir.IntegerValue, name: str) -> ir.IntegerValue:
        opened = joined[f"{name} before"]
        for n in range(self.windows):
            into = ibis.greatest(instant - joined[f"{name} open {n}"], 0)
            opened += ibis.least(into, joined[f"{name} long {n}"])
        return opened


@dataclass(frozen=True, eq=False)
class SetClock:
    """A clock for tables: the seconds by ``ends`` at the stop less those by ``starts`` at the start, times ``unit``, plus ``more``.

    Round the clock it has no rulers.
    """

    starts: Ruler | None = None
    ends: Ruler | None = None
    unit: int = 1
    more: int = 0


ROUND_THE_CLOCK = SetClock()


def set_clock(hours: OpenHours | None, first: int, last: int, mode: Mode = "open time") -> SetClock:
    """Return the clock of a calendar for records between the instants ``first`` and ``last``, both included.

    ``first`` and ``last`` are the least and the greatest time at which a record starts or stops. No calendar is
    round the clock, and its days have 24 hours in every mode.
    """
    if hours is None or mode == "round the clock" or (hours.always and mode == "open time"):
        return ROUND_THE_CLOCK
    if mode == "open time":
        both = ruler(_opened(hours, first, last), first, last)
        return SetClock(both, both)
    days = list(hours.working_days(hours.day_of(first) - 3 * ONE_DAY, hours.day_of(last) + ONE_DAY))
    begun = ruler((_mark(hours.midnight(day)) for day in days), first, last)
    over = ruler((_mark(hours.over(day, mode)) for day in days), first, last)
    return SetClock(begun, over, unit=DAY, more=DAY)


def ruler(spans: Iterable[Span], first: int, last: int) -> Ruler:
    """Return a ruler of the spans; days outside 1960 to 2099 are left out, because only damaged records lie there."""
    first_day = max(first, seconds_of(EARLIEST)) // DAY
    last_day = min(last, seconds_of(LATEST) - 1) // DAY
    by_day: list[list[Span]] = [[] for _ in range(max(0, last_day - first_day + 1))]
    before = 0
    for span in merged(spans):
        for part in _by_day(span):
            place = part.start // DAY - first_day
            if place < 0:
                before += part.end - part.start
            elif place < len(by_day):
                by_day[place].append(part)
    windows = max(map(len, by_day), default=0)
    days = _day_table(by_day, before, windows)
    table = columned(days, dict.fromkeys(days, "int64"))
    return Ruler(table, windows, first_day * DAY)


def business_seconds(table: ir.Table, start: str, end: str, clock: SetClock, name: str = "elapsed") -> ir.Table:
    """Return the table with the seconds from ``start`` to ``end`` on the clock, as whole seconds in the column ``name``.

    Null where either is missing or beyond the clock; negative where the end comes first.
    """
    if clock.starts is None or clock.ends is None:
        return table.mutate((table[end] - table[start]).cast("int64").name(name))
    read = clock.starts.at(table, table[start], "clock start")
    read = clock.ends.at(read, read[end], "clock end")
    shown = (read["clock end"] - read["clock start"]) * clock.unit + clock.more
    return read.mutate(shown.cast("int64").name(name)).drop("clock start", "clock end")


def with_pauses(
    table: ir.Table, pauses: ir.Table, start: str, end: str, clock: SetClock, name: str = "elapsed",
    key: tuple[tuple[str, str], ...] = KEY,
) -> ir.Table:  # fmt: skip
    """Return the table with the seconds from ``start`` to ``end`` on the clock that no pause covers.

    Pauses of a record may overlap and reach beyond it; one without end lasts to the record's end; one without start is none.
    """
    taken = _paused(table, pauses, start, end, clock, key)
    read = business_seconds(table, start, end, clock, name)
    joined = read.left_join(taken, [read[mine] == taken[theirs] for theirs, mine in key])
    left = joined[name] - ibis.coalesce(joined["paused seconds"], 0)
    return joined.select(*(column for column in read.columns if column != name), left.cast("int64").name(name))


def _paused(
    table: ir.Table, pauses: ir.Table, start: str, end: str, clock: SetClock, key: tuple[tuple[str, str], ...]
) -> ir.Table:
    """Return for each paused record the seconds of the clock that its pauses cover."""
    names = [theirs for theirs, _ in key]
    lives = table.filter(table[start].notnull() & table[end].notnull())
    its = [lives[mine].name(f"its {theirs}") for theirs, mine in key]
    lives = lives.select(*its, lives[start].name("opened"), lives[end].name("stopped"))
    begun = pauses.filter(pauses.start_at.notnull())
    joined = begun.inner_join(lives, [begun[theirs] == lives[f"its {theirs}"] for theirs in names])
    clipped = joined.select(
        *names,
        ibis.greatest(joined.start_at, joined.opened).name("from"),
        ibis.least(ibis.coalesce(joined.end_at, joined.stopped), joined.stopped).name("till"),
    )
    covered = _disjoint(clipped.filter(clipped["till"] > clipped["from"]), names)
    on_clock = SetClock(clock.ends, clock.ends, clock.unit)
    read = business_seconds(covered, "from", "till", on_clock, "paused")
    return read.group_by(names).aggregate(read["paused"].sum().cast("int64").name("paused seconds"))


def _disjoint(spans: ir.Table, names: list[str]) -> ir.Table:
    """Cut from each span of a record what an earlier one of it already covers."""
    earlier = ibis.window(group_by=names, order_by=["from", "till"], preceding=(None, 1))
    marked = spans.mutate(spans["till"].max().over(earlier).name("reached"))
    since = ibis.greatest(marked["from"], ibis.coalesce(marked["reached"], marked["from"]))
    cut = marked.select(*names, since.name("from"), "till")
    return cut.filter(cut["till"] > cut["from"])


def _opened(hours: OpenHours, first: int, last: int) -> Iterator[Span]:
    return hours.between(first // DAY * DAY, (last // DAY + 1) * DAY)


def _mark(instant: int) -> Span:
    """Return a span that adds one from ``instant`` on."""
    return Span(instant - 1, instant)


def _by_day(span: Span) -> Iterator[Span]:
    """Cut a span at each midnight UTC."""
    midnights = range((span.start // DAY + 1) * DAY, span.end, DAY)
    return (Span(start, end) for start, end in pairwise((span.start, *midnights, span.end)))


def _day_table(by_day: list[list[Span]], before: int, windows: int) -> dict[str, list[int]]:
    """Write the days as columns; a day with fewer windows than others gets windows without length."""
    columns: dict[str, list[int]] = {"day": [], "before": []}
    columns |= {f"{what} {n}": [] for n in range(windows) for what in ("open", "long")}
    for place, spans in enumerate(by_day):
        columns["day"].append(place + 1)
        columns["before"].append(before)
        for n in range(windows):
            span = spans[n] if n < len(spans) else Span(0, 0)
            columns[f"open {n}"].append(span.start)
            columns[f"long {n}"].append(span.end - span.start)
        before += sum(span.end - span.start for span in spans)
    return columns
