"""Where in the plan certain words stand, found by one search over all its texts.

Most rules on prose look for something rare. They ask first which passages can hold it, and read only those closely.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from opensmp.dossier.texts import Text

_BETWEEN = "\0"
_BREAK = _BETWEEN.encode()
_LETTERS = b"abcdefghijklmnopqrstuvwxyz0123456789" + _BREAK
_TO_BLANKS = bytes(code if code in _LETTERS else 0x20 for code in range(256))


class Passage(NamedTuple):
    """One text of the plan in one language."""

    text: Text
    language: str
    words: str


class Wording:
    """Every passage of the plan in the order of its fields, searchable as one text in lower case."""

    def __init__(self, texts: Iterable[Text], prevailing: str) -> None:
        self.passages = tuple(
            Passage(text, language or prevailing, words)
            for text in texts
            for language, words in text.prose.texts
            if words and not words.isspace()
        )

    def holding(self, signs: Iterable[str]) -> tuple[Passage, ...]:
        """Return the passages in which any of ``signs`` (in lower case) stands, also inside a word.

        A blank in a sign also fits the beginning and the end of a passage.
        """
        return self._passages({place for sign in signs for place in self._at(sign, whole=False)})

    def saying(self, phrases: Iterable[str]) -> tuple[Passage, ...]:
        """Return the passages that say any of ``phrases`` (in lower case) in whole words.

        A phrase in words that the plan never uses costs nothing.
        """
        known = self._vocabulary
        used = (phrase for phrase in phrases if known.issuperset(_ascii_words(phrase)))
        return self._passages({place for phrase in used for place in self._at(phrase, whole=True)})

    def words_of(self, wanted: Collection[str]) -> Iterator[tuple[Passage, list[str]]]:
        """Yield each passage that says any of the single words ``wanted`` (lower-case ASCII letters), with those it says."""
        signs = {_BREAK, *(word.encode() for word in wanted)}
        place, said = 0, list[str]()
        for word in (*[word for word in self._row if word in signs], _BREAK):
            if word != _BREAK:
                said.append(word.decode())
                continue
            if said:
                yield self.passages[place], said
                said = []
            place += 1

    def count(self, sign: str) -> int:
        """Return how often ``sign`` (in lower case) stands in the whole plan."""
        return self._lowered.count(sign)

    def _passages(self, places: set[int]) -> tuple[Passage, ...]:
        return tuple(self.passages[place] for place in sorted(places))

    def _at(self, sign: str, *, whole: bool) -> Iterable[int]:
        """Yield the places of the passages that hold ``sign``, each once; ``whole`` asks for an end of word on both sides."""
        lowered, size = self._lowered, len(sign)
        begin = lowered.find(sign)
        while begin >= 0:
            after = begin + size
            if whole and (lowered[begin - 1 : begin].isalnum() or lowered[after : after + 1].isalnum()):
                begin = lowered.find(sign, begin + 1)
                continue
            place = bisect_right(self._starts, begin) - 1
            yield place
            if place + 1 == len(self._starts):
                return
            begin = lowered.find(sign, self._starts[place + 1])

    @cached_property
    def _pieces(self) -> tuple[str, ...]:
        """The passages in lower case between blanks, with lines joined, because a phrase may be broken over two lines."""
        lowered = (passage.words.lower().replace("\n", " ").replace(_BETWEEN, " ") for passage in self.passages)
        return tuple(f" {words} " for words in lowered)

    @cached_property
    def _lowered(self) -> str:
        return _BETWEEN.join(self._pieces)

    @cached_property
    def _starts(self) -> list[int]:
        lengths = (len(piece) + len(_BETWEEN) for piece in self._pieces)
        return list(accumulate(lengths, initial=0))[:-1] or [0]

    @cached_property
    def _row(self) -> list[bytes]:
        """All words in a row, with a break between two passages."""
        return _ascii_words(self._lowered)

    @cached_property
    def _vocabulary(self) -> frozenset[bytes]:
        return frozenset(self._row)


def _ascii_words(lowered: str) -> list[bytes]:
    """Return the runs of ASCII letters and digits; one pass in C, which is what makes the search cheap."""
    return lowered.encode().translate(_TO_BLANKS).split()
