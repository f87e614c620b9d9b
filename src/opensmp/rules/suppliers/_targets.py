"""Comparing what a supplier promises with what the customer was promised."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from opensmp.plan.terms import Target

_AT_LEAST = frozenset({"at least", "above"})
_AT_MOST = frozenset({"at most", "below"})
_SECONDS = {
    "s": 1, "sec": 1, "second": 1, "detik": 1, "min": 60, "minute": 60, "menit": 60, "h": 3600, "hour": 3600, "jam": 3600,
    "d": 86400, "day": 86400, "hari": 86400, "w": 604800, "week": 604800, "minggu": 604800,
}  # fmt: skip


def is_weaker(supplied: Target, promised: Target) -> bool:
    """Whether the supplier's target leaves room to break the promise made to the customer.

    Only targets of one metric, one population and one direction are compared, and limits only when both run in the same
    kind of days. A shorter limit for a smaller share is neither weaker nor stronger.
    """
    if _measured(supplied) != _measured(promised) or not _same_direction(supplied, promised):
        return False
    if supplied.population != promised.population and supplied.population and promised.population:
        return False
    longer = _compared(_duration(supplied.limit), _duration(promised.limit))
    return longer > 0 if longer else _misses(supplied, promised)


def _measured(target: Target) -> str:
    """Return what is measured; the availability of a link or a supplier's service carries that of the service."""
    return "availability" if "availability" in target.metric else target.metric


def _compared(one: tuple[Decimal, bool] | None, other: tuple[Decimal, bool] | None) -> Decimal:
    """Return by how much the first limit is longer; 0 when equal or not comparable."""
    if one is None or other is None or one[1] != other[1]:
        return Decimal(0)
    return one[0] - other[0]


def _misses(supplied: Target, promised: Target) -> bool:
    """Whether the supplier's value falls short of the promised one, in the same unit and within the same limit."""
    if bool(supplied.limit) != bool(promised.limit):
        return False
    one, other = _value(supplied), _value(promised)
    if one is None or other is None or one[1] != other[1]:
        return False
    return one[0] < other[0] if promised.comparator in _AT_LEAST else one[0] > other[0]


def _value(target: Target) -> tuple[Decimal, str] | None:
    """Return the value with its unit; times in seconds, in running or in working days."""
    length = _duration(f"{target.value} {target.unit}")
    if length is not None:
        return length[0], "working" if length[1] else "running"
    return target.value, target.unit


def _same_direction(one: Target, other: Target) -> bool:
    return any({one.comparator, other.comparator} <= family for family in (_AT_LEAST, _AT_MOST))


def _duration(text: str) -> tuple[Decimal, bool] | None:
    """Read a length of time: seconds, and whether it is counted in working days or hours."""
    found = _length().fullmatch(text.strip())
    if found is None:
        return None
    unit = found["unit"].casefold()
    seconds = _SECONDS.get(unit) or _SECONDS.get(unit.removesuffix("s"))
    working = bool(found["before"] or found["after"])
    return (Decimal(found["number"].replace(",", ".")) * seconds, working) if seconds else None


@cache
def _length() -> re.Pattern[str]:
    return re.compile(
        r"(?P<number>\d+(?:[.,]\d+)?)\s*(?P<before>(?:working|business|service|office)\s+)?(?P<unit>[A-Za-z]+)"
        r"(?P<after>\s+(?:kerja|layanan))?",
        re.IGNORECASE,
    )
