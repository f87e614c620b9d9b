"""Figures: many metrics over many windows, counted in as few scans as possible.

Metrics whose expressions give the same table, dated by the same column over the same windows, are one aggregation. What
comes back are integers; shares and percentiles become exact fractions here, so that every engine gives the same figures.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, NamedTuple, Protocol

import ibis
import ibis.expr.types as ir

from opensmp.evidence.asking import BAD, FIRST_REASON, GOOD, Ask, Counted, bucket, prepared
from opensmp.evidence.judged import Column, Unmeasurable, whole
from opensmp.evidence.metrics import expressions
from opensmp.evidence.stopwatch import Stopwatch
from opensmp.i18n import _
from opensmp.measures.judging import Says
from opensmp.measures.windows import Days, span_of

TOGETHER = 40
"""Metrics counted in one query; more make the query slow to compile, not the scan faster."""
MICRO = 1_000_000
"""Scores and amounts are summed as whole millionths: sums of floats depend on the order of the rows."""
STATISTICS = ("mean", "median", "p75", "p90", "p95", "min", "max", "sum")


class Backend(Protocol):
    """The part of an Ibis backend that is used here."""

    def to_pyarrow(self, expr: Any, /) -> Any:
        """Run an expression and return its rows as an Arrow table."""


class Key(NamedTuple):
    """Where a figure belongs: the number of its window among those asked for, and the values it was grouped by."""

    window: int
    group: tuple[str, ...] = ()


@dataclass(frozen=True)
class Figure:
    """What was counted for one window (and group). ``records`` of the population, ``judged`` of them could be judged."""

    records: int = 0
    judged: int = 0
    good: int = 0
    top: int = 0
    bottom: int = 0
    excluded: Mapping[str, int] = field(default_factory=dict)
    statistics: Mapping[str, Fraction] = field(default_factory=dict)
    within: int = 0
    """Records whose value does not exceed the target of a statistic."""
    flagged: int = 0
    """Records with the tool's own flag, of those judged."""
    flagged_good: int = 0
    """Of them, those that the tool calls good."""
    only_flag: int = 0
    """Good by the flag and bad by the clock."""
    only_clock: int = 0
    """Good by the clock and bad by the flag."""
    reopened: int = 0
    """Reopened, of those that count as good (of a statistic: of all that were judged)."""


Figures = Mapping[Key, Figure]


class _Slot(NamedTuple):
    """A prepared metric on its way through an aggregation; ``window`` is set where it stands for one window only."""

    place: int
    ask: Ask
    counted: Counted
    window: int | None


def figures(
    backend: Backend, tables: Mapping[str, ir.Table], asks: Sequence[Ask], watch: Stopwatch | None = None
) -> list[Figures | Says]:
    """Count everything asked for. An answer is the figures by window and group, or why it cannot be computed.

    A window without records has no key: nothing was counted there.
    """
    watch = watch or Stopwatch()
    answers: list[dict[Key, Figure] | Says] = [{} for _ask in asks]
    scans: dict[Any, list[_Slot]] = defaultdict(list)
    for place, ask in enumerate(asks):
        try:
            for slot in _slots(place, ask, tables, watch):
                scans[_scan(slot)].append(slot)
        except Unmeasurable as error:
            answers[place] = error.says
    for slots in scans.values():
        for start in range(0, len(slots), TOGETHER):
            for slot, key, figure in _counted(backend, slots[start : start + TOGETHER]):
                held = answers[slot.place]
                if isinstance(held, dict):
                    held[key] = figure
    return list(answers)


def _slots(place: int, ask: Ask, tables: Mapping[str, ir.Table], watch: Stopwatch) -> list[_Slot]:
    expression = expressions().get(ask.metric.id)
    if expression is None:
        raise Unmeasurable(_("Nothing computes the metric {metric} yet.", metric=ask.metric.id))

    def prepare(days: Days, cut: bool = False) -> Counted:
        return prepared(ask, expression, tables, watch, days, cut)

    first = prepare(ask.windows[0])
    if first.judged.window is not None:
        return [_Slot(place, ask, first, None)]
    if ask.standing:
        rest = [prepare(days) for days in ask.windows[1:]]
        return [_Slot(place, ask, each, number) for number, each in enumerate([first, *rest])]
    if first.same_as(prepare(ask.windows[-1])):
        return [_Slot(place, ask, first, None)]
    return [_Slot(place, ask, prepare(days, cut=True), number) for number, days in enumerate(ask.windows)]


def _scan(slot: _Slot) -> Any:
    """Return what two metrics must share to be counted in one scan."""
    own, at = slot.counted.judged.window, slot.counted.at
    dated: Any = None
    if own is not None:
        dated = slot.counted.bound(own).op()
    elif at is not None and slot.window is None:
        dated = (at.op(), slot.ask.windows, slot.ask.zone)
    return slot.counted.table.op(), dated, slot.ask.by


def _counted(backend: Backend, slots: list[_Slot]) -> Iterator[tuple[_Slot, Key, Figure]]:
    """Run one aggregation and yield the figure of each of its metrics in each window and group.

    Everything is first a column of its own, so that the engine decides each condition once, and then counted.
    """
    ask, counted, by = slots[0].ask, slots[0].counted, slots[0].ask.by
    groups = {f"by_{n}": counted.table[name] for n, name in enumerate(by)}
    rows = counted.table
    if counted.judged.window is not None:
        groups["window"] = counted.bound(counted.judged.window)
    elif slots[0].window is None and counted.at is not None:
        spans = [span_of(days, ask.zone) for days in ask.windows]
        inside = (counted.at >= spans[0].start) & (counted.at < spans[-1].end)
        groups["window"] = ibis.ifelse(inside, bucket(counted.at, tuple(span.start for span in spans[1:])), None)
    rows = rows.select(
        **groups, **{f"{name}_{n}": each for n, slot in enumerate(slots) for name, each in _columns(slot)}
    )
    if "window" in groups:
        rows = rows.filter(rows.window.notnull())
    sums = {f"{name}_{n}": each for n, slot in enumerate(slots) for name, each in _sums(rows, slot, n).items()}
    grouped = rows.group_by(list(groups)).aggregate(**sums) if groups else rows.aggregate(**sums)
    for row in backend.to_pyarrow(grouped).to_pylist():
        group = tuple("" if row[f"by_{n}"] is None else str(row[f"by_{n}"]) for n in range(len(by)))
        for n, slot in enumerate(slots):
            if row[f"records_{n}"]:
                yield slot, Key(row["window"] if slot.window is None else slot.window, group), _figure(row, n, slot)


def _columns(slot: _Slot) -> Iterator[tuple[str, Column]]:
    """Yield the columns that a metric is counted from, by name."""
    counted, judged = slot.counted, slot.counted.judged
    yield "code", counted.code
    for n, column in enumerate(judged.left_out.values()):
        yield f"left{n}", counted.bound(column).cast("int64")
    for name, column in (("top", judged.top), ("bottom", judged.bottom)):
        if column is not None:
            yield name, counted.bound(column).cast("int64")
    if judged.flag is not None:
        yield "flag", counted.bound(judged.flag)
    if judged.reopened is not None:
        yield "reopened", counted.bound(judged.reopened)
    if judged.value is not None:
        value = counted.bound(judged.value)
        yield "value", value.cast("int64") if value.type().is_integer() else whole(value, MICRO)


def _sums(rows: ir.Table, slot: _Slot, n: int) -> dict[str, Any]:
    """Return what is counted for a metric: codes as counts, integers as sums, and percentiles with interpolation."""
    judged, code = slot.counted.judged, rows[f"code_{n}"]

    def count(where: Column) -> Any:
        return rows.count(where=where).cast("int64")

    sums: dict[str, Any] = {"records": code.count().cast("int64"), "judged": count(code < FIRST_REASON)}
    sums |= {f"reason{place}": count(code == FIRST_REASON + place) for place in range(len(slot.counted.reasons))}
    sums |= {
        f"left{place}": rows[f"left{place}_{n}"].sum(where=code.notnull()) for place in range(len(judged.left_out))
    }
    for name, column in (("top", judged.top), ("bottom", judged.bottom)):
        if column is not None:
            sums[name] = rows[f"{name}_{n}"].sum(where=code < FIRST_REASON)
    if judged.good is not None:
        sums["good"] = count(code == GOOD)
    if judged.flag is not None:
        flag = rows[f"flag_{n}"]
        sums["flagged"] = count(flag.notnull() & (code < FIRST_REASON))
        sums["flagged_good"] = count(flag & (code < FIRST_REASON))
        sums["only_flag"] = count(flag & (code == BAD))
        sums["only_clock"] = count(~flag & (code == GOOD))
    if judged.reopened is not None:
        sound = code == GOOD if judged.good is not None else code < FIRST_REASON
        sums["reopened"] = count(rows[f"reopened_{n}"] & sound)
    return sums | (_statistics(rows, slot, n) if judged.value is not None else {})


def _statistics(rows: ir.Table, slot: _Slot, n: int) -> dict[str, Any]:
    """Return the sum of the values, exact, and the percentiles with linear interpolation."""
    value, sound = rows[f"value_{n}"], rows[f"code_{n}"] < FIRST_REASON
    sums = {"sum": value.sum(where=sound), "min": value.min(where=sound), "max": value.max(where=sound)}
    if slot.ask.aim is not None:
        aim = slot.ask.aim // _unit_of(slot)
        sums["within"] = rows.count(where=sound & (value <= int(aim))).cast("int64")
    points = list(_points(slot.ask).values())
    return sums | ({"points": value.quantile(points, where=sound)} if points else {})


def percentile(name: str) -> Fraction | None:
    """Return the share below a percentile such as ``p90`` or ``median``; None for what is no percentile."""
    if name == "median":
        return Fraction(1, 2)
    digits = name.removeprefix("p")
    if name == digits or not digits.isdecimal() or int(digits) > 100:
        return None
    return Fraction(int(digits), 100)


def _points(ask: Ask) -> dict[str, float]:
    """Return the percentiles that are asked for, by name."""
    found = {name: percentile(name) for name in ask.statistics}
    return {name: float(point) for name, point in found.items() if point is not None}


def _unit_of(slot: _Slot) -> Fraction:
    """Return what one of the integers stands for that the values of a metric are counted in."""
    return Fraction(1) if slot.counted.bound(slot.counted.judged.value).type().is_integer() else Fraction(1, MICRO)


def _figure(row: Mapping[str, Any], n: int, slot: _Slot) -> Figure:
    def number(name: str) -> int:
        return int(row.get(f"{name}_{n}") or 0)

    counts = {reason: number(f"reason{place}") for place, reason in enumerate(slot.counted.reasons)}
    counts |= {reason: number(f"left{place}") for place, reason in enumerate(slot.counted.judged.left_out)}
    names = (
        "records",
        "judged",
        "good",
        "top",
        "bottom",
        "flagged",
        "flagged_good",
        "only_flag",
        "only_clock",
        "within",
        "reopened",
    )
    return Figure(
        **{name: number(name) for name in names},
        excluded={reason: count for reason, count in counts.items() if count},
        statistics=_exact(row, n, slot) if number("judged") and slot.counted.judged.value is not None else {},
    )


def _exact(row: Mapping[str, Any], n: int, slot: _Slot) -> dict[str, Fraction]:
    """Return each statistic as the fraction that it is: a percentile lies on a hundredth between two whole values."""
    unit = _unit_of(slot)
    held = {name: Fraction(row[f"{name}_{n}"]) * unit for name in ("sum", "min", "max")}
    held["mean"] = held["sum"] / row[f"judged_{n}"]
    for name, point in zip(_points(slot.ask), row.get(f"points_{n}") or (), strict=False):
        held[name] = Fraction(point).limit_denominator(100) * unit
    return held
