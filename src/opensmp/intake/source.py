"""A document as it was read, before anybody understands it: paragraphs and tables in order, each with its place.

These values cross from the child process as JSON; nothing here knows a plan or a language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

Part: TypeAlias = Literal["body", "text box", "header", "footer", "footnote", "endnote", "comment"]
MarkKind: TypeAlias = Literal[
    "insertion", "deletion", "move", "format change", "comment", "header", "footer", "footnote", "endnote", "text box",
    "merged cells", "nested table", "image", "chart", "field", "contents", "embedded object", "equation", "content control",
    "hidden text", "link", "external link", "symbol", "unread part", "pdf page", "script",
]  # fmt: skip
"""What a document can hold besides paragraphs and tables; each kind is reported with what became of it."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, heading or list item. ``number`` counts the paragraphs of the document from 1, tables left out.

    ``level`` is that of a heading style or outline level, 0 where the document declares none; ``label`` the automatic number
    as Word shows it (``1.2``), which is not in the text; ``depth`` the level of a list item, -1 for none. ``size`` is in points,
    0 where unknown. ``starts_page``: a page break stands before it. ``contents``: a line of a contents table.
    ``ids`` are the bookmarks and the tags of content controls that begin here; ``author`` made its tracked changes.
    """

    number: int
    text: str
    part: Part = "body"
    style: str = ""
    level: int = 0
    label: str = ""
    depth: int = -1
    bullet: bool = False
    size: float = 0.0
    bold: bool = False
    caps: bool = False
    underlined: bool = False
    centred: bool = False
    starts_page: bool = False
    contents: bool = False
    ids: tuple[str, ...] = ()
    author: str = ""


@dataclass(frozen=True)
class Cell:
    """A cell of a table's grid. A merged cell stands in each place that it covers, ``origin`` only in the first of them."""

    text: str
    origin: bool = True
    bold: bool = False


@dataclass(frozen=True)
class Table:
    """A table; ``number`` counts from 1, ``after`` is the number of the paragraph before it, ``headers`` the rows repeated on pages."""

    number: int
    after: int
    rows: tuple[tuple[Cell, ...], ...]
    headers: int = 0
    ids: tuple[str, ...] = ()
    author: str = ""
    sheet: str = ""

    @property
    def width(self) -> int:
        """The number of columns of the widest row."""
        return max((len(row) for row in self.rows), default=0)


Block: TypeAlias = Paragraph | Table


@dataclass(frozen=True)
class Mark:
    """Something found beside the text. ``paragraph`` is where; ``text`` what it holds; ``letters`` how many of them are not in a block."""

    kind: MarkKind
    paragraph: int = 0
    text: str = ""
    author: str = ""
    date: str = ""
    letters: int = 0


@dataclass(frozen=True)
class Source:
    """A document read. ``blocks`` are the body in order; ``beside`` the texts around it: headers, footers, notes, comments.

    ``letters`` counts every character but white space that any part of the file holds; it is counted apart from the reading,
    so that the account of the reading can be checked against it. ``unresolved`` counts tracked changes when no choice was made.
    ``declared`` tells whether headings are declared by markup (Markdown, HTML) rather than guessed.
    """

    name: str
    format: Literal["docx", "md", "html", "txt", "pdf"]
    blocks: tuple[Block, ...]
    beside: tuple[Paragraph, ...] = ()
    marks: tuple[Mark, ...] = ()
    properties: Mapping[str, str] = field(default_factory=dict)
    letters: int = 0
    unresolved: int = 0
    peak_memory: int = 0

    @property
    def declared(self) -> bool:
        """Whether the format itself declares its headings."""
        return self.format in {"md", "html"}

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs of the body, in order."""
        return (block for block in self.blocks if isinstance(block, Paragraph))

    @property
    def tables(self) -> Iterator[Table]:
        """The tables of the body, in order."""
        return (block for block in self.blocks if isinstance(block, Table))


def letters(text: str) -> int:
    """Count the characters of a text but white space: what an account of losses counts."""
    return len("".join(text.split()))


def letters_read(source: Source) -> int:
    """Count what blocks, texts beside them and marks hold; equal to ``source.letters`` where nothing was lost in reading."""
    inside = sum(letters(block.text) for block in source.paragraphs)
    inside += sum(letters(cell.text) for table in source.tables for row in table.rows for cell in row if cell.origin)
    return inside + sum(letters(each.text) for each in source.beside) + sum(mark.letters for mark in source.marks)


def source_of(raw: Mapping[str, Any], name: str) -> Source:
    """Return the source that a child process described."""
    return Source(
        name=name,
        format=raw["format"],
        blocks=tuple(map(_block, raw["blocks"])),
        beside=tuple(map(_paragraph, raw["beside"])),
        marks=tuple(Mark(**each) for each in raw["marks"]),
        properties=raw["properties"],
        letters=raw["letters"],
        unresolved=raw["unresolved"],
        peak_memory=raw.get("peak_memory", 0),
    )


def _block(raw: dict[str, Any]) -> Block:
    if "rows" not in raw:
        return _paragraph(raw)
    rows = tuple(tuple(Cell(**cell) for cell in row) for row in raw["rows"])
    return Table(**{**raw, "rows": rows, "ids": tuple(raw.get("ids", ()))})


def _paragraph(raw: dict[str, Any]) -> Paragraph:
    return Paragraph(**{**raw, "ids": tuple(raw.get("ids", ()))})
