"""Delimited text: which delimiter it uses, where its table begins, and its rows one by one."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from opensmp.tables.fault import Fault
from opensmp.tables.header import distinct, header_index, skipped_texts
from opensmp.tables.limits import Limits
from opensmp.tables.streams import Counted

DELIMITERS = ",;\t|"
SAMPLE = 50
_LINES = 100
_LONGEST_LINE = 1_000_000


@dataclass(frozen=True)
class Layout:
    """How a delimited text is laid out. ``header_row`` counts records from 1; 0 means that there is no header."""

    delimiter: str
    header_row: int
    columns: tuple[str, ...]
    skipped: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...]


def layout_of(head: str, complete: bool, limits: Limits, header_row: int | None = None, prefer: str = "") -> Layout:
    """Return the layout that the beginning of a text shows; ``complete`` where the beginning is everything."""
    lines = list(io.StringIO(head, newline=""))
    lines = lines if complete or len(lines) < 2 else lines[:-1]
    delimiter = _delimiter(lines[:_LINES], limits, prefer)
    rows = _first_rows(lines, delimiter, limits, SAMPLE + (header_row or 0) + 30, complete)
    if not any(any(cell.strip() for cell in row) for row in rows):
        raise _silence(lines, delimiter, limits)
    start = header_index(rows) + 1 if header_row is None else header_row
    if start > len(rows):
        raise Fault("no-header-row", row=start)
    width = max(map(len, rows), default=1)
    columns = distinct(rows[start - 1] if start else [""] * width)
    if len(columns) > limits.columns:
        raise Fault("too-many-columns", cap=limits.columns)
    body = [tuple(row) for row in rows[start:] if row]
    return Layout(delimiter, start, columns, skipped_texts(rows[: max(0, start - 1)]), tuple(body[:SAMPLE]))


def _silence(lines: Sequence[str], delimiter: str, limits: Limits) -> Fault:
    """Return why not even the first record of a text can be read."""
    try:
        next(csv.reader(lines, delimiter=delimiter, strict=True), None)
    except csv.Error as trouble:
        return _fault(trouble, 1, 1)
    return Fault("empty")


def _delimiter(lines: Sequence[str], limits: Limits, prefer: str) -> str:
    """Return the delimiter by which most of the first rows have the same number of cells, the larger number where several do."""
    best, delimiter = (0.0, 0), prefer or ","
    for candidate in DELIMITERS:
        widths = [len(row) for row in _first_rows(lines, candidate, limits, _LINES, complete=False) if row]
        width = max(set(widths), key=lambda each: (widths.count(each), each), default=1)
        if width > 1:
            share = round(widths.count(width) / len(widths), 1)
            score = (share + (0.5 if candidate == prefer else 0.0), width)
            best, delimiter = max((best, delimiter), (score, candidate))
    return delimiter


def _first_rows(lines: Iterable[str], delimiter: str, limits: Limits, most: int, complete: bool) -> list[list[str]]:
    """Return the first records up to the first trouble; the reading of the whole text names it."""
    csv.field_size_limit(limits.cell)
    rows: list[list[str]] = []
    with suppress(csv.Error):
        rows.extend(islice(csv.reader(lines, delimiter=delimiter, strict=complete), most))
    return rows


def rows_of(stream: Counted, encoding: str, delimiter: str, limits: Limits) -> Iterator[list[str]]:
    """Yield every record of the text; a blank line yields an empty list.

    Raises: Fault: an unclosed quote, a character behind a closing quote, a cell or a line that is too long, bytes
    that are not text.
    """
    csv.field_size_limit(limits.cell)
    text = io.TextIOWrapper(io.BufferedReader(stream, 1 << 18), encoding, newline="")
    reader = csv.reader(_lines(text, delimiter, limits), delimiter=delimiter, strict=True)
    begun = 1
    try:
        for row in reader:
            yield row
            begun = reader.line_num + 1
    except csv.Error as trouble:
        raise _fault(trouble, begun, reader.line_num) from trouble
    except UnicodeError as trouble:
        raise Fault("not-utf8") from trouble


def _lines(text: io.TextIOWrapper, delimiter: str, limits: Limits) -> Iterator[str]:
    while line := text.readline(_LONGEST_LINE):
        if "\0" in line:
            raise Fault("nul-bytes")
        if len(line) == _LONGEST_LINE and line[-1] not in "\r\n":
            one_cell = delimiter not in line[-limits.cell :]
            raise Fault(
                "cell-too-long" if one_cell else "line-too-long", cap=limits.cell if one_cell else _LONGEST_LINE
            )
        yield line


def _fault(trouble: csv.Error, begun: int, line: int) -> Fault:
    """Return the reason behind the words of the csv module; a long cell over many lines is a quote that nobody closed."""
    words = str(trouble)
    if "end of data" in words or ("field limit" in words and line - begun > _LINES):
        return Fault("unclosed-quote", line=begun)
    if "field limit" in words:
        return Fault("cell-too-long", cap=csv.field_size_limit())
    return Fault("bad-quoting", line=line)
