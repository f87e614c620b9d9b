"""What a document consists of. Every block knows the address of what it shows, so that notes find their place.

All words are in one language and in the plan's own notation: Markdown with ``[[kind:id]]`` references, in cells too.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple, TypeAlias


class Words(NamedTuple):
    """A text."""

    where: str
    text: str


class Heading(NamedTuple):
    """A heading inside a chapter; ``number`` is ``5.1`` or empty, ``anchor`` its place on the page."""

    where: str
    number: str
    title: str
    anchor: str
    level: int = 3


class Fact(NamedTuple):
    """A term and its detail."""

    where: str
    term: str
    detail: str


class Facts(NamedTuple):
    """Terms and details, side by side."""

    where: str
    facts: tuple[Fact, ...]


class Row(NamedTuple):
    """A row of a table: its cells, the first one its heading. ``group`` stands above the rows that share it."""

    where: str
    cells: tuple[str, ...]
    key: str = ""
    group: str = ""


class Table(NamedTuple):
    """A table with its title and its columns; columns of numbers are named in ``numeric`` by place."""

    where: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    numeric: tuple[int, ...] = ()


Block: TypeAlias = Words | Heading | Facts | Table


class Chapter(NamedTuple):
    """One of the ten sections. ``minutes`` is how long its reading takes."""

    key: str
    number: str
    title: str
    keeper: str
    reviewed: date | None
    minutes: float
    blocks: tuple[Block, ...]

    @property
    def anchor(self) -> str:
        return f"s{self.number}"

    @property
    def where(self) -> str:
        return f"plan/{self.key}"

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The numbered headings: the practices of section 5."""
        return tuple(block for block in self.blocks if isinstance(block, Heading) and block.number)


class Outline(NamedTuple):
    """The whole document in one language."""

    language: str
    number: str
    version: str
    title: str
    organisation: str
    classification: str
    precedence: Words | None
    chapters: tuple[Chapter, ...]

    @property
    def minutes(self) -> float:
        return sum(chapter.minutes for chapter in self.chapters)


def places_of(block: Block) -> Iterator[str]:
    """Yield every address that a block shows: its own, and those of its rows or facts."""
    yield block.where
    if isinstance(block, Table):
        yield from (row.where for row in block.rows)
    elif isinstance(block, Facts):
        yield from (fact.where for fact in block.facts)
