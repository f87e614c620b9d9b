"""The three tasks of the child process, each a function of an open file: what it is, whether it is plain, the table as clean CSV.

They answer with plain values that become JSON, raise :class:`~opensmp.tables.fault.Fault`, and open nothing themselves.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, BinaryIO

from opensmp.tables import documents, encoding, thrift
from opensmp.tables.clean import CleanCsv
from opensmp.tables.delimited import SAMPLE, Layout, layout_of, rows_of
from opensmp.tables.fault import Fault, Notes
from opensmp.tables.header import distinct, shortened
from opensmp.tables.kinds import Kind, format_of, is_gzip, suffixes
from opensmp.tables.limits import MEGABYTE, Limits
from opensmp.tables.scan import Scan, Scanner
from opensmp.tables.streams import BLOCK, blocks, drain, head_of, opened
from opensmp.tables.tokens import Tokens
from opensmp.tables.workbook import Workbook

Answer = dict[str, Any]
_PREFERRED = {".tsv": "\t", ".tab": "\t", ".psv": "|"}


@dataclass(frozen=True)
class Asked:
    """A file as it was handed over, and how it is to be read. ``name`` is the file's name; only its endings are used."""

    source: BinaryIO
    name: str
    limits: Limits
    sheet: str | None = None
    header_row: int | None = None

    @property
    def size(self) -> int:
        return self.source.seek(0, io.SEEK_END)

    def kind(self) -> Kind:
        """Return what the file is, and refuse it where its size is beyond the cap of its kind."""
        size = self.size
        if not size:
            raise Fault("empty")
        self.source.seek(0)
        packed = is_gzip(self.source.read(4))
        promised, gzip_promised = suffixes(self.name)
        if gzip_promised != packed:
            raise Fault(
                "wrong-type",
                found="gzip" if packed else "not gzip",
                promised="gzip" if gzip_promised else promised or "text",
            )
        form = format_of(head_of(self.source, packed, self.limits, 1 << 16), promised)
        if packed and form in {"xlsx", "parquet"}:
            raise Fault("unknown-format")
        cap = self.limits.workbook_bytes if form == "xlsx" else self.limits.text_bytes
        if size > cap and form != "parquet":
            raise Fault("file-size", cap=cap // MEGABYTE)
        return Kind(form, packed)

    def preferred_delimiter(self) -> str:
        """Return the delimiter that the name promises."""
        stem = self.name.lower().removesuffix(".gz")
        return next((delimiter for suffix, delimiter in _PREFERRED.items() if stem.endswith(suffix)), "")


def inspect(asked: Asked) -> Answer:
    """Return the parts of a ``Shape``."""
    kind = asked.kind()
    notes = Notes()
    answer: Answer = {
        "format": kind.format,
        "compression": kind.compression,
        "encoding": "",
        "delimiter": "",
        "size": asked.size,
    }
    if kind.format == "csv":
        answer |= _inspect_text(asked, kind, notes)
    elif kind.format == "xlsx":
        answer |= {"encoding": "utf-8", "sheets": _workbook(asked, notes).described()}
    elif kind.format == "parquet":
        columns, rows = thrift.footer(asked.source, asked.limits)
        answer["sheets"] = [_sheet("", columns, rows)]
    else:
        answer |= _inspect_document(asked, kind)
    return {**answer, "notes": notes.listed()}


def _sheet(name: str, columns: Sequence[str], rows: int | None, sample: Sequence[Sequence[str]] = ()) -> Answer:
    """Return the parts of a ``Sheet`` that has no header row."""
    cells = [[shortened(cell) for cell in row] for row in sample]
    return {"name": name, "header_row": 0, "columns": list(columns), "rows": rows, "sample": cells, "skipped": []}


# Delimited text -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Text:
    encoding: str
    scan: Scan | None
    layout: Layout


def _text(asked: Asked, kind: Kind, notes: Notes) -> _Text:
    """Read a text once for its encoding and its records, and its beginning for its layout."""
    head = head_of(asked.source, kind.gzip, asked.limits)
    name = encoding.marked(head)
    scan = None
    if name in {"", "utf-8-sig"}:
        scan = Scanner(asked.limits.cell).run(blocks(opened(asked.source, kind.gzip, asked.limits)))
        if not scan.utf8:
            name = encoding.unmarked(blocks(opened(asked.source, kind.gzip, asked.limits)))
    else:
        drain(opened(asked.source, kind.gzip, asked.limits))
    name = name or encoding.UTF8
    if name == encoding.WINDOWS:
        notes.add("read-as-windows-1252")
    complete = len(head) < BLOCK
    words = _decoded(head, name, complete)
    layout = layout_of(words, complete, asked.limits, asked.header_row, asked.preferred_delimiter())
    if layout.skipped:
        notes.add("rows-above-skipped", n=layout.header_row - 1)
    return _Text(name, scan, layout)


def _decoded(head: bytes, name: str, complete: bool) -> str:
    """Return the beginning of a text; where more follows, the last letter may be cut."""
    try:
        return head.decode(name, "strict" if complete else "ignore")
    except UnicodeError as trouble:
        raise Fault("not-utf8") from trouble


def _inspect_text(asked: Asked, kind: Kind, notes: Notes) -> Answer:
    text = _text(asked, kind, notes)
    layout = text.layout
    rows = max(0, text.scan.records - layout.header_row) if text.scan and not text.scan.reason else None
    placed = {"header_row": layout.header_row, "skipped": list(layout.skipped)}
    sheet = {**_sheet("", layout.columns, rows, layout.sample), **placed}
    return {"encoding": text.encoding, "delimiter": layout.delimiter, "sheets": [sheet]}


def check_plain(asked: Asked) -> Answer:
    """Return the parts of a ``Plain``."""
    kind = asked.kind()
    notes = Notes()
    if kind.format != "csv":
        return {"direct": False, "why": ("not-delimited-text", {}), "compression": kind.compression}
    text = _text(asked, kind, notes)
    layout, scan = text.layout, text.scan
    why = scan.reason if scan else "not-in-utf8"
    if layout.header_row != 1:
        why = why or "header-is-not-first"
    return {
        "direct": not why,
        "delimiter": layout.delimiter,
        "compression": kind.compression,
        "encoding": text.encoding,
        "bom": text.encoding == "utf-8-sig",
        "columns": list(layout.columns),
        "rows": max(0, scan.records - layout.header_row) if scan else 0,
        "size": scan.size if scan else asked.size,
        "why": (why, {}) if why else None,
    }


# Everything as clean CSV ----------------------------------------------------------------------------------------------


def as_csv(asked: Asked, out: BinaryIO) -> Answer:
    """Write the table to ``out`` and return the parts of a ``Converted``."""
    kind = asked.kind()
    notes = Notes()
    if kind.format == "csv":
        name, clean = "", _text_as_csv(asked, kind, out, notes)
    elif kind.format == "xlsx":
        name, clean = _workbook(asked, notes).as_csv(asked.sheet, asked.header_row, out)
    elif kind.format == "parquet":
        raise Fault("parquet-is-read-by-the-engine")
    else:
        name, clean = _document_as_csv(asked, kind, out, notes)
    clean.close()
    return {
        "sheet": name,
        "columns": list(clean.columns),
        "rows": clean.rows,
        "ragged": clean.ragged,
        "ragged_rows": clean.ragged_rows,
        "notes": notes.listed(),
    }


def _text_as_csv(asked: Asked, kind: Kind, out: BinaryIO, notes: Notes) -> CleanCsv:
    text = _text(asked, kind, notes)
    clean = CleanCsv(out, text.layout.columns)
    stream = opened(asked.source, kind.gzip, asked.limits)
    rows = rows_of(stream, text.encoding, text.layout.delimiter, asked.limits)
    for _above in range(text.layout.header_row):
        next(rows, None)
    clean.write(row for row in rows if row)
    if clean.ragged_rows * 2 > clean.rows + 1:
        raise Fault("ragged", n=clean.ragged_rows)
    if clean.ragged_rows:
        notes.add("ragged-rows", n=clean.ragged_rows)
    return clean


def _workbook(asked: Asked, notes: Notes) -> Workbook:
    return Workbook(asked.source, asked.limits, notes)


# JSON -----------------------------------------------------------------------------------------------------------------


def _tokens(asked: Asked, kind: Kind) -> Tokens:
    """Open a document; a packed one is inflated once beforehand, so that one beyond the cap is refused before it is parsed."""
    if kind.gzip:
        drain(opened(asked.source, kind.gzip, asked.limits))
    head = head_of(asked.source, kind.gzip, asked.limits, 1 << 12)
    return Tokens(opened(asked.source, kind.gzip, asked.limits), encoding.marked(head) or encoding.UTF8)


def _survey(asked: Asked, kind: Kind, most: int | None, sample: int) -> tuple[Kind, documents.Survey]:
    """Look through a document; a ``.json`` that holds one record a line is read as such lines."""
    look = partial(documents.records, limits=asked.limits)
    try:
        return kind, documents.Survey(asked.limits).run(
            look(_tokens(asked, kind), kind.format == "jsonl"), most, sample
        )
    except Fault as fault:
        if fault.code not in {"json-lines", "no-table"} or kind.format == "jsonl":
            raise
        first = fault
    kind = Kind("jsonl", kind.gzip)
    try:
        return kind, documents.Survey(asked.limits).run(look(_tokens(asked, kind), lines=True), most, sample)
    except Fault:
        raise first from None


def _inspect_document(asked: Asked, kind: Kind) -> Answer:
    kind, survey = _survey(asked, kind, documents.SEEN_FOR_COLUMNS, SAMPLE)
    unfinished = survey.last if sum(survey.rows.values()) >= documents.SEEN_FOR_COLUMNS else None
    sheets = []
    for path, columns in survey.columns.items():
        sample = [[record.get(name, "") for name in columns] for record in survey.samples[path]]
        sheets.append(_sheet(path, distinct(tuple(columns)), None if path == unfinished else survey.rows[path], sample))
    return {"format": kind.format, "encoding": "utf-8", "sheets": sheets}


def _document_as_csv(asked: Asked, kind: Kind, out: BinaryIO, notes: Notes) -> tuple[str, CleanCsv]:
    kind, survey = _survey(asked, kind, None, 0)
    wanted = asked.sheet if asked.sheet is not None else max(survey.rows, key=lambda path: survey.rows[path])
    columns = survey.columns.get(wanted)
    if columns is None:
        raise Fault("no-such-sheet", sheet=wanted[:100])
    if asked.sheet is None and len(survey.columns) > 1:
        notes.add("other-tables", n=len(survey.columns) - 1)
    clean = CleanCsv(out, distinct(tuple(columns)))
    found = documents.records(_tokens(asked, kind), kind.format == "jsonl", asked.limits)
    clean.write([record.get(name, "") for name in columns] for path, record in found if path == wanted)
    return wanted, clean


TASKS: Mapping[str, Any] = {"inspect": inspect, "check_plain": check_plain}
