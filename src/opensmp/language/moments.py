"""Days, months, quarters, half-years, years and named ends of periods: whatever a deadline can be."""

from __future__ import annotations

import re
from functools import cache

from opensmp.language.line import Line, Mention
from opensmp.language.numerals import year_at

_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_JOINTS = frozenset({",", "of", "'s", "’s", "-", "/", "in", "."})
_YEAR_WORDS = frozenset({"fiscal", "se_year"})


@cache
def _code() -> re.Pattern[str]:
    """Codes written without a space: Q3, FY2027, FY26, H1, TW3, CY2027, Q3-2027, mid-2027, S1."""
    return re.compile(
        r"(?:(?:q|tw|kw)[1-4]|[hs][12]|(?:fy|cy|ta)-?(?:20)?\d\d|mid-(?:19|20)\d\d)(?:[-/](?:fy)?(?:20)?\d\d)?"
    )


def moment_at(line: Line, index: int) -> Mention | None:
    """Return the moment that starts at ``index``, the longest that can be read."""
    last = _date(line, index)
    if last is None:
        last = _named(line, index)
    if last is None:
        return None
    return Mention("moment", index, last, unit=_grain(line, index, last))


def _date(line: Line, index: int) -> int | None:
    """Return the last item of a calendar date or a bare year written in digits."""
    if not line.number(index):
        return None
    month = index + 1
    if line.word(month) in _ORDINALS:
        month += 1
    if line.has(month, "of"):
        month += 1
    if _month(line, month):
        return _with_year(line, month)
    last = _numeric(line, index)
    return year_at(line, index) if last is None else last


def _numeric(line: Line, index: int) -> int | None:
    word = line.word(index)
    if word.count(".") == 2 and len(word.rpartition(".")[2]) == 4:
        return index
    sign = line.word(index + 1)
    if sign not in {"-", "/"} or line.word(index + 3) != sign:
        return None
    parts = [line.word(place) for place in (index, index + 2, index + 4)]
    if not all(line.number(place) for place in (index, index + 2, index + 4)):
        return None
    return index + 4 if sorted(len(part) for part in parts)[-1] == 4 or sign == "/" else None


def _month(line: Line, index: int) -> bool:
    """Is the item a month? "may" and "march" need their capital letter."""
    if not line.has(index, "month"):
        return False
    return line.word(index) not in {"may", "march"} or line.text[line.at(index).start].isupper()


def _with_year(line: Line, index: int) -> int:
    """Return the last item of the year that follows ``index`` ("of fiscal year 2027", ", 2027"), or ``index``."""
    place = index + 1
    steps = 0
    while steps < 3 and (line.word(place) in _JOINTS or line.has(place, "of", "fiscal") or line.word(place) == "the"):
        place += 1
        steps += 1
    year = year_at(line, place)
    if year is not None and not line.has(year + 1, "percent", "unit"):
        return year
    if _code().fullmatch(line.word(place)) and line.word(place)[0] in "fc":
        return place
    last = place - 1
    return last if last > index and line.has(last, "fiscal") else index


def _named(line: Line, index: int) -> int | None:
    if _month(line, index):
        return _month_first(line, index)
    if line.has(index, "quarter", "half_year"):
        return _with_year(line, index)
    if _code().fullmatch(line.word(index)):
        return _with_year(line, index)
    if line.has(index, "fiscal") and line.word(index) not in {"the year"}:
        year = _with_year(line, index)
        return year if year_at(line, year) is not None or line.number(year) else None
    if line.has(index, "moment", "weekday"):
        return _with_year(line, index)
    return _edge(line, index)


def _month_first(line: Line, index: int) -> int | None:
    """Return the last item of September 30, 2023, of September 2023, or of September alone."""
    if line.number(index + 1) and len(line.word(index + 1)) <= 2 and not line.has(index + 2, "percent", "unit"):
        day = index + 1
        if line.word(day + 1) in _ORDINALS:
            day += 1
        return _with_year(line, day)
    return _with_year(line, index)


def _edge(line: Line, index: int) -> int | None:
    """Return the last item of "end of the third quarter", "akhir bulan Juni 2027", "mid 2027"."""
    if not line.has(index, "edge"):
        return None
    place = index + 1
    while place < index + 4 and (line.word(place) in {"the", "each", "of", "tahun", "bulan", "calendar", "our"}):
        place += 1
    if line.word(place - 1) in {"tahun", "bulan"} and place - 1 > index:
        inner = moment_at(line, place)
        return inner.last if inner else _with_year(line, place - 1)
    inner = moment_at(line, place) if not line.has(place, "edge") else None
    if inner is not None:
        return inner.last
    if line.sense(place, "unit") in {"wk", "mo", "q", "hy", "y"} or line.has(place, "fiscal"):
        return _with_year(line, place)
    return None


def _grain(line: Line, first: int, last: int) -> str:
    """Return ``year`` for a bare year, ``event`` for a named end without a year, else ``date``."""
    if year_at(line, first) == last:
        return "year"
    if line.number(last) or any(sign.isdigit() for sign in line.word(last)):
        return "date"
    return "event"
