"""What somebody brings and says about it, between requests, and the reading of it: sources once, understanding each time."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, cast

from opensmp.actions.brought import BroughtFile
from opensmp.i18n import LANGUAGES
from opensmp.intake.account import FileReport, reported
from opensmp.intake.drafting import Draft
from opensmp.intake.reading import Changes
from opensmp.intake.sheets import SHEETS, Mappings, SheetRead, SheetTable, tables_of, understood
from opensmp.intake.source import Source
from opensmp.intake.understanding import Corrections, draft_of, language_in, understand
from opensmp.plan.terms import Language
from opensmp.store.files import named
from opensmp.store.reading import Kept
from opensmp.tables import UPLOAD
from opensmp.web.documents import MOST_FILES, source_of

KEY = "door"
"""The place in the session."""
_tables: Kept[tuple[SheetTable, ...]] = Kept(MOST_FILES + 4)
_readings: Kept[Reading] = Kept(4)
Said = Mapping[str, Mapping[str, str]]
Columns = Mapping[str, Mapping[str, Mapping[str, Any]]]


@dataclass(frozen=True)
class Door:
    """The files somebody brought and what they said about them.

    ``homes`` and ``tables`` by file and block (or number of the table), as they stand in :class:`Corrections`; ``lines`` are
    headings that are none; ``columns`` are what tables of spreadsheets hold, by file, as they stand in :class:`Mappings`.
    """

    files: tuple[BroughtFile, ...]
    language: str = ""
    changes: Changes = ""
    homes: Said = field(default_factory=dict)
    lines: Said = field(default_factory=dict)
    tables: Said = field(default_factory=dict)
    columns: Columns = field(default_factory=dict)

    @classmethod
    def of(cls, held: Mapping[str, Any] | None) -> Door | None:
        """Return what a session or an import keeps; None where it keeps nothing."""
        if not held:
            return None
        return cls(
            tuple(BroughtFile(*each) for each in held["files"]), held["language"], held["changes"], held["homes"], held["lines"],
            held["tables"], held.get("columns", {}),
        )  # fmt: skip

    def kept(self) -> dict[str, Any]:
        """Return it as JSON can keep it."""
        return {
            "files": [list(each) for each in self.files], "language": self.language, "changes": self.changes,
            "homes": self.homes, "lines": self.lines, "tables": self.tables, "columns": self.columns,
        }  # fmt: skip

    @property
    def has_corrections(self) -> bool:
        return any(rows for said in (self.homes, self.lines, self.tables, self.columns) for rows in said.values())

    def said_about(self, number: int) -> Corrections:
        """Return what was said about one file."""
        key = str(number)
        return Corrections(
            levels={int(at): 0 for at in self.lines.get(key, {})},
            homes={int(at): home for at, home in self.homes.get(key, {}).items()},
            tables={int(at): kind for at, kind in self.tables.get(key, {}).items()},
        )

    def with_home(self, number: int, at: int, home: str) -> Door:
        """Return it with the home that a heading of one file was given; empty to keep it aside."""
        return replace(self, homes=_with(self.homes, number, at, home))

    def with_line(self, number: int, at: int) -> Door:
        """Return it with a heading of one file that is none."""
        return replace(self, lines=_with(self.lines, number, at, ""))

    def with_table(self, number: int, at: int, kind: str) -> Door:
        """Return it with what a table of one file holds; empty for words."""
        return replace(self, tables=_with(self.tables, number, at, kind))

    def with_columns(self, number: int, key: str, said: Mapping[str, Any] | None) -> Door:
        """Return it with what a table of a spreadsheet holds, column by column; None for what is proposed."""
        others = {name: each for name, each in self.columns.get(str(number), {}).items() if name != key}
        return replace(
            self, columns={**self.columns, str(number): {**others, key: said} if said is not None else others}
        )

    def is_said(self, number: int, key: str) -> bool:
        """Whether a person said what a table of a spreadsheet holds."""
        return key in self.columns.get(str(number), {})

    def uncorrected(self) -> Door:
        return replace(self, homes={}, lines={}, tables={}, columns={})


def _with(said: Said, number: int, at: int, value: str) -> Said:
    return {**said, str(number): {**said.get(str(number), {}), str(at): value}}


@dataclass(frozen=True)
class Reading:
    """What was understood.

    ``numbers`` are the places of the documents among the files, in the order of ``files``; ``sheet_numbers`` those of the
    spreadsheets, in the order of ``sheets``.
    """

    draft: Draft
    numbers: tuple[int, ...]
    files: tuple[FileReport, ...]
    sheets: tuple[SheetRead, ...]
    sheet_numbers: tuple[int, ...]
    language: Language

    @property
    def is_plan(self) -> bool:
        """Whether it looks like a plan, or like registers alone."""
        return self.draft.is_plan or not self.files


def is_sheet(file: BroughtFile) -> bool:
    return Path(file.name).suffix.lower() in SHEETS


def sources_of(door: Door) -> dict[int, Source]:
    """Return the documents as they are, by their place among the files. Raises Unreadable where one is refused by name."""
    return {number: source_of(each, door.changes) for number, each in enumerate(door.files) if not is_sheet(each)}


def sheets_of(door: Door) -> list[tuple[int, SheetRead]]:
    """Return the tables of the spreadsheets, each with its file's place. Raises Unreadable where one is refused by name."""
    return [
        (number, understood(table, Mappings(door.columns.get(str(number), {}))))
        for number, each in enumerate(door.files)
        if is_sheet(each)
        for table in tables_in(each)
    ]


def read_all(door: Door, today: date) -> Reading:
    """Understand everything that was brought, once for each answer. Raises Unreadable where a file is refused by name."""
    return _readings.get((json.dumps(door.kept(), sort_keys=True), today), lambda: _read_all(door, today))


def _read_all(door: Door, today: date) -> Reading:
    sources, placed = sources_of(door), sheets_of(door)
    sheets = tuple(sheet for _number, sheet in placed)
    read = [understand(source, door.said_about(number)) for number, source in sources.items()]
    language = cast(
        Language, door.language if door.language in LANGUAGES else language_in(list(sources.values())) if sources else LANGUAGES[0]
    )  # fmt: skip
    draft = draft_of(read, [each.gathered for each in sheets], language, today)
    reports = tuple(reported(each, draft) for each in read)
    return Reading(draft, tuple(sources), reports, sheets, tuple(number for number, _sheet in placed), language)


def tables_in(file: BroughtFile) -> tuple[SheetTable, ...]:
    """Return the tables of a spreadsheet as they stand, read once. Raises Unreadable where it is refused by name."""

    def build() -> tuple[SheetTable, ...]:
        with named(file.sha256, file.name) as path:
            return tuple(tables_of(path, UPLOAD))

    return _tables.get((file.sha256, file.name), build)
