"""Words on scales: what *High*, *2 - High*, *P2* and *Tinggi* mean as a rank, and which words say kept or broken.

A label beats a bare number, because 1 is the most urgent in some tools and the least urgent in others.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from opensmp.evidence.formats import FILLED_NO, FILLED_YES

_STEPS: Mapping[str, int] = {
    word: step
    for step, words in enumerate(
        (
            ("critical", "kritis", "urgent", "mendesak", "highest", "tertinggi", "emergency", "darurat", "very high", "sangat tinggi"),
            ("high", "tinggi", "major", "significant"),
            ("medium", "moderate", "normal", "sedang", "menengah", "average"),
            ("low", "rendah", "minor"),
            ("lowest", "very low", "sangat rendah", "terendah", "planning", "perencanaan", "trivial"),
        ),
        1,
    )
    for word in words
}  # fmt: skip
_BLOCKERS: Mapping[str, int] = {"blocker": 1, "critical": 2, "major": 3, "minor": 4, "trivial": 5}
_NUMBERED = re.compile(
    r"^(?P<sign>p|sev|severity|priority|prioritas|prio|s|level|tingkat)?[\s\-.:#]*(?P<number>\d{1,2})\b"
    r"[\s\-–—.:()]*(?P<label>.*?)\)?$"
)
_BROKEN = re.compile(
    r"\b(violated|breach(ed)?|missed|overdue|late|exceeded|lewat|terlambat|melanggar|gagal|not|out|tidak|belum|di luar)\b"
)
_KEPT = re.compile(
    r"\b(within|met|achieved|on time|in time|in sla|tepat|tercapai|terpenuhi|sesuai|memenuhi|dalam sla|compliant)\b"
)
_FAMILIES = (
    ("critical", "high", "medium", "low"), ("critical", "high", "moderate", "low"), ("urgent", "high", "medium", "low"),
    ("urgent", "high", "normal", "low"), ("highest", "high", "medium", "low", "lowest"), ("kritis", "tinggi", "sedang", "rendah"),
    ("sangat tinggi", "tinggi", "sedang", "rendah", "sangat rendah"), ("blocker", "critical", "major", "minor", "trivial"),
)  # fmt: skip
"""Words that go together; a file that holds some of them may hold the others next month."""
_SIGNS = ("priority", "prioritas", "p", "sev", "severity")
_LABEL_FIRST = re.compile(r"^(?P<label>[^\d(]+?)[\s\-–—.:(]+(?P<number>\d{1,2})\)?$")

How: TypeAlias = Literal["known", "numbers", "labels", "no top", "unknown"]


@dataclass(frozen=True)
class Scale:
    """Ranks by word, how they were found, and the words that have none.

    ``known`` by the tool, or by numbers and labels that agree · ``numbers`` bare numbers, 1 taken as the most urgent ·
    ``labels`` words alone · ``no top`` words alone, and none says critical · ``unknown`` some words have no place.
    """

    ranks: Mapping[str, int]
    how: How
    unknown: tuple[str, ...] = ()


def scale(words: Sequence[str], stock: Mapping[str, int], *, three: bool) -> Scale:
    """Return the ranks of the words of a column; ``stock`` is what the tool says, ``three`` a scale without *critical*."""
    if stock and all(word.lower() in stock for word in words):
        return Scale(_of_same_style(words, stock), "known")
    parsed = {word: _parsed(word) for word in words}
    numbers = {word: number for word, (number, _label, _named) in parsed.items() if number is not None}
    steps = {
        word: step for word, (_number, label, _named) in parsed.items() if (step := _step(label, words)) is not None
    }
    if numbers and len(numbers) == len(words) and not _contrary(numbers, steps):
        lowest = 1 - min(*numbers.values(), 1)
        certain = bool(steps) or any(named for _number, _label, named in parsed.values())
        ranks = {word: number + lowest for word, number in numbers.items()}
        return Scale(_with_neighbours(ranks), "known" if certain else "numbers")
    return _by_label(words, steps, three=three)


def is_rank_word(word: str) -> bool:
    """Whether a word says by itself where it stands on a scale: P1, Sev 2, High, 3 - Sedang."""
    number, label, named = _parsed(word)
    return label in _STEPS or (named and number is not None)


def verdict(word: str) -> bool | None:
    """Return what a word says by itself of a promise: kept, broken, or nothing (yes and no need their column's meaning)."""
    low = word.lower().replace("_", " ")
    if low in FILLED_YES or low in FILLED_NO:
        return None
    if _BROKEN.search(low):
        return False
    return True if _KEPT.search(low) else None


def _parsed(word: str) -> tuple[int | None, str, bool]:
    """Return the number and the label of a word, and whether a letter before it says what the number is (P1, Sev 2)."""
    low = word.lower().strip()
    match = _NUMBERED.match(low) or _LABEL_FIRST.match(low)
    if match is None:
        return None, low, False
    label = match["label"].strip(" -–—.:()")
    named = label in _SIGNS or bool(match.groupdict().get("sign"))
    return int(match["number"]), "" if label in _SIGNS else label, named


def _step(label: str, words: Sequence[str]) -> int | None:
    blockers = any("blocker" in word.lower() for word in words)
    return (_BLOCKERS if blockers else _STEPS).get(label)


def _contrary(numbers: Mapping[str, int], steps: Mapping[str, int]) -> bool:
    """Whether the labels fall where the numbers rise: the label wins."""
    both = sorted((numbers[word], step) for word, step in steps.items() if word in numbers)
    return len(both) > 1 and both[0][1] > both[-1][1]


def _by_label(words: Sequence[str], steps: Mapping[str, int], *, three: bool) -> Scale:
    unknown = tuple(word for word in words if word not in steps)
    if unknown:
        return Scale(dict(steps), "unknown", unknown)
    top = min(steps.values(), default=1)
    if top == 2:
        return Scale({word: step - 1 for word, step in steps.items()}, "known" if three else "no top")
    return Scale(_with_family(steps) if top == 1 else dict(steps), "labels" if top == 1 else "no top")


def _with_family(steps: Mapping[str, int]) -> dict[str, int]:
    """Add the words that go with those of the file, so that next month's file is read too."""
    seen = {word.lower() for word in steps}
    family = next((words for words in _FAMILIES if words[0] in seen <= set(words)), ())
    words = list(steps)
    return dict(steps) | {styled(word, words): place for place, word in enumerate(family, 1) if word not in seen}


def _with_neighbours(ranks: Mapping[str, int]) -> dict[str, int]:
    """Add P2 where the file holds P1 and P3, and so on to rank 5."""
    parts = [match for word in ranks if (match := re.fullmatch(r"(\D*)(\d+)", word))]
    if len(parts) < len(ranks) or len({match[1] for match in parts}) != 1:
        return dict(ranks)
    sign, shift = parts[0][1], ranks[parts[0][0]] - int(parts[0][2])
    return {f"{sign}{place - shift}": place for place in range(1, 6)} | dict(ranks)


def _of_same_style(words: Sequence[str], stock: Mapping[str, int]) -> dict[str, int]:
    """Return the tool's whole table in the style of the file: bare numbers, or labels as the file writes them."""
    written = {word.lower(): word for word in words}
    return {
        written.get(word) or styled(word, words): place
        for word, place in stock.items()
        if word in written or of_style(word, words)
    }


def of_style(word: str, words: Sequence[str]) -> bool:
    """Whether a word of a tool's table is a bare code where the file writes codes, or a label where it writes labels."""
    bare = bool(words) and all(each.lstrip("-").isdecimal() for each in words)
    return word.lstrip("-").isdecimal() == bare


def styled(word: str, words: Sequence[str]) -> str:
    """Return a word in the capitals of the file's own words."""
    letters = [each for each in words if any(char.isalpha() for char in each)]
    if letters and all(each.isupper() for each in letters):
        return word.upper()
    capital = letters and all(next(char for char in each if char.isalpha()).isupper() for each in letters)
    return re.sub(r"[^\W\d_]", lambda first: first[0].upper(), word, count=1) if capital else word
