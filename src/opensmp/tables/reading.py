"""Files of records as they arrive from anywhere, each read by a child process of its own that can do nothing else.

    shape = inspect(path)                  what is it, which tables, which columns, the first rows
    plain = check_plain(path)              may the engine read this CSV as it is?
    table = as_csv(path, target)           else: the table as clean CSV

A file that cannot be read raises :class:`Unreadable` with a reason code, and nothing is left behind.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from opensmp.tables.atomic import replacing
from opensmp.tables.limits import UPLOAD, Limits
from opensmp.tables.process import in_child
from opensmp.tables.reasons import Unreadable, note
from opensmp.tables.shape import Converted, Plain, Shape, sheet_of

__all__ = ["Unreadable", "as_csv", "check_plain", "inspect"]


def inspect(path: Path, *, limits: Limits = UPLOAD, seconds: float | None = None) -> Shape:
    """Return what a file is: its kind, encoding, tables, columns and first rows.

    ``seconds`` bounds both the processor time and the wait; left out, it is ``limits.seconds``, more for a file above
    25 MB.

    Raises:
        Unreadable: the file is missing, contradicts its name, is beyond a cap, or is not a table.
    """
    raw = in_child("inspect", path, limits, seconds)
    raw["sheets"] = tuple(sheet_of(sheet) for sheet in raw["sheets"])
    return Shape(**_with_notes(raw))


def check_plain(path: Path, *, limits: Limits = UPLOAD, seconds: float | None = None) -> Plain:
    """Return whether a CSV file, also one packed with gzip, may be given to the engine as it is (see :class:`Plain`).

    Raises:
        Unreadable: the file cannot be read in either way.
    """
    raw = in_child("check_plain", path, limits, seconds)
    why = raw.pop("why")
    return Plain(**{**raw, "columns": tuple(raw.get("columns", ())), "why": note(*why) if why else None})


def as_csv(
    path: Path,
    target: Path,
    *,
    sheet: str | None = None,
    header_row: int | None = None,
    limits: Limits = UPLOAD,
    seconds: float | None = None,
) -> Converted:
    """Write one table of a file to ``target`` as clean CSV; ``target`` appears complete or not at all.

    ``sheet`` names a worksheet or the list of a JSON document; left out, it is the first visible worksheet that has
    cells, or the longest list. ``header_row`` counts from 1; left out, it is found; 0 says that there is no header.
    ``seconds`` left out is six times that of :func:`inspect`: a workbook at the cap of cells takes a while.

    Raises:
        Unreadable: the file is refused; an earlier ``target`` stays as it was.
    """
    with replacing(target) as out:
        raw = in_child("as_csv", path, limits, seconds, out, sheet=sheet, header_row=header_row)
    lists = {key: tuple(raw[key]) for key in ("columns", "ragged")}
    return Converted(target=target, **_with_notes({**raw, **lists}))


def _with_notes(raw: dict[str, Any]) -> dict[str, Any]:
    return {**raw, "notes": tuple(note(code, values) for code, values in raw["notes"])}
