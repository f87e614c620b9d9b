"""The records of a store, made ready for measuring: tables, how far they reach, and where they came from."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from weakref import finalize

import ibis.expr.types as ir
from ibis.backends.duckdb import Backend

from opensmp.evidence.engine import Engine, at_hand
from opensmp.evidence.manifest import UNDATED, Batch
from opensmp.evidence.reading import connect, remember_files
from opensmp.evidence.stopwatch import COMMON_ERA, Stopwatch
from opensmp.evidence.store import RecordStore
from opensmp.evidence.unseen import Shadows
from opensmp.measures.records import TABLES
from opensmp.measures.spans import Span

STATES = frozenset({"contract", "service", "configuration_item", "asset"})
"""Tables that describe what is, not what happened: an export holds for the days after it until a newer one comes."""

SMALL = 100000
"""Records of a table that are read into memory once: a plan asks dozens of questions of them, and each would open all files."""


@dataclass(frozen=True)
class Reach:
    """How far the records of a table reach: the first opened, and the last moment that an import knew of."""

    first: int
    last: int
    batches: tuple[str, ...]

    def covers(self, span: Span, state: bool = False) -> bool:
        """Whether the records reach into a span of time; a table of states holds for all later ones."""
        return self.first < span.end and (state or span.start <= self.last)


@dataclass(frozen=True)
class Holdings:
    """Canonical tables with their reach and their imports. A table that nobody imported stands in neither.

    ``shadows`` tell of records that may be missing; None where nobody looked.
    """

    backend: Backend
    tables: Mapping[str, ir.Table]
    zone: str
    reach: Mapping[str, Reach]
    watch: Stopwatch = field(default_factory=Stopwatch)
    imports: Mapping[str, tuple[Batch, ...]] = field(default_factory=dict)
    shadows: Shadows | None = None


class Tables(Mapping[str, ir.Table]):
    """The tables of a store, each opened when it is first asked for, and ``others`` where nothing was imported."""

    def __init__(self, store: RecordStore, con: Backend, others: Mapping[str, ir.Table]) -> None:
        self._store, self._con = store, con
        self._names = dict.fromkeys((*store.tables, *others))
        self._open = {name: table for name, table in others.items() if name not in store.tables}

    def __getitem__(self, name: str) -> ir.Table:
        if name not in self._names:
            raise KeyError(name)
        if name not in self._open:
            table = self._store.read(self._con, name)
            small = isinstance(self._con, Engine) and _rows(self._store, name) <= SMALL
            self._open[name] = at_hand(self._con, table) if small else table
        return self._open[name]

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _rows(store: RecordStore, table: str) -> int:
    return sum(each.rows for each in store.partitions(table))


def holdings(
    store: RecordStore, registered: Mapping[str, ir.Table] | None = None, backend: Backend | None = None
) -> Holdings:
    """Open the records of a store. ``registered`` are tables made of the plan's registers, used where nothing was imported."""
    con = backend or _engine(store)
    tables = Tables(store, con, registered or {})
    return Holdings(
        con, tables, store.zone, reaches(store), _watch(store), imported(store),
        Shadows(con, store, tables),
    )  # fmt: skip


def _engine(store: RecordStore) -> Backend:
    """Return a connection of its own to the engine of this process.

    The engine stays: what it learned of files, and its memory, serve the next measurement too. What a connection makes for
    itself goes with it.
    """
    con = Engine.from_connection(_engine_of(os.getpid()).con.cursor())
    con.doubt = store.must_be_whole
    remember_files(con)
    return con


@lru_cache(maxsize=1)
def _engine_of(_process: int) -> Backend:
    """Return an engine that puts what its memory cannot hold into a folder of its own, which goes when the process does."""
    scratch = TemporaryDirectory(prefix="opensmp-", ignore_cleanup_errors=True)
    con = connect(Path(scratch.name))
    finalize(con, scratch.cleanup)
    return con


def imported(store: RecordStore) -> dict[str, tuple[Batch, ...]]:
    """Return the imports of each kind of records, in their order."""
    batches = store.manifest.batches
    return {name: tuple(each for each in batches if each.table == name) for name in {each.table for each in batches}}


def reaches(store: RecordStore) -> dict[str, Reach]:
    """Return how far each table of a store reaches."""
    return {name: _reach(store, name) for name in store.tables}


def _reach(store: RecordStore, table: str) -> Reach:
    batches = [batch for batch in store.manifest.batches if table in batch.tables or batch.table == table]
    opened = [
        each.times[TABLES[table].opened] for each in store.partitions(table) if TABLES[table].opened in each.times
    ]
    first = min((span[0] for span in opened), default=0)
    last = max([_known_until(batch) for batch in batches] or [span[1] for span in opened], default=first)
    return Reach(first, last, tuple(batch.id for batch in batches))


def _known_until(batch: Batch) -> int:
    """Return the moment until which an export speaks: when it was made, else the last thing in it."""
    return batch.exported_at or batch.latest or (batch.period[1] if batch.period else 0)


def _watch(store: RecordStore) -> Stopwatch:
    sources = {batch.source for batch in store.manifest.batches}
    most = max((_rows(store, name) for name in store.tables), default=0)
    dated = [name for name in store.tables if not store.partitions(name, {UNDATED})]
    return Stopwatch(_known(store), len(sources) == 1, most, dated)


def _known(store: RecordStore) -> Span:
    """Return the span of all times in the store: how far the clocks must be able to count."""
    spans = [span for name in store.tables for each in store.partitions(name) for span in each.times.values()]
    if not spans:
        return COMMON_ERA
    return Span(min(span[0] for span in spans), max(span[1] for span in spans))
