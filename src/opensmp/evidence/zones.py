"""Local times become seconds since 1970 UTC, in the engine, with the rules of the time zone database of Python.

Where clocks go back, one local time stands for two instants: the first is taken. Where clocks go forward, a local time that
never was is read as if the clocks had not gone forward yet. Both are counted, so that a report can say so.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

import ibis
import ibis.expr.types as ir

_DAY = 86_400
_FIRST, _LAST = 7_305 * _DAY, 29_220 * _DAY
"""Changes of clocks are known from 1990 to 2049; before and after, the nearest offset holds."""


class Change(NamedTuple):
    """A change of clocks: its instant, and the offsets before and after it, all in seconds."""

    instant: int
    before: int
    after: int

    @property
    def until(self) -> int:
        """The local time up to which the offset before the change is taken."""
        return self.instant + max(self.before, self.after)

    @property
    def since(self) -> int:
        """The local time from which a clock says nothing certain."""
        return self.instant + min(self.before, self.after)


@cache
def changes(zone: str) -> tuple[Change, ...]:
    """Return the changes of clocks of a zone, in order."""
    info = ZoneInfo(zone)
    days = [(instant, _offset(info, instant)) for instant in range(_FIRST, _LAST, _DAY)]
    return tuple(
        Change(_instant(info, start, end), before, after)
        for (start, before), (end, after) in pairwise(days)
        if before != after
    )


def utc(local: ir.IntegerValue, zone: str) -> ir.IntegerValue:
    """Return the seconds UTC of ``local``: seconds since 1970 as the clocks of ``zone`` showed them."""
    known = changes(zone)
    if not known:
        return local - _offset(ZoneInfo(zone), _FIRST)
    return local - _chosen(local, [(change.until, change.before, change.after) for change in known])


def local(instant: ir.IntegerValue, zone: str) -> ir.IntegerValue:
    """Return the seconds since 1970 as the clocks of ``zone`` showed them at instants UTC."""
    known = changes(zone)
    if not known:
        return instant + _offset(ZoneInfo(zone), _FIRST)
    return instant + _chosen(instant, [(change.instant, change.before, change.after) for change in known])


def uncertain(local: ir.IntegerValue, zone: str) -> tuple[ir.BooleanValue, ir.BooleanValue]:
    """Return whether a local time is ambiguous (it came twice), and whether it never was."""
    back = [change for change in changes(zone) if change.after < change.before]
    forward = [change for change in changes(zone) if change.after > change.before]
    return _within(local, back), _within(local, forward)


def _within(local: ir.IntegerValue, known: Sequence[Change]) -> ir.BooleanValue:
    return (
        ibis.or_(*((local >= change.since) & (local < change.until) for change in known))
        if known
        else ibis.literal(False)
    )


def _chosen(at: ir.IntegerValue, known: Sequence[tuple[int, int, int]]) -> ir.IntegerValue:
    """Return the offset at a time, from changes as (time, offset before, offset after).

    Halves are halved again, so a hundred changes take seven comparisons.
    """
    middle = len(known) // 2
    until, before, after = known[middle]
    if len(known) == 1:
        return ibis.ifelse(at < until, before, after)
    return ibis.ifelse(at < until, _chosen(at, known[:middle]), _chosen(at, known[middle:]))


def _offset(zone: ZoneInfo, instant: int) -> int:
    offset = datetime.fromtimestamp(instant, zone).utcoffset()
    return 0 if offset is None else int(offset.total_seconds())


def _instant(zone: ZoneInfo, start: int, end: int) -> int:
    """Return the second at which the offset changes between two instants."""
    before = _offset(zone, start)
    while end - start > 1:
        middle = (start + end) // 2
        start, end = (middle, end) if _offset(zone, middle) == before else (start, middle)
    return end
