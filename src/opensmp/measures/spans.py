"""Stretches of time as half-open spans of whole seconds since 1970 UTC: merged, clipped, one without the other.

An instant at the end of a span is outside it, so spans that touch do not overlap.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """From ``start`` up to and without ``end``."""

    start: int
    end: int


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the union as disjoint spans in order; spans that touch become one, spans without length vanish."""
    union: list[Span] = []
    for start, end in sorted(spans):
        if end <= start:
            continue
        if union and start <= union[-1].end:
            union[-1] = Span(union[-1].start, max(union[-1].end, end))
        else:
            union.append(Span(start, end))
    return tuple(union)


def clipped(spans: Iterable[Span], start: int, end: int) -> tuple[Span, ...]:
    """Return the union of the parts that lie between ``start`` and ``end``."""
    return merged(Span(max(span.start, start), min(span.end, end)) for span in spans)


def without(spans: Iterable[Span], holes: Iterable[Span]) -> tuple[Span, ...]:
    """Return what of ``spans`` no hole covers."""
    left: list[Span] = []
    closed = merged(holes)
    for start, end in merged(spans):
        for hole in closed:
            if hole.end <= start or hole.start >= end:
                continue
            left.append(Span(start, hole.start))
            start = hole.end
        left.append(Span(start, end))
    return merged(left)


def common(spans: Iterable[Span], others: Iterable[Span]) -> tuple[Span, ...]:
    """Return what both cover."""
    kept = merged(spans)
    return without(kept, without(kept, others))


def length(spans: Iterable[Span]) -> int:
    """Return the seconds that the union of ``spans`` covers."""
    return sum(span.end - span.start for span in merged(spans))
