"""The rows of a file on their way to the weeks they will be stored in: one pass, and never more of them in memory than fit.

Most exports come about in the order of time, so a week is complete soon after it began, and the file that is drafted for it
is the one that will be stored. The rows of a week that comes again later wait in a loose file, and the engine puts them
together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from opensmp.evidence.canonical import PROBLEM, ROW
from opensmp.evidence.slices import Ends, pieces, write_parquet
from opensmp.measures.records import Table

WEEK = "_week"
"""The column with the number of the week that a row is stored in."""

_WAITING = 600_000
"""Rows that wait in memory for more of their week, at most; about 150 MB."""
_SIDE_BY_SIDE = 4
"""Weeks that are written at the same time, at most: each takes some 20 MB for it."""
_RUNS = 4
"""Weeks in turn in a batch, for each week in it, from which on sorting it is cheaper."""


@dataclass(frozen=True)
class Draft:
    """A written file with the rows of one week by key: ``single`` where no key is there twice."""

    path: Path
    ends: Ends
    single: bool


@dataclass
class Drafts:
    """The drafted files of one table of an import.

    ``weeks`` counts the rows of each week · ``files`` by week · ``loose`` holds further rows of some weeks · ``unique``: no
    record of all of them is there twice, as far as their order shows.
    """

    weeks: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    files: dict[int, Draft] = field(default_factory=dict)
    loose: dict[Path, frozenset[int]] = field(default_factory=dict)
    loose_ends: list[Ends] = field(default_factory=list)
    unique: bool = True

    @property
    def paths(self) -> list[Path]:
        """All files."""
        return [*(draft.path for draft in self.files.values()), *self.loose]

    @property
    def rows(self) -> int:
        """The rows that were written."""
        return sum(ends.rows for ends in self._ends)

    @property
    def keys(self) -> tuple[str, str] | None:
        """The least and the greatest key."""
        known = [ends.keys for ends in self._ends if ends.keys is not None]
        return (min(keys[0] for keys in known), max(keys[1] for keys in known)) if known else None

    @property
    def missing(self) -> Mapping[str, int]:
        """How many rows have nothing in each column."""
        return sum((ends.missing for ends in self._ends), Counter())

    @property
    def _ends(self) -> list[Ends]:
        return [*(draft.ends for draft in self.files.values()), *self.loose_ends]

    def of(self, weeks: Iterable[int]) -> list[Path]:
        """Return the files that hold rows of some weeks."""
        wanted = set(weeks)
        near = [draft.path for week, draft in self.files.items() if week in wanted]
        return [*near, *(path for path, held in self.loose.items() if held & wanted)]

    def ready(self) -> Mapping[int, Draft]:
        """Return the drafts that hold all rows of their week, each record once."""
        scattered = frozenset[int]().union(*self.loose.values())
        return {week: draft for week, draft in self.files.items() if draft.single and week not in scattered}


@dataclass
class Drafting:
    """Takes rows in the order of a file and drafts the files of their weeks in ``folder``."""

    folder: Path
    table: Table
    anchor: str
    schema: pa.Schema
    constants: Mapping[str, str]
    """The columns of the schema that every row has alike; one that neither these nor the rows have is empty."""
    drafts: Drafts = field(default_factory=Drafts)
    _held: dict[int, list[pa.RecordBatch]] = field(default_factory=lambda: defaultdict(list))
    _rows: int = 0
    _order: _Order = field(default_factory=lambda: _Order())

    def add(self, batch: pa.RecordBatch) -> None:
        """Take rows with the number of their week in ``WEEK``."""
        if not batch.num_rows:
            return
        self._order.add(batch.column(self.table.key))
        near = set()
        for week, rows in pieces([_in_runs(batch)], WEEK):
            self._held[week].append(rows)
            self.drafts.weeks[week] += rows.num_rows
            near.add(week)
        self._rows += batch.num_rows
        if self._rows > _WAITING:
            self._write([week for week in self._held if week not in near])
        if self._rows > _WAITING:
            self._loosen(sorted(self._held))

    def done(self) -> Drafts:
        """Write what still waits, and return all files."""
        self._write(list(self._held))
        self.drafts.unique = self._order.strict
        return self.drafts

    def _write(self, weeks: Iterable[int]) -> None:
        """Write weeks that are probably complete; of one that was written before the rest is loose."""
        fresh = sorted(week for week in weeks if week not in self.drafts.files)
        rest = sorted(week for week in weeks if week in self.drafts.files)
        with ThreadPoolExecutor(_SIDE_BY_SIDE) as pool:
            drafts = pool.map(self._drafted, fresh, [self._taken([week]) for week in fresh])
            self.drafts.files.update(zip(fresh, drafts, strict=True))
        if rest:
            self._loosen(rest)

    def _drafted(self, week: int, rows: pa.Table) -> Draft:
        rows, single = _by_key(rows, self.table.key)
        path = self.folder / f"{self.table.name}-draft-{week}.parquet"
        return Draft(path, self._parquet(path, rows), single)

    def _loosen(self, weeks: list[int]) -> None:
        path = self.folder / f"{self.table.name}-loose-{len(self.drafts.loose)}.parquet"
        self.drafts.loose_ends.append(self._parquet(path, self._taken(weeks)))
        self.drafts.loose[path] = frozenset(weeks)

    def _taken(self, weeks: Iterable[int]) -> pa.Table:
        """Return the rows of some weeks that wait no longer."""
        rows = pa.Table.from_batches([batch for week in weeks for batch in self._held.pop(week)])
        self._rows -= rows.num_rows
        return rows

    def _parquet(self, path: Path, rows: pa.Table) -> Ends:
        """Write rows with all the columns of a stored table."""
        held = set(rows.column_names)
        columns = [
            rows[each.name] if each.name in held else _alike(self.constants.get(each.name), each.type, rows.num_rows)
            for each in self.schema
        ]
        whole = pa.Table.from_arrays(columns, schema=self.schema)
        return write_parquet(path, self.table, self.anchor, whole.to_batches())


class _Order:
    """Whether keys rise, or fall, from each to the next: then no two are the same."""

    def __init__(self) -> None:
        self._last: pa.Array | None = None
        self._rising = self._falling = True

    @property
    def strict(self) -> bool:
        """Whether they all did."""
        return self._rising or self._falling

    def add(self, keys: pa.Array) -> None:
        """Look at the next keys, of which none is missing."""
        if not self.strict:
            return
        joined = keys if self._last is None else pa.concat_arrays([self._last, keys])
        self._last = keys[-1:]
        before, after = joined[:-1], joined[1:]
        self._rising = self._rising and _all(pc.greater(after, before))
        self._falling = self._falling and _all(pc.less(after, before))


def _alike(value: str | None, kind: pa.DataType, rows: int) -> pa.Array:
    return pa.nulls(rows, kind) if value is None else pa.repeat(pa.scalar(value, kind), rows)


def _all(test: pa.Array) -> bool:
    return pc.all(test, min_count=0).as_py() is not False


def _in_runs(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return a batch with its weeks together, where they come in turns."""
    weeks = batch.column(WEEK)
    turns = pc.sum(pc.not_equal(weeks[1:], weeks[:-1])).as_py() or 0
    if turns < _RUNS * pc.count_distinct(weeks).as_py():
        return batch
    return batch.take(pc.sort_indices(weeks))


def _by_key(rows: pa.Table, key: str) -> tuple[pa.Table, bool]:
    """Return the rows of a week in the order of their keys, and whether no key is there twice."""
    keys = rows[key].combine_chunks()
    if not _all(pc.greater(keys[1:], keys[:-1])):
        places = pc.sort_indices(keys)
        rows, keys = rows.take(places), keys.take(places)
    return rows, _all(pc.not_equal(keys[1:], keys[:-1]))


class Problems:
    """Counts the rows of a file as they stream, and keeps those with a problem in a file of their own, by their numbers."""

    def __init__(self, path: Path, key: str) -> None:
        self.path, self._key = path, key
        self.rows = self.count = 0
        self._file: pq.ParquetWriter | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_trouble: object) -> None:
        if self._file is not None:
            self._file.close()

    def left_out(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """Return the rows of a batch that have no problem."""
        wrong = batch.column(PROBLEM)
        first, self.rows = self.rows + 1, self.rows + batch.num_rows
        if wrong.null_count < len(wrong):
            numbers = pa.array(range(first, first + len(wrong)), pa.int64())
            kept = pa.table({ROW: numbers, self._key: batch.column(self._key), PROBLEM: wrong})
            self._write(kept.filter(pc.is_valid(wrong)))
            batch = batch.filter(pc.is_null(wrong))
        return batch.drop_columns([PROBLEM])

    def _write(self, rows: pa.Table) -> None:
        self.count += rows.num_rows
        if self._file is None:
            self._file = pq.ParquetWriter(self.path, rows.schema, compression="zstd")
        self._file.write_table(rows)
