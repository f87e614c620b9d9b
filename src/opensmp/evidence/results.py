"""Figures: many metrics over many windows, counted in as few scans as possible.

Metrics whose expressions give the same table are one tally, whatever dates them. What comes back are integers; shares and
percentiles become exact fractions here, so that every engine gives the same figures.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import isnan, prod
from typing import Any, NamedTuple, Protocol

import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from duckdb import ConversionException

from opensmp.evidence.amounts import Amounts, of_lists, of_sums
from opensmp.evidence.asking import FIRST_REASON, GOOD, Ask, Counted, bucket, prepared
from opensmp.evidence.engine import Engine
from opensmp.evidence.judged import Column, Unmeasurable, whole
from opensmp.evidence.metrics import expressions
from opensmp.evidence.stopwatch import Stopwatch
from opensmp.evidence.tallying import COUNT, Asked, Dated, Ground, Spread, ground, sound, spread, tallied
from opensmp.i18n import _
from opensmp.measures.judging import Says
from opensmp.measures.records import TABLES
from opensmp.measures.windows import Days, span_of

TOGETHER = 40
"""Metrics counted in one query; more make the query slow to compile, not the scan faster."""
WINDOWS = 5_000
"""Combinations of windows in one query, where metrics are dated by different times."""
AT_ONCE = 20_000_000
"""Values that are held at once, twice, to find percentiles among them; of more the engine itself has to find them, in a scan of its own."""
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
    ground: Ground

    def column(self, column: Column) -> Column:
        """Return a column of the judged table as one of the table that is scanned."""
        return self.ground.column(self.counted.bound(column))


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
        for together in _together(slots):
            for slot, key, figure in _counted(backend, together, tables, watch):
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
        return [_Slot(place, ask, first, None, _ground(first.table, watch))]
    if ask.standing:
        rest = [prepare(days) for days in ask.windows[1:]]
        return [
            _Slot(place, ask, each, number, _ground(each.table, watch)) for number, each in enumerate([first, *rest])
        ]
    if not first.periodic or first.same_as(prepare(ask.windows[-1])):
        return [_Slot(place, ask, first, None, _ground(first.table, watch))]
    cut = [prepare(days, cut=True) for days in ask.windows]
    return [_Slot(place, ask, each, number, _ground(each.table, watch)) for number, each in enumerate(cut)]


def _scan(slot: _Slot) -> Any:
    """Return what two metrics must share to be counted in one scan."""
    counted = slot.counted
    own = None if counted.judged.window is None else slot.column(counted.judged.window).op()
    return slot.ground.table.op(), own, slot.ask.by, slot.ask.metric.table


def _dated(slot: _Slot) -> Dated | None:
    """Return what decides the window of a record; None where the metric stands for one window, or names the window itself."""
    counted = slot.counted
    if counted.judged.window is not None or counted.at is None or slot.window is not None:
        return None
    spans = [span_of(days, slot.ask.zone) for days in slot.ask.windows]
    return Dated(slot.column(counted.at), (*(span.start for span in spans), spans[-1].end))


def _together(slots: Sequence[_Slot]) -> Iterator[list[_Slot]]:
    """Cut the metrics of one scan into those of one query: not too many, and not with too many combinations of windows."""
    batch: list[_Slot] = []
    windows: dict[Any, int] = {}
    for slot in slots:
        dated = _dated(slot)
        more = {} if dated is None else {dated.same: len(dated.edges)}
        if batch and (len(batch) == TOGETHER or prod((windows | more).values()) > WINDOWS):
            yield batch
            batch, windows = [], {}
        batch.append(slot)
        windows |= more
    yield batch


def _counted(
    backend: Backend, slots: Sequence[_Slot], tables: Mapping[str, ir.Table], watch: Stopwatch
) -> Iterator[tuple[_Slot, Key, Figure]]:
    """Run one tally, and yield the figure of each of its metrics in each window and group."""
    dated = [_dated(slot) for slot in slots]
    times = {each.same: each for each in dated if each is not None}
    names = {same: f"window {n}" for n, same in enumerate(times)}
    asked = Asked(
        keys=_keys(slots[0]),
        dated={names[same]: each for same, each in times.items()},
        told={f"{name} {n}": each for n, slot in enumerate(slots) for name, each in _told(slot)},
        summed={f"{name} {n}": each for n, slot in enumerate(slots) for name, each in _summed(slot)},
        ranged={
            f"value {n}": slot.column(_value(slot))
            for n, slot in enumerate(slots)
            if slot.counted.judged.value is not None
        },
        there=_there(slots[0].ask, tables, watch),
        numbered=backend.bucket if isinstance(backend, Engine) else bucket,
    )
    found, listed = _run(backend, slots, asked, _listed(backend, slots, watch.records))
    points = {} if listed else _percentiles(backend, slots, dated)
    placed: dict[tuple[str, int | None], _Placed] = {}
    for n, (slot, each) in enumerate(zip(slots, dated, strict=True)):
        own = names[each.same] if each else "window", slot.window
        if own not in placed:
            placed[own] = _placed(slot, found, own[0])
        yield from _figures(_Tally(slot, n, found, placed[own]), points.get(n, {}))


def _run(backend: Backend, slots: Sequence[_Slot], asked: Asked, listed: frozenset[str]) -> tuple[Any, frozenset[str]]:
    """Return the rows of a tally, and the names of the values that they list: none where one of them is too great for that."""
    tally = tallied(slots[0].ground.table, asked._replace(listed=listed), _few(slots[0].ask))
    try:
        return backend.to_pyarrow(tally), listed
    except ConversionException:
        if not listed:
            raise
        return _run(backend, slots, asked, frozenset())


def _there(ask: Ask, tables: Mapping[str, ir.Table], watch: Stopwatch) -> frozenset[Any]:
    """Return the columns of the records of a metric that no record lacks."""
    name = ask.metric.table
    if name not in watch.dated:
        return frozenset()
    return frozenset({_ground(tables[name], watch).column(tables[name][TABLES[name].opened]).op()})


def _ground(table: ir.Table, watch: Stopwatch) -> Ground:
    """Return what a table rests on, found once."""
    return watch.once(("ground", table.op()), table, lambda: ground(table))


def _keys(slot: _Slot) -> dict[str, Column]:
    """Return what the figures of a scan are grouped by, beside their time."""
    table, own = slot.counted.table, slot.counted.judged.window
    keys = {f"by {n}": slot.column(table[name]) for n, name in enumerate(slot.ask.by)}
    return keys if own is None else keys | {"window": slot.column(own)}


def _few(ask: Ask) -> frozenset[str]:
    """Return the fields of the metric's records that have few different values."""
    return frozenset(field.name for field in TABLES[ask.metric.table].fields if field.kind in {"state", "flag", "rank"})


def _told(slot: _Slot) -> Iterator[tuple[str, Column]]:
    """Yield what is told of a record: its code, the tool's flag, whether it was reopened, whether it reaches the target."""
    judged = slot.counted.judged
    yield "code", slot.column(slot.counted.code)
    if judged.flag is not None:
        yield "flag", slot.column(judged.flag)
    if judged.reopened is not None:
        yield "reopened", slot.column(judged.reopened)
    if judged.value is not None and slot.ask.aim is not None:
        yield "within", slot.column(_value(slot) <= int(slot.ask.aim // _unit_of(slot)))


def _summed(slot: _Slot) -> Iterator[tuple[str, Column]]:
    """Yield the amounts that are summed."""
    judged = slot.counted.judged
    for n, column in enumerate(judged.left_out.values()):
        yield f"left{n}", slot.column(column).cast("int64")
    for name, amount in (("top", judged.top), ("bottom", judged.bottom)):
        if amount is not None:
            yield name, slot.column(amount).cast("int64")


def _value(slot: _Slot) -> Column:
    """Return the values of a statistic as whole numbers."""
    value = slot.counted.bound(slot.counted.judged.value)
    return value.cast("int64") if value.type().is_integer() else whole(value, MICRO)


class _Placed(NamedTuple):
    """The figures that the rows of a tally are parts of: the place of each row's figure among ``keys``; -1 where it has none."""

    keys: Sequence[Key]
    places: Any


def _placed(slot: _Slot, rows: pa.Table, name: str) -> _Placed:
    windows = rows[name].to_pylist() if name in rows.column_names else [slot.window or 0] * len(rows)
    groups = [
        ["" if value is None else str(value) for value in rows[f"by {n}"].to_pylist()] for n in range(len(slot.ask.by))
    ]
    known: dict[tuple[Any, ...], int] = {}
    found = [-1 if own[0] is None else known.setdefault(own, len(known)) for own in zip(windows, *groups, strict=True)]
    return _Placed([Key(own[0], own[1:]) for own in known], np.array(found, "int64"))


@dataclass(frozen=True)
class _Tally:
    """The rows of a tally as one of its metrics, the ``n``-th, sees them: each tells of some records that are alike."""

    slot: _Slot
    n: int
    rows: pa.Table
    placed: _Placed

    def numbers(self, name: str) -> Any:
        """Return what is told of each row as a number; -1 where nothing is."""
        own = f"{name} {self.n}"
        if own not in self.rows.column_names:
            return np.full(len(self.rows), -1)
        return pc.fill_null(self.rows[own].cast("int64"), -1).to_numpy()

    @cached_property
    def code(self) -> Any:
        """What each row counts as: one of the codes of ``asking``; -1 where it is in no figure."""
        return np.where(self.placed.places < 0, -1, self.numbers("code"))

    @cached_property
    def judged(self) -> Any:
        """Which rows could be judged."""
        return (self.code >= 0) & (self.code < FIRST_REASON)

    def count(self, which: Any) -> list[int]:
        """Return how many records of each figure are in the rows of a mask."""
        counts = np.zeros(len(self.placed.keys), "int64")
        np.add.at(counts, self.placed.places[which], self.rows[COUNT].to_numpy()[which])
        return [int(count) for count in counts]

    def sum(self, name: str, which: Any) -> list[int]:
        """Return the sum of an amount over the rows of a mask, for each figure; nought where there is no such amount."""
        sums = [0] * len(self.placed.keys)
        own = f"sum {name} {self.n}"
        if own in self.rows.column_names:
            for place, amount, there in zip(self.placed.places, self.rows[own].to_pylist(), which, strict=True):
                sums[place] += int(amount or 0) if there else 0
        return sums

    def amounts(self, points: Mapping[Key, Sequence[Fraction]]) -> Mapping[int, Amounts]:
        """Return what the values come to, by the place of the figure; ``points`` are the percentiles that are known already."""
        places = np.where(self.judged, self.placed.places, -1).tolist()
        if (listed := f"all value {self.n}") in self.rows.column_names:
            return of_lists(self.rows[listed], places, list(_points(self.slot.ask).values()))
        if self.slot.counted.judged.value is None:
            return {}
        rows = {name: self.rows[f"{name} value {self.n}"].to_pylist() for name in ("sum", "min", "max")}
        return of_sums(rows, places, {n: points.get(key, ()) for n, key in enumerate(self.placed.keys)})


def _figures(tally: _Tally, points: Mapping[Key, Sequence[Fraction]]) -> Iterator[tuple[_Slot, Key, Figure]]:
    """Yield the figures of one metric. A figure without records is none."""
    records = tally.count(tally.code >= 0)
    counts, excluded, amounts = _counts(tally), _excluded(tally), tally.amounts(points)
    unit = _unit_of(tally.slot) if amounts else Fraction(1)
    for place, key in enumerate(tally.placed.keys):
        if records[place]:
            own = {name: each[place] for name, each in counts.items()}
            left = {reason: each[place] for reason, each in excluded.items() if each[place]}
            statistics = _exact(amounts[place], own["judged"], unit, tally.slot.ask) if place in amounts else {}
            yield tally.slot, key, Figure(records=records[place], excluded=left, statistics=statistics, **own)


def _counts(tally: _Tally) -> dict[str, list[int]]:
    """Return the counts of each figure by name."""
    judged, flag = tally.judged, tally.numbers("flag")
    good = tally.code == GOOD
    sound = judged if tally.slot.counted.judged.good is None else good
    which = {
        "judged": judged,
        "good": good,
        "within": judged & (tally.numbers("within") == 1),
        "reopened": sound & (tally.numbers("reopened") == 1),
        "flagged": judged & (flag >= 0),
        "flagged_good": judged & (flag == 1),
        "only_flag": judged & ~good & (flag == 1),
        "only_clock": good & (flag == 0),
    }
    sums = {name: tally.sum(name, judged) for name in ("top", "bottom")}
    return {name: tally.count(rows) for name, rows in which.items()} | sums


def _excluded(tally: _Tally) -> dict[str, list[int]]:
    """Return how many records of each figure every reason excludes."""
    counted = tally.slot.counted
    left = counted.judged.left_out
    excluded = {reason: tally.count(tally.code == FIRST_REASON + n) for n, reason in enumerate(counted.flaws)}
    return excluded | {reason: tally.sum(f"left{n}", tally.code >= 0) for n, reason in enumerate(left)}


def _listed(backend: Backend, slots: Sequence[_Slot], records: int) -> frozenset[str]:
    """Return the values of which percentiles are asked, where our own engine can hand over all of them with the tally."""
    names = [
        f"value {n}" for n, slot in enumerate(slots) if slot.counted.judged.value is not None and _points(slot.ask)
    ]
    few = 0 < records * len(names) <= AT_ONCE
    return frozenset(names) if few and isinstance(backend, Engine) else frozenset()


def _percentiles(
    backend: Backend, slots: Sequence[_Slot], dated: Sequence[Dated | None]
) -> Mapping[int, Mapping[Key, Sequence[Fraction]]]:
    """Return the percentiles of each metric that asks for any, by window and group."""
    told: dict[int, Mapping[Key, Sequence[Fraction]]] = {}
    alike: dict[Any, dict[int, Spread]] = defaultdict(dict)
    for n, (slot, each) in enumerate(zip(slots, dated, strict=True)):
        if slot.counted.judged.value is not None and _points(slot.ask):
            fit = sound(slot.counted)
            time = None if each is None else Dated(slot.column(fit.column(slot.counted.at)), each.edges)
            points = tuple(map(float, _points(slot.ask).values()))
            value = slot.column(fit.column(_value(slot)))
            alike[None if time is None else time.same][n] = Spread(slot.column(fit.condition), value, points, time)
    for together in alike.values():
        slot = slots[next(iter(together))]
        groups = {name: _filled(column) for name, column in _keys(slot).items()}
        rows = backend.to_pyarrow(spread(slot.ground.table, groups, together))
        for n in together:
            keys, places = _placed(slots[n], rows, "window")
            told[n] = {
                keys[place]: [_hundredths(point) for point in row]
                for place, row in zip(places, rows[f"points {n}"].to_pylist(), strict=True)
                if place >= 0 and row and not isnan(row[0])  # where nothing could be judged some engines say so
            }
    return told


def _filled(group: Column) -> Column:
    """Return what records are grouped by; no text and an empty one are the same figure."""
    return group.fill_null("") if group.type().is_string() else group


def _hundredths(point: float) -> Fraction:
    """Return a percentile as the fraction that it is: it lies on a hundredth between two whole values."""
    return Fraction(point).limit_denominator(100)


def percentile(name: str) -> Fraction | None:
    """Return the share below a percentile such as ``p90`` or ``median``; None for what is no percentile."""
    if name == "median":
        return Fraction(1, 2)
    digits = name.removeprefix("p")
    if name == digits or not digits.isdecimal() or int(digits) > 100:
        return None
    return Fraction(int(digits), 100)


def _points(ask: Ask) -> dict[str, Fraction]:
    """Return the percentiles that are asked for, by name."""
    found = {name: percentile(name) for name in ask.statistics}
    return {name: point for name, point in found.items() if point is not None}


def _unit_of(slot: _Slot) -> Fraction:
    """Return what one of the integers stands for that the values of a metric are counted in."""
    return Fraction(1) if slot.counted.bound(slot.counted.judged.value).type().is_integer() else Fraction(1, MICRO)


def _exact(amounts: Amounts, judged: int, unit: Fraction, ask: Ask) -> dict[str, Fraction]:
    """Return each statistic as the fraction that it is."""
    held = {"sum": amounts.total * unit, "min": amounts.least * unit, "max": amounts.greatest * unit}
    held["mean"] = held["sum"] / judged
    return held | {name: point * unit for name, point in zip(_points(ask), amounts.points, strict=False)}
