"""A metric asked for over windows, made ready for counting: which rows, dated by what, counted how."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import reduce
from operator import and_
from typing import Any

import ibis
import ibis.expr.types as ir

from opensmp.evidence.judged import LARGEST, Column, Expression, Judged, Unmeasurable
from opensmp.evidence.scene import Scene
from opensmp.evidence.stopwatch import Stopwatch
from opensmp.i18n import _
from opensmp.measures.catalogue import COMMON
from opensmp.measures.metric import Metric
from opensmp.measures.records import TABLES
from opensmp.measures.spans import Span
from opensmp.measures.windows import Days, midnight, span_of
from opensmp.registers.organisation import Calendar

NOT_JUDGED = "not judged"
"""The reason of a record for which a metric came to no answer and gave no other reason."""


_OF_THE_PERIOD = frozenset({"since", "until", "last_day", "spans"})


@dataclass(frozen=True, kw_only=True)
class Noting(Scene):
    """A scene that notes whether the expression looked at its period: most do not, and are the same for every window."""

    looked: set[str] = field(default_factory=set)

    def __getattribute__(self, name: str) -> Any:
        """Return an attribute, and note it where it tells of the period."""
        if name in _OF_THE_PERIOD:
            self.looked.add(name)
        return super().__getattribute__(name)


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One metric over consecutive windows, for one population and clock.

    ``opened`` narrows it to records opened in a span; ``by`` are fields to group by; ``statistics`` what a statistic metric
    is summed up as: ``mean``, ``median``, ``p90`` …, ``sum``, ``min``, ``max``; ``aim`` is the target of a statistic in its own unit.
    """

    metric: Metric
    windows: tuple[Days, ...]
    zone: str = "UTC"
    parameters: Mapping[str, str] = field(default_factory=dict)
    services: tuple[str, ...] = ()
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    limit: str = ""
    calendar: Calendar | None = None
    opened: Span | None = None
    known_until: int = 0
    by: tuple[str, ...] = ()
    statistics: tuple[str, ...] = ()
    aim: Fraction | None = None

    @property
    def standing(self) -> bool:
        """Whether the metric is a state at the end of a window, not a count of what happened in it."""
        return not self.metric.dated and "dated" not in self.parameters

    def scene(self, tables: Mapping[str, ir.Table], watch: Stopwatch, days: Days, narrowed: bool = True) -> Noting:
        """Return what the expression may look at, for the period of ``days``."""
        span = span_of(days, self.zone)
        return Noting(
            metric=self.metric,
            tables=tables,
            since=span.start,
            until=span.end,
            last_day=midnight(days.end, self.zone),
            spans=tuple(span_of(window, self.zone) for window in self.windows),
            known_until=self.known_until,
            opened=self.opened,
            parameters=self.parameters,
            services=self.services,
            names=self.names,
            limit_text=self.limit,
            calendar=self.calendar,
            watch=watch,
            narrowed=narrowed,
        )


BAD, GOOD, FIRST_REASON = 0, 1, 2
"""The codes of a judged record: bad (or simply counted), good, and from two on excluded by the reason of that place."""


@dataclass(frozen=True)
class Counted:
    """A judged table with ``code`` as its result: null outside the population, else one of the codes above.

    ``inside`` is the condition that a record is one of the population, ``flaws`` are the reasons that exclude it, in turn.
    ``periodic``: the expression looked at its period, so that another one may give other columns.
    """

    table: ir.Table
    code: Column
    judged: Judged
    at: Column | None
    inside: Column
    flaws: Mapping[str, Column]
    periodic: bool

    @property
    def reasons(self) -> tuple[str, ...]:
        """The reasons that exclude a record, in the order of their codes."""
        return tuple(self.flaws)

    def bound(self, column: Column) -> Any:
        """Return a column of the judged metric as one of this table."""
        return self.table.bind(column)[0]

    def same_as(self, other: Counted) -> bool:
        """Whether both count the same: an expression that looks at its window gives other columns for another window."""
        return self._identity() == other._identity()

    def _identity(self) -> list[Any]:
        judged = self.judged
        optional = (judged.value, judged.top, judged.bottom, judged.flag, judged.reopened, self.at)
        columns = [self.code, *(self.bound(column) for column in optional if column is not None)]
        return [self.table.op(), *(column.op() for column in columns)]


def prepared(
    ask: Ask, expression: Expression, tables: Mapping[str, ir.Table], watch: Stopwatch, days: Days, cut: bool = False
) -> Counted:
    """Return the metric's judged table for a period; ``cut`` leaves only the records dated in it.

    Where the expression keeps one row for each record, the population becomes a condition instead of a filter: metrics
    over the same clock then share one table, and so one scan. Raises Unmeasurable.
    """
    made: list[tuple[_Read, Counted]] = watch.once(("prepared", id(ask), days, cut), ask, list)
    for read, counted in made:
        if read.same(tables):
            return counted
    read = _Read(tables)
    counted = _prepared(ask, expression, read, watch, days, cut)
    made.append((read, counted))
    return counted


class _Read(Mapping[str, ir.Table]):
    """Tables that remember which of them were asked for, so that what was made of them can be used again."""

    def __init__(self, tables: Mapping[str, ir.Table]) -> None:
        self._tables = tables
        self._asked: dict[str, ir.Table | None] = {}

    def __getitem__(self, name: str) -> ir.Table:
        self._asked[name] = self._tables.get(name)
        return self._tables[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def same(self, tables: Mapping[str, ir.Table]) -> bool:
        """Whether these tables are the same ones, of those that were asked for."""
        return all(tables.get(name) is table for name, table in self._asked.items())


def _prepared(
    ask: Ask, expression: Expression, tables: Mapping[str, ir.Table], watch: Stopwatch, days: Days, cut: bool
) -> Counted:
    _known_parameters(ask)
    scene = ask.scene(tables, watch, days, narrowed=False)
    judged = expression.judge(scene)
    shared = watch.kept_rows(judged.table)
    if not shared:
        scene = ask.scene(tables, watch, days)
        judged = expression.judge(scene)
    periodic = bool(scene.looked)
    conditions = [scene.belongs(judged.table)] if shared else []
    at = _dated(ask, judged)
    if cut and at is not None:
        conditions.append((at >= scene.since) & (at < scene.until))
    return _counted(judged, at, [condition for condition in conditions if condition is not None], periodic)


def _known_parameters(ask: Ask) -> None:
    fields = TABLES[ask.metric.table].by_name
    for name in ask.parameters:
        if name not in COMMON and name not in ask.metric.parameters and name not in fields:
            raise Unmeasurable(
                _(
                    "The metric {metric} has no parameter “{name}”, and its records have no such field.",
                    metric=ask.metric.id,
                    name=name,
                )
            )


def _counted(judged: Judged, at: Column | None, conditions: list[Column], periodic: bool) -> Counted:
    """Give each record its code. What is null is not true: a record that no condition can tell is outside, or excluded."""
    table = judged.table
    inside = reduce(and_, [table.bind(each)[0] for each in (judged.population, *conditions)])
    flaws = {reason: table.bind(column)[0] for reason, column in judged.excluded.items()}
    answer = judged.good if judged.good is not None else judged.value
    if answer is not None:
        flaws[NOT_JUDGED] = _no_answer(table.bind(answer)[0])
    branches = [(flaw, FIRST_REASON + place) for place, flaw in enumerate(flaws.values())]
    if judged.good is not None:
        branches.append((table.bind(judged.good)[0], GOOD))
    result = ibis.cases(*((when, _code(then)) for when, then in branches), else_=_code(BAD)) if branches else _code(BAD)
    return Counted(table, ibis.ifelse(inside, result, ibis.null("int16")), judged, at, inside, flaws, periodic)


def _no_answer(answer: Any) -> Any:
    """Whether there is no answer, or a number that no record can mean.

    A truth becomes a number first: Ibis writes ``x IS NOT NULL IS NULL``, which Spark does not read, and ``NOT x IS NULL``,
    which every engine reads the other way round. PostgreSQL makes an ``int32`` of it and no smaller one.
    """
    if answer.type().is_floating():
        return ~(answer.abs() < LARGEST).fill_null(False)
    return answer.cast("int32").isnull() if answer.type().is_boolean() else answer.isnull()


def _code(number: int) -> Any:
    return ibis.literal(number, "int16")


def _dated(ask: Ask, judged: Judged) -> Column | None:
    """Return the time that decides the window: the field that the commitment names, else the metric's own."""
    if ask.standing:
        return None
    said = ask.parameters.get("dated", "")
    if not said and judged.at is not None:
        return judged.table.bind(judged.at)[0]
    for name in (said, f"{said}_at"):
        if name in judged.table.columns:
            return judged.table[name]
    raise Unmeasurable(_("These records have no time called “{said}”.", said=said))


def bucket(at: Column, edges: tuple[int, ...], first: int = 0) -> Column:
    """Return the number of the window that a time lies in; ``edges`` are the starts of all windows but the first.

    The comparisons form a balanced tree: a year of weeks takes six of them for a record.
    """
    if not edges:
        return ibis.literal(first, "int16")
    middle = len(edges) // 2
    earlier = bucket(at, edges[:middle], first)
    later = bucket(at, edges[middle + 1 :], first + middle + 1)
    return ibis.ifelse(at < edges[middle], earlier, later)
