"""Where a table begins below its title rows, and what its columns are called."""

from __future__ import annotations

from collections.abc import Sequence

SEARCHED = 25
"""Rows in which a header is looked for."""


def header_index(rows: Sequence[Sequence[str]]) -> int:
    """Return the index of the row that is the header.

    Titles and notes above a table fill one or two cells of a wide row. The header is the first row that fills at
    least half as many cells as the widest of the first rows; a table of one column begins with its first row that is
    not empty.
    """
    filled = [sum(1 for cell in row if cell.strip()) for row in rows[: SEARCHED * 2]]
    needed = max(1, (max(filled, default=0) + 1) // 2)
    return next((index for index, cells in enumerate(filled[:SEARCHED]) if cells >= needed), 0)


def distinct(names: Sequence[str]) -> tuple[str, ...]:
    """Return the names made distinct: the second ``Comment`` is ``Comment (2)``, an empty one ``Column`` and its place."""
    given = [" ".join(name.split()) for name in names]
    taken = set(given)
    met = {""}
    numbers: dict[str, int] = {}
    named: list[str] = []
    for place, name in enumerate(given, 1):
        here = base = name or f"Column {place}"
        while name in met and here in taken:
            numbers[base] = numbers.get(base, 1) + 1
            here = f"{base} ({numbers[base]})"
        met.add(name)
        taken.add(here)
        named.append(here)
    return tuple(named)


def skipped_texts(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return the words of the rows above a table, one text a row, blank rows left out."""
    texts = (" ".join(cell.strip() for cell in row if cell.strip())[:200] for row in rows)
    return tuple(text for text in texts if text)


def shortened(cell: str, most: int = 300) -> str:
    """Return a cell for a sample, cut where it is long."""
    return cell if len(cell) <= most else cell[: most - 1] + "…"
