"""Small files read the way an import reads them: text → raw table → profile, proposal, canonical records."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping as Named
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import count
from textwrap import dedent
from typing import Any
from zoneinfo import ZoneInfo

import ibis
import ibis.expr.types as ir
import pyarrow as pa
from ibis.backends.duckdb import Backend

from opensmp.evidence.canonical import split, typed, uncertain
from opensmp.evidence.mapping import Mapping, from_text
from opensmp.evidence.profiling import Profile, profile
from opensmp.evidence.proposing import Proposal, propose

KEY = b"a key for tests, and for nothing else"
_numbers = count(1)


@dataclass(frozen=True)
class Got:
    """What came of a file: rows by canonical table, the refused rows, and the local times that were uncertain."""

    tables: Named[str, list[dict[str, Any]]]
    refused: list[dict[str, Any]]
    uncertain: list[dict[str, Any]]

    def record(self, table: str, id: str) -> dict[str, Any]:
        """Return the one record of that number."""
        (found,) = [row for row in self.tables[table] if row["id"] == id]
        return found


@cache
def engine() -> Backend:
    """The engine that all these tests share."""
    return ibis.duckdb.connect()


def raw(text: str, delimiter: str = ",") -> ir.Table:
    """Return the raw table of a CSV: text columns and the number of each row; a blank cell is null."""
    header, *rows = list(csv.reader(io.StringIO(dedent(text).strip("\n")), delimiter=delimiter))
    records = [
        {"_row": number, **{name: cell or None for name, cell in zip(header, row, strict=True)}}
        for number, row in enumerate(rows, 1)
    ]
    schema = pa.schema([("_row", pa.int64()), *((name, pa.string()) for name in header)])
    return engine().create_table(f"raw_{next(_numbers)}", pa.Table.from_pylist(records, schema))


def columns(values: dict[str, list[Any]]) -> ir.Table:
    """Return a table of the engine that holds these columns."""
    return engine().create_table(f"columns_{next(_numbers)}", pa.table(values))


def facts(text: str, delimiter: str = ",", name: str = "") -> Profile:
    """Return the profile of a CSV."""
    return profile(raw(text, delimiter), name)


def proposal(text: str, delimiter: str = ",", **said: str) -> Proposal:
    """Return the proposal for a CSV of an organisation in Jakarta."""
    return propose(
        facts(text, delimiter), said.get("source"), zone=said.get("zone", "Asia/Jakarta"), table=said.get("table", "")
    )


def read(text: str, mapping: Mapping | str, delimiter: str = ",") -> Got:
    """Return what a CSV becomes under a mapping."""
    return became(raw(text, delimiter), from_text(dedent(mapping)) if isinstance(mapping, str) else mapping)


def became(table: ir.Table, mapping: Mapping) -> Got:
    """Return what a raw table becomes under a mapping."""
    rows = engine().create_table(f"typed_{next(_numbers)}", typed(table, mapping, KEY))
    made = split(rows, mapping, uncertain(table, mapping))
    tables = {name: rows_of(each) for name, each in made.tables.items()}
    got = Got(tables, rows_of(made.refused), rows_of(made.uncertain))
    assert len(tables[made.counted]) + len(got.refused) == len(rows_of(table)), "read = stored + refused"
    return got


def rows_of(table: ir.Table) -> list[dict[str, Any]]:
    """Return the rows of a table, in the order of the file."""
    rows: list[dict[str, Any]] = engine().to_pyarrow(table).to_pylist()
    return sorted(rows, key=lambda row: row.get("_row", 0))


def at(text: str, zone: str = "Asia/Jakarta") -> int:
    """Return a local time in whole seconds since 1970 UTC."""
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp())


def local(seconds: int, zone: str) -> str:
    """Return what the clocks of a zone showed."""
    return datetime.fromtimestamp(seconds, UTC).astimezone(ZoneInfo(zone)).isoformat(" ", "minutes")[:16]
