"""The rows of a worksheet as a stream: no cell is made that the file does not hold, whatever range it claims."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from opensmp.tables.cells import Style, number_text, plain_text
from opensmp.tables.fault import Fault, Notes
from opensmp.tables.limits import Limits
from opensmp.tables.markup import Attributes, feed, parser

_LETTERS = re.compile(r"[A-Z]{1,3}")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^>]*ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')
_MOST_MERGED = 10_000

Row = tuple[int, list[str]]
"""A row's number in the sheet, from 1, and its cells from column A."""


class Tables(NamedTuple):
    """What the cells of all sheets share: texts, styles, and the day from which days are counted."""

    texts: Sequence[str]
    styles: Sequence[Style]
    from_1904: bool


class Merged(NamedTuple):
    """A range of cells that shows the text of its first; all counted from 1."""

    left: int
    top: int
    right: int
    bottom: int


def column_number(letters: str) -> int:
    """Return 1 for A and 28 for AB; 0 for what is no column."""
    if not _LETTERS.fullmatch(letters):
        return 0
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def glance(blocks: Iterable[bytes], limits: Limits) -> tuple[int, tuple[Merged, ...]]:
    """Return how many cells a sheet seems to have and its merged ranges, without parsing: a sheet beyond the cap is refused early."""
    cells, kept = 0, b""
    merged: list[Merged] = []
    for block in blocks:
        text = kept + block
        end = text.rfind(b">") + 1
        kept, text = text[end:][-4096:], text[:end]
        cells += sum(map(text.count, (b"<c ", b"<c>", b"<c/>"))) + sum(map(text.count, (b":c ", b":c>"))) // 2
        if cells > limits.cells:
            raise Fault("too-many-cells", cap=limits.cells)
        if b"mergeCell" in text and len(merged) < _MOST_MERGED:
            merged += [_merged(found) for found in _MERGED.finditer(text)]
    return cells, tuple(merged[:_MOST_MERGED])


def _merged(found: re.Match[bytes]) -> Merged:
    left, top, right, bottom = (str(part, "ascii") for part in found.groups())
    return Merged(column_number(left), int(top), column_number(right), int(bottom))


def rows(blocks: Iterable[bytes], tables: Tables, limits: Limits, notes: Notes) -> Iterator[Row]:
    """Yield the rows that hold something, in order."""
    reader = _Reader(tables, limits, notes)
    made = parser()
    made.StartElementHandler = reader.root
    made.EndElementHandler = reader.end
    made.CharacterDataHandler = reader.words
    reader.rooted = lambda: setattr(made, "StartElementHandler", reader.start)
    for block in blocks:
        feed(made, block)
        yield from reader.done
        reader.done.clear()
    feed(made, b"", final=True)
    yield from reader.done


class _Reader:
    """Handlers for the elements of a sheet. Names are compared with the prefix that the root element uses."""

    def __init__(self, tables: Tables, limits: Limits, notes: Notes) -> None:
        self.done: list[Row] = []
        self.rooted: Callable[[], None] = lambda: None
        self._tables, self._limits, self._notes = tables, limits, notes
        self._styles: dict[str, Style] = {str(place): style for place, style in enumerate(tables.styles)}
        self._numbers: dict[str, int] = {}
        self._depth = 0
        self._deepest = limits.depth
        self._row: list[str] = []
        self._row_number = 0
        self._row_text = ""
        self._last_row = 0
        self._column = 0
        self._type = ""
        self._style: Style = ""
        self._hearing = False
        self._silent = False
        self._heard: list[str] = []
        self._length = 0
        self._cells = 0
        self._formula = False
        self._has_value = False

    def root(self, name: str, _attributes: Attributes) -> None:
        """Learn the prefix of the sheet's elements from its first."""
        prefix = name.rpartition(":")[0]
        named = [f"{prefix}:{each}" if prefix else each for each in ("c", "row", "v", "t", "f", "rPh")]
        self._c, self._r, self._v, self._t, self._f, self._phonetic = named
        self._depth = 1
        self.rooted()

    def start(self, name: str, attributes: Attributes) -> None:
        self._depth += 1
        if name == self._c:
            self._start_cell(attributes)
        elif name == self._v or (name == self._t and not self._silent):
            self._hearing = self._has_value = True
        elif self._depth > self._deepest:
            raise Fault("nested-too-deep")
        elif name == self._r:
            self._start_row(attributes)
        elif name == self._f:
            self._formula = True
        elif name == self._phonetic:
            self._silent = True

    def words(self, text: str) -> None:
        if self._hearing:
            self._length += len(text)
            if self._length > self._limits.cell:
                raise Fault("cell-too-long", cap=self._limits.cell)
            self._heard.append(text)

    def end(self, name: str) -> None:
        self._depth -= 1
        if name == self._c:
            self._end_cell()
        elif name in {self._v, self._t}:
            self._hearing = False
        elif name == self._r:
            if any(self._row):
                self.done.append((self._row_number, self._row))
            self._row = []
        elif name == self._phonetic:
            self._silent = False

    def _start_row(self, attributes: Attributes) -> None:
        given = attributes.get("r", "")
        number = int(given) if given.isascii() and given.isdigit() and len(given) < 9 else self._last_row + 1
        if number > self._limits.rows:
            raise Fault("too-many-rows", cap=self._limits.rows)
        if number <= self._last_row:
            raise Fault("disordered-sheet", row=number)
        self._row_number = self._last_row = number
        self._row_text = str(number)
        self._column = 0
        self._row = []

    def _start_cell(self, attributes: Attributes) -> None:
        self._cells += 1
        if self._cells > self._limits.cells:
            raise Fault("too-many-cells", cap=self._limits.cells)
        column = self._column + 1
        if given := attributes.get("r"):
            letters = given.removesuffix(self._row_text)
            column = self._numbers.get(letters) or column_number(letters) if letters != given else 0
            if column <= self._column:
                raise Fault("disordered-sheet", row=self._row_number)
            self._numbers[letters] = column
        if column > self._limits.columns:
            raise Fault("too-many-columns", cap=self._limits.columns)
        self._column = column
        self._type = attributes.get("t", "n")
        self._style = self._styles.get(attributes.get("s", "0"), "")
        self._heard = []
        self._length = 0
        self._formula = self._has_value = False

    def _end_cell(self) -> None:
        if self._formula:
            self._notes.count("formulas" if self._has_value else "formulas-without-result")
        if not self._heard:
            return
        text = self._text("".join(self._heard))
        if "\0" in text:
            raise Fault("nul-bytes")
        missing = self._column - 1 - len(self._row)
        if missing:
            self._row += [""] * missing
        self._row.append(text)

    def _text(self, raw: str) -> str:
        if self._type == "s":
            place = int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 9 else -1
            if not 0 <= place < len(self._tables.texts):
                raise Fault("part-missing", name="sharedStrings")
            return self._tables.texts[place]
        if self._type == "n":
            return number_text(raw, self._style, self._tables.from_1904)
        if self._type == "b":
            return {"1": "true", "0": "false"}.get(raw, raw)
        if self._type == "d":
            return raw.replace("T", " ").removesuffix("Z")
        return plain_text(raw)
