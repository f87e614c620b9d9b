"""The two texts of a field side by side, and the numbers each of them states: shared by the rules on parity."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple, TypeAlias

from opensmp.dossier import Dossier
from opensmp.dossier.texts import Text
from opensmp.i18n import Message, _
from opensmp.language import wordlist

_LONG = 240
"""Characters from which on the length of two texts is compared."""

_HALF = 0.5

_NAMES = {"en": _("English"), "id": _("Indonesian")}


class Pair(NamedTuple):
    """A field in both languages of the plan: its texts by the codes of their languages."""

    text: Text
    languages: tuple[str, str]
    words: tuple[str, str]

    @property
    def names(self) -> tuple[Message, Message]:
        """The two languages as people call them."""
        return _NAMES[self.languages[0]], _NAMES[self.languages[1]]


def pairs(dossier: Dossier) -> Iterator[Pair]:
    """Yield the texts that exist in both languages of the plan."""
    if len(dossier.languages) < 2:
        return
    for text in dossier.texts:
        if len(text.prose.texts) == 2:
            (one, first), (two, second) = text.prose.texts
            if first and second:
                yield Pair(text, (one or dossier.languages[0], two), (first, second))


def is_shortened(pair: Pair) -> bool:
    """Whether one of the two is less than half as long as the other."""
    first, second = map(len, pair.words)
    return max(first, second) >= _LONG and min(first, second) < max(first, second) * _HALF


_UNITS: Mapping[str, tuple[str, ...]] = {
    "en": (
        "zero", "one once first", "two twice second both", "three third", "four fourth", "five fifth", "six sixth",
        "seven seventh", "eight eighth", "nine ninth", "ten tenth", "eleven eleventh", "twelve twelfth", "thirteen", "fourteen",
        "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
    ),
    "id": (
        "nol", "satu sekali pertama i", "dua kedua ii", "tiga ketiga iii", "empat keempat iv", "lima kelima", "enam keenam",
        "tujuh ketujuh", "delapan kedelapan", "sembilan kesembilan", "sepuluh kesepuluh", "sebelas kesebelas",
    ),
}  # fmt: skip
_MORE: Mapping[str, Mapping[str, int]] = {
    "en": {
        "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100,
        "half-yearly": 2,
    },
    "id": {"seratus": 100},
}  # fmt: skip
_OF_WORDS: Mapping[str, Mapping[str, int]] = {
    language: {word: value for value, words in enumerate(units) for word in words.split()} | dict(_MORE[language])
    for language, units in _UNITS.items()
}
"""Numbers as words. A word for one or two is never missed: it also stands for an article, a pair or a turn."""

_MONTHS: Mapping[str, tuple[str, ...]] = {
    "en": (
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    ),
    "id": (
        "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november", "desember",
    ),
}  # fmt: skip
_MAY = wordlist.words(
    "may march mei i ii iii iv third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth ketiga keempat kelima keenam "
    "ketujuh kedelapan kesembilan kesepuluh kesebelas"
)
"""Words with another meaning besides the number (a fifth of them): they answer for a number of the other text and ask for none."""

_CERTAIN = 3
_GROUP = 3
_TENS, _TEENS, _HUNDREDS = "puluh", "belas", "ratus"


class Numbers(NamedTuple):
    """What a text states in numbers: those the other text must state too, and all that it can answer with."""

    stated: frozenset[str]
    answered: frozenset[str]


def numbers_of(language: str, words: str) -> Numbers:
    """Read digits, number words and months. ``1,000`` and ``1.000``, ``99.5`` and ``99,5``, ``08:00`` and ``8.00`` are one."""
    digits = {_plain(match) for match in _digits().findall(words)}
    stated, answered = set(digits), set(digits)
    row = _word().findall(words.lower())
    known = _known(language)
    for place in [place for place, word in enumerate(row) if word in known or "-" in word]:
        value = _value(language, row, place)
        if value is not None:
            answered.add(str(value))
            if value >= _CERTAIN and row[place] not in _MAY:
                stated.add(str(value))
    return Numbers(frozenset(stated), frozenset(answered))


@cache
def _known(language: str) -> frozenset[str]:
    return frozenset((*_OF_WORDS[language], *_MONTHS[language]))


def _value(language: str, row: list[str], place: int) -> int | None:
    """Return the number or the month that the word at ``place`` means."""
    word = row[place]
    if language == "en" and "-" in word:
        return _hyphened(word)
    if word in _MONTHS[language]:
        return _MONTHS[language].index(word) + 1
    value = _OF_WORDS[language].get(word)
    return value if language == "en" or value is None else _indonesian(value, row, place)


def _hyphened(word: str) -> int | None:
    """Read *twenty-five* as 25 and *three-year* as 3."""
    values = [_OF_WORDS["en"].get(part) for part in word.split("-")]
    if None in values:
        return next((value for value in values if value is not None and value >= _CERTAIN), None)
    return sum(value for value in values if value is not None)


def _indonesian(value: int, row: list[str], place: int) -> int | None:
    """Read *dua belas* as 12, *dua puluh lima* as 25 and *dua ratus* as 200; the parts of a number are none of their own."""
    if place and row[place - 1] in {_TENS, _HUNDREDS}:
        return None
    after, then = (*row[place + 1 : place + 3], "", "")[:2]
    if after == _TEENS:
        return value + 10
    if after == _HUNDREDS:
        return value * 100
    return value * 10 + _OF_WORDS["id"].get(then, 0) if after == _TENS else value


@cache
def _digits() -> re.Pattern[str]:
    return re.compile(r"\d+(?:[.,:]\d+)*")


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def _plain(digits: str) -> str:
    """Return a number without what the languages write differently: its separators, and thousands that a word may say."""
    *groups, last = digits.replace(",", ".").replace(":", ".").split(".")
    if groups and len(last) != _GROUP:
        last = last.rstrip("0")
    parts = [part.lstrip("0") or "0" for part in (*groups, last)]
    while len(parts) > 1 and parts[-1] == "0":
        parts.pop()
    return ".".join(parts)


_NO_DIGITS = bytes(code for code in range(256) if not 0x30 <= code <= 0x39)

_TEENS_SLOT, _TENS_SLOT, _MONTH_SLOT = -10, -20, -100


@cache
def _marks(language: str) -> Mapping[str, tuple[int, ...]]:
    """Return what each number word or month adds to the picture of a text; *thirteen* and *tiga belas* add the same."""
    marks = {
        word: _mark(value) for word, value in _OF_WORDS[language].items() if value >= _CERTAIN and word not in _MAY
    }
    months = enumerate(_MONTHS[language], 1)
    marks |= {word: (_MONTH_SLOT - month,) for month, word in months if word not in _MAY | {"maret"}}
    if language == "id":
        marks |= {"ratus": (100,), _TEENS: (_TEENS_SLOT,), _TENS: (_TENS_SLOT,)}
    return marks


def _mark(value: int) -> tuple[int, ...]:
    """Return a number as its parts are spoken: 4 as itself, 14 as four and ten more, 40 as four tens."""
    if value < 12 or value == 100:
        return (value,)
    unit, slot = (value - 10, _TEENS_SLOT) if value < 20 else (value // 10, _TENS_SLOT)
    return (unit, slot) if unit >= _CERTAIN else (slot,)


Pictures: TypeAlias = Mapping[tuple[int, str], frozenset[int]]
"""The numbers and months that a text says in words, by its identity and language; nothing where it says none."""


def pictures(dossier: Dossier) -> Pictures:
    """Look once through the whole plan for numbers and months in words."""
    wanted = {word for language in dossier.languages for word in _marks(language)}
    return {
        (id(passage.text), passage.language): frozenset(
            mark for word in said for mark in _marks(passage.language).get(word, ())
        )
        for passage, said in dossier.wording.words_of(wanted)
        if passage.language in dossier.languages
    }


def same_at_first_sight(pair: Pair, seen: Pictures) -> bool:
    """Whether both texts hold the same digits in the same order, and the same numbers and months as words.

    Nearly all do, and are then compared no further.
    """
    digits, others = (words.encode().translate(None, _NO_DIGITS) for words in pair.words)
    one, two = (seen.get((id(pair.text), language), frozenset()) for language in pair.languages)
    return digits == others and one == two


@cache
def _chip() -> re.Pattern[str]:
    return re.compile(r"\[\[([a-z-]+:[^\[\]\n]+?)\]\]")


def references_of(words: str) -> frozenset[str]:
    """Return the ``[[kind:id]]`` references of a text."""
    return frozenset(_chip().findall(words))
