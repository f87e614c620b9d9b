"""Full-time equivalents and sums of money named in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import NamedTuple

_FACTORS = {
    "": 1, "thousand": 10**3, "ribu": 10**3, "million": 10**6, "juta": 10**6, "billion": 10**9, "miliar": 10**9, "milyar": 10**9,
    "trillion": 10**12, "triliun": 10**12,
}  # fmt: skip


class Figure(NamedTuple):
    """A number in the prose with the words it stands in."""

    value: Decimal
    words: str


@cache
def _fte() -> re.Pattern[str]:
    return re.compile(
        r"(\d+(?:[.,]\d+)?)\s*(?:FTEs?\b|full[- ]time equivalents?|setara (?:penuh|purna) waktu)", re.IGNORECASE
    )


@cache
def _money() -> re.Pattern[str]:
    factors = "|".join(name for name in _FACTORS if name)
    return re.compile(rf"\b(?:Rp\.?|IDR|USD|EUR|SGD)\s?(\d+(?:[.,]\d+)*)\s?({factors})?", re.IGNORECASE)


@cache
def _total() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:total|in all|altogether|amounts? to|budget (?:of|is)|totals|commits?|committed"
        r"|menetapkan|berjumlah|seluruhnya|anggaran (?:sebesar|sejumlah)|sebesar)\b",
        re.IGNORECASE,
    )


@cache
def _bound() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:above|over|more than|up to|below|less than|at most|limit|exceed\w*"
        r"|di atas|lebih dari|hingga|sampai|di bawah|kurang dari|batas|melebihi)\b",
        re.IGNORECASE,
    )


def people_in(text: str, language: str) -> Iterator[Figure]:
    """Yield the full-time equivalents that a text names."""
    for found in _fte().finditer(text):
        yield Figure(_number(found[1], language), found[0])


def totals_in(text: str, language: str) -> Iterator[Figure]:
    """Yield the sums of money that a sentence gives as a total; approval limits and other bounds are left out."""
    lowered = text.lower()
    if not any(word in lowered for word in ("budget", "anggaran", "commit", "menetapkan")):
        return
    if not _total().search(text) or _bound().search(text):
        return
    for found in _money().finditer(text):
        yield Figure(_number(found[1], language) * _FACTORS[(found[2] or "").lower()], found[0])


def _number(digits: str, language: str) -> Decimal:
    """Read 1,284.5 in English and 1.284,5 in Indonesian; a sign before other than three digits is the decimal one."""
    decimal, group = (",", ".") if language == "id" else (".", ",")
    if digits.count(group) == 1 and decimal not in digits and len(digits.rpartition(group)[2]) != 3:
        decimal, group = group, decimal
    try:
        return Decimal(digits.replace(group, "").replace(decimal, "."))
    except InvalidOperation:
        return Decimal(0)
