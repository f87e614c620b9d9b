"""Figures: many metrics over many windows, counted in as few scans as possible.

Metrics whose expressions give the same table are one tally, whatever dates them. What comes back are integers; shares and
percentiles become exact fractions here, so that every engine gives the same figures.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from fractions import Fraction
from math import isnan, prod
from typing import Any, NamedTuple, Protocol

import ibis.expr.types as ir
import numpy as np
import pyarrow.compute as pc

from opensmp.evidence.asking import BAD, FIRST_REASON, GOOD, Ask, Counted, prepared
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
COUNTS = (
    "records", "judged", "good", "top", "bottom", "within", "flagged", "flagged_good", "only_flag", "only_clock", "reopened",
)  # fmt: skip
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
            for slot, key, figure in _counted(backend, together, watch.records):
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
        return [_Slot(place, ask, first, None, ground(first.table))]
    if ask.standing:
        rest = [prepare(days) for days in ask.windows[1:]]
        return [_Slot(place, ask, each, number, ground(each.table)) for number, each in enumerate([first, *rest])]
    if not first.periodic or first.same_as(prepare(ask.windows[-1])):
        return [_Slot(place, ask, first, None, ground(first.table))]
    cut = [prepare(days, cut=True) for days in ask.windows]
    return [_Slot(place, ask, each, number, ground(each.table)) for number, each in enumerate(cut)]


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


def _counted(backend: Backend, slots: Sequence[_Slot], records: int) -> Iterator[tuple[_Slot, Key, Figure]]:
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
    )
    found, listed = _run(backend, slots, asked, _listed(backend, slots, records))
    rows = found.drop_columns([f"all {name}" for name in listed]).to_pydict()
    points = {} if listed else _percentiles(backend, slots, dated)
    for n, (slot, each) in enumerate(zip(slots, dated, strict=True)):
        keys = _places(slot, rows, names[each.same] if each else "window", len(rows[COUNT]))
        tallies, own = _tallies(slot.counted, rows, n, keys), points.get(n, {})
        if f"value {n}" in listed:
            own = _of_lists(found[f"all value {n}"], rows[f"code {n}"], keys, tallies, slot)
        for key, tally in tallies.items():
            yield slot, key, _figure(tally, slot, own.get(key, ()))


def _run(backend: Backend, slots: Sequence[_Slot], asked: Asked, listed: frozenset[str]) -> tuple[Any, frozenset[str]]:
    """Return the rows of a tally, and the names of the values that they list: none where one of them is too great for that."""
    found = backend.to_pyarrow(tallied(slots[0].ground.table, asked._replace(listed=listed), _few(slots[0].ask)))
    for name in listed:
        values = [chunk.flatten() for chunk in found[f"all {name}"].chunks]
        there = sum(len(each) - each.null_count for each in values)
        if there != (pc.sum(found[f"count {name}"]).as_py() or 0):
            return _run(backend, slots, asked, frozenset())
    return found, listed


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


def _places(slot: _Slot, rows: Mapping[str, Sequence[Any]], name: str, count: int) -> list[Key | None]:
    """Return for each row of a tally the figure that it is a part of; None where it lies in no window."""
    windows = rows.get(name) or [slot.window or 0] * count
    groups = [["" if value is None else str(value) for value in rows[f"by {n}"]] for n in range(len(slot.ask.by))]
    keyed = zip(*groups, strict=True) if groups else [()] * count
    return [None if window is None else Key(window, group) for window, group in zip(windows, keyed, strict=True)]


@dataclass
class _Tally:
    """A figure in the making: its counts by name, what was excluded by the place of the reason, and what its values span."""

    counts: Counter[str] = field(default_factory=Counter)
    excluded: Counter[int] = field(default_factory=Counter)
    least: list[int] = field(default_factory=list)
    greatest: list[int] = field(default_factory=list)


def _tallies(
    counted: Counted, rows: Mapping[str, Sequence[Any]], n: int, keys: Sequence[Key | None]
) -> dict[Key, _Tally]:
    """Return the tally of one metric for each of its figures. A row whose code is null is outside the population."""
    held: dict[Key, _Tally] = defaultdict(_Tally)
    mine = {name.removesuffix(f" {n}"): column for name, column in rows.items() if name.endswith(f" {n}")}
    reasons = [mine[f"sum left{place}"] for place in range(len(counted.judged.left_out))]
    for place, (key, code, alike) in enumerate(zip(keys, rows[f"code {n}"], rows[COUNT], strict=True)):
        if key is None or code is None:
            continue
        tally = held[key]
        tally.counts["records"] += alike
        for left, sums in enumerate(reasons):
            tally.excluded[len(counted.flaws) + left] += int(sums[place] or 0)
        if code >= FIRST_REASON:
            tally.excluded[code - FIRST_REASON] += alike
        else:
            row = {name: column[place] for name, column in mine.items()}
            _add_judged(tally, row, code, alike, sound=code == GOOD or counted.judged.good is None)
    return held


def _add_judged(tally: _Tally, row: Mapping[str, Any], code: int, alike: int, sound: bool) -> None:
    """Add records that could be judged; ``sound``: those among which the reopened are counted."""
    counts, flag = tally.counts, row.get("flag")
    counts["judged"] += alike
    if code == GOOD:
        counts["good"] += alike
    if row.get("within"):
        counts["within"] += alike
    if sound and row.get("reopened"):
        counts["reopened"] += alike
    if flag is not None:
        _add_flagged(counts, flag, code, alike)
    for name in ("top", "bottom", "value"):
        if row.get(f"sum {name}"):
            counts[name] += int(row[f"sum {name}"])
    if row.get("min value") is not None:
        tally.least.append(row["min value"])
        tally.greatest.append(row["max value"])


def _add_flagged(counts: Counter[str], flag: bool, code: int, alike: int) -> None:
    """Add records that the tool judged itself."""
    counts["flagged"] += alike
    if flag:
        counts["flagged_good"] += alike
    if flag and code == BAD:
        counts["only_flag"] += alike
    if not flag and code == GOOD:
        counts["only_clock"] += alike


def _listed(backend: Backend, slots: Sequence[_Slot], records: int) -> frozenset[str]:
    """Return the values of which percentiles are asked, where our own engine can hand over all of them with the tally."""
    names = [
        f"value {n}" for n, slot in enumerate(slots) if slot.counted.judged.value is not None and _points(slot.ask)
    ]
    few = 0 < records * len(names) <= AT_ONCE
    return frozenset(names) if few and isinstance(backend, Engine) else frozenset()


def _of_lists(
    lists: Any, codes: Sequence[int | None], keys: Sequence[Key | None], tallies: Mapping[Key, _Tally], slot: _Slot
) -> dict[Key, Sequence[Fraction]]:
    """Add to each tally the sum and the ends of what could be judged, and return its percentiles.

    ``lists`` are the values of each row of a tally.
    """
    held: dict[Key, list[Any]] = defaultdict(list)
    for key, code, values in zip(keys, codes, lists, strict=True):
        if key is not None and code is not None and code < FIRST_REASON:
            held[key].append(values.values.drop_null())
    points = list(_points(slot.ask).values())

    def summed_up(key: Key) -> Sequence[Fraction]:
        ordered, tally = np.sort(np.concatenate(held[key])), tallies[key]
        if not len(ordered):
            return ()
        tally.counts["value"] += int(ordered.sum(dtype="int64"))
        tally.least.append(int(ordered[0]))
        tally.greatest.append(int(ordered[-1]))
        return [_between(ordered, point) for point in points]

    with ThreadPoolExecutor() as pool:
        return dict(zip(held, pool.map(summed_up, held), strict=True))


def _between(ordered: Any, share: Fraction) -> Fraction:
    """Return the value below which a share of others lies, with linear interpolation between the two nearest."""
    place, rest = divmod(share * (len(ordered) - 1), 1)
    low = int(ordered[place])
    return low + rest * (int(ordered[place + 1]) - low) if rest else Fraction(low)


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
        rows = backend.to_pyarrow(spread(slot.ground.table, _keys(slot), together)).to_pydict()
        for n in together:
            keys = _places(slots[n], rows, "window", len(rows[f"points {n}"]))
            told[n] = {
                key: [_hundredths(point) for point in row]
                for key, row in zip(keys, rows[f"points {n}"], strict=True)
                if key is not None and row and not isnan(row[0])  # where nothing could be judged some engines say so
            }
    return told


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


def _figure(tally: _Tally, slot: _Slot, points: Sequence[Fraction]) -> Figure:
    reasons = (*slot.counted.flaws, *slot.counted.judged.left_out)
    return Figure(
        **{name: tally.counts[name] for name in COUNTS},
        excluded={reason: tally.excluded[n] for n, reason in enumerate(reasons) if tally.excluded[n]},
        statistics=_exact(tally, slot, points) if tally.least else {},
    )


def _exact(tally: _Tally, slot: _Slot, points: Sequence[Fraction]) -> dict[str, Fraction]:
    """Return each statistic as the fraction that it is."""
    unit = _unit_of(slot)
    held = {"sum": tally.counts["value"] * unit, "min": min(tally.least) * unit, "max": max(tally.greatest) * unit}
    held["mean"] = held["sum"] / tally.counts["judged"]
    for name, point in zip(_points(slot.ask), points, strict=False):
        held[name] = point * unit
    return held
