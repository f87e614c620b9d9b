"""What a cell means: days, numbers, amounts of money, cadences, yes and no, lists; as people write them in both languages."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from opensmp.plan.terms import Cadence, Money, Window

_MONTHS = {
    name: number
    for number, names in enumerate((
        "jan januari january", "feb februari february peb", "mar maret march", "apr april", "may mei", "jun juni june", "jul juli july",
        "aug agustus august agu ags agt", "sep september sept", "oct oktober october okt", "nov november nopember",
        "dec desember december des",
    ), 1)
    for name in names.split()
}  # fmt: skip
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_SPOKEN = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?[\s.\-/]+(?:of\s+)?([A-Za-z]{3,9})\.?[\s,.\-/]+(\d{4}|\d{2})\b")
_AMERICAN = re.compile(r"\b([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_DIGITS = re.compile(r"\b(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})\b")
_MONTH_YEAR = re.compile(r"(?<!\d\s)(?<!\d)\b([A-Za-z]{3,9})\.?\s+(\d{4})\b")
_QUARTER = re.compile(r"\b(?:q|quarter|tw|triwulan)\s*([1-4])\D{0,5}(20\d\d)\b", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?\d[\d.,\s\u00a0]*\d|[-+]?\d")
_CURRENCY = re.compile(r"\b(IDR|USD|EUR|SGD|GBP|JPY|AUD|MYR|CNY|Rp|US\$|S\$)\.?|[€£¥$]", re.IGNORECASE)
_CURRENCIES = {"rp": "IDR", "us$": "USD", "$": "USD", "s$": "SGD", "€": "EUR", "£": "GBP", "¥": "JPY"}
_SCALE = re.compile(
    r"\b(?:(thousand|ribu|k)|(million|juta|jt|mio|m)|(billion|miliar|milyar|bn|mrd)|(trillion|triliun))\b",
    re.IGNORECASE,
)
_YES = frozenset(
    {"yes", "y", "ya", "true", "x", "✓", "✔", "✗", "☑", "key", "utama", "benar", "√", "1", "in", "in scope"}
)
_NO = frozenset({"no", "n", "tidak", "false", "", "-", "–", "—", "0", "bukan", "☐", "out", "out of scope"})
NOTHING = frozenset(
    {"", "-", "–", "—", "n/a", "na", "none", "tbd", "tba", "nil", "tidak ada", "belum ada", "?", "…", "...", "n.a."}
)
_DIVIDED = re.compile(r"\s*(?:;|,|\n|•|·|\u2022|\s/\s|\s\+\s|\band\b|\bdan\b|&)\s*")
_CADENCES: tuple[tuple[str, Cadence], ...] = (
    ((
        r"half[- ]?year|semi[- ]?annual|six[- ]month|6[- ]month|twice (?:a|per) year|two times a year|"
        r"every six months|semester|enam bulan|setengah tahun|biannual|dua kali setahun|half yearly"
    ), "half-yearly"),
    (r"two[- ]?year|biennial|every two years|every 2 years|24[- ]month|dua tahun", "two-yearly"),
    (r"three[- ]?year|every three years|every 3 years|triennial|36[- ]month|tiga tahun", "three-yearly"),
    (r"quarter|triwulan|kuartal|three[- ]month|3[- ]month|every three months|tiga bulan|per q\b", "quarterly"),
    (r"month|bulan", "monthly"),
    (r"week|minggu|pekan", "weekly"),
    (r"year|annual|tahun|12[- ]month", "yearly"),
)  # fmt: skip
_WINDOWS: dict[Cadence, Window] = {
    "weekly": "week", "monthly": "month", "quarterly": "quarter", "half-yearly": "half-year", "yearly": "year",
}  # fmt: skip


class Day(NamedTuple):
    """A day read from words. ``exact`` is false where only a month or a quarter is named: then it is its last day."""

    day: date
    exact: bool = True


def day_in(text: str) -> Day | None:
    """Return the first day that a text names; days come before months in numbers, as in Indonesia and most of the world."""
    for pattern, read in _DAYS:
        for found in pattern.finditer(text):
            day = read(found)
            if day is not None:
                return day
    return None


def _made(year: str | int, month: str | int, day: str | int, exact: bool = True) -> Day | None:
    number = int(year) + (2000 if int(year) < 100 else 0)
    try:
        return Day(date(number, int(month), int(day)), exact)
    except ValueError:
        return None


def _month(word: str) -> int:
    return _MONTHS.get(word.lower(), 0) or _MONTHS.get(word.lower()[:3], 0) * (len(word) > 3)


def _end(year: int, month: int) -> Day | None:
    return _made(year, month, monthrange(year, month)[1], exact=False) if 1 <= month <= 12 else None


def _digits(found: re.Match[str]) -> Day | None:
    return _made(found[3], found[2], found[1]) or _made(found[3], found[1], found[2])


_DAYS = (
    (_ISO, lambda found: _made(found[1], found[2], found[3])),
    (_SPOKEN, lambda found: _made(found[3], _month(found[2]), found[1])),
    (_AMERICAN, lambda found: _made(found[3], _month(found[1]), found[2])),
    (_DIGITS, _digits),
    (_QUARTER, lambda found: _end(int(found[2]), 3 * int(found[1]))),
    (_MONTH_YEAR, lambda found: _end(int(found[2]), _month(found[1]))),
)


def days_in(text: str) -> tuple[date, ...]:
    """Return all days that a text names, in order."""
    found = []
    for piece in re.split(r"[;\n]|,(?!\s*\d{4})", text):
        day = day_in(piece)
        if day is not None:
            found.append(day.day)
    return tuple(found)


def span_in(text: str) -> tuple[date, date] | None:
    """Return the first and last day of a period: two days, or a year."""
    pieces = re.split(r"\s+(?:to|until|sampai(?: dengan)?|s\.?d\.?|hingga|through)\s+|\s*[–—]\s*|\s+-\s+", text)
    days = [day.day for piece in pieces if (day := day_in(piece))]
    if len(days) >= 2:
        return days[0], days[1]
    year = re.fullmatch(r"\D*(20\d\d)\D*", text)
    return (date(int(year[1]), 1, 1), date(int(year[1]), 12, 31)) if year else None


def number_in(text: str, language: str) -> Decimal | None:
    """Return the first number of a text. One sign is a decimal sign unless three digits follow it and the language groups so."""
    found = _NUMBER.search(text)
    if not found:
        return None
    digits = re.sub(r"[\s\u00a0]", "", found[0])
    comma, dot = digits.rfind(","), digits.rfind(".")
    decimal = "," if comma > dot else "."
    if comma >= 0 and dot >= 0:
        digits = digits.replace("," if decimal == "." else ".", "").replace(decimal, ".")
    elif comma >= 0 or dot >= 0:
        sign = "," if comma >= 0 else "."
        grouped = digits.count(sign) > 1 or (
            len(digits) - digits.rfind(sign) == 4 and sign == ("." if language == "id" else ",")
        )
        digits = digits.replace(sign, "") if grouped else digits.replace(sign, ".")
    try:
        return Decimal(digits)
    except InvalidOperation:
        return None


def money_in(text: str, language: str) -> Money | None:
    """Return the amount of a text that names its currency; *Rp 5 miliar* is 5,000,000,000."""
    currency, amount = _CURRENCY.search(text), number_in(text, language)
    if currency is None or amount is None:
        return None
    scale = _SCALE.search(text)
    factor = next((1000 ** (place + 1) for place, word in enumerate(scale.groups()) if word), 1) if scale else 1
    word = currency[0].rstrip(".").lower()
    return Money(amount=amount * factor, currency=_CURRENCIES.get(word, word.upper()))


def cadence_in(text: str) -> Cadence | None:
    """Return how often something happens, in the first words that say so."""
    lowered = text.lower()
    best: tuple[int, Cadence] | None = None
    for pattern, cadence in _CADENCES:
        found = re.search(pattern, lowered)
        if found and (best is None or found.start() < best[0]):
            best = found.start(), cadence
    return best[1] if best else None


def window_in(text: str) -> Window | None:
    """Return the period over which something is judged."""
    cadence = cadence_in(text)
    return _WINDOWS.get(cadence) if cadence else None


def yes_or_no(text: str) -> bool | None:
    """Return what a cell of a yes-or-no column means; None for other words."""
    plain = text.strip().lower().rstrip(".")
    return True if plain in _YES else False if plain in _NO else None


def pieces(text: str) -> tuple[str, ...]:
    """Return the members of a list in a cell."""
    return tuple(
        piece for part in _DIVIDED.split(text) if (piece := part.strip(" .()")) and piece.lower() not in NOTHING
    )


def lines(text: str) -> tuple[str, ...]:
    """Return the lines of a cell, or its parts between semicolons where it has one line."""
    parts = text.split("\n") if "\n" in text.strip() else text.split(";")
    return tuple(part.strip(" •·-–\t") for part in parts if part.strip(" •·-–\t"))


def is_nothing(text: str) -> bool:
    """Whether a cell says that there is nothing."""
    return text.strip().lower() in NOTHING
