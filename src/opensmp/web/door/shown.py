"""A reading as its page shows it: each heading of the source beside what was understood, the account, and what is kept aside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from opensmp.i18n import Message, _
from opensmp.intake.account import BECAME, FileReport, became
from opensmp.intake.gathering import Placement
from opensmp.intake.headings import Heading
from opensmp.intake.keeping import doubt_words, place_words
from opensmp.intake.placing import Home
from opensmp.intake.source import Table
from opensmp.web.door.reading import Door, Reading
from opensmp.web.door.words import AS_WORDS, BELOW, HOW_SURE, SET_BY_YOU, home_words, kind_words

SURE = 0.7
_EXCERPT = 600
"""Characters below a heading that stand on the page at once; the rest opens."""
_MOST_TEXT = 6_000
_ROWS, _COLUMNS, _CELL = 4, 5, 48
"""What of a table stands on the page: enough to know it by."""
MOST_OPEN = 6
"""Questions that are open at once; the others open when they are asked for."""
_MOST_MARKS = 40


class Status(NamedTuple):
    kind: str
    words: Message


class SheetShown(NamedTuple):
    """A table of a spreadsheet: its place among all, its name, what it was taken for, its rows, the columns that nobody knows."""

    place: int
    name: str
    first_row: int
    taken: str
    rows: int
    unknown: str
    is_said: bool


@dataclass
class TableShown:
    """A table of the source, and what it was taken for."""

    key: str
    caption: str
    rows: tuple[tuple[str, ...], ...]
    more: int
    wider: int
    understood: str
    status: Status
    sure: int
    value: str
    is_open: bool = False


@dataclass
class Pair:
    """A heading with what stands below it, and where it leads. ``key`` is ``home-0-12``; empty for what stands before the first."""

    key: str
    number: str
    title: str
    level: int
    texts: tuple[str, ...]
    further: tuple[str, ...]
    left: int
    tables: tuple[TableShown, ...]
    understood: str
    status: Status
    sure: int
    value: str
    asks: bool
    is_open: bool = False


@dataclass(frozen=True)
class FileShown:
    """One document of the page."""

    name: str
    pairs: tuple[Pair, ...]
    marks: tuple[Any, ...]
    bar: tuple[Any, ...]
    total: int
    lost: int
    last_resort: bool


def files_of(door: Door, made: Reading, language: str, asked: str) -> tuple[FileShown, ...]:
    """Return the documents; the first doubtful headings, and the one that was asked for, are open for an answer."""
    shown = tuple(_file(door, number, each, language) for number, each in zip(made.numbers, made.files, strict=True))
    left = MOST_OPEN
    for pair in (pair for file in shown for pair in file.pairs):
        pair.is_open = bool(pair.key) and (pair.key == asked or (pair.asks and left > 0))
        left -= pair.asks and left > 0
        for table in pair.tables:
            table.is_open = table.key == asked
    return shown


def _file(door: Door, number: int, report: FileReport, language: str) -> FileShown:
    held = report.account
    bar = (
        ("p", held.words + held.values, _("{n} characters placed", n=held.words + held.values)),
        ("k", held.aside, _("{n} kept aside", n=held.aside)),
        ("x", held.reported, _("{n} only named in the report", n=held.reported)),
    )  # fmt: skip
    return FileShown(
        report.read.source.name, tuple(_pairs(door, number, report, language)), tuple(_marks(report, door.changes)),
        tuple(_stripes(bar, held.total)), held.total, held.lost, report.read.source.format == "pdf",
    )  # fmt: skip


def _stripes(bar: Sequence[tuple[str, int, Message]], total: int) -> Iterator[tuple[str, int, Message, int, int]]:
    """Yield the parts of the bar: class, number, words, start and width in thousandths."""
    start = 0
    for name, n, words in bar:
        width = round(1000 * n / total) if total else 0
        yield name, n, words, start, min(width, 1000 - start)
        start += width


def _marks(report: FileReport, changes: str) -> Iterator[tuple[Message, Message | None, int, list[str]]]:
    """Yield what stood beside the text: what became of it, how many there were, and the first of them."""
    for kind, marks in report.marks.items():
        said = [
            " · ".join(filter(None, (mark.author, mark.date[:10], mark.text[:200]))) for mark in marks[:_MOST_MARKS]
        ]
        yield BECAME[kind], became(kind, changes), len(marks), [each for each in said if each]


def _pairs(door: Door, number: int, report: FileReport, language: str) -> Iterator[Pair]:
    read = report.read
    starts = [heading.first for heading in read.outline.headings]
    ends = [*starts, len(read.source.blocks)][1:]
    placements = {each.block: each for each in report.tables}
    before = range(starts[0] if starts else len(read.source.blocks))
    cover = Pair("", "", "", 1, (), (), 0, (), "", Status("wait", _("Cover and document control")), 0, "", asks=False)
    yield _with_blocks(cover, door, number, report, before, placements, language)
    for heading, home, end in zip(read.outline.headings, read.homes, ends, strict=True):
        pair = _pair(door, number, heading, home, language)
        yield _with_blocks(pair, door, number, report, range(heading.index + 1, end), placements, language)


def _pair(door: Door, number: int, heading: Heading, home: Home, language: str) -> Pair:
    said = str(heading.index) in door.homes.get(str(number), {})
    sure = min(heading.confidence, home.confidence or heading.confidence)
    status = _status(home.confidence if home.address else 0.0)
    if home.inherited and home.address:
        status = Status("ok", BELOW)
    if said:
        status = Status("ok", SET_BY_YOU)
    understood = home_words(home.address, language) if home.address else ""
    return Pair(
        f"home-{number}-{heading.index}", heading.number, heading.title, min(heading.level, 4), (), (), 0, (), understood, status,
        round(100 * sure) if home.address and not said else 0, home.address, asks=status.kind != "ok",
    )  # fmt: skip


def _status(sure: float) -> Status:
    return next(Status(kind, words) for least, kind, words in HOW_SURE if sure >= least)


def _with_blocks(
    pair: Pair, door: Door, number: int, report: FileReport, blocks: range, placements: dict[int, Placement], language: str
) -> Pair:  # fmt: skip
    """Add what stands below the heading: its first words at once, the others to open, and its tables."""
    texts: list[str] = []
    tables: list[TableShown] = []
    for index in blocks:
        block = report.read.source.blocks[index]
        if isinstance(block, Table):
            tables.append(_table(door, number, block, placements.get(index), language))
        elif block.text and not block.contents:
            texts.append(f"{block.label} {block.text}".strip() if block.depth < 0 else f"• {block.text}")
    first, further, left = _cut(texts)
    pair.texts, pair.further, pair.left, pair.tables = first, further, left, tuple(tables)
    return pair


def _cut(texts: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...], int]:
    """Return the texts that stand at once, those that open, and how many are too many for a page."""
    first: list[str] = []
    further: list[str] = []
    held = 0
    for position, text in enumerate(texts):
        if held > _MOST_TEXT:
            return tuple(first), tuple(further), len(texts) - position
        (further if first and held + len(text) > _EXCERPT else first).append(text)
        held += len(text)
    return tuple(first), tuple(further), 0


def _table(door: Door, number: int, table: Table, placed: Placement | None, language: str) -> TableShown:
    meaning = placed.meaning if placed else None
    said = str(table.number) in door.tables.get(str(number), {})
    sure = placed.confidence if placed and meaning else 0.0
    status = Status("ok", SET_BY_YOU) if said else _status(sure) if meaning else Status("wait", AS_WORDS)
    rows = tuple(tuple(_short(cell.text) for cell in row[:_COLUMNS]) for row in table.rows[:_ROWS])
    return TableShown(
        f"table-{number}-{table.number}", (placed.title if placed else "") or "", rows,
        max(0, len(table.rows) - _ROWS), max(0, table.width - _COLUMNS),
        kind_words(meaning.kind, language) if meaning else "", status, round(100 * sure), meaning.kind if meaning else "",
    )  # fmt: skip


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _CELL else f"{plain[:_CELL]}…"


def aside_of(made: Reading, language: str) -> list[tuple[str, str, str]]:
    """Return what has no home in the plan: the headings above it, its place, its words."""
    return [
        (" › ".join(each.path) or each.place.file, place_words(each.place).text(language), each.text) for each in made.draft.aside
    ]  # fmt: skip


def doubts_of(made: Reading, language: str) -> list[tuple[str, str]]:
    """Return the cells that could not be read: what, and where."""
    return [
        (
            doubt_words(each).text(language),
            ", ".join(filter(None, (each.place.file, place_words(each.place).text(language)))),
        )
        for each in made.draft.doubts
    ]


def sheets_shown(made: Reading, language: str, door: Door) -> list[SheetShown]:
    """Return the tables of the spreadsheets, each with what it was taken for."""
    return [
        SheetShown(
            place, each.name, each.first_row, kind_words(each.meaning.kind, language) if each.meaning else "", each.rows,
            ", ".join(each.doubtful),
            door.is_said(number, each.key),
        )
        for place, (number, each) in enumerate(zip(made.sheet_numbers, made.sheets, strict=True))
    ]  # fmt: skip
