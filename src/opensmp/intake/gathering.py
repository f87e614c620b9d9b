"""What a document says, sorted by where it belongs, before names become ids: rows, words, facts, and what has no home.

Every block of the source gets a *fate*: it stands in the draft, or is kept aside, or is only reported. Nothing else exists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from opensmp.intake.grids import Grid, Meaning, grid_of, meaning_as, meaning_of, pairs_of
from opensmp.intake.headings import Heading, Outline
from opensmp.intake.places import ROWS_AT, owner_of, words_go_to
from opensmp.intake.placing import NOWHERE, Home
from opensmp.intake.signing import signatures
from opensmp.intake.source import Block, Paragraph, Source, Table, letters
from opensmp.intake.vocabulary import columns_of, folded

Fate: TypeAlias = Literal["draft", "aside", "reported"]
_LABELLED = re.compile(r"\s*\**([^\n:]{2,45}?)\**\s*[:\n]\s*\**\s*(\S.*)", re.DOTALL)
_ORGANISATION = re.compile(
    r"^(?:PT|CV|Bank|PD|Perum|Dinas|Kementerian|Universitas)\b|\b(?:Ltd|Limited|Inc|Corp|Corporation|GmbH|Tbk|Persero|LLC|plc|Pte|Group|Bank|"
    r"Solutions|Company|University|Ministry|Authority|Agency)\b",
)
_LONGEST_NAME = 80
_LABEL_ONLY = re.compile(r"\s*([^\n:]{2,45}?)\s*:\s*$")


@dataclass(frozen=True)
class Place:
    """Where something stands in the source: a paragraph, or a row of a table, or a part beside the body."""

    paragraph: int = 0
    table: int = 0
    row: int = 0
    part: str = "body"
    file: str = ""


@dataclass(frozen=True)
class Row:
    """A row for a register or a list of the plan: the texts of its filled cells by field.

    ``asked`` are the fields for which the table has a column, so that an empty cell is told from a column that is not there.
    """

    kind: str
    cells: dict[str, str]
    place: Place
    group: str = ""
    confidence: float = 0.9
    asked: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Aside:
    """What has no home in the plan, with its place and the headings above it."""

    place: Place
    path: tuple[str, ...]
    text: str
    table: bool = False


@dataclass(frozen=True)
class Placement:
    """What became of a block: its fate, the place in the plan it went to, how sure that is, and how many letters it has."""

    block: int
    fate: Fate
    address: str
    confidence: float
    letters: int
    title: str = ""
    meaning: Meaning | None = None


@dataclass
class Gathered:
    """Everything a document says. ``words`` are paragraphs of Markdown by address, ``facts`` values by the owner and field.

    ``signatures`` are dated approvals of a signature page, as *name, office, day*.
    """

    words: dict[str, list[str]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    facts: dict[tuple[str, str], str] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    aside: list[Aside] = field(default_factory=list)
    placements: list[Placement] = field(default_factory=list)
    signatures: list[str] = field(default_factory=list)
    title: str = ""

    def say(self, address: str, text: str) -> None:
        """Add a paragraph to the words of an address."""
        self.words.setdefault(address, []).append(text)


class Gatherer:
    """Goes through a document from heading to heading."""

    def __init__(
        self, source: Source, outline: Outline, homes: Sequence[Home], tables: Mapping[int, str] | None = None
    ) -> None:
        self._source = source
        self._said = tables or {}
        self._outline = outline
        self._homes = homes
        self._own: set[str] = {home.address for home in homes if not home.inherited}
        self.found = Gathered(title=outline.title)

    def gather(self) -> Gathered:
        """Sort everything."""
        first = self._outline.headings[0].first if self._outline.headings else len(self._source.blocks)
        self._front(self._source.blocks[:first])
        for position, heading in enumerate(self._outline.headings):
            following = self._outline.headings[position + 1 :]
            end = following[0].first if following else len(self._source.blocks)
            self._below(position, heading, self._homes[position], range(heading.index + 1, end))
        return self.found

    # Before the first heading ---------------------------------------------------------------------------------------

    def _front(self, blocks: Sequence[Block]) -> None:
        """Read the cover: its title, label and value, and tables of document control; the rest is kept aside."""
        waiting = ""
        for index, block in enumerate(blocks):
            if isinstance(block, Table):
                self._table(index, block, Home("identity", 0.5), ("",), -1)
                waiting = ""
            elif block.contents:
                self._place(index, "reported", "", block.text)
            elif block.text:
                waiting = self._cover_line(index, block, waiting)

    def _cover_line(self, index: int, block: Paragraph, waiting: str) -> str:
        """Read a line of the cover; return the label whose value the next line holds."""
        if block.text == self.found.title:
            self.found.facts.setdefault(("identity", "title"), block.text)
            self._place(index, "draft", "identity", block.text, 0.8)
            return ""
        label = _LABEL_ONLY.match(block.text)
        if label and _field_of("Identity", label[1]):
            self._place(index, "reported", "identity", block.text, 0.7)
            return label[1]
        if waiting and self._fact("identity", waiting, block.text):
            self._place(index, "draft", "identity", block.text, 0.7)
            return ""
        if self._labelled(index, block, Home("identity", 0.7)):
            return ""
        if (
            ("organisation", "name") not in self.found.facts
            and _ORGANISATION.search(block.text)
            and len(block.text) <= _LONGEST_NAME
        ):
            self.found.facts["organisation", "name"] = block.text
            self._place(index, "draft", "organisation", block.text, 0.6)
        else:
            self._keep_aside(index, block.text, ())
        return ""

    # Below a heading ------------------------------------------------------------------------------------------------

    def _below(self, position: int, heading: Heading, home: Home, inside: range) -> None:
        """Sort what stands below one heading."""
        path = self._outline.path(position)
        address = self._address(position, heading, home)
        fate: Fate = "draft" if address else "aside"
        if address:
            self.found.titles.setdefault(address, heading.title)
        blocks = [(index, self._source.blocks[index]) for index in inside]
        if not address and not any(isinstance(block, Table) or block.text for _index, block in blocks):
            self._keep_aside(heading.index, heading.title, path)
        else:
            text = f"{heading.number} {heading.title}".strip() if not home.address else heading.title
            self._place(heading.index, fate, address, text, home.confidence or heading.confidence)
        for also in heading.also:
            self._place(also, fate, address, heading.number, home.confidence)
        for run in _runs(blocks):
            if isinstance(run[0][1], Table):
                self._table(run[0][0], run[0][1], home, path, position)
            else:
                self._paragraphs(
                    [(index, block) for index, block in run if isinstance(block, Paragraph)], home, address, path
                )

    def _address(self, position: int, heading: Heading, home: Home) -> str:
        """Return where the words below a heading go: the field that it names, or a subsection of its own."""
        if not home.address:
            return ""
        if home.practice:
            name = _field_of("Practice", heading.title)
            return f"{home.address}.{name if name in _PRACTICE_WORDS else 'approach'}"
        lead = "" if home.inherited else words_go_to(home.address)
        if lead and lead != home.address and lead in self._own:
            return f"{home.section}.text"
        return lead or f"{home.section}#{position}"

    def _paragraphs(self, run: list[tuple[int, Paragraph]], home: Home, address: str, path: tuple[str, ...]) -> None:
        """Sort paragraphs that stand together: values with labels, list items that are rows, words."""
        kept: list[Paragraph] = []
        kind = ROWS_AT.get(home.address, "") if not home.inherited else ""
        for index, block in run:
            if block.contents:
                self._place(index, "reported", "", block.text)
            elif home.address and self._labelled(index, block, home):
                continue
            elif kind and (block.depth >= 0 or _is_row(kind, block.text)):
                self._row_of_item(index, block, kind)
            elif address:
                kept.append(block)
                self._place(index, "draft", address, block.text, home.confidence)
            else:
                self._keep_aside(index, _markdown(block), path)
        if kept:
            self.found.say(address, "\n\n".join(_joined(kept)))

    def _row_of_item(self, index: int, block: Paragraph, kind: str) -> None:
        """Make a row of a list item; what stands behind a dash or a colon may be its second field."""
        main, second = _ITEM_FIELDS[kind]
        text = " ".join(block.text.split())
        cells = {main: text}
        if second:
            parts = re.split(r"\s+[–—]\s+|\s+-\s+|:\s+", text, maxsplit=1)
            if len(parts) == 2 and len(parts[0]) <= 90:
                cells = {main: parts[0], second: parts[1]}
        self.found.rows.append(Row(kind, cells, Place(block.number), confidence=0.75))
        self._place(index, "draft", kind, block.text, 0.75)

    def _labelled(self, index: int, block: Paragraph, home: Home) -> bool:
        """Read *Label: value*, also over two lines, where the label is a field of what the heading is about."""
        found = _LABELLED.fullmatch(block.text)
        if not found or len(found[2]) > 300:
            return False
        for owner in owner_of(home.address):
            if self._fact(owner, found[1], " ".join(found[2].split())):
                self._place(index, "draft", owner, block.text, 0.85)
                return True
        return False

    def _fact(self, owner: str, label: str, value: str) -> bool:
        for kind in (owner_type(owner), "Section"):
            name = _field_of(kind, label)
            if name and self.found.facts.setdefault((owner, name), value) == value:
                return True
        return False

    # Tables ---------------------------------------------------------------------------------------------------------

    def _table(self, index: int, table: Table, home: Home, path: tuple[str, ...], position: int) -> None:
        if home.address == "identity.approvals" and self._signed(index, table, path):
            return
        grid = grid_of(table)
        said = self._said.get(table.number)
        found = meaning_of(grid, home, (path[-1],) if path else ())
        meaning = found if said is None or (found and found.kind == said) else meaning_as(grid, said) if said else None
        if meaning is None or (not home.address and meaning.confidence < _SURE):
            self._words_of_table(index, table, home, path, position)
            return
        address = meaning.kind
        apart = self._rows(grid, meaning, path) if meaning.columns else self._facts(table, meaning, path)
        total = sum(letters(cell.text) for row in table.rows for cell in row if cell.origin)
        title = grid.caption or (path[-1] if path else "")
        self.found.placements.append(
            Placement(index, "draft", address, meaning.confidence, total - apart, title, meaning)
        )
        if apart:
            self.found.placements.append(Placement(index, "aside", "", 0.0, apart, title))

    def _signed(self, index: int, table: Table, path: tuple[str, ...]) -> bool:
        """Read a signature page; false where nothing on it is dated."""
        found = signatures(table)
        self.found.signatures += [each.text for each in found]
        if found:
            total = sum(letters(cell.text) for row in table.rows for cell in row if cell.origin)
            self.found.aside.append(
                Aside(
                    Place(table.after, table.number),
                    path,
                    as_table([[c.text for c in row] for row in table.rows]),
                    table=True,
                )
            )
            self.found.placements.append(Placement(index, "aside", "Version", _SURE, total, path[-1] if path else ""))
        return bool(found)

    def _rows(self, grid: Grid, meaning: Meaning, path: tuple[str, ...]) -> int:
        """Take the rows of a table; columns that nobody knows are kept aside. Return how many letters those have."""
        asked = frozenset(meaning.columns.values())
        for number, row in grid.rows:
            place = Place(grid.table.after, grid.table.number, number)
            cells = meaning.cells(row)
            group = (grid.groups or {}).get(number, "")
            if _is_sum(meaning.kind, cells):
                self._sum(meaning.kind, cells)
            elif cells:
                self.found.rows.append(Row(meaning.kind, cells, place, group, meaning.confidence, asked))
        if meaning.kind == "BudgetLine":
            self.found.facts.setdefault(("resources.budget", "header"), " ".join(grid.header))
        unread = [at for at, words in enumerate(grid.header) if at not in meaning.columns and words.strip()]
        rest = [[grid.header[at] for at in unread], *([_text(row, at) for at in unread] for _number, row in grid.rows)]
        if unread and any(any(cells) for cells in rest[1:]):
            key = next(iter(sorted(meaning.columns)), 0)
            rows = [
                [header, *cells]
                for header, cells in zip(
                    [grid.header[key], *(_text(row, key) for _n, row in grid.rows)], rest, strict=True
                )
            ]
            self.found.aside.append(Aside(Place(grid.table.after, grid.table.number), path, as_table(rows), table=True))
        return sum(
            letters(cell.text) for row in grid.table.rows for at, cell in enumerate(row) if at in unread and cell.origin
        )

    def _sum(self, kind: str, cells: dict[str, str]) -> None:
        """Keep what a table adds up to as what the plan states."""
        if kind == "BudgetLine" and cells.get("planned"):
            self.found.facts.setdefault(("resources.budget", "total"), cells["planned"])
        elif kind == "PeopleLine" and cells.get("fte"):
            self.found.facts.setdefault(("resources", "total_fte"), cells["fte"])

    def _facts(self, table: Table, meaning: Meaning, path: tuple[str, ...]) -> int:
        owner, apart = meaning.kind.lower(), 0
        for number, label, value in pairs_of(table):
            if value and not self._fact(owner, label, value):
                place = Place(table.after, table.number, number)
                self.found.aside.append(Aside(place, path, f"{label}: {value}"))
                apart += letters(label) + letters(value)
        return apart

    def _words_of_table(self, index: int, table: Table, home: Home, path: tuple[str, ...], position: int) -> None:
        """Keep a table as it is: in the words of its section, or aside where it has none."""
        rows = [[cell.text if cell.origin else "" for cell in row] for row in table.rows]
        total = sum(letters(cell.text) for row in table.rows for cell in row if cell.origin)
        title = path[-1] if path else ""
        if home.address and home.section != "identity":
            address = f"{home.section}#{position}"
            self.found.titles.setdefault(address, title)
            self.found.say(address, as_table(rows))
            self.found.placements.append(Placement(index, "draft", address, home.confidence, total, title))
        else:
            self.found.aside.append(Aside(Place(table.after, table.number), path, as_table(rows), table=True))
            self.found.placements.append(Placement(index, "aside", "", 0.0, total, title))

    def _place(self, index: int, fate: Fate, address: str, text: str, confidence: float = 0.0) -> None:
        block = self._source.blocks[index]
        held = block.text if isinstance(block, Paragraph) else text
        self.found.placements.append(Placement(index, fate, address, confidence, letters(held), text[:80]))

    def _keep_aside(self, index: int, text: str, path: tuple[str, ...]) -> None:
        block = self._source.blocks[index]
        number = block.number if isinstance(block, Paragraph) else block.after
        self.found.aside.append(Aside(Place(number), path, text))
        self._place(index, "aside", "", text)


_PRACTICE_WORDS = frozenset({"approach", "governance", "activity"})
_SURE = 0.8
"""Below no known heading, a table must be this clear to fill a register."""
_ITEM_FIELDS = {
    "Exclusion": ("subject", "justification"), "Issue": ("text", ""), "InterestedParty": ("name", "needs"), "Risk": ("text", ""),
    "Limitation": ("text", ""), "Obligation": ("instrument", "applies"), "Objective": ("statement", ""), "Role": ("title", "duties"),
    "Technology": ("name", "purpose"), "Information": ("name", ""), "Training": ("title", ""), "Supplier": ("name", "role"),
    "OtherParty": ("name", "runs"), "ServiceReport": ("title", ""), "Activity": ("title", ""), "ImprovementItem": ("title", ""),
    "Service": ("name", "description"), "Document": ("title", ""), "Customer": ("name", ""), "Unit": ("name", ""), "Site": ("name", ""),
    "Commitment": ("sentence", ""), "Trigger": ("kind", ""), "PeopleLine": ("purpose", ""), "PastObjective": ("statement", ""),
}  # fmt: skip


def _is_row(kind: str, text: str) -> bool:
    """Whether a paragraph that is no list item is a row all the same: an objective that names a number."""
    return (
        kind == "Objective"
        and bool(re.search(r"\d\s*(?:%|percent|persen|hours|jam|days|hari)", text))
        and len(text) < 300
    )


def _is_sum(kind: str, cells: dict[str, str]) -> bool:
    """Whether a row only adds up those above it."""
    first = next(iter(cells.values()), "").strip().lower()
    return kind in {"BudgetLine", "PeopleLine"} and first.rstrip(" :").removeprefix("grand ") in {
        "total",
        "sum",
        "jumlah",
        "totals",
    }


def owner_type(owner: str) -> str:
    """Return the type whose labels name the facts of an owner."""
    return {
        "assurance.programme": "AuditProgramme", "assurance.management_review": "ReviewPlan", "resources.budget": "Budget",
        "portfolio.configuration": "Configuration", "scope.climate": "Climate",
    }.get(owner, "Practice" if "practice:" in owner else owner.partition(".")[0].capitalize())  # fmt: skip


def _field_of(kind: str, label: str) -> str:
    words = folded(label)
    return next((name for name, known in columns_of(kind).items() if words in known.folded), "")


def _runs(blocks: list[tuple[int, Block]]) -> Iterator[list[tuple[int, Block]]]:
    """Yield tables alone and the paragraphs between them together; empty ones are left out."""
    run: list[tuple[int, Block]] = []
    for index, block in blocks:
        if isinstance(block, Table):
            if run:
                yield run
            yield [(index, block)]
            run = []
        elif block.text:
            run.append((index, block))
    if run:
        yield run


def _joined(run: Sequence[Paragraph]) -> Iterator[str]:
    """Yield paragraphs of Markdown; the items of a list stand together."""
    items: list[str] = []
    for each in run:
        if each.depth >= 0:
            items.append(_markdown(each))
            continue
        if items:
            yield "\n".join(items)
            items = []
        yield _markdown(each)
    if items:
        yield "\n".join(items)


def _markdown(each: Paragraph) -> str:
    """Return a paragraph or list item as Markdown; what would begin a heading or a table there is made harmless."""
    text = re.sub(r"^([#|>])", r"\\\1", each.text, flags=re.MULTILINE)
    if each.depth < 0:
        return text
    indent = "  " * min(each.depth, 5)
    sign = (
        "-"
        if each.bullet or not each.label
        else each.label
        if re.fullmatch(r"\d{1,3}[.)]", each.label)
        else f"- {each.label}"
    )
    return f"{indent}{sign} " + text.replace("\n", f"\n{indent}  ")


def as_table(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as a Markdown table."""
    width = max((len(row) for row in rows), default=0)
    lines = ["| " + " | ".join(_cell(row[at] if at < len(row) else "") for at in range(width)) + " |" for row in rows]
    return "\n".join((lines[0], "|" + " --- |" * width, *lines[1:])) if lines else ""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _text(row: Sequence[object], at: int) -> str:
    return getattr(row[at], "text", "") if at < len(row) else ""


def with_file(found: Gathered, file: str) -> Gathered:
    """Return what was gathered with the name of its file at every place, for a draft made of several."""
    found.rows = [replace(row, place=replace(row.place, file=file)) for row in found.rows]
    found.aside = [replace(each, place=replace(each.place, file=file)) for each in found.aside]
    return found


__all__ = [
    "NOWHERE",
    "Aside",
    "Gathered",
    "Gatherer",
    "Place",
    "Placement",
    "Row",
    "as_table",
    "owner_type",
    "with_file",
]
