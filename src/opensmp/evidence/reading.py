"""A file becomes a raw table in the engine: all its columns as text, its rows numbered, nothing interpreted.

CSV that ``tables`` has certified goes straight into the engine, and it is read in one stream, not copied. XLSX, JSON and
odd CSV pass through the limited child process of ``tables`` first, which makes clean CSV of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.types as ir
from ibis.backends.duckdb import Backend

from opensmp.evidence.engine import Engine, columned, tabled
from opensmp.tables import LOCAL, Limits, as_csv, check_plain, inspect

ROW = "_row"
"""The column that counts the rows of a file from 1; the header is not counted."""

MEMORY = "1GB"
"""What the engine may hold before it uses its scratch folder; a process that imports stays below 1.5 GB."""

RAGGED = {ROW: "int64", "reason": "string"}
"""A row that is no row of the table: its number, and why."""

_REASONS = {
    "MISSING COLUMNS": "ragged",
    "TOO MANY COLUMNS": "ragged",
    "UNQUOTED VALUE": "quote",
    "LINE SIZE OVER MAXIMUM": "too-long",
}
_numbers = count(1)


def connect(scratch: Path | None = None, memory: str = MEMORY) -> Backend:
    """Return a fresh engine in memory: UTC, as many threads as the machine has, nothing ever fetched from a network.

    What does not fit into ``memory`` goes to ``scratch``; without one, a query that needs more fails.
    """
    con = Engine().connect(
        memory_limit=memory,
        temp_directory="" if scratch is None else str(scratch / "engine"),
        preserve_insertion_order=True,
        autoinstall_known_extensions=False,
        autoload_known_extensions=False,
    )
    remember_files(con)
    return con


def remember_files(con: Backend) -> None:
    """Let a connection remember what stands at the end of each Parquet file: a store has hundreds, and each question looks into all."""
    con.raw_sql("SET parquet_metadata_cache = true")


def fetched(con: Backend, table: ir.Table) -> list[dict[str, Any]]:
    """Return the rows of a small result as Python values; a missing value is None."""
    rows: list[dict[str, Any]] = con.to_pyarrow(table).to_pylist()
    return rows


def counted(con: Backend, table: ir.Table) -> int:
    """Return how many rows a table has."""
    return int(con.to_pyarrow(table.count()).as_py())


@dataclass(frozen=True)
class Raw:
    """A file as it stands: ``table`` has its ``columns`` as text, and ``_row``; ``bare`` has no ``_row``, and streams faster.

    The rows stream from the file each time ``table`` is evaluated. Rows with more or fewer cells than the header are left
    out of it, and known after the first whole evaluation: ``ragged`` gives them, and ``numbered`` mends the count of rows.
    """

    con: Backend
    table: ir.Table
    bare: ir.Table
    columns: tuple[str, ...]
    rejects: str = ""

    def ragged(self) -> ir.Table:
        """Return the rows that are no rows of the table, once each."""
        if not self.rejects:
            return tabled([], RAGGED)
        found = self.con.table(self.rejects)
        first = found.filter(found.scan_id == found.scan_id.min().as_scalar())
        once = first.group_by("line").aggregate(kind=first.error_type.cast("string").min())
        known = [(once.kind == kind, reason) for kind, reason in _REASONS.items()]
        return once.select(**{ROW: (once.line - 1).cast("int64"), "reason": ibis.cases(*known, else_="unreadable")})

    def numbered(self, cached: ir.Table) -> ir.Table:
        """Return rows that were evaluated from ``table`` with the numbers that they have in the file."""
        ragged = sorted(row[ROW] for row in fetched(self.con, self.ragged()))
        if not ragged:
            return cached
        steps = {number - 1 - place: place + 1 for place, number in enumerate(ragged)}
        known = {"_after": list(steps), "_bump": list(steps.values())}
        table = columned(known, dict.fromkeys(known, "int64"))
        joined = cached.asof_join(table, on=cached[ROW] > table["_after"])
        return joined.mutate(**{ROW: joined[ROW] + joined["_bump"].fill_null(0)}).select(*cached.columns)


def raw(con: Backend, path: Path, scratch: Path, sheet: str | None = None, limits: Limits = LOCAL) -> Raw:
    """Return the raw table of a CSV, XLSX, JSON, JSONL (each also as .gz) or Parquet file; ``sheet`` names one of several.

    ``scratch`` takes what has to be converted. Raises ``tables.Unreadable`` where the file is hostile, broken or beyond
    ``limits``; those of ``tables.UPLOAD`` are for a file that a stranger sent.
    """
    if sheet is None and path.suffix.lower() == ".parquet":
        return _parquet(con, path, limits)
    if sheet is None and _named_csv(path):
        plain = check_plain(path, limits=limits)
        if plain.direct:
            return _csv(con, path, plain.columns, plain.delimiter, plain.compression or "none")
    target = scratch / f"raw-{next(_numbers)}.csv"
    clean = as_csv(path, target, sheet=sheet, limits=limits)
    return _csv(con, target, clean.columns, ",", "none")


def _named_csv(path: Path) -> bool:
    return path.name.lower().removesuffix(".gz").endswith((".csv", ".tsv", ".txt"))


def _csv(con: Backend, path: Path, header: Sequence[str], delimiter: str, compression: str) -> Raw:
    columns = engine_names(header)
    number = next(_numbers)
    read = con.read_csv(
        str(path),
        table_name=f"raw_{number}",
        columns=dict.fromkeys(columns, "VARCHAR"),
        header=True,
        auto_detect=False,
        delim=delimiter,
        quote='"',
        escape='"',
        compression=compression,
        strict_mode=True,
        null_padding=False,
        store_rejects=True,
        rejects_table=f"rejects_{number}",
        rejects_scan=f"scans_{number}",
    )
    return Raw(con, read.mutate(**{ROW: ibis.row_number() + 1}), read, columns, f"rejects_{number}")


def _parquet(con: Backend, path: Path, limits: Limits) -> Raw:
    """Read a Parquet file's columns as text; its structure is checked by ``tables`` before the engine opens it."""
    inspect(path, limits=limits)
    read = con.read_parquet(str(path), file_row_number=True)
    given = [name for name in read.columns if name != "file_row_number"]
    columns = engine_names(given)
    texts = {name: read[old].cast("string") for name, old in zip(columns, given, strict=True)}
    return Raw(con, read.select(**texts, **{ROW: read["file_row_number"] + 1}), read.select(**texts), columns)


def engine_names(header: Sequence[str]) -> tuple[str, ...]:
    """Return the names of columns as the engine can tell them apart, which does not see case: a second one gets a number."""
    taken = {ROW}
    names = []
    for name in header:
        here, number = name, 1
        while here.lower() in taken:
            number += 1
            here = f"{name} ({number})"
        taken.add(here.lower())
        names.append(here)
    return tuple(names)
