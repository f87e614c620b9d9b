"""The paragraphs of the plan with the language they should be in: shared by the rules that compare or judge them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from opensmp.dossier.wording import Passage, Wording


class Paragraph(NamedTuple):
    """A paragraph of a passage, as it stands."""

    passage: Passage
    words: str


def paragraphs(wording: Wording, least: int) -> Iterator[Paragraph]:
    """Yield the paragraphs of at least ``least`` characters."""
    for passage in wording.passages:
        words = passage.words
        if len(words) < least:
            continue
        if "\n\n" not in words:
            yield Paragraph(passage, words)
            continue
        for piece in words.split("\n\n"):
            if len(piece) >= least:
                yield Paragraph(passage, piece)
