"""Spreadsheets of registers: every table of every sheet, what each was taken for, and the mapping that a person may correct.

Workbooks are read by the child process of ``tables``. Cover sheets, titles above a table, two rows of headings and several tables
on one sheet are usual; a table that no register knows is kept aside.
"""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from opensmp.i18n import Refused, _
from opensmp.intake.gathering import Aside, Gathered, Place, Row, as_table
from opensmp.intake.grids import KINDS, OTHER_KINDS, PAIRS, Grid, Meaning, grid_of, is_header, meaning_of, pairs_of
from opensmp.intake.placing import Home, home_of
from opensmp.intake.source import Cell, Table
from opensmp.intake.vocabulary import columns_of, folded
from opensmp.tables import LOCAL, Limits, as_csv, inspect

SHEETS = frozenset({".xlsx", ".xlsm", ".xls", ".csv", ".tsv", ".tab", ".json", ".jsonl"})
MAPPING = "reading-mapping.json"
"""The file of the draft that keeps what each column was taken for; beside the spreadsheets, it is used the next time."""
_MOST_ROWS = 20_000
_LEAST_COLUMNS = 2


@dataclass(frozen=True)
class SheetRead:
    """A table of a sheet: its name, header, meaning (None where no register knows it), and what it adds to the draft."""

    file: str
    sheet: str
    first_row: int
    header: tuple[str, ...]
    meaning: Meaning | None
    rows: int
    gathered: Gathered
    grid: Grid

    @property
    def key(self) -> str:
        """What names the table in a mapping."""
        return _key(self.file, self.sheet, self.first_row)

    @property
    def name(self) -> str:
        """What a person calls the table: its file and sheet."""
        return " › ".join(filter(None, (self.file, self.sheet)))

    @property
    def doubtful(self) -> tuple[str, ...]:
        """The headers of columns that nobody knows."""
        known = self.meaning.columns if self.meaning else {}
        return tuple(words for at, words in enumerate(self.header) if at not in known and words)

    def holds(self, place: Place) -> bool:
        """Whether a place of the draft is a row of this table."""
        return place.table == self.grid.table.number and place.file == _where(self.file, self.sheet)


@dataclass(frozen=True)
class SheetTable:
    """A table of a sheet as it stands, before anybody says what it holds."""

    file: str
    sheet: str
    first_row: int
    grid: Grid

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns; the first row where none looks like names."""
        return self.grid.header or tuple(cell.text for cell in self.grid.table.rows[0])


@dataclass(frozen=True)
class Mappings:
    """What tables and columns were taken for: a register by table, fields by header. An empty register keeps a table aside."""

    tables: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @classmethod
    def of(cls, sheets: Iterable[SheetRead]) -> Mappings:
        """Return the mapping of what was read."""
        return cls(
            {
                each.key: {"register": each.meaning.kind if each.meaning else "", "columns": _columns(each)}
                for each in sheets
            }
        )

    @classmethod
    def near(cls, files: Sequence[Path]) -> Mappings:
        """Return the mapping that lies beside one of the files; none where there is none. Raises Refused where it is damaged."""
        for folder in dict.fromkeys(path.parent for path in files):
            path = folder / MAPPING
            if path.is_file():
                try:
                    held = json.loads(path.read_text("utf-8"))
                    return cls(
                        {
                            key: {"register": str(each["register"]), "columns": dict(each["columns"])}
                            for key, each in held.items()
                        }
                    )
                except (OSError, ValueError, KeyError, TypeError, AttributeError) as trouble:
                    raise Refused(
                        _("{path} is not a mapping.", path=str(path)), _("Mend it, or remove it.")
                    ) from trouble
        return cls()

    def text(self) -> str:
        """Return the file."""
        return json.dumps(self.tables, ensure_ascii=False, indent=2) + "\n"

    def says(self, key: str) -> bool:
        """Whether a person said what a table holds, or that it holds nothing for the plan."""
        held = self.tables.get(key)
        return held is not None and held["register"] in {"", *KINDS, *OTHER_KINDS}

    def meaning(self, key: str, header: Sequence[str]) -> Meaning | None:
        """Return what a person wrote about a table; None where nothing is written, or where it is kept aside."""
        kind = self.tables[key]["register"] if self.says(key) else ""
        if not kind:
            return None
        said = self.tables[key]["columns"]
        columns = {
            at: name for at, words in enumerate(header) if (name := said.get(words)) and is_column(kind, name, words)
        }
        return Meaning(kind, columns, 1.0)


def is_column(kind: str, name: str, header: str) -> bool:
    """Whether a column with that header can fill a field of that kind of row; in a RACI matrix it can be a role."""
    return name in columns_of(kind) or (kind == "Duty" and name == f"cells:{header}")


def _columns(each: SheetRead) -> dict[str, str]:
    known = each.meaning.columns if each.meaning else {}
    return {words: known.get(at, "") for at, words in enumerate(each.header) if words}


def read_sheets(path: Path, mappings: Mappings, limits: Limits = LOCAL) -> Iterator[SheetRead]:
    """Yield the tables of a spreadsheet, understood.

    Raises:
        Unreadable: the file is refused by name.
    """
    return (understood(each, mappings) for each in tables_of(path, limits))


def tables_of(path: Path, limits: Limits = LOCAL) -> Iterator[SheetTable]:
    """Yield the tables of a spreadsheet as they stand.

    Raises:
        Unreadable: the file is refused by name.
    """
    shape = inspect(path, limits=limits)
    for sheet in shape.sheets:
        if sheet.hidden:
            continue
        name = sheet.name if shape.format in {"xlsx", "json"} else ""
        rows = _raw_rows(path, sheet.name, limits, raw=shape.format in {"xlsx", "csv"})
        for number, (first, part) in enumerate(_tables_in(rows), 1):
            cells = tuple(tuple(Cell(text) for text in row) for row in part)
            yield SheetTable(path.name, name, first, grid_of(Table(number, 0, cells, sheet=name)))


def _raw_rows(path: Path, sheet: str, limits: Limits, raw: bool) -> list[list[str]]:
    """Return the rows of a sheet as texts, header included."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "table.csv"
        made = as_csv(path, target, sheet=sheet or None, header_row=0 if raw else None, limits=limits)
        with target.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file)
            first = next(reader, [])
            rows = [row for row, _number in zip(reader, range(_MOST_ROWS), strict=False)]
    return rows if raw else [list(made.columns) or first, *rows]


def _tables_in(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, list[list[str]]]]:
    """Yield the tables of a sheet with the number of their first row.

    Empty rows do not reach us, so a new table begins where a row of column names stands, or a title above one.
    """
    filled = [[text.strip() for text in row] for row in rows]
    starts = [at for at in range(len(filled)) if is_header(filled[at])]
    begins = [at - 1 if at and sum(map(bool, filled[at - 1])) == 1 else at for at in starts]
    edges = sorted({0, *begins, len(filled)})
    for first, end in pairwise(edges):
        part = [row for row in filled[first:end] if any(row)]
        if part:
            yield from _cut(first + 1, part)


def _cut(first: int, part: list[list[str]]) -> Iterator[tuple[int, list[list[str]]]]:
    """Take titles off the top, and empty columns off the sides."""
    titles = []
    while len(part) > 1 and sum(map(bool, part[0])) == 1:
        titles.append(part.pop(0))
        first += 1
    used = [at for at in range(max(map(len, part))) if any(at < len(row) and row[at] for row in part)]
    if len(used) >= _LEAST_COLUMNS and len(part) > 1:
        yield first, [[row[at] if at < len(row) else "" for at in used] for row in part]


def understood(table: SheetTable, mappings: Mappings) -> SheetRead:
    """Return what a table adds to the draft: as a person said, or as its columns, its sheet and its file suggest."""
    file, sheet, first, grid = table.file, table.sheet, table.first_row, table.grid
    key = _key(file, sheet, first)
    title = sheet or file.rpartition(".")[0].replace("_", " ").replace("-", " ")
    guessed = None if mappings.says(key) else meaning_of(grid, home_of(title, Home()), (title,))
    meaning = mappings.meaning(key, grid.header) or guessed
    gathered = _gathered(_where(file, sheet), grid, first, meaning)
    return SheetRead(file, sheet, first, table.header, meaning, len(grid.rows), gathered, grid)


def _key(file: str, sheet: str, first: int) -> str:
    return f"{file}/{sheet}/{first}" if sheet else f"{file}/{first}"


def _where(file: str, sheet: str) -> str:
    return f"{file}, {sheet}" if sheet else file


def _gathered(where: str, grid: Grid, first: int, meaning: Meaning | None) -> Gathered:
    found = Gathered()
    if meaning is None:
        rows = [[cell.text for cell in row] for row in grid.table.rows]
        found.aside.append(Aside(Place(table=grid.table.number, file=where), (), as_table(rows), table=True))
        return found
    if meaning.kind in PAIRS:
        for _row, label, value in pairs_of(grid.table):
            name = next((name for name, known in columns_of(meaning.kind).items() if folded(label) in known.folded), "")
            if name and value:
                found.facts[meaning.kind.lower(), name] = value
        return found
    for at, row in grid.rows:
        cells = meaning.cells(row)
        if cells:
            found.rows.append(
                Row(
                    meaning.kind,
                    cells,
                    Place(table=grid.table.number, row=first + at - 1, file=where),
                    confidence=meaning.confidence,
                )
            )
    unread = [at for at, words in enumerate(grid.header) if at not in meaning.columns and words]
    if unread and grid.rows:
        kept = [[grid.header[0], *(grid.header[at] for at in unread)]]
        kept += [[row[0].text, *(row[at].text for at in unread)] for _n, row in grid.rows]
        if any(any(cells[1:]) for cells in kept[1:]):
            found.aside.append(Aside(Place(table=grid.table.number, file=where), (), as_table(kept), table=True))
    return found
