"""Tables for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Set rows in columns, two spaces between them; a column that holds only numbers below its head stands to the right."""
    columns = list(zip_longest(*rows, fillvalue=""))
    widths = [max(map(len, column)) for column in columns]
    right = [len(column) > 1 and all(_number(cell) for cell in column[1:]) for column in columns]
    for row in zip_longest(*columns, fillvalue=""):
        cells = (
            cell.rjust(width) if aside else cell.ljust(width)
            for cell, width, aside in zip(row, widths, right, strict=True)
        )
        yield "  ".join(cells).rstrip()


def _number(cell: str) -> bool:
    return cell.replace(",", "").replace(".", "").replace("%", "").strip().isdecimal()
