"""Where in the plan certain words stand, found by one search over all its texts.

Most rules on prose look for something rare. They ask first which passages can hold it, and read only those closely.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from opensmp.dossier.texts import Text

_BETWEEN = "\0"
_LETTERS = b"abcdefghijklmnopqrstuvwxyz0123456789"
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
        return self._passages({place for sign in signs for place in self._at(sign)})

    def saying(self, phrases: Iterable[str]) -> tuple[Passage, ...]:
        """Return the passages that say any of ``phrases`` (in lower case) in whole words.

        A phrase is looked for only where all its words are used, which for most phrases is nowhere.
        """
        return self._passages(
            {
                place
                for phrase in phrases
                for place in self._using(_ascii_words(phrase))
                if _says(self._pieces[place], phrase)
            }
        )

    def words_of(self, wanted: Collection[str]) -> Iterator[tuple[Passage, list[str]]]:
        """Yield each passage that says any of the single words ``wanted`` (lower-case ASCII letters), with those it says."""
        signs = {word.encode() for word in wanted}
        for place in sorted({place for sign in signs for place in self._uses.get(sign, ())}):
            yield self.passages[place], [word.decode() for word in self._words[place] if word in signs]

    def count(self, sign: str) -> int:
        """Return how often ``sign`` (in lower case) stands in the whole plan."""
        return self._lowered.count(sign)

    def _passages(self, places: set[int]) -> tuple[Passage, ...]:
        return tuple(self.passages[place] for place in sorted(places))

    def _at(self, sign: str) -> Iterator[int]:
        """Yield the places of the passages that hold ``sign``, each once."""
        lowered = self._lowered
        if any(mark not in lowered for mark in sign if not (mark.isalnum() or mark == " ")):
            return  # to look for one character is twenty times as fast, and brackets or bars are mostly not there
        begin = lowered.find(sign)
        while begin >= 0:
            place = bisect_right(self._starts, begin) - 1
            yield place
            if place + 1 == len(self._starts):
                return
            begin = lowered.find(sign, self._starts[place + 1])

    def _using(self, words: Sequence[bytes]) -> Iterable[int]:
        """Return the places of the passages that use all of ``words``; of no words, every place."""
        if not words:
            return range(len(self.passages))
        fewest, *others = sorted((self._uses.get(word, ()) for word in words), key=len)
        return set(fewest).intersection(*others)

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
    def _words(self) -> tuple[list[bytes], ...]:
        """The words of each passage in their order."""
        return tuple(map(_ascii_words, self._pieces))

    @cached_property
    def _uses(self) -> Mapping[bytes, Sequence[int]]:
        """The places of the passages that use a word, by the word; a place stands there as often as it uses the word."""
        uses = defaultdict[bytes, list[int]](list)
        for place, words in enumerate(self._words):
            for word in words:
                uses[word].append(place)
        return uses


def _says(piece: str, phrase: str) -> bool:
    """Whether ``phrase`` stands in a piece between two ends of words."""
    begin = piece.find(phrase)
    while begin >= 0:
        after = begin + len(phrase)
        if not (piece[begin - 1 : begin].isalnum() or piece[after : after + 1].isalnum()):
            return True
        begin = piece.find(phrase, begin + 1)
    return False


def _ascii_words(lowered: str) -> list[bytes]:
    """Return the runs of ASCII letters and digits; one pass in C, which is what makes the search cheap."""
    return lowered.encode().translate(_TO_BLANKS).split()
