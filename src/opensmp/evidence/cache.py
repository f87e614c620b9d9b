"""Figures kept from one measurement to the next: after a new day of records only the windows that it touches are counted.

A figure is known by what it was made of: the engine's own source, what was asked, and the digests of the record files that
can hold records of its window. Nothing in the cache is ever believed for another engine or other files, so the folder can be
deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir

from opensmp.evidence.asking import Ask, prepared
from opensmp.evidence.holdings import Holdings
from opensmp.evidence.judged import Unmeasurable
from opensmp.evidence.metrics import expressions
from opensmp.evidence.reaching import Reaching, Shape
from opensmp.evidence.results import Figure, Figures, Key, figures
from opensmp.evidence.stopwatch import Stopwatch
from opensmp.evidence.store import RecordStore
from opensmp.evidence.waiting import waiting
from opensmp.measures.calendars import digest
from opensmp.measures.judging import NOTHING_PENDING, Pending, Says
from opensmp.measures.records import TABLES
from opensmp.measures.windows import span_of

MOST = 50_000
"""Figures kept; when there are more, only those of the last measurement stay."""


class Cache:
    """The kept figures of one store. ``figures`` answers as :func:`opensmp.evidence.results.figures` does."""

    def __init__(self, store: RecordStore, held: Holdings) -> None:
        self._store, self._held = store, held
        self._file = store.folder / "cache" / f"figures-{engine()[:16]}.json"
        kept = _read(self._file)
        self._shapes = {name: Shape(tuple(tables), tuple(dated)) for name, (tables, dated) in kept["shapes"].items()}
        self._figures: dict[str, Any] = kept["figures"]
        self._waiting = {key: (each[0], each[1], each[2]) for key, each in kept["waiting"].items()}
        self._used: set[str] = set()
        self._read: dict[tuple[str, frozenset[str]], ir.Table] = {}
        self._reaching = Reaching(store)
        self.counted = 0
        """Windows that had to be counted, of all metrics."""

    def figures(self, asks: Sequence[Ask]) -> list[Figures | Says]:
        """Return every figure, counting only what is not known yet, and keep what was counted."""
        shapes = [self._shape(ask) for ask in asks]
        keys = [None if shape is None else self._keys(ask, shape) for ask, shape in zip(asks, shapes, strict=True)]
        missing = [self._missing(ask, known) for ask, known in zip(asks, keys, strict=True)]
        fresh: dict[int, Figures | Says] = {}
        near = {n: shape for n, shape in enumerate(shapes) if missing[n] and shape is not None and shape.dated}
        for places in (list(near), [n for n, windows in enumerate(missing) if windows and n not in near]):
            narrowed = [_cut(asks[n], missing[n]) for n in places]
            tables = (
                self._near(narrowed, [near[n] for n in places]) if places and places[0] in near else self._held.tables
            )
            told = figures(self._held.backend, tables, narrowed, self._held.watch)
            fresh |= dict(zip(places, told, strict=True))
            self.counted += sum(len(ask.windows) for ask in narrowed)
        answers = [self._answer(keys[n], missing[n], fresh.get(n)) for n in range(len(asks))]
        self._save()
        return answers

    def waiting(self, asks: Sequence[Ask]) -> list[Mapping[int, Pending]]:
        """Return for each ask the records still open, by window. A window without any stays without until its files change."""
        shapes = [self._begun(ask) for ask in asks]
        keys = [
            () if shape is None else self._waiting_keys(ask, shape) for ask, shape in zip(asks, shapes, strict=True)
        ]
        missing = [self._unknown(ask, known) for ask, known in zip(asks, keys, strict=True)]
        near = {n: shape for n, shape in enumerate(shapes) if shape is not None and missing[n]}
        fresh = {n: _cut(asks[n], missing[n]) for n in near}
        fresh |= {n: ask for n, ask in enumerate(asks) if shapes[n] is None}
        tables = self._near([fresh[n] for n in near], list(near.values())) if near else {}
        told: dict[int, Mapping[int, Pending]] = {}
        for read, places in ((tables, list(near)), (self._held.tables, [n for n in fresh if n not in near])):
            found = waiting(self._held.backend, read, [fresh[n] for n in places], self._held.watch)
            told |= dict(zip(places, found, strict=True))
        for n in near:
            self._keep_waiting(asks[n], keys[n], missing[n], told[n])
        if near:
            self._save()
        return [told[n] if shapes[n] is None else self._pending(keys[n]) for n in range(len(asks))]

    def _begun(self, ask: Ask) -> Shape | None:
        """Return what the open records of a window rest on: those opened in it; None where no window tells which files hold them."""
        shape = self._shape(ask)
        return Shape(shape.tables, (TABLES[ask.metric.table].opened,)) if shape is not None and shape.dated else None

    def _waiting_keys(self, ask: Ask, begun: Shape) -> Sequence[str]:
        return [_digest(["waiting", key]) for key in self._keys(ask, begun)]

    def _unknown(self, ask: Ask, keys: Sequence[str]) -> list[int]:
        """Return the windows that may have other open records than those kept."""
        return [n for n, key in enumerate(keys) if self._waiting.get(key, (0, 0, -1))[2] not in (0, ask.known_until)]

    def _keep_waiting(self, ask: Ask, keys: Sequence[str], missing: Sequence[int], told: Mapping[int, Pending]) -> None:
        for n in missing:
            found = told.get(n - missing[0], NOTHING_PENDING)
            self._waiting[keys[n]] = (*found, ask.known_until if found.still_open else 0)

    def _pending(self, keys: Sequence[str]) -> dict[int, Pending]:
        self._used.update(keys)
        held = {n: self._waiting[key] for n, key in enumerate(keys)}
        return {n: Pending(still_open, overdue) for n, (still_open, overdue, _known) in held.items() if still_open}

    # Finding ---------------------------------------------------------------------------------------------------------

    def _shape(self, ask: Ask) -> Shape | None:
        """Return what a metric rests on; None where it rests on more than the store's files."""
        name = _digest(_definition(ask))
        if name not in self._shapes:
            try:
                self._shapes[name] = shape_of(ask, self._held.tables, self._held.watch)
            except Unmeasurable:
                return None
        shape = self._shapes[name]
        return (
            shape
            if all(table in self._store.tables or table not in self._held.tables for table in shape.tables)
            else None
        )

    def _missing(self, ask: Ask, keys: Sequence[str] | None) -> list[int]:
        """Return the numbers of the windows whose figure is not known."""
        if keys is None:
            return list(range(len(ask.windows)))
        return [n for n, key in enumerate(keys) if key not in self._figures]

    def _keys(self, ask: Ask, shape: Shape) -> list[str]:
        """Return by what the figure of each window is known."""
        asked = _digest(_definition(ask))
        spans = [span_of(days, ask.zone) for days in ask.windows]
        return [
            _digest(
                [
                    asked,
                    days.start.isoformat(),
                    days.end.isoformat(),
                    0 if shape.dated else min(ask.known_until, span.end),
                    self._reaching.stamp(shape, span),
                ]
            )
            for days, span in zip(ask.windows, spans, strict=True)
        ]

    def _near(self, asks: Sequence[Ask], shapes: Sequence[Shape]) -> dict[str, ir.Table]:
        """Return the tables that one of the metrics reads, each with only the files that one of them needs."""
        wanted: dict[str, set[str]] = {
            name: set() for shape in shapes for name in shape.tables if name in self._held.tables
        }
        for ask, shape in zip(asks, shapes, strict=True):
            for days in ask.windows:
                for each in self._reaching.files(shape, span_of(days, ask.zone)):
                    wanted[each.table].add(each.week)
        return {name: self._of_weeks(name, frozenset(weeks)) for name, weeks in wanted.items()}

    def _of_weeks(self, name: str, weeks: frozenset[str]) -> ir.Table:
        """Return a table with the files of some weeks, the same one each time: what is made of it is made once."""
        if weeks.issuperset(each.week for each in self._store.partitions(name)):  # or no table of the store
            return self._held.tables[name]
        if (name, weeks) not in self._read:
            self._read[name, weeks] = self._store.read(self._held.backend, name, weeks)
        return self._read[name, weeks]

    # Keeping ---------------------------------------------------------------------------------------------------------

    def _answer(self, keys: Sequence[str] | None, missing: list[int], fresh: Figures | Says | None) -> Figures | Says:
        if fresh is not None and not isinstance(fresh, Mapping):
            return fresh
        answer = {key: held for key, held in _moved(fresh or {}, missing) if key.window in missing}
        for n, key in enumerate(keys or ()):
            self._used.add(key)
            if n in missing:
                self._figures[key] = [[key.group, _packed(held)] for key, held in answer.items() if key.window == n]
            else:
                answer |= {Key(n, tuple(group)): _unpacked(held) for group, held in self._figures[key]}
        return answer

    def _save(self) -> None:
        """Write what is known; a store that cannot be written to is measured anew each time."""
        if len(self._figures) > MOST:
            self._figures = {key: held for key, held in self._figures.items() if key in self._used}
            self._waiting = {key: held for key, held in self._waiting.items() if key in self._used}
        held = {"shapes": self._shapes, "figures": self._figures, "waiting": self._waiting}
        text = json.dumps(held, separators=(",", ":"))
        draft = self._file.with_suffix(f".{os.getpid()}")
        try:
            self._file.parent.mkdir(exist_ok=True)
            draft.write_text(text, encoding="utf-8")
            draft.replace(self._file)
        except OSError:
            return


def shape_of(ask: Ask, tables: Mapping[str, ir.Table], watch: Stopwatch) -> Shape:
    """Return what a metric's figure rests on. Raises Unmeasurable."""
    expression = expressions().get(ask.metric.id)
    if expression is None:
        return Shape((ask.metric.table,), ())
    noted = _Noted(tables)
    counted = prepared(ask, expression, noted, watch, ask.windows[0])
    touched = (ask.metric.table, *sorted(noted.touched - {ask.metric.table}))
    simple = watch.kept_rows(counted.table) and set(touched) <= {ask.metric.table, "pause"}
    return Shape(touched, _fields(counted.at, ask) if simple and counted.at is not None else ())


def _fields(at: Any, ask: Ask) -> tuple[str, ...]:
    """Return the time fields of which a column is one, in turn; nothing where it is computed in any other way."""
    parts = at.op().args[0] if isinstance(at.op(), ops.Coalesce) else (at.op(),)
    names = tuple(part.name for part in parts if isinstance(part, ops.Field))
    times = {each.name for each in TABLES[ask.metric.table].fields if each.kind == "time"}
    return names if len(names) == len(parts) and set(names) <= times else ()


class _Noted(Mapping[str, ir.Table]):
    """Tables that note which of them were asked for."""

    def __init__(self, tables: Mapping[str, ir.Table]) -> None:
        self._tables = tables
        self.touched: set[str] = set()

    def __getitem__(self, name: str) -> ir.Table:
        self.touched.add(name)
        return self._tables[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)


def _cut(ask: Ask, missing: list[int]) -> Ask:
    """Return the ask for the windows from the first missing one to the last."""
    windows = ask.windows[missing[0] : missing[-1] + 1]
    return ask if windows == ask.windows else replace(ask, windows=windows)


def _moved(found: Figures, missing: list[int]) -> Iterator[tuple[Key, Figure]]:
    """Yield the figures of an ask that was cut, under the numbers of the windows of the whole."""
    for key, figure in found.items():
        yield Key(key.window + missing[0], key.group), figure


def _definition(ask: Ask) -> list[Any]:
    """Return all that a figure depends on, beside its window and the records."""
    return [
        ask.metric.id, ask.zone, sorted(ask.parameters.items()), ask.services, sorted(ask.names.items()), ask.limit,
        digest(ask.calendar) if ask.calendar else "", ask.opened, ask.by, ask.statistics, str(ask.aim),
    ]  # fmt: skip


def _digest(held: Any) -> str:
    return hashlib.sha256(json.dumps(held, separators=(",", ":")).encode()).hexdigest()[:32]


def _packed(figure: Figure) -> dict[str, Any]:
    held = {each.name: getattr(figure, each.name) for each in fields(figure)}
    held["statistics"] = {name: str(value) for name, value in figure.statistics.items()}
    return {name: value for name, value in held.items() if value}


def _unpacked(held: Mapping[str, Any]) -> Figure:
    statistics = {name: Fraction(text) for name, text in held.get("statistics", {}).items()}
    return Figure(**{**held, "statistics": statistics})


def _read(file: Path) -> dict[str, Any]:
    """Return what was kept; a cache that is missing or damaged is empty."""
    empty: dict[str, Any] = {"shapes": {}, "figures": {}, "waiting": {}}
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return empty
    sound = isinstance(kept, dict) and all(isinstance(kept.get(name), dict) for name in empty)
    return kept if sound else empty


@cache
def engine() -> str:
    """Return the digest of everything that computes figures: our own source, and the versions of the engine below it."""
    home = Path(__file__).parents[1]
    hashed = hashlib.sha256(f"{ibis.__version__} {duckdb.__version__}".encode())
    for file in sorted([*(home / "evidence").rglob("*.py"), *(home / "measures").rglob("*.py")]):
        hashed.update(file.read_bytes())
    return hashed.hexdigest()
