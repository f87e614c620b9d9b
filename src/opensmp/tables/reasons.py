"""The words behind the reason codes: why a file is refused and what to do, and what was done that a person should know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeAlias

from opensmp.i18n import Message, _
from opensmp.i18n import Unreadable as UnreadableInput
from opensmp.tables.fault import Value

_AS_CSV = _("Export it as CSV, or split it by month.")
_AGAIN = _("Export it again, and copy the file without opening it in between.")
_SAVE_AS_XLSX = _("Open it in a spreadsheet and save it as XLSX without macros, or as CSV.")
_VALUES_ONLY = _("Copy the cells as values into a new workbook, or export it as CSV.")
_AS_UTF8 = _("Export it again as UTF-8.")

Reasons: TypeAlias = Mapping[str, tuple[Message, Message]]
"""Reason code → what is wrong, what to do."""

REASONS: Reasons = {
    # The file as such
    "missing": (_("There is no such file."), _("Check the name and the folder.")),
    "no-permission": (_("The file may not be read."), _("Ask for the right to read it.")),
    "not-a-file": (_("This is not an ordinary file."), _("Name one file of records.")),
    "empty": (_("The file has no rows."), _("Export it again, with a header row.")),
    "file-size": (_("The file is larger than {cap} MB."), _AS_CSV),
    "inflated-size": (_("The file unpacks to more than {cap} MB."), _AS_CSV),
    "output-size": (_("The table does not fit where it is written."), _("Make room on the disk, or split the file.")),
    "unknown-format": (
        _("This kind of file is not read."),
        _("Give CSV, XLSX, JSON, JSON lines or Parquet; CSV and JSON may be packed with gzip."),
    ),
    "wrong-type": (_("The content is {found}, the name says {promised}."), _("Give the file the ending of what it is.")),
    "web-page": (_("This is a web page or other markup, not a table."), _("Choose CSV or XLSX in the export of your tool.")),
    "old-excel": (_("This is a workbook in an older format."), _SAVE_AS_XLSX),
    "truncated": (_("The file ends in the middle."), _AGAIN),
    "damaged": (_("The file is damaged."), _AGAIN),
    "encrypted": (_("The file is protected by a password."), _("Save it without a password.")),
    "memory": (_("Reading the file takes more than {cap} MB of memory."), _AS_CSV),
    "time": (_("Reading the file takes longer than {cap} seconds."), _AS_CSV),
    "died": (
        _("The reading of the file ended unexpectedly."),
        _("Export it again; if that does not help, report the file's kind and size."),
    ),
    "target": (_("The table cannot be written."), _("Check the folder and the room on the disk.")),
    # Text
    "not-utf8": (_("The text is in an encoding that is not known."), _AS_UTF8),
    "mixed-encodings": (_("The text mixes two encodings."), _AS_UTF8),
    "nul-bytes": (_("The text has characters of value zero."), _AGAIN),
    "lone-surrogate": (_("The text has half a character."), _AGAIN),
    "unclosed-quote": (
        _("The quote opened at line {line} is not closed."),
        _("Close or double the quote, or export the file again."),
    ),
    "bad-quoting": (
        _("A quote stands in the wrong place at line {line}."),
        _("Double every quote inside a cell, or export the file again."),
    ),
    "ragged": (
        _("{n} rows do not have as many cells as the header."),
        _("Check the delimiter, and that cells with line breaks or delimiters stand in quotes."),
    ),
    "cell-too-long": (_("A cell has more than {cap} characters."), _("Leave that column out of the export, or shorten it.")),
    "line-too-long": (_("A line has more than {cap} characters."), _("Check that the lines of the file end in line breaks.")),
    "too-many-columns": (_("The table has more than {cap} columns."), _("Export only the columns that are needed.")),
    "no-header-row": (_("There is no row {row} to be the header."), _("Name the row in which the headers stand.")),
    # Workbooks
    "macro": (_("The workbook holds macros."), _SAVE_AS_XLSX),
    "external-link": (_("The workbook is linked to something outside it."), _VALUES_ONLY),
    "doctype": (_("The file declares a document type or entities."), _("Save it again with an ordinary spreadsheet program.")),
    "damaged-xml": (_("A part of the workbook is damaged at line {line}."), _AGAIN),
    "part-missing": (_("The part {name} of the workbook is missing."), _AGAIN),
    "no-workbook": (_("This is an archive or a document, not a workbook."), _("Give the records as XLSX or CSV.")),
    "too-many-members": (_("The archive has more than {cap} parts."), _VALUES_ONLY),
    "duplicate-members": (_("Two parts of the archive have the same name."), _VALUES_ONLY),
    "member-name": (_("A part of the archive has a name that leads outside it."), _VALUES_ONLY),
    "polyglot": (_("The file holds something beside the archive."), _VALUES_ONLY),
    "too-many-sheets": (_("The file has more than {cap} tables."), _("Give the table that is needed in a file of its own.")),
    "no-such-sheet": (_("There is no table named {sheet}."), _("Choose one of the names that the inspection shows.")),
    "too-many-rows": (_("A row stands below row {cap}."), _AS_CSV),
    "too-many-cells": (_("The workbook has more than {cap} cells."), _AS_CSV),
    "disordered-sheet": (_("The cells of row {row} are out of order."), _VALUES_ONLY),
    # JSON
    "not-json": (_("The text is not JSON."), _("Export it again as JSON or CSV.")),
    "json-lines": (_("The file has several JSON values."), _("Give it the ending .jsonl.")),
    "no-table": (_("There is no list of records in this file."), _("Give a list of objects, one object a record.")),
    "nested-too-deep": (_("The content is nested too deep."), _("Export the records as a flat list.")),
    "duplicate-keys": (_("A record has two fields of the same name."), _("Export it again, each field once.")),
    "not-a-number": (_("The file has {name} in the place of a number."), _("Leave such values empty.")),
    "record-too-long": (_("A record is longer than {cap} MB."), _("Leave attachments and histories out of the export.")),
    "parquet-is-read-by-the-engine": (_("A Parquet file need not be converted."), _("Give it to the engine as it is.")),
}  # fmt: skip
"""Reason code → what is wrong, what to do. The codes are stable: tests and logs name them."""

NOTES: Mapping[str, Message] = {
    "read-as-windows-1252": _("The text is not UTF-8; it was read as Windows-1252."),
    "rows-above-skipped": _("Rows above the table that were skipped: {n}."),
    "ragged-rows": _("Rows that do not have as many cells as the header: {n}."),
    "formulas": _("Formulas whose stored results were read: {n}."),
    "formulas-without-result": _("Formulas without a stored result, read as empty: {n}."),
    "other-tables": _("Other tables of the file that were not read: {n}."),
    "merged-cells": _("Merged cells keep their text in the first cell only."),
    "not-in-utf8": _("The text is not UTF-8."),
    "not-delimited-text": _("The file is not delimited text."),
    "old-line-ends": _("Some lines end in a carriage return alone."),
    "long-record": _("A record is so long that its cells must be measured."),
    "quotes-do-not-pair": _("The number of quotes is odd."),
    "header-is-not-first": _("The header is not the first row."),
}
"""Code → what was done, or why a text is not given to the engine as it is."""


class Unreadable(UnreadableInput):
    """A file that is refused.

    ``code`` names the reason (a key of :data:`REASONS`), ``message`` says it, ``remedy`` says what to do.
    ``peak_memory`` is what the reading took, in bytes, as far as it is known.
    """

    def __init__(self, code: str, message: Message, remedy: Message) -> None:
        super().__init__(message, remedy)
        self.code = code
        self.message = message
        self.remedy = remedy
        self.peak_memory = 0


def unreadable(code: str, reasons: Reasons = REASONS, /, **values: Value) -> Unreadable:
    """Return the refusal of that reason in the words of ``reasons``; an unknown one is the death of the reader."""
    known = code if code in reasons else "died"
    message, remedy = reasons[known]
    return Unreadable(known, _filled(message, values), _filled(remedy, values))


def note(code: str, values: Mapping[str, Value]) -> Message:
    """Return the sentence of a note."""
    return _filled(NOTES[code], values)


def _filled(message: Message, values: Mapping[str, Value]) -> Message:
    used = {name: value for name, value in values.items() if f"{{{name}}}" in message.template}
    return replace(message, values=tuple(used.items()))
