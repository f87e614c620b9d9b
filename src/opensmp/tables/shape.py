"""What is known of a file before its rows are used: its kind, its tables, and whether the engine may read it directly."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf
from pathlib import Path
from typing import Any, Literal, TypeAlias

from opensmp.i18n import Message, Plural

Format: TypeAlias = Literal["csv", "xlsx", "json", "jsonl", "parquet"]
Note: TypeAlias = Message | Plural


@dataclass(frozen=True)
class Sheet:
    """One table of a file: a worksheet, a list of records in a JSON document, or the file itself (``name`` is empty).

    ``header_row`` counts from 1 and is 0 where the format has no header row. ``columns`` are distinct: a header that
    stands twice becomes ``Comment (2)``, an empty one ``Column 3``. ``rows`` counts the rows below the header; None
    where counting would mean reading everything. ``sample`` holds the first fifty rows as text, a long cell shortened
    with ``…``; it is empty for Parquet. ``skipped`` are the texts of the rows above the table. Columns of JSON are
    those of the first thousand records.
    """

    name: str
    header_row: int
    columns: tuple[str, ...]
    rows: int | None = None
    sample: tuple[tuple[str, ...], ...] = ()
    skipped: tuple[str, ...] = ()
    hidden: bool = False


@dataclass(frozen=True)
class Shape:
    """What a file is. ``sheets`` are in the file's own order and never empty; ``table`` is the one to read by default."""

    format: Format
    compression: Literal["", "gzip"]
    encoding: str
    delimiter: str
    size: int
    sheets: tuple[Sheet, ...]
    notes: tuple[Note, ...] = ()
    peak_memory: int = field(default=0, compare=False)

    @property
    def table(self) -> Sheet:
        """The first visible worksheet that has rows, or the longest list of a document; what :func:`as_csv` reads by default."""
        filled = [sheet for sheet in self.sheets if sheet.sample and not sheet.hidden] or list(self.sheets)
        if self.format != "json":
            return filled[0]
        return max(filled, key=lambda sheet: inf if sheet.rows is None else sheet.rows)


@dataclass(frozen=True)
class Plain:
    """Whether a CSV file can be given to the engine as it is; ``why`` says why :func:`as_csv` is needed instead.

    Where ``direct`` is true this holds: the file (inflated, if gzip) is UTF-8 without NUL, every record and so every
    cell is shorter than ``Limits.cell`` bytes, its quotes (``"``, doubled inside a cell) are even in number, lines
    end in LF or CRLF, and the first record is the header. ``columns`` are the distinct names of :class:`Sheet`: pass
    them by name and skip the header row. Rows that have more or fewer cells than the header are not excluded: reading
    them strictly is the engine's part. ``rows`` counts the records below the header, blank lines included; it is
    exact where quotes stand around cells only.
    """

    direct: bool
    delimiter: str = ","
    compression: Literal["", "gzip"] = ""
    encoding: str = "utf-8"
    bom: bool = False
    columns: tuple[str, ...] = ()
    rows: int = 0
    size: int = 0
    why: Note | None = None
    peak_memory: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Converted:
    """A table that now lies at ``target`` as clean CSV: UTF-8, commas, LF, ``"`` doubled, header first, all text.

    ``rows`` counts the rows written below the header. ``ragged`` are the numbers (from 1, the row below the header)
    of the first hundred rows with more or fewer cells than the header, and ``ragged_rows`` how many there are: they
    are written as they stand, so that the engine refuses exactly them.
    """

    target: Path
    sheet: str
    columns: tuple[str, ...]
    rows: int
    ragged: tuple[int, ...] = ()
    ragged_rows: int = 0
    notes: tuple[Note, ...] = ()
    peak_memory: int = field(default=0, compare=False)


def sheet_of(raw: dict[str, Any]) -> Sheet:
    """Return the sheet that the child process described."""
    lists = {key: tuple(raw[key]) for key in ("columns", "skipped")}
    return Sheet(**{**raw, **lists, "sample": tuple(map(tuple, raw["sample"]))})
