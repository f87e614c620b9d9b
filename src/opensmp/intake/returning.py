"""What was changed in a plan that went to Word and came back: proposals by section, each with its author.

The document is read twice, with tracked changes rejected and accepted. What differs between the plan and the first reading was
typed over; what differs between the two readings are suggestions of the authors whom Word names. Nothing is changed by this.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Literal, TypeAlias

from opensmp.dossier import Dossier
from opensmp.intake.grids import grid_of
from opensmp.intake.headings import outline_of
from opensmp.intake.home.document import STATE, table_of
from opensmp.intake.home.outline import Grid, Node, outline_of_plan
from opensmp.intake.home.wording import is_table, nearest, paragraphs_of, plain
from opensmp.intake.source import Paragraph, Source, Table
from opensmp.plan.plan import SECTIONS

Part: TypeAlias = Literal["words", "title", "cell", "row", "passage", "order"]
"""What a proposal changes: a paragraph, a heading, a cell, a row, all below a heading, or the order of paragraphs."""
_NEW = "new:"
_NUMBER = re.compile(r"^\d{1,2}\s+")


@dataclass(frozen=True)
class Proposal:
    """A change of one paragraph, cell, row or heading. ``address`` is the place in the plan; ``section`` the key of its section.

    ``kind`` says whether it was typed over (``edit``) or tracked (``suggestion``); an empty ``before`` is an addition, an empty
    ``after`` a removal. ``place`` is the address of the heading, ``row`` and ``column`` are the words that name a cell there,
    ``cells`` those of a row by column. ``text`` is what was written, with its lines; ``follows`` the paragraph before it.
    """

    section: str
    address: str
    title: str
    before: str
    after: str
    kind: Literal["edit", "suggestion"]
    author: str = ""
    part: Part = "words"
    place: str = ""
    row: str = ""
    column: str = ""
    text: str = ""
    follows: str = ""
    cells: tuple[tuple[str, str], ...] = ()


@dataclass
class _Part:
    """What stands below one heading: its title, its paragraphs, its rows by key and column; authors by text.

    ``written`` holds the words as they were written by the words on one line; ``under`` is the id of the section around it.
    """

    title: str
    level: int
    words: list[str] = field(default_factory=list)
    cells: dict[tuple[str, str], str] = field(default_factory=dict)
    authors: dict[str, str] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    under: str = ""

    @property
    def text(self) -> str:
        """Its paragraphs as they were written: the items of a list a line each, other paragraphs apart."""
        said = [self.written.get(words, words) for words in self.words]
        between = ("\n" if a.startswith("- ") and b.startswith("- ") else "\n\n" for a, b in pairwise(said))
        return "".join(f"{words}{space}" for words, space in zip(said, (*between, ""), strict=True))


def section_tree(nodes: Sequence[Node]) -> tuple[tuple[str, int, str], ...]:
    """Return the tree of a plan as it is exported: stable id, level, title."""
    return tuple((node.bookmark, node.level, node.title) for node in nodes)


def tree_of(source: Source) -> tuple[tuple[str, int, str], ...]:
    """Return the tree of a document that came back; a heading without a stable id has an empty one."""
    found = []
    for heading in outline_of(source).headings:
        block = source.blocks[heading.index]
        ids = block.ids if isinstance(block, Paragraph) else ()
        title = f"{heading.number} {heading.title}".strip()
        found.append((next((each for each in ids if each.startswith("osmp_")), ""), heading.level, title))
    return tuple(found)


def is_ours(source: Source) -> bool:
    """Whether a document was exported from a plan: its headings carry our ids."""
    return any(each.startswith("osmp_") for block in source.blocks for each in block.ids)


def state_of(source: Source) -> str:
    """Return the state of the plan that a document says it was written from; empty where it does not say."""
    ids = (each for block in source.blocks for each in block.ids if each.startswith(STATE))
    return next(ids, "").removeprefix(STATE)


def proposals(dossier: Dossier, rejected: Source, accepted: Source, language: str) -> tuple[Proposal, ...]:
    """Return what was changed, in the order of the plan: typed edits first, then suggestions."""
    nodes = outline_of_plan(dossier, language)
    addresses = {node.bookmark: node.address for node in nodes}
    written = {node.bookmark: _of_node(node) for node in nodes}
    before, after = (_at_home(_of_source(source), written) for source in (rejected, accepted))
    editor = rejected.properties.get("lastModifiedBy", "")
    return (
        *_compared(written, before, addresses, "edit", editor),
        *_compared(before, after, addresses, "suggestion", ""),
    )


def _at_home(found: Mapping[str, _Part], written: Mapping[str, _Part]) -> dict[str, _Part]:
    """Return the parts of a document with a heading that lost its id, typed anew for one, known again by its words."""
    lost: dict[str, list[str]] = {}
    for key in written.keys() - found.keys():
        lost.setdefault(plain(written[key].title), []).append(key)
    homes = {title: keys[0] for title, keys in lost.items() if len(keys) == 1}
    return {homes.get(plain(part.title), key) if key.startswith(_NEW) else key: part for key, part in found.items()}


def _of_node(node: Node) -> _Part:
    part = _Part(_NUMBER.sub("", node.title), node.level)
    for words in node.words:
        part.words += paragraphs_of(words)
        if is_table(words):
            part.cells |= _of_grid(table_of(words))
    for grid in node.grids:
        part.cells |= _of_grid(grid)
    return part


def _of_grid(grid: Grid) -> dict[tuple[str, str], str]:
    if grid.pairs:
        return {(cells[0], ""): plain(cells[1]) for _key, cells in grid.rows}
    return {
        (plain(cells[0]), header): plain(cells[at])
        for _key, cells in grid.rows
        for at, header in enumerate(grid.header)
        if at < len(cells)
    }


def _of_source(source: Source) -> dict[str, _Part]:
    """Return the parts of a document by the stable id of their heading; a heading without one is named by its title."""
    parts: dict[str, _Part] = {}
    headings = {heading.index: heading for heading in outline_of(source).headings}
    part, section = None, ""
    for index, block in enumerate(source.blocks):
        heading = headings.get(index)
        if heading is not None and isinstance(block, Paragraph):
            key = next((each for each in block.ids if each.startswith("osmp_")), f"{_NEW}{heading.title}")
            section = key if heading.level == 1 else section
            made = _Part(heading.title, heading.level, authors={heading.title: block.author}, under=section)
            part = parts.setdefault(key, made)
        elif part is not None and isinstance(block, Paragraph) and block.text:
            for words in paragraphs_of(block.text):
                part.words.append(words)
                part.authors[words] = block.author
                part.written[words] = f"- {block.text}" if block.depth >= 0 else block.text
        elif part is not None and isinstance(block, Table):
            cells = _of_table(block)
            part.cells |= {place: plain(text) for place, text in cells.items()}
            part.written |= {plain(text): text for text in cells.values()}
            part.authors |= dict.fromkeys(map(plain, cells.values()), block.author)
    return parts


def _of_table(table: Table) -> dict[tuple[str, str], str]:
    grid = grid_of(table)
    if table.width == 2 and not table.headers:
        return {(row[0].text, ""): row[1].text for row in table.rows if len(row) > 1}
    rows = ((plain(row[0].text), row) for _number, row in grid.rows if row)
    return {(key, header): row[at].text for key, row in rows for at, header in enumerate(grid.header) if at < len(row)}


def _compared(
    before: Mapping[str, _Part],
    after: Mapping[str, _Part],
    addresses: Mapping[str, str],
    kind: Literal["edit", "suggestion"],
    author: str,
) -> Iterator[Proposal]:
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key), after.get(key)
        address = addresses.get(key) or _added(new, addresses)
        section = address.partition(".")[0].partition("/")[0]
        title = (old or new or _Part("", 1)).title
        made = _Made(
            section if section in SECTIONS else "",
            address,
            title,
            kind,
            author,
            new.authors if new else {},
            old.authors if old else {},
            new.written if new else {},
        )
        if old is None or new is None:
            text = "\n".join((old or new or _Part("", 1)).words) or title
            cells = tuple((column, words) for (_row, column), words in new.cells.items()) if new else ()
            made_of = {"text": new.text} if new and new.words else {}
            yield made.proposal("passage", text if new else "", "" if new else text, cells=cells, **made_of)
            continue
        if plain(old.title) != plain(new.title):
            yield made.proposal("title", after=new.title, before=old.title)
        yield from _words(old, new, made)
        yield from _cells(old, new, made)


def _added(new: _Part | None, addresses: Mapping[str, str]) -> str:
    """Return the address of a heading that a section got in Word: that of the section with nothing behind its slash."""
    section = addresses.get(new.under, "") if new is not None and new.level > 1 else ""
    return f"{section}/" if section in SECTIONS else ""


@dataclass(frozen=True)
class _Made:
    section: str
    address: str
    title: str
    kind: Literal["edit", "suggestion"]
    author: str
    authors: Mapping[str, str]
    former: Mapping[str, str]

    written: Mapping[str, str]

    def proposal(self, part: Part, after: str, before: str, **where: Any) -> Proposal:
        """Return a proposal. ``where`` are its row, column, cells, and what it follows."""
        who = (
            self.author
            or self.authors.get(after)
            or self.former.get(before)
            or next((each for each in self.authors.values() if each), "")
        )
        further = "title" if part == "title" else "/".join(filter(None, (where.get("row"), where.get("column"))))
        address = f"{self.address}/{further}" if further and self.address else self.address or further
        where.setdefault("text", self.written.get(after, after))
        return Proposal(self.section, address, self.title, before, after, self.kind, who, part, self.address, **where)


def _words(old: _Part, new: _Part, made: _Made) -> Iterator[Proposal]:
    """Yield the paragraphs that differ: a changed one beside its nearest old form."""
    gone = [words for words in old.words if words not in new.words]
    come = [(words, new.words[at - 1] if at else "") for at, words in enumerate(new.words) if words not in old.words]
    for words, follows in come:
        best = nearest(words, gone)
        if best:
            gone.remove(best)
        yield made.proposal("words", words, best, follows=follows)
    for words in gone:
        yield made.proposal("words", "", words)
    kept, now = _common(old.words, new.words), _common(new.words, old.words)
    if kept != now:
        yield made.proposal("order", "\n".join(now), "\n".join(kept))


def _common(words: Iterable[str], others: Sequence[str]) -> list[str]:
    return [each for each in dict.fromkeys(words) if each in others]


def _cells(old: _Part, new: _Part, made: _Made) -> Iterator[Proposal]:
    rows = dict.fromkeys(key for key, _column in (*old.cells, *new.cells))
    for row in rows:
        had = {column: text for (key, column), text in old.cells.items() if key == row}
        has = {column: text for (key, column), text in new.cells.items() if key == row}
        if not had or not has:
            said = "; ".join(f"{column}: {text}" if column else text for column, text in (has or had).items() if text)
            cells = tuple((column, new.written.get(text, text)) for column, text in has.items() if text)
            yield made.proposal("row", said if has else "", said if had else "", row=row, cells=cells)
            continue
        for column in dict.fromkeys((*had, *has)):
            if had.get(column, "") != has.get(column, ""):
                yield made.proposal("cell", has.get(column, ""), had.get(column, ""), row=row, column=column)
