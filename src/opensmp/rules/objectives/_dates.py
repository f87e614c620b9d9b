"""The days that the words of a deadline can mean, as far as they name a year."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import cache

_MONTHS = (
    "jan", "feb", "mar", "apr", "may|mei", "jun", "jul", "aug|agu|ags", "sep", "oct|okt", "nov", "dec|des",
)  # fmt: skip
_ORDINALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "first": 1, "second": 2, "third": 3, "fourth": 4, "pertama": 1, "kedua": 2,
             "ketiga": 3, "keempat": 4}  # fmt: skip


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    month = "|".join(f"(?P<m{number}>{names})" for number, names in enumerate(_MONTHS, 1))
    ordinal = "|".join(sorted(_ORDINALS, key=len, reverse=True))
    return (
        re.compile(r"\b(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b"),
        re.compile(
            rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+)?\b(?:{month})[a-z]*\.?\s+(?:(?P<late>\d{{1,2}}),?\s+)?(?P<year>20\d\d)\b"
        ),
        re.compile(
            rf"(?:\bq|\btw|\btriwulan\s+|\bkuartal\s+|\bquarter\s+)(?P<quarter>[1-4]|{ordinal})\b\D{{0,20}}(?P<year>20\d\d)"
        ),
        re.compile(rf"\b(?P<quarter>{ordinal})\s+quarter\b\D{{0,20}}(?P<year>20\d\d)"),
        re.compile(r"(?:\bh|\bsemester\s+)(?P<half>[12]|ii?)\b\D{0,20}(?P<year>20\d\d)"),
        re.compile(r"\b(?P<year>20\d\d)\b"),
    )


def span_of(words: str) -> tuple[date, date] | None:
    """Return the first and the last day that ``words`` can mean, or None where they name no year.

    >>> span_of("the end of Q3 2027")
    (datetime.date(2027, 7, 1), datetime.date(2027, 9, 30))
    """
    lowered = words.lower()
    if "fiscal" in lowered or "anggaran" in lowered or "fy" in lowered:
        return None
    for pattern in _patterns():
        found = pattern.search(lowered)
        if found is not None:
            return _span(found.groupdict())
    return None


def _span(named: dict[str, str | None]) -> tuple[date, date] | None:
    year = int(named["year"] or 0)
    months = _months(named)
    day = named.get("day") or named.get("late")
    last = monthrange(year, months[1])[1]
    if day is None:
        return date(year, months[0], 1), date(year, months[1], last)
    if not 1 <= int(day) <= last:
        return None
    on = date(year, months[0], int(day))
    return on, on


def _months(named: dict[str, str | None]) -> tuple[int, int]:
    quarter, half = named.get("quarter"), named.get("half")
    if quarter:
        number = _ORDINALS.get(quarter) or int(quarter)
        return 3 * number - 2, 3 * number
    if half:
        number = _ORDINALS.get(half) or int(half)
        return 6 * number - 5, 6 * number
    given = next((number for number in range(1, 13) if named.get(f"m{number}")), 0) or int(named.get("month") or 0)
    return (given, given) if 1 <= given <= 12 else (1, 12)
