"""Signature pages (*Lembar Pengesahan*): who approved, in which office, on which day.

Only a name beside a day is an approval; a line that waits for its signature is kept aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from opensmp.intake.parsing import day_in
from opensmp.intake.source import Table

_APPROVED = re.compile(
    r"\b(?:approved|authori[sz]ed|endorsed|disetujui|disahkan|ditetapkan|pengesahan|approver)\b", re.IGNORECASE
)
_OTHERS = re.compile(
    r"\b(?:prepared|reviewed|checked|written|author|disusun|diperiksa|ditinjau|dibuat)\b", re.IGNORECASE
)
_LABELS = re.compile(
    r"^(?:name|nama|position|jabatan|title|signature|tanda tangan|date|tanggal|paraf|role)\s*:?$", re.IGNORECASE
)
_EMPTY = re.compile(r"^[\W_]*$")


@dataclass(frozen=True)
class Signature:
    """What stands beside or below *Approved by*, as the lines of a cell of approvals: name, office, day."""

    text: str


def signatures(table: Table) -> tuple[Signature, ...]:
    """Return the approvals of a signature page: read along its rows, or down its columns where those are headed by what was done."""
    rows = [[cell.text for cell in row] for row in table.rows]
    if not rows:
        return ()
    down = any(_APPROVED.search(text) for text in rows[0]) and any(
        _OTHERS.search(text) or _APPROVED.search(text) for text in rows[0][:-1]
    )
    lines = _columns(rows) if down and len(rows) > 1 else rows
    return tuple(_found(lines))


def _columns(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    width = max(map(len, rows))
    return [[row[at] if at < len(row) else "" for row in rows] for at in range(width)]


def _found(lines: Sequence[Sequence[str]]) -> Iterator[Signature]:
    for line in lines:
        if any(_APPROVED.search(text) for text in line):
            parts = [part.strip() for text in line for part in text.split("\n")]
            said = [
                part
                for part in parts
                if part and not _APPROVED.search(part) and not _LABELS.match(part) and not _EMPTY.match(part)
            ]
            if any(day_in(part) for part in said):
                yield Signature(", ".join(dict.fromkeys(said)))
