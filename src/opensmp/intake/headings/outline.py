"""The outline of a document: its cover, its title, and its headings with their levels and how sure each is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from opensmp.intake.headings.candidates import Candidate, candidates
from opensmp.intake.headings.levels import by_look, by_number, values
from opensmp.intake.source import Paragraph, Source, Table, letters

How: TypeAlias = Literal["style", "number", "look", "alone"]
SURE: Mapping[How, float] = {"style": 0.99, "number": 0.95, "look": 0.8, "alone": 0.55}
"""How sure a heading is by how it was found; a guess is shown as one."""
_FEW = 3
_OFTEN = 3
_PROSE = 60
_COVER_LINES = 6
_TITLE = re.compile(
    r"(?:(?:it )?service management (?:system )?plan|rencana (?:sistem )?manajemen layanan(?: ti| teknologi informasi)?)"
    r"(?: \(\w+\)| 20\d\d)*",
    re.IGNORECASE,
)
"""A line that is surely the title of the document and not its first heading."""
_PLAN = re.compile(
    r"\bplan\b|rencana|management|manajemen|assessment|report|laporan|policy|kebijakan|pedoman", re.IGNORECASE
)


@dataclass(frozen=True)
class Heading:
    """A heading: its place among the blocks, level from 1, title without number, number as it stands, and how it was found."""

    index: int
    level: int
    title: str
    number: str
    how: How
    also: tuple[int, ...] = ()

    @property
    def first(self) -> int:
        """The place of its first line: a number may stand on a line of its own."""
        return min((self.index, *self.also))

    @property
    def confidence(self) -> float:
        """How sure it is that this is a heading, from 0 to 1."""
        return SURE[self.how]


@dataclass(frozen=True)
class Outline:
    """What the shape of a document says. ``cover`` counts the blocks before the first heading that are its cover."""

    headings: tuple[Heading, ...]
    cover: int = 0
    title: str = ""

    def path(self, position: int) -> tuple[str, ...]:
        """Return the titles from the top to a heading, itself included."""
        steps: list[Heading] = []
        for heading in reversed(self.headings[: position + 1]):
            if not steps or heading.level < steps[-1].level:
                steps.append(heading)
        return tuple(heading.title for heading in reversed(steps))


def outline_of(source: Source) -> Outline:
    """Find the headings of a document.

    Declared levels win. Where a document declares none, or hardly any, headings are those paragraphs that look like one; numbers
    before them say how they nest, else sizes, words that stand at the top of documents, and titles that come again and again.
    """
    found = candidates(source)
    declared = [each for each in found if each.paragraph.level]
    if source.declared or len(declared) >= _FEW:
        headings = _declared(declared, [] if source.declared else found)
        start = 0 if source.declared else _cover(source, declared)
    else:
        start = _cover(source, found)
        found = values([each for each in found if each.index >= start])
        levels = by_number(found) or by_look(found)
        headings = [
            Heading(
                each.index,
                levels[each.index],
                each.title,
                each.number.text if each.number else "",
                _how(each),
                each.also,
            )
            for each in found
        ]
    return Outline(tuple(headings), start, _title(source, start, headings))


def _how(each: Candidate) -> How:
    if each.paragraph.level:
        return "style"
    if each.number and each.strong:
        return "number"
    return "look" if each.strong else "alone"


def _declared(declared: Sequence[Candidate], found: Sequence[Candidate]) -> list[Heading]:
    """Take declared levels, the highest used being 1; lines that only look alike join them when they do so often."""
    levels = sorted({each.paragraph.level for each in declared})
    offset = (levels[0] if levels else 1) - 1
    often = [each for each in found if not each.paragraph.level and each.strong and each.has_body]
    joined = often if len(often) >= _OFTEN and declared else []
    headings: list[Heading] = []
    last = 0
    for each in sorted((*declared, *joined), key=lambda each: each.index):
        number = each.number.text if each.number else ""
        if each.paragraph.level:
            last = each.paragraph.level - offset
            headings.append(Heading(each.index, last, each.title, number, "style"))
        elif last:
            headings.append(Heading(each.index, last + 1, each.title, number, "look"))
    return headings


def _cover(source: Source, found: Sequence[Candidate]) -> int:
    """Return where the body begins: at the last candidate before the first text, table or list, or at the first numbered one."""
    start = 0
    known = {each.index: each for each in found}
    title = next((each.index for each in found[:_COVER_LINES] if _TITLE.fullmatch(each.title) and not each.number), -1)
    for index, block in enumerate(source.blocks):
        each = known.get(index)
        if each is not None:
            if each.number or each.paragraph.level:
                return index
            start = index
        elif isinstance(block, Table) or letters(block.text) >= _PROSE or block.depth >= 0:
            break
    return start + 1 if start == title else start


def _title(source: Source, start: int, headings: Sequence[Heading]) -> str:
    """Return the title: the largest line of the cover that names a kind of document, else what the file says of itself."""
    lines = [
        block
        for block in source.blocks[:start]
        if isinstance(block, Paragraph) and 0 < len(block.text) <= 160 and not block.contents
    ]
    named = [line for line in lines if _PLAN.search(line.text)]
    titled = [line for line in lines if line.style.lower() in {"title", "judul"}]
    chosen = max(named or titled or lines[:1], key=lambda line: line.size, default=None)
    if chosen is not None:
        return " ".join(chosen.text.split())
    if source.declared and headings and headings[0].level == 1 and sum(each.level == 1 for each in headings) == 1:
        return headings[0].title
    return source.properties.get("title", "")


def corrected(source: Source, outline: Outline, levels: Mapping[int, int]) -> Outline:
    """Return an outline as a person corrected it: the level of each heading by its block; 0 for a line that is none."""
    known = {heading.index: heading for heading in outline.headings}
    for index, level in levels.items():
        block = source.blocks[index] if 0 <= index < len(source.blocks) else None
        if level <= 0:
            known.pop(index, None)
        elif isinstance(block, Paragraph):
            made = known.get(index) or Heading(index, level, block.text, block.label, "style")
            known[index] = replace(made, level=level, how="style")
    return replace(outline, headings=tuple(known[index] for index in sorted(known)))
