"""Is the population complete? Gaps in the numbering, and days on which nothing was recorded.

A sample from an incomplete export says nothing about what is missing, so this stands before every draw. Look at the
numbers of the whole table in the period, not of the records that a filter left.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from opensmp.i18n import Message, Plural, _, n_

_NUMBERED = re.compile(r"(.*?)([0-9]{1,18})", re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class Gap:
    """Numbers that are missing between two that are there, both ends included."""

    first: str
    last: str
    missing: int


@dataclass(frozen=True, kw_only=True)
class Completeness:
    """What an export lacks, as far as it shows. ``unnumbered`` records have no number that could be counted on from.

    ``days`` is 0 for records of what is, such as assets: they are not opened day by day.
    """

    records: int
    gaps: tuple[Gap, ...]
    unnumbered: int
    days_without: tuple[date, ...]
    days: int

    @property
    def missing(self) -> int:
        """Return how many numbers are missing in all gaps together."""
        return sum(gap.missing for gap in self.gaps)

    @property
    def says(self) -> tuple[Message | Plural, ...]:
        """Say what is lacking; a complete numbering is said too."""
        numbering: Message | Plural = n_(
            "{n} number is missing between the first and the last: it may belong to another kind of record, or be deleted",
            "{n} numbers are missing between the first and the last: they may belong to other kinds of records, or be deleted",
            self.missing,
        )
        if not self.missing:
            numbering = _("No number is missing between the first and the last")
        if not self.days:
            return (numbering,)
        silent = n_(
            "{n} of {days} days is without a record",
            "{n} of {days} days are without a record",
            len(self.days_without),
            days=self.days,
        )
        return numbering, silent


def completeness(numbers: Iterable[str], days: Iterable[date], start: date, end: date) -> Completeness:
    """Look for gaps in the numbers, and for days from ``start`` to ``end`` on which no record was opened."""
    all_numbers = set(numbers)
    gaps, unnumbered = _gaps(all_numbers)
    seen = set(days)
    period = [start + timedelta(days=offset) for offset in range((end - start).days + 1)]
    return Completeness(
        records=len(all_numbers),
        gaps=gaps,
        unnumbered=unnumbered,
        days_without=tuple(day for day in period if day not in seen),
        days=len(period),
    )


def spans(days: Sequence[date]) -> tuple[tuple[date, date], ...]:
    """Join days that follow one another to spans, both ends included."""
    found: list[tuple[date, date]] = []
    for day in days:
        if found and day - found[-1][1] == timedelta(days=1):
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return tuple(found)


def _gaps(numbers: Iterable[str]) -> tuple[tuple[Gap, ...], int]:
    """Compare each series, such as INC0001234: its letters and its width, with its numbers counted on."""
    series: dict[tuple[str, int], set[int]] = defaultdict(set)
    unnumbered = 0
    for number in numbers:
        match = _NUMBERED.fullmatch(number)
        if match is None:
            unnumbered += 1
            continue
        letters, digits = match.groups()
        series[letters, len(digits) if digits.startswith("0") else 0].add(int(digits))
    gaps = [
        gap for (letters, width), held in sorted(_merged(series).items()) for gap in _of_series(letters, width, held)
    ]
    return tuple(gaps), unnumbered


def _merged(series: dict[tuple[str, int], set[int]]) -> dict[tuple[str, int], set[int]]:
    """Join INC0099 and INC0100 … INC1000: a padded series goes on where its numbers have outgrown their zeros."""
    merged: dict[tuple[str, int], set[int]] = {}
    for letters in {letters for letters, _width in series}:
        widths = sorted(width for each, width in series if each == letters and width)
        plain = series.get((letters, 0), set())
        for width in widths:
            fitting = {number for number in plain if len(str(number)) == width}
            merged[letters, width] = series[letters, width] | fitting
            plain = plain - fitting
        if plain:
            merged[letters, 0] = plain
    return merged


def _of_series(letters: str, width: int, held: set[int]) -> list[Gap]:
    return [
        Gap(
            first=f"{letters}{before + 1:0{width}d}",
            last=f"{letters}{after - 1:0{width}d}",
            missing=after - before - 1,
        )
        for before, after in pairwise(sorted(held))
        if after - before > 1
    ]
