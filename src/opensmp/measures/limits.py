"""Limits as a plan writes them: ``4 h``, ``1 h 30 min``, ``5 working days``, ``15 hari kalender``, ``3 x 24 jam``.

A number of days means different things in different tools, so each limit says by which *mode* it is counted (GLPI counts
working days, ServiceNow blocks of 24 open hours; see the service level documentation of both).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from opensmp.i18n import Message, Plural, _, n_

Unit: TypeAlias = Literal["second", "minute", "hour", "day", "week"]
Mode: TypeAlias = Literal["open time", "round the clock", "working days", "end of working day"]
"""How a limit is counted.

``open time`` seconds in which the calendar is open; a day is 24 such hours, spread over as many working days as it takes ·
``round the clock`` every second counts, whatever the calendar says · ``working days`` until the end of the n-th working day
after the day of the start · ``end of working day`` the same, but only until the calendar closes on that day.
"""

DAY = 86_400
_SECONDS: Mapping[Unit, int] = {"second": 1, "minute": 60, "hour": 3_600, "day": DAY, "week": 7 * DAY}
_UNITS: Mapping[str, Unit] = {
    "s": "second", "sec": "second", "secs": "second", "second": "second", "seconds": "second", "detik": "second",
    "m": "minute", "min": "minute", "mins": "minute", "minute": "minute", "minutes": "minute", "menit": "minute",
    "h": "hour", "hr": "hour", "hrs": "hour", "hour": "hour", "hours": "hour", "jam": "hour",
    "d": "day", "day": "day", "days": "day", "hari": "day",
    "w": "week", "wk": "week", "week": "week", "weeks": "week", "minggu": "week", "pekan": "week",
}  # fmt: skip
_WORKING = frozenset({"working", "business", "work", "kerja", "opening", "open", "office"})
_JOINTS = frozenset({"and", "dan"})
_CALENDAR = frozenset({"calendar", "kalender", "elapsed", "clock", "round-the-clock"})


class Limit(NamedTuple):
    """A length of time that must not be exceeded; reaching it exactly is in time."""

    amount: Fraction
    unit: Unit
    mode: Mode = "open time"

    @property
    def seconds(self) -> int:
        """The limit in whole seconds of its clock; a clock that counts working days gives each 86,400 seconds.

        A part of a second is left out: clocks count whole seconds, so that no comparison changes.
        """
        return int(self.amount * _SECONDS[self.unit])

    @property
    def counts_days(self) -> bool:
        """Whether whole working days are counted, not seconds."""
        return self.mode in ("working days", "end of working day")

    @property
    def says(self) -> Plural:
        """The limit in words, with its mode where that makes a difference."""
        whole = self.amount.denominator == 1 and self.unit != "second"
        return _said(int(self.amount), self.unit, self.mode) if whole else _said_in_smaller_units(self)


def parsed(text: str) -> Limit | Message:
    """Read a limit in English or Indonesian, or say what is wrong with it.

    Several parts add up (``1 h 30 min``). ``,`` and ``.`` are both decimal signs; ``1.000 h``, which could be either one or
    a thousand, is refused, and so are months and years, which have no fixed length.
    """
    words = " ".join(text.casefold().split())
    if in_blocks := _times_24_hours().fullmatch(words):
        return Limit(Fraction(in_blocks["number"]), "day", "round the clock")
    bare = _day_end().sub("", words)
    limit = _sum(text, bare)
    if bare == words or isinstance(limit, Message):
        return limit
    if limit.mode == "round the clock" or limit.unit != "day" or limit.amount.denominator != 1 or not limit.amount:
        return _("“{text}”: only a whole number of working days can end with a working day.", text=text)
    return limit._replace(mode="end of working day")


@cache
def _day_end() -> re.Pattern[str]:
    return re.compile(r",?\s*\(?(?:end of (?:the )?(?:working |business )?day|akhir hari(?: kerja)?)\)?$")


@cache
def _times_24_hours() -> re.Pattern[str]:
    return re.compile(r"(?P<number>\d+)\s*[x×]\s*24\s*(?:h|hours?|jam)")


@cache
def _part() -> re.Pattern[str]:
    """A number and the words up to the next one."""
    return re.compile(r"(?P<number>\d+(?:[.,]\d+)?)(?P<words>\D+)")


def _sum(text: str, words: str) -> Limit | Message:
    """Add up the parts of a limit."""
    found = list(_part().finditer(words))
    if sum(len(each[0]) for each in found) != len(words):
        return _unreadable(text)
    parts: list[Limit] = []
    for each in found:
        part = _one(text, each["number"], each["words"])
        if isinstance(part, Message):
            return part
        parts.append(part)
    if not parts:
        return _unreadable(text)
    if len(parts) == 1:
        return parts[0]
    if len({part.mode for part in parts}) > 1 or parts[0].counts_days:
        return _("“{text}” mixes two ways of counting. Write one of them.", text=text)
    return Limit(Fraction(sum(part.seconds for part in parts)), "second", parts[0].mode)


def _one(text: str, number: str, said: str) -> Limit | Message:
    words = set(said.replace(",", " ").split()) - _JOINTS
    units = [_UNITS[word] for word in words if word in _UNITS]
    qualifiers = words - _UNITS.keys()
    if len(units) != 1 or not qualifiers <= _WORKING | _CALENDAR:
        return _unreadable(text)
    if re.search(r"[.,]\d{3}$", number):
        return _(
            "“{text}”: write the number without a sign between thousands, and decimals with one or two places.",
            text=text,
        )
    return _counted(text, Fraction(number.replace(",", ".")), units[0], qualifiers)


def _counted(text: str, amount: Fraction, unit: Unit, qualifiers: set[str]) -> Limit | Message:
    """Choose the mode: by the calendar, by the working day, or by open time, as hours always are."""
    if qualifiers & _CALENDAR:
        return Limit(amount, unit, "round the clock")
    if not qualifiers or unit not in ("day", "week"):
        return Limit(amount, unit)
    if unit == "week" or amount.denominator != 1 or not amount:
        return _("“{text}”: working days are counted whole. Write a whole number of working days, or hours.", text=text)
    return Limit(amount, unit, "working days")


def _unreadable(text: str) -> Message:
    return _("“{text}” is no limit. Write a number and a unit, such as “4 h”, “30 min” or “5 working days”.", text=text)


def _said(n: int, unit: Unit, mode: Mode) -> Plural:
    if mode == "working days":
        return n_("{n} working day", "{n} working days", n)
    if mode == "end of working day":
        return n_(
            "{n} working day, until the end of that day's hours",
            "{n} working days, until the end of that day's hours",
            n,
        )
    if mode == "round the clock":
        return _said_round_the_clock(n, unit)
    by_unit: Mapping[Unit, Plural] = {
        "second": n_("{n} second", "{n} seconds", n),
        "minute": n_("{n} minute", "{n} minutes", n),
        "hour": n_("{n} hour", "{n} hours", n),
        "day": n_("{n} day of 24 hours", "{n} days of 24 hours", n),
        "week": n_("{n} week of 168 hours", "{n} weeks of 168 hours", n),
    }
    return by_unit[unit]


def _said_round_the_clock(n: int, unit: Unit) -> Plural:
    by_unit: Mapping[Unit, Plural] = {
        "second": n_("{n} second round the clock", "{n} seconds round the clock", n),
        "minute": n_("{n} minute round the clock", "{n} minutes round the clock", n),
        "hour": n_("{n} hour round the clock", "{n} hours round the clock", n),
        "day": n_("{n} calendar day", "{n} calendar days", n),
        "week": n_("{n} calendar week", "{n} calendar weeks", n),
    }
    return by_unit[unit]


def _said_in_smaller_units(limit: Limit) -> Plural:
    """Say a sum, or a limit that is no whole number of its unit, in hours or minutes if that comes out even."""
    units: tuple[Unit, ...] = ("hour", "minute")
    for unit in units:
        whole, rest = divmod(limit.seconds, _SECONDS[unit])
        if whole and not rest:
            return _said(whole, unit, limit.mode)
    return _said(limit.seconds, "second", limit.mode)
