"""Tables for people's spreadsheets, as CSV: whatever text they hold, no cell of them is run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from opensmp.tables.atomic import replacing
from opensmp.tables.neutral import quoted

Cell = str | int | float | Decimal | date | datetime | None
"""A value of a table. Text is neutralised; numbers, days and truths are written from their types, so −5 stays −5."""


def cell_text(value: Cell) -> str:
    """Return a value as it stands in a CSV cell: days in ISO order, truths as ``true`` and ``false``, nothing as empty."""
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, Decimal):
        return f"{value:f}"
    return "" if value is None else str(value)


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write a table as CSV (UTF-8, commas, CRLF as RFC 4180 has it), complete or not at all."""
    with replacing(path) as out:
        text = io.TextIOWrapper(io.BufferedWriter(out), "utf-8", "replace", newline="")
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow([quoted(name) for name in header])
        writer.writerows([cell_text(value) for value in row] for row in rows)
        text.flush()
        text.detach().detach()
