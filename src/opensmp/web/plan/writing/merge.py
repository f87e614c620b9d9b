"""Two texts from one: paragraph by paragraph, what only one of two writers changed is taken, what both changed is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple, TypeAlias

Parts: TypeAlias = Sequence[str]
Cut: TypeAlias = tuple[Parts, Parts, Parts]
"""Parts of the text both began with, of theirs and of mine."""
Taken: TypeAlias = Literal["same", "theirs", "mine", "both"]


class Stretch(NamedTuple):
    """Some paragraphs: unchanged or changed alike (``same``), changed by one, or changed by both in different ways."""

    taken: Taken
    base: str
    theirs: str
    mine: str


def stretches(base: str, theirs: str, mine: str) -> tuple[Stretch, ...]:
    """Return three texts side by side, cut where all three agree."""
    texts = [_paragraphs(text) for text in (base, theirs, mine)]
    return tuple(_joined(each for cut in _cut(*texts) for each in _refined(cut)))


def proposal(each: Stretch) -> str:
    """Return the wording offered for what both changed: both changes, and where they touch the same words, mine."""
    if not each.base:
        return "\n\n".join(text for text in (each.theirs, each.mine) if text)
    words = [re.findall(r"\s+|\S+", text) for text in (each.base, each.theirs, each.mine)]
    pieces = [("".join(old), "".join(one), "".join(two)) for old, one, two in _cut(*words)]
    return "".join(two if two != old else one for old, one, two in pieces)


def _paragraphs(text: str) -> list[str]:
    return [part for part in (piece.strip("\n") for piece in text.replace("\r\n", "\n").split("\n\n")) if part.strip()]


def _cut(old: Parts, one: Parts, two: Parts) -> Iterator[Cut]:
    """Yield the three texts in turns: what differs in any of them, then one part on which all agree."""
    first, second = _matches(old, one), _matches(old, two)
    at = (0, 0, 0)
    for place in [*(index for index in range(len(old)) if index in first and index in second), len(old)]:
        end = (place, first.get(place, len(one)), second.get(place, len(two)))
        if at != end:
            yield old[at[0] : end[0]], one[at[1] : end[1]], two[at[2] : end[2]]
        if place < len(old):
            yield old[place : place + 1], old[place : place + 1], old[place : place + 1]
        at = (end[0] + 1, end[1] + 1, end[2] + 1)


def _matches(old: Parts, new: Parts) -> Mapping[int, int]:
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {block.a + step: block.b + step for block in blocks for step in range(block.size)}


def _refined(cut: Cut) -> Iterator[Stretch]:
    """Yield a cut paragraph by paragraph where each has its like in all three texts; what was added after them stands alone."""
    old, one, two = cut
    many = len(old)
    if many and len(one) >= many <= len(two) and all(map(_alike, old, one)) and all(map(_alike, old, two)):
        yield from (_stretch(*each) for each in zip(old, one, two, strict=False))
        old, one, two = (), one[many:], two[many:]
    if old or one or two:
        yield _stretch(*("\n\n".join(text) for text in (old, one, two)))


def _alike(old: str, new: str) -> bool:
    return SequenceMatcher(None, old.split(), new.split(), autojunk=False).ratio() > 0.5


def _stretch(base: str, theirs: str, mine: str) -> Stretch:
    taken: Taken = "same" if theirs == mine else "mine" if theirs == base else "theirs" if mine == base else "both"
    return Stretch(taken, base, theirs, mine)


def _joined(found: Iterator[Stretch]) -> Iterator[Stretch]:
    """Put neighbouring paragraphs that nobody disputes into one stretch."""
    held: Stretch | None = None
    for each in found:
        if held is not None and held.taken == each.taken == "same":
            held = Stretch("same", *("\n\n".join(filter(None, pair)) for pair in zip(held[1:], each[1:], strict=True)))
            continue
        if held is not None:
            yield held
        held = each
    if held is not None:
        yield held


def merged(found: Sequence[Stretch], picks: Mapping[int, tuple[str, str]]) -> str:
    """Return one text; ``picks`` says by place which side to take (``theirs``, ``mine`` or ``own`` with its words)."""
    parts = []
    for place, each in enumerate(found):
        side, words = picks.get(place, ("mine" if each.taken in ("mine", "both") else "theirs", ""))
        parts.append(words if side == "own" else each.mine if side == "mine" else each.theirs)
    return "\n\n".join(part.strip("\n") for part in parts if part.strip())
