"""Numbers as they are written in English (1,000 and 99.5) and in Indonesian (1.000 and 99,5)."""

from __future__ import annotations

from decimal import Decimal

from opensmp.language.line import Line, Mention

_GROUP = 3
_LONGEST = 40
"""Digits beyond this are no measure; they are read as far as this."""


def decimal_of(digits: str, language: str) -> Decimal:
    """Return the value of ``digits``: groups of three after the language's sign are thousands, other groups decimals.

    A plan in Indonesian may hold an English decimal point (99.9 %) and the other way round; only groups of exactly
    three digits after the thousands sign of the language are thousands.
    """
    thousands, decimal = (".", ",") if language == "id" else (",", ".")
    digits = digits[:_LONGEST]
    whole, mark, fraction = digits.rpartition(decimal)
    if mark and thousands not in fraction and decimal not in whole:
        return Decimal((whole.replace(thousands, "") or "0") + "." + (fraction or "0"))
    first, *groups = digits.split(thousands)
    if mark or not groups or all(len(group) == _GROUP for group in groups) or len(groups) > 1:
        return Decimal("".join(filter(str.isdigit, digits)) or "0")
    return Decimal(first + "." + (groups[0] or "0"))


def number_at(line: Line, index: int) -> tuple[Decimal, int] | None:
    """Return the number at ``index``, in digits or words and with its scale (1,5 miliar), and the last item of it."""
    if line.number(index):
        value = decimal_of(line.word(index), line.language)
    else:
        written = line.sense(index, "num")
        if written is None:
            return None
        value = Decimal(written)
    scale = line.sense(index + 1, "scale")
    if scale is not None and (len(line.word(index + 1)) > 1 or line.touching(index + 1)):
        return value * Decimal(scale), index + 1
    return value, index


def year_at(line: Line, index: int) -> int | None:
    """Return the last item of a year at ``index``: 2027, 2027/28, 2027–2028 (four digits from 1950 to 2099)."""
    word = line.word(index)
    if not (line.number(index) and len(word) == 4 and word[:2] in {"19", "20"} and word.isascii() and word.isdigit()):
        return None
    if line.word(index + 1) in {"/", "-", "–"} and line.number(index + 2) and line.touching(index + 1):
        return index + 2 if len(line.word(index + 2)) in {2, 4} else index
    return index


def spelled(mention: Mention, line: Line) -> str:
    """Return the words of ``mention`` as the sentence has them."""
    return line.words(mention.first, mention.last)
