"""Rows that stream from the engine in order, cut where a column changes and written as Parquet files.

One query gives the rows of many files; a query for each would cost more than its rows. How the rows arrive in batches
leaves no trace in a file: the same rows give the same bytes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from pathlib import Path
from typing import TypeAlias

import pyarrow as pa
import pyarrow.parquet as pq

Part: TypeAlias = tuple[int, pa.RecordBatch]
"""Rows that share a number, without the column that held it."""


def cut(batches: Iterable[pa.RecordBatch], column: str) -> Iterator[tuple[int, Iterator[pa.RecordBatch]]]:
    """Return the runs of rows that share a number in ``column``, by which they are ordered; the column itself is left out."""
    for number, parts in groupby(_parts(batches, column), key=lambda part: part[0]):
        yield number, (rows for _number, rows in parts)


def _parts(batches: Iterable[pa.RecordBatch], column: str) -> Iterator[Part]:
    for batch in batches:
        numbers = batch.column(column)
        held = memoryview(numbers.buffers()[1]).cast("q")[numbers.offset : numbers.offset + len(numbers)]
        rest, start = batch.drop_columns([column]), 0
        while start < len(held):
            end = bisect_right(held, held[start], start)
            yield held[start], rest.slice(start, end - start)
            start = end


def write_parquet(path: Path, parts: Iterator[pa.RecordBatch], group: int) -> None:
    """Write rows, of which there is at least one, as a file with row groups of ``group`` rows."""
    groups = _grouped(parts, group)
    first = next(groups)
    with pq.ParquetWriter(path, first.schema, compression="zstd", store_schema=False) as file:
        for rows in chain([first], groups):
            file.write_table(rows, row_group_size=group)


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
