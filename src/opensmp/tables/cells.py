"""What the stored value of a worksheet cell means as text: numbers as people wrote them, dates in ISO order."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, TypeAlias

Style: TypeAlias = Literal["", "date", "datetime", "time", "elapsed"]
"""How a number is to be read: as itself, a day, a day with time, a time of day, or a length of time in hours."""

_BUILT_IN: dict[int, Style] = {
    **dict.fromkeys((14, 15, 16, 17, *range(27, 32), 36, *range(50, 55), 57, 58), "date"),
    22: "datetime", **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56), "time"), 46: "elapsed",
}  # fmt: skip
_SAID = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_DAY = re.compile(r"[dy]|mmm|^[^hs]*m[^hs]*$", re.IGNORECASE)
_CLOCK = re.compile(r"[hs]|am/pm", re.IGNORECASE)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")
_LAST_DAY = 2_958_465
_MILLISECONDS = 86_400_000
_NEVER = 60


def style_of(number: int, code: str | None) -> Style:
    """Return how a number format reads its numbers; ``code`` is the format's own text where the workbook defines it."""
    if code is None:
        return _BUILT_IN.get(number, "")
    first = _SAID.sub("", code.split(";")[0])
    if _ELAPSED.search(first):
        return "elapsed"
    if first.lower() in {"general", "@"}:
        return ""
    day, clock = _DAY.search(first) is not None, _CLOCK.search(first) is not None
    return "datetime" if day and clock else "date" if day else "time" if clock else ""


def number_text(raw: str, style: Style, from_1904: bool) -> str:
    """Return a stored number as text: ``42``, ``0.29``, ``2026-03-01``, ``2026-03-01 09:46:00``, ``33:46:18``."""
    if not style and _PLAIN.fullmatch(raw):
        return raw
    try:
        value = float(raw)
    except ValueError:
        return raw
    if not style or not -_LAST_DAY <= value <= _LAST_DAY:
        return _number(raw, value)
    if style == "elapsed":
        return _elapsed(round(value * _MILLISECONDS))
    return _moment(raw, value, style, from_1904)


def _number(raw: str, value: float) -> str:
    if value - value != 0:
        return raw
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


def _elapsed(milliseconds: int) -> str:
    sign = "-" if milliseconds < 0 else ""
    minutes, seconds = divmod(round(abs(milliseconds) / 1000), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{sign}{hours}:{minutes:02}:{seconds:02}"


def _moment(raw: str, value: float, style: Style, from_1904: bool) -> str:
    """Return a serial number as a moment. In the system of 1900, day 60 never was: days before it count from one day later."""
    days, milliseconds = divmod(round(value * _MILLISECONDS), _MILLISECONDS)
    if days == 0 and style == "time":
        return _clock(milliseconds)
    day = _day(days, from_1904)
    if not day:
        return _number(raw, value)
    return day if style == "date" and not milliseconds else f"{day} {_clock(milliseconds)}"


@lru_cache(maxsize=4096)
def _day(days: int, from_1904: bool) -> str:
    """Return the day of that number in ISO order; empty where there is none."""
    if from_1904:
        start = date(1904, 1, 1)
    elif days == _NEVER or days < 1:
        return ""
    else:
        start = date(1899, 12, 31) if days < _NEVER else date(1899, 12, 30)
    try:
        return (start + timedelta(days=days)).isoformat()
    except OverflowError:
        return ""


def _clock(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    text = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return f"{text}.{rest:03}" if rest else text


def plain_text(text: str) -> str:
    """Return text without the escapes ``_x000D_`` by which a workbook holds characters that XML does not."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
