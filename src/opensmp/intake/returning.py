"""What was changed in a plan that went to Word and came back: proposals by section, each with its author.

The document is read twice, with tracked changes rejected and accepted. What differs between the plan and the first reading was
typed over; what differs between the two readings are suggestions of the authors whom Word names. Nothing is changed by this.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from opensmp.dossier import Dossier
from opensmp.intake.grids import grid_of
from opensmp.intake.headings import outline_of
from opensmp.intake.home.outline import Grid, Node, outline_of_plan
from opensmp.intake.source import Paragraph, Source, Table
from opensmp.plan.plan import SECTIONS

_MARKUP = re.compile(r"\*\*|(?<!\w)[*_]|[*_](?!\w)|^\s*(?:[-*•]|\d{1,3}[.)])\s+|^\s*#+\s+", re.MULTILINE)
_NUMBER = re.compile(r"^\d{1,2}\s+")


@dataclass(frozen=True)
class Proposal:
    """A change of one paragraph, cell, row or heading. ``address`` is the place in the plan; ``section`` the key of its section.

    ``kind`` says whether it was typed over (``edit``) or tracked (``suggestion``); an empty ``before`` is an addition, an empty
    ``after`` a removal.
    """

    section: str
    address: str
    title: str
    before: str
    after: str
    kind: Literal["edit", "suggestion"]
    author: str = ""


@dataclass
class _Part:
    """What stands below one heading: its title, its paragraphs, its rows by key and column; authors by text."""

    title: str
    level: int
    words: list[str] = field(default_factory=list)
    cells: dict[tuple[str, str], str] = field(default_factory=dict)
    authors: dict[str, str] = field(default_factory=dict)


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


def proposals(dossier: Dossier, rejected: Source, accepted: Source, language: str) -> tuple[Proposal, ...]:
    """Return what was changed, in the order of the plan: typed edits first, then suggestions."""
    nodes = outline_of_plan(dossier, language)
    addresses = {node.bookmark: node.address for node in nodes}
    written = {node.bookmark: _of_node(node) for node in nodes}
    before, after = _of_source(rejected), _of_source(accepted)
    editor = rejected.properties.get("lastModifiedBy", "")
    return (
        *_compared(written, before, addresses, "edit", editor),
        *_compared(before, after, addresses, "suggestion", ""),
    )


def _of_node(node: Node) -> _Part:
    part = _Part(_NUMBER.sub("", node.title), node.level)
    for words in node.words:
        part.words += _split(words)
    for grid in node.grids:
        part.cells |= _of_grid(grid)
    return part


def _of_grid(grid: Grid) -> dict[tuple[str, str], str]:
    if grid.pairs:
        return {(cells[0], ""): _plain(cells[1]) for _key, cells in grid.rows}
    return {
        (_plain(cells[0]), header): _plain(cells[at])
        for _key, cells in grid.rows
        for at, header in enumerate(grid.header)
        if at < len(cells)
    }


def _of_source(source: Source) -> dict[str, _Part]:
    """Return the parts of a document by the stable id of their heading; a heading without one is named by its title."""
    parts: dict[str, _Part] = {}
    headings = {heading.index: heading for heading in outline_of(source).headings}
    part = None
    for index, block in enumerate(source.blocks):
        heading = headings.get(index)
        if heading is not None and isinstance(block, Paragraph):
            key = next((each for each in block.ids if each.startswith("osmp_")), f"new:{heading.title}")
            part = parts.setdefault(key, _Part(heading.title, heading.level, authors={heading.title: block.author}))
        elif part is not None and isinstance(block, Paragraph) and block.text:
            for words in _split(block.text):
                part.words.append(words)
                part.authors[words] = block.author
        elif part is not None and isinstance(block, Table):
            cells = _of_table(block)
            part.cells |= cells
            part.authors |= dict.fromkeys(cells.values(), block.author)
    return parts


def _of_table(table: Table) -> dict[tuple[str, str], str]:
    grid = grid_of(table)
    if table.width == 2 and not table.headers:
        return {(row[0].text, ""): _plain(row[1].text) for row in table.rows if len(row) > 1}
    rows = ((_plain(row[0].text), row) for _number, row in grid.rows if row)
    return {
        (key, header): _plain(row[at].text)
        for key, row in rows
        for at, header in enumerate(grid.header)
        if at < len(row)
    }


def _split(words: str) -> list[str]:
    """Cut words into what Word holds as paragraphs: the items of a list one by one, other lines together."""
    if words.lstrip().startswith("|"):
        return []
    lines = words.split("\n")
    if re.match(r"\s*(?:[-*•]|\d{1,3}[.)])\s+", lines[0]):
        return [_plain(line) for line in lines if _plain(line)]
    return [_plain(words)] if _plain(words) else []


def _plain(text: str) -> str:
    return " ".join(_MARKUP.sub("", text).split())


def _compared(
    before: Mapping[str, _Part],
    after: Mapping[str, _Part],
    addresses: Mapping[str, str],
    kind: Literal["edit", "suggestion"],
    author: str,
) -> Iterator[Proposal]:
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key), after.get(key)
        address = addresses.get(key, "")
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
        )
        if old is None or new is None:
            text = "\n".join((old or new or _Part("", 1)).words) or title
            yield made.proposal("", text if new else "", "" if new else text)
            continue
        if _plain(old.title) != _plain(new.title):
            yield made.proposal("title", new.title, old.title)
        yield from _words(old, new, made)
        yield from _cells(old, new, made)


@dataclass(frozen=True)
class _Made:
    section: str
    address: str
    title: str
    kind: Literal["edit", "suggestion"]
    author: str
    authors: Mapping[str, str]
    former: Mapping[str, str]

    def proposal(self, further: str, after: str, before: str) -> Proposal:
        who = (
            self.author
            or self.authors.get(after)
            or self.former.get(before)
            or next((each for each in self.authors.values() if each), "")
        )
        address = f"{self.address}/{further}" if further and self.address else self.address or further
        return Proposal(self.section, address, self.title, before, after, self.kind, who)


def _words(old: _Part, new: _Part, made: _Made) -> Iterator[Proposal]:
    """Yield the paragraphs that differ: a changed one beside its nearest old form."""
    gone = [words for words in old.words if words not in new.words]
    come = [words for words in new.words if words not in old.words]
    for words in come:
        best = max(gone, key=lambda each: _alike(each, words), default="")
        if best and _alike(best, words) > _SAME:
            gone.remove(best)
            yield made.proposal("", words, best)
        else:
            yield made.proposal("", words, "")
    for words in gone:
        yield made.proposal("", "", words)


_SAME = 0.3
"""Share of words that two paragraphs must have in common for one to be the other changed."""


def _alike(one: str, other: str) -> float:
    first, second = (set(re.findall(r"\w+", words.lower())) for words in (one, other))
    return len(first & second) / max(1, len(first | second))


def _cells(old: _Part, new: _Part, made: _Made) -> Iterator[Proposal]:
    rows = dict.fromkeys(key for key, _column in (*old.cells, *new.cells))
    for row in rows:
        had = {column: text for (key, column), text in old.cells.items() if key == row}
        has = {column: text for (key, column), text in new.cells.items() if key == row}
        if not had or not has:
            said = "; ".join(f"{column}: {text}" if column else text for column, text in (has or had).items() if text)
            yield made.proposal(row, said if has else "", said if had else "")
            continue
        for column in dict.fromkeys((*had, *has)):
            if had.get(column, "") != has.get(column, ""):
                yield made.proposal(f"{row}/{column}".rstrip("/"), has.get(column, ""), had.get(column, ""))
