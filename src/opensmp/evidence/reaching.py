"""Which files of a store a figure rests on: those that reach into its window.

A store of years has hundreds of files and a plan thousands of windows, so each question is answered once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from opensmp.evidence.growth import Growth
from opensmp.evidence.manifest import Partition
from opensmp.evidence.store import RecordStore
from opensmp.measures.records import TABLES
from opensmp.measures.spans import Span

_WEEK = 7 * 86_400


class Shape(NamedTuple):
    """What a metric's figure rests on: the tables it reads, and the time fields that date a record.

    With such fields a window needs only the files that reach into it; without, it needs all files of the tables.
    """

    tables: tuple[str, ...]
    dated: tuple[str, ...]


class _Reach(NamedTuple):
    """The first and the last of some times of a file."""

    first: int
    last: int
    file: Partition


class Reaching:
    """The files of one store by what they reach into."""

    def __init__(self, store: RecordStore) -> None:
        self._store = store
        self._growth = Growth(store.folder)
        self._reaches: dict[tuple[str, tuple[str, ...]], list[_Reach]] = {}
        self._files: dict[tuple[Shape, Span], tuple[Partition, ...]] = {}
        self._stamps: dict[tuple[Shape, Span], str] = {}

    def files(self, shape: Shape, span: Span) -> tuple[Partition, ...]:
        """Return the files that can hold what a figure of the span rests on."""
        asked = (shape, span if shape.dated else Span(0, 0))
        if asked not in self._files:
            self._files[asked] = tuple(self._near(shape, span) if shape.dated else self._all(shape))
        return self._files[asked]

    def stamp(self, shape: Shape, span: Span) -> str:
        """Return the digest of these files' contents: while it is the same, so is the figure."""
        asked = (shape, span if shape.dated else Span(0, 0))
        if asked not in self._stamps:
            contents = sorted(self._content(each, shape, span) for each in self.files(shape, span))
            self._stamps[asked] = hashlib.sha256("".join(contents).encode()).hexdigest()
        return self._stamps[asked]

    def _content(self, file: Partition, shape: Shape, span: Span) -> str:
        """Return the digest of what a file holds for a window: rows that came later and are dated after it change nothing."""
        if not shape.dated or file.table != shape.tables[0]:
            return file.sha256
        return self._growth.content(file.sha256, shape.dated, span.end)

    def _all(self, shape: Shape) -> Iterator[Partition]:
        for table in shape.tables:
            yield from self._store.partitions(table)

    def _near(self, shape: Shape, span: Span) -> Iterator[Partition]:
        table = shape.tables[0]
        near = self._within(table, shape.dated, span)
        yield from near
        if "pause" in shape.tables:
            yield from self._pauses(table, near, span)

    def _pauses(self, table: str, near: Sequence[Partition], span: Span) -> Sequence[Partition]:
        """Return the files with pauses between the opening of the records and the end of the window."""
        opened = TABLES[table].opened
        first = min((each.times[opened][0] for each in near if opened in each.times), default=span.start)
        return self._within("pause", ("start_at",), Span(first - _WEEK, span.end))

    def _within(self, table: str, dated: tuple[str, ...], span: Span) -> list[Partition]:
        if (table, dated) not in self._reaches:
            self._reaches[table, dated] = list(_reaches(self._store.partitions(table), dated))
        return [each.file for each in self._reaches[table, dated] if each.first < span.end and each.last >= span.start]


def _reaches(files: Sequence[Partition], dated: tuple[str, ...]) -> Iterator[_Reach]:
    for each in files:
        ends = [each.times[name] for name in dated if name in each.times]
        if ends:
            yield _Reach(min(end[0] for end in ends), max(end[1] for end in ends), each)
