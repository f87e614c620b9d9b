"""A workbook in the format of spreadsheets (XLSX): its sheets, what they share, and one of them as clean CSV."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any, BinaryIO

from opensmp.tables.archive import Archive
from opensmp.tables.cells import Style, style_of
from opensmp.tables.clean import CleanCsv
from opensmp.tables.fault import Fault, Notes
from opensmp.tables.header import SEARCHED, distinct, header_index, shortened, skipped_texts
from opensmp.tables.limits import Limits
from opensmp.tables.markup import Attributes, each
from opensmp.tables.sharedtexts import shared_texts
from opensmp.tables.worksheet import Merged, Row, Tables, glance, rows

_SAMPLE = 50
_SHEETS = 100
_COUNTED = 200_000
"""Cells up to which the rows of a sheet are counted for ``inspect``."""


@dataclass(frozen=True)
class _Sheet:
    name: str
    part: str
    hidden: bool


@dataclass(frozen=True)
class _Found:
    """Where the table of a sheet begins."""

    header_row: int
    columns: tuple[str, ...]
    skipped: tuple[str, ...]


@dataclass(frozen=True)
class _Opened:
    """A sheet whose beginning was read: how many cells it seems to have, its first rows below the header, and the rest."""

    sheet: _Sheet
    cells: int
    merged: tuple[Merged, ...]
    found: _Found
    body: list[list[str]]
    rest: Iterator[Row]


class Workbook:
    """A workbook that was opened and found harmless: no macros, no links to other files, no document types.

    Raises:
        Fault: whatever stands against reading it.
    """

    def __init__(self, source: BinaryIO, limits: Limits, notes: Notes) -> None:
        self._limits = limits
        self._notes = notes
        self._archive = Archive(source, limits)
        if "encryptedpackage" in self._archive.names:
            raise Fault("encrypted")
        self._main = _main_part(self._archive, limits)
        self._targets = _relationships(self._archive, self._main, limits)
        self._refuse_links()
        self._from_1904 = False
        self._sheets = self._listed()
        if not self._sheets:
            raise Fault("no-table")

    def _refuse_links(self) -> None:
        """Refuse what would reach out of the file. Hyperlinks are only shown by a spreadsheet, and nothing here follows them."""
        if any("vbaproject" in name or "/macrosheets/" in name for name in self._archive.names):
            raise Fault("macro")
        if any("/externallinks/" in name for name in self._archive.names):
            raise Fault("external-link")
        for name in self._archive.names:
            if name.endswith(".rels"):
                _relationships_of(self._archive, name, self._limits)

    def _listed(self) -> list[_Sheet]:
        sheets: list[_Sheet] = []

        def start(name: str, attributes: Attributes) -> None:
            if name == "workbookPr":
                self._from_1904 = attributes.get("date1904") in {"1", "true"}
            part = self._targets.get(attributes.get("id", ""), "") if name == "sheet" else ""
            if "worksheets/" in part:
                sheets.append(
                    _Sheet(attributes.get("name", "")[:200], part, attributes.get("state", "visible") != "visible")
                )
                if len(sheets) > _SHEETS:
                    raise Fault("too-many-sheets", cap=_SHEETS)

        each(self._archive.blocks(self._main), start, self._limits.depth)
        return sheets

    @cached_property
    def _tables(self) -> Tables:
        folder = posixpath.dirname(self._main)
        names = self._archive.names
        found = {kind: f"{folder}/{kind}.xml".lower() for kind in ("sharedStrings", "styles")}
        styles = _styles(self._archive, found["styles"], self._limits) if found["styles"] in names else []
        texts = (
            shared_texts(self._archive.blocks(found["sharedStrings"]), self._limits)
            if found["sharedStrings"] in names
            else []
        )
        return Tables(texts, styles, self._from_1904)

    def described(self) -> list[dict[str, Any]]:
        """Return the parts of a ``Sheet`` for each sheet."""
        return [self._described(sheet) for sheet in self._sheets]

    def _described(self, sheet: _Sheet) -> dict[str, Any]:
        opened = self._opened(sheet, None)
        few = opened.cells <= _COUNTED
        width = len(opened.found.columns)
        return {
            "name": sheet.name,
            "header_row": opened.found.header_row,
            "columns": list(opened.found.columns),
            "rows": len(opened.body) + sum(1 for _row in opened.rest) if few else None,
            "sample": [[shortened(cell) for cell in _fitted(row, width)] for row in opened.body[:_SAMPLE]],
            "skipped": list(opened.found.skipped),
            "hidden": sheet.hidden,
        }

    def as_csv(self, wanted: str | None, header_row: int | None, out: BinaryIO) -> tuple[str, CleanCsv]:
        """Write a sheet as clean CSV: the one named, else the first visible one whose table has rows."""
        opened = self._chosen(wanted, header_row)
        found = opened.found
        if not found.columns:
            raise Fault("empty")
        if found.skipped:
            self._notes.add("rows-above-skipped", n=found.header_row - 1)
        if any(area.bottom > found.header_row for area in opened.merged):
            self._notes.add("merged-cells")
        clean = CleanCsv(out, found.columns)
        width = len(found.columns)
        clean.write(_fitted(row, width) for row in opened.body)
        clean.write(_fitted(row, width) for _number, row in opened.rest)
        return opened.sheet.name, clean

    def _chosen(self, wanted: str | None, header_row: int | None) -> _Opened:
        if wanted is not None:
            named = next((sheet for sheet in self._sheets if sheet.name == wanted), None)
            if named is None:
                raise Fault("no-such-sheet", sheet=wanted[:100])
            return self._opened(named, header_row)
        visible = [sheet for sheet in self._sheets if not sheet.hidden] or self._sheets
        if len(visible) > 1:
            self._notes.add("other-tables", n=len(visible) - 1)
        opened = (self._opened(sheet, header_row) for sheet in visible)
        return next((each for each in opened if each.body), None) or self._opened(visible[0], header_row)

    def _opened(self, sheet: _Sheet, header_row: int | None) -> _Opened:
        """Read the beginning of a sheet."""
        cells, merged = glance(self._archive.blocks(sheet.part), self._limits)
        coming = rows(self._archive.blocks(sheet.part), self._tables, self._limits, self._notes)
        first = list(islice(coming, _SAMPLE + SEARCHED))
        found = self._found(first, merged, header_row)
        body = [row for number, row in first if number > found.header_row]
        return _Opened(sheet, cells, merged, found, body, coming)

    def _found(self, first: list[Row], merged: tuple[Merged, ...], header_row: int | None) -> _Found:
        """Return where the table begins; merged cells of the header share the name of their first."""
        if not first:
            return _Found(0, (), ())
        texts = [cells for _number, cells in first]
        index = (
            header_index(texts)
            if header_row is None
            else next((i for i, row in enumerate(first) if row[0] >= header_row), -1)
        )
        if header_row == 0:
            return _Found(0, distinct([""] * max(map(len, texts))), ())
        if index < 0:
            raise Fault("no-header-row", row=header_row or 0)
        number, names = first[index]
        width = max(len(names), max((_filled(row) for row in texts[index:]), default=0))
        names = _fitted(names, width)
        for area in merged:
            if area.top == number and area.left <= width:
                right = min(area.right, width)
                names[area.left - 1 : right] = [names[area.left - 1]] * (right - area.left + 1)
        return _Found(number, distinct(names), skipped_texts(texts[:index]))


def _filled(row: list[str]) -> int:
    return next((place for place in range(len(row), 0, -1) if row[place - 1]), 0)


def _fitted(row: list[str], width: int) -> list[str]:
    """Return a row as wide as the header: a worksheet leaves out what is empty. What stands beyond stays and shows as ragged."""
    filled = _filled(row)
    return row[: max(width, filled)] + [""] * (width - len(row))


def _main_part(archive: Archive, limits: Limits) -> str:
    """Return the name of the workbook part; refuse a document that is none, and macros."""
    kinds: dict[str, str] = {}

    def start(name: str, attributes: Attributes) -> None:
        if name in {"Override", "Default"}:
            kinds[attributes.get("PartName", attributes.get("Extension", "")).lower().removeprefix("/")] = (
                attributes.get("ContentType", "")
            )

    if "[content_types].xml" not in archive.names:
        raise Fault("no-workbook")
    each(archive.blocks("[Content_Types].xml"), start, limits.depth)
    if any("macroEnabled" in kind or "vbaProject" in kind for kind in kinds.values()):
        raise Fault("macro")
    main = next((part for part, kind in kinds.items() if kind.endswith("spreadsheetml.sheet.main+xml")), "")
    if not main or main not in archive.names:
        raise Fault("no-workbook")
    return main


def _relationships(archive: Archive, part: str, limits: Limits) -> dict[str, str]:
    """Return the parts that a part refers to, by their ids."""
    folder, name = posixpath.split(part)
    named = f"{folder}/_rels/{name}.rels"
    if named.lower() not in archive.names:
        raise Fault("part-missing", name=named)
    targets = _relationships_of(archive, named, limits)
    return {
        id: posixpath.normpath(posixpath.join(f"/{folder}", target)).strip("/").lower()
        for id, target in targets.items()
    }


def _relationships_of(archive: Archive, named: str, limits: Limits) -> dict[str, str]:
    targets: dict[str, str] = {}

    def start(name: str, attributes: Attributes) -> None:
        if name != "Relationship":
            return
        if attributes.get("TargetMode", "").lower() != "external":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")
        elif not attributes.get("Type", "").endswith("/hyperlink"):
            raise Fault("external-link")

    each(archive.blocks(named), start, limits.depth)
    return targets


def _styles(archive: Archive, part: str, limits: Limits) -> list[Style]:
    """Return how each cell style reads its numbers."""
    codes: dict[int, str] = {}
    styles: list[Style] = []
    inside: list[str] = []

    def start(name: str, attributes: Attributes) -> None:
        if name in {"cellXfs", "cellStyleXfs", "dxfs"}:
            inside[:] = [name]
        number = attributes.get("numFmtId", "0")
        number = number if number.isascii() and number.isdigit() and len(number) < 7 else "0"
        if name == "numFmt" and inside != ["dxfs"]:
            codes[int(number)] = attributes.get("formatCode", "")[:500]
        elif name == "xf" and inside == ["cellXfs"]:
            styles.append(style_of(int(number), codes.get(int(number))))

    each(archive.blocks(part), start, limits.depth)
    return styles
