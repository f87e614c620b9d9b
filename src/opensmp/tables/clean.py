"""Clean CSV as the engine reads it: UTF-8, commas, LF, quotes doubled, header first, every row counted."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import BinaryIO

_LISTED = 100


class CleanCsv:
    """Writes rows to a binary stream and counts them; a row that does not fit the header is written as it stands and noted."""

    def __init__(self, out: BinaryIO, columns: Sequence[str]) -> None:
        self._text = io.TextIOWrapper(io.BufferedWriter(out, 1 << 18), "utf-8", newline="")
        self._writer = csv.writer(self._text, lineterminator="\n")
        self._width = len(columns)
        self.columns = tuple(columns)
        self.rows = 0
        self.ragged: list[int] = []
        self.ragged_rows = 0
        self._writer.writerow(columns)

    def write(self, rows: Iterable[Sequence[str]]) -> None:
        """Write rows of text. Line breaks inside a cell become LF."""
        for row in rows:
            self.rows += 1
            if len(row) != self._width:
                self.ragged_rows += 1
                if len(self.ragged) < _LISTED:
                    self.ragged.append(self.rows)
            if "\r" in "".join(row):
                row = [cell.replace("\r\n", "\n").replace("\r", "\n") for cell in row]
            self._writer.writerow(row)

    def close(self) -> None:
        """Hand everything to the stream below, which stays open."""
        self._text.flush()
        self._text.detach().detach()
