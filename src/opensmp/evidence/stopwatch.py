"""The clock of a commitment over whole tables: each elapsed time is made once and shared by the metrics that need it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import lru_cache
from typing import Any, TypeVar

import ibis.expr.operations as ops
import ibis.expr.types as ir

from opensmp.evidence.clocks import KEY, ONE_SOURCE, SetClock, business_seconds, set_clock, with_pauses
from opensmp.evidence.engine import tabled
from opensmp.measures.calendars import OpenHours
from opensmp.measures.limits import DAY, Mode
from opensmp.measures.spans import Span
from opensmp.registers.organisation import Calendar

T = TypeVar("T")

_OF_SEVERAL_ROWS = (ops.Reduction, ops.Analytic, ops.WindowFunction, ops.Subquery)

_ROOM = 400 * DAY
"""Clocks are made for whole multiples of this, so that one serves the records of many new days."""
COMMON_ERA = Span(946_684_800, 2_524_608_000)
"""The years 2000 to 2049: where records lie if nobody says so more closely."""


class Stopwatch:
    """Adds elapsed times to tables, and remembers which tables still hold one row for each record.

    Metrics that ask for the same clock over the same records get the same expression, and so share one scan. ``known`` spans
    every time in the records; beyond it a calendar's clock shows nothing. ``one_source``: all records came from one tool, so
    that the number alone tells which record a pause belongs to. ``records`` is how many there are of a kind at most; 0 if
    nobody knows. ``dated`` are the kinds of which every record is known to have the time it was opened.
    """

    def __init__(
        self, known: Span = COMMON_ERA, one_source: bool = False, records: int = 0, dated: Collection[str] = ()
    ) -> None:
        self.known, self.records, self.dated = known, records, frozenset(dated)
        self._key = ONE_SOURCE if one_source else KEY
        self._made: dict[tuple[Any, ...], ir.Table] = {}
        self._small: dict[tuple[tuple[tuple[int, ...], ...], tuple[str, ...]], ir.Table] = {}
        self._row_for_row: set[Any] = set()
        self._kept: dict[tuple[Any, ...], tuple[Any, Any]] = {}

    def keeps_rows(self, table: ir.Table) -> None:
        """Note that a table holds each record of the metric's table once."""
        self._row_for_row.add(table.op())

    def kept_rows(self, table: ir.Table) -> bool:
        """Whether a table is known to hold each of its records once, with all its fields, whatever other records there are."""
        op = table.op()
        while op not in self._row_for_row:
            if not row_by_row(op):
                return False
            op = op.parent
        return True

    def once(self, key: tuple[Any, ...], holder: Any, make: Callable[[], T]) -> T:
        """Return what ``make`` gives, made once for the key; ``holder`` is kept, so that a key of its identity stays its own."""
        if key not in self._kept:
            self._kept[key] = (holder, make())
        made: T = self._kept[key][1]
        return made

    def table(self, rows: tuple[tuple[int, ...], ...], names: tuple[str, ...]) -> ir.Table:
        """Return a small table of integers; the same rows give the same table, so that expressions over it are equal."""
        if (rows, names) not in self._small:
            held = [dict(zip(names, row, strict=True)) for row in rows]
            self._small[rows, names] = tabled(held, dict.fromkeys(names, "int64"))
        return self._small[rows, names]

    def clocked(
        self,
        table: ir.Table,
        start: str,
        end: str,
        name: str,
        calendar: Calendar | None,
        pauses: ir.Table | None,
        mode: Mode = "open time",
    ) -> ir.Table:
        """Return the table with the seconds of the clock from ``start`` to ``end`` as the column ``name``; null where unknown."""
        key = (table.op(), start, end, name, calendar, mode, None if pauses is None else pauses.op())
        if key not in self._made:
            clock = _clock(calendar, _rounded(self.known), mode)
            self._made[key] = (
                business_seconds(table, start, end, clock, name)
                if pauses is None
                else with_pauses(table, pauses, start, end, clock, name, self._key)
            )
            if self.kept_rows(table):
                self.keeps_rows(self._made[key])
        return self._made[key]


@lru_cache(maxsize=64)
def _clock(calendar: Calendar | None, known: Span, mode: Mode) -> SetClock:
    """Return the clock of a calendar; the next measurement in this process has it already."""
    return set_clock(None if calendar is None else OpenHours(calendar), known.start, known.end, mode)


def _rounded(span: Span) -> Span:
    """Return a span with some room around it: most new days of records lie within the same one."""
    return Span(span.start // _ROOM * _ROOM, (span.end // _ROOM + 1) * _ROOM)


def row_by_row(op: Any) -> bool:
    """Whether a step only leaves out rows or adds columns, looking at one row at a time."""
    if isinstance(op, ops.Filter):
        made = op.predicates
    elif isinstance(op, ops.Project) and all(
        op.values.get(name) == ops.Field(op.parent, name) for name in op.parent.schema
    ):
        made = tuple(op.values.values())
    else:
        return False
    return not any(each.find(_OF_SEVERAL_ROWS, filter=ops.Value) for each in made)
