"""Rows as they stream from the engine, cut into weeks and written as Parquet files.

One query gives the rows of many files; a query for each would cost more than its rows. How the rows arrive in batches
leaves no trace in a file: the same rows give the same bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import chain, groupby
from pathlib import Path
from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from opensmp.measures.records import Table

ROWS_OF_A_GROUP = 122_880
"""Rows of a row group, in the engine and in every file of a store."""

Part: TypeAlias = tuple[int, pa.RecordBatch]
"""Rows that share a number, without the column that held it."""


@dataclass
class Ends:
    """What a written file holds: its rows, how many have nothing in a column, and the ends of each time and of its keys."""

    rows: int = 0
    missing: Counter[str] = field(default_factory=Counter)
    times: dict[str, tuple[int, int]] = field(default_factory=dict)
    keys: tuple[str, str] | None = None

    def add(self, rows: pa.Table, times: Iterable[str], key: str) -> None:
        """Widen what is known by the rows of a row group."""
        self.rows += rows.num_rows
        self.missing.update({name: rows[name].null_count for name in rows.column_names})
        for name in times:
            span = _span(rows[name])
            if span is not None:
                self.times[name] = _both(self.times.get(name), span)
        keys = _span(rows[key])
        if keys is not None:
            self.keys = _both(self.keys, keys)


def ahead(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Return the same rows; the engine makes the next batch ready while this one is worked on."""
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(next, batches, None)
        while (batch := coming.result()) is not None:
            coming = pool.submit(next, batches, None)
            yield batch


def cut(batches: Iterable[pa.RecordBatch], column: str) -> Iterator[tuple[int, Iterator[pa.RecordBatch]]]:
    """Return the runs of rows that share a number in ``column``; the column itself is left out."""
    for number, parts in groupby(pieces(batches, column), key=lambda part: part[0]):
        yield number, (rows for _number, rows in parts)


def pieces(batches: Iterable[pa.RecordBatch], column: str) -> Iterator[Part]:
    """Return the same runs batch by batch: one that goes on in the next batch is several."""
    for batch in batches:
        runs, start = pc.run_end_encode(batch.column(column)), 0
        rest = batch.drop_columns([column])
        for number, end in zip(runs.values.to_pylist(), runs.run_ends.to_pylist(), strict=True):
            yield number, rest.slice(start, end - start)
            start = end


def write_parquet(path: Path, table: Table, anchor: str, parts: Iterable[pa.RecordBatch]) -> Ends:
    """Write rows of a table, of which there is at least one, as a file; ``anchor`` is the column whose ends are its keys.

    Times as the steps from one to the next, numbers as the few different ones that they are: smaller than any compression
    makes them, and quicker to write and to read. Texts are compressed.
    """
    groups = _grouped(iter(parts), ROWS_OF_A_GROUP)
    first = next(groups)
    ends, times = Ends(), [each.name for each in table.fields if each.kind == "time"]
    with pq.ParquetWriter(path, first.schema, store_schema=False, **_written(first.schema, table, anchor)) as file:
        for rows in chain([first], groups):
            ends.add(rows, times, anchor)
            file.write_table(rows, row_group_size=ROWS_OF_A_GROUP)
    return ends


def _written(schema: pa.Schema, table: Table, anchor: str) -> Mapping[str, Any]:
    """Return how each column is written; what nearly every row has for itself is no word of a dictionary."""
    steps = {each.name for each in table.fields if each.kind in ("time", "seconds")}
    keys = {table.key, anchor}
    texts = {each.name for each in schema if pa.types.is_string(each.type)}
    return {
        "use_dictionary": [name for name in schema.names if name not in steps | keys],
        "column_encoding": dict.fromkeys(steps & set(schema.names), "DELTA_BINARY_PACKED"),
        "compression": {name: "zstd" if name in texts else "none" for name in schema.names},
    }


def _grouped(parts: Iterator[pa.RecordBatch], size: int) -> Iterator[pa.Table]:
    """Return the rows as tables of that size, each in one piece; the last is smaller."""
    held: list[pa.RecordBatch] = []
    rows = 0
    for part in parts:
        held.append(part)
        rows += part.num_rows
        while rows >= size:
            whole = pa.Table.from_batches(held)
            yield whole.slice(0, size).combine_chunks()
            held, rows = whole.slice(size).to_batches(), rows - size
    if rows:
        yield pa.Table.from_batches(held).combine_chunks()


def _span(values: pa.ChunkedArray) -> tuple[Any, Any] | None:
    if values.null_count == len(values):
        return None
    ends = pc.min_max(values)
    return ends["min"].as_py(), ends["max"].as_py()


def _both(known: tuple[Any, Any] | None, span: tuple[Any, Any]) -> tuple[Any, Any]:
    return span if known is None else (min(known[0], span[0]), max(known[1], span[1]))
