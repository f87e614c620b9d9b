"""Paragraphs that could be headings: short, standing alone, and set apart by style, number, weight, size or capitals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from opensmp.intake.headings.numbers import Number, number_of
from opensmp.intake.source import Block, Paragraph, Source, Table, letters

MOST_WORDS = 16
MOST_LETTERS = 110
_PROSE = 60
"""Letters from which a paragraph is text and not a title."""
_USUAL_SIZE = 10.0
"""What Word sets where no size is declared anywhere."""
_LARGER = 1.5
_CAPTION = re.compile(r"(?:table|figure|tabel|gambar|grafik|chart)\s+\d+\b", re.IGNORECASE)
_FILLING = re.compile(r"[_.…]{4,}|^\(?\s*_+|\t.*\d$|\S {4,}\S")
_SIGNATURE = re.compile(r"^\W*[_.…]{4,}\W*$")
_SERIES = re.compile(r"([^\W\d_]{3,})(?:\s+(?P<count>[\w.-]*\d[\w.-]*)|\s*[:–—])")


@dataclass(frozen=True)
class Candidate:
    """A paragraph that could be a heading. ``rank`` is its size where that stands out, else 0; ``index`` its place in the blocks.

    ``also`` are the places of lines that belong to it: *BAB I* above its title.
    """

    index: int
    paragraph: Paragraph
    title: str
    number: Number | None
    rank: float
    strong: bool
    has_body: bool = True
    also: tuple[int, ...] = ()

    @property
    def words(self) -> str:
        """The title for comparing: lower case, without a colon at its end."""
        return self.title.lower().rstrip(" :")

    @property
    def series(self) -> tuple[str, str]:
        """The word that counts and its number: *finding* and *2* of *Finding 2: Logs*; both empty where nothing counts."""
        found = _SERIES.match(self.title)
        return (found[1].lower(), found["count"] or "") if found else ("", "")


def body_size(source: Source) -> float:
    """Return the size in points in which most of the text is set."""
    sizes: Counter[float] = Counter()
    for each in source.paragraphs:
        if letters(each.text) >= _PROSE and not each.bold:
            sizes[each.size or _USUAL_SIZE] += letters(each.text)
    return max(sizes, key=lambda size: sizes[size], default=_USUAL_SIZE)


def candidates(source: Source) -> list[Candidate]:
    """Return the candidates of a document in order, without those that are surely something else."""
    usual = body_size(source)
    blocks = source.blocks
    plain = source.format in {"txt", "pdf"}
    found = []
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph) and _may_be(block):
            made = _candidate(block, index, usual, blocks, plain)
            if made is not None:
                found.append(made)
    kept = _joined(_with_letters(_without_lists(found, blocks)), blocks)
    known = {each.index for each in kept}
    return [replace(each, has_body=_next_filled(each.index, blocks, 1) not in {-1, *known}) for each in kept]


def _may_be(paragraph: Paragraph) -> bool:
    text = paragraph.text
    if not text or paragraph.contents or paragraph.style.lower().startswith(("caption", "toc", "keterangan")):
        return False
    if paragraph.level:
        return len(text) <= 2 * MOST_LETTERS
    words = text.split()
    if "\n" in text or len(text) > MOST_LETTERS or len(words) > MOST_WORDS or paragraph.bullet:
        return False
    letterless = sum(map(str.isalpha, text)) * 2 < len(text.replace(" ", ""))
    return not (
        letterless or _CAPTION.match(text) or _FILLING.search(text) or text[-1] in ".;,!?" or text.endswith("…")
    )


def _candidate(each: Paragraph, index: int, usual: float, blocks: Sequence[Block], plain: bool) -> Candidate | None:
    number, title = number_of(each.text, each.label)
    size = each.size or _USUAL_SIZE
    rank = float(round(size)) if size >= usual + _LARGER else 0.0
    capitals = each.caps or (each.text.isupper() and letters(each.text) > 3)
    strong = bool(each.level) or each.bold or each.underlined or capitals or rank > 0
    if each.depth >= 0 and not (strong and number):
        return None
    if (not strong and each.text.endswith(":")) or _is_signed(index, blocks):
        return None
    if not strong and number is None and not (plain and _alone(each, index, blocks)):
        return None
    return Candidate(index, each, title, number, rank, strong)


def _is_signed(index: int, blocks: Sequence[Block]) -> bool:
    """Whether a line stands under a line for a signature: then it is a name."""
    before = _next_filled(index, blocks, -1)
    held = blocks[before] if before >= 0 else None
    return isinstance(held, Paragraph) and bool(_SIGNATURE.search(held.text))


def _alone(each: Paragraph, index: int, blocks: Sequence[Block]) -> bool:
    """Whether a line of a plain text stands like a title: short, begun with a capital, and text below it."""
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    short = len(each.text.split()) <= 8 and each.text[0].isupper() and ":" not in each.text and each.depth < 0
    return short and isinstance(following, Paragraph) and letters(following.text) >= _PROSE


def _without_lists(found: list[Candidate], blocks: Sequence[Block]) -> list[Candidate]:
    """Take out numbered lines that follow one another like the items of a list and are not set apart."""
    by_index = {each.index: each for each in found}
    items = set()
    for each in found:
        if each.strong or each.number is None:
            continue
        for neighbour in (_next_filled(each.index, blocks, 1), _next_filled(each.index, blocks, -1)):
            other = by_index.get(neighbour)
            if other is not None and not other.strong and other.number and other.number.kind == each.number.kind:
                items.add(each.index)
    return [each for each in found if each.index not in items]


def _with_letters(found: list[Candidate]) -> list[Candidate]:
    """Take *I.* behind *H.* for a letter and not for one in Roman numerals."""
    kept, last = [], ""
    for each in found:
        if (
            each.number
            and each.number.kind == "roman"
            and len(each.number.text) == 1
            and last == chr(ord(each.number.text) - 1)
        ):
            each = replace(each, number=each.number._replace(kind="letter"))
        if each.number and each.number.kind == "letter":
            last = each.number.text[-1:]
        kept.append(each)
    return kept


def _joined(found: list[Candidate], blocks: Sequence[Block]) -> list[Candidate]:
    """Join a number that stands on a line of its own, as *BAB I*, with the title on the next line."""
    kept: list[Candidate] = []
    for each in found:
        before = kept[-1] if kept else None
        if (
            before
            and _is_bare(before)
            and each.number is None
            and each.strong
            and _next_filled(before.index, blocks, 1) == each.index
        ):
            kept[-1] = replace(each, number=before.number, rank=max(each.rank, before.rank), also=(before.index,))
        else:
            kept.append(each)
    return kept


def _is_bare(each: Candidate) -> bool:
    """Whether a line is nothing but the number of a chapter or an annex."""
    return each.number is not None and each.number.kind in {"part", "annex"} and each.title == each.paragraph.text


def _next_filled(index: int, blocks: Sequence[Block], step: int) -> int:
    at = index + step
    while 0 <= at < len(blocks):
        block = blocks[at]
        if isinstance(block, Table) or block.text:
            return at
        at += step
    return -1
