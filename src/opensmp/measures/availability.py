"""Availability as arithmetic: what a chain can give, how much downtime a promise allows, and which downtime counts."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import prod

from opensmp.measures.spans import Span, length, without


def of_chain(shares: Iterable[Fraction]) -> Fraction:
    """Return the availability of a service that needs all of its parts, if they fail independently of each other."""
    return prod(shares, start=Fraction(1))


def allowed_downtime(agreed: int, target: Fraction) -> Fraction:
    """Return the seconds of downtime that a target leaves in ``agreed`` seconds of service time."""
    return agreed * (1 - target)


def unplanned(outages: Iterable[Span], planned: Iterable[Span]) -> int:
    """Return the seconds of outage that were not announced; outages of one service that overlap count once."""
    return length(without(outages, planned))
