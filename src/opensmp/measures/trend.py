"""Whether the figures of consecutive windows move: an exact test of their order, honest with few windows."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from math import factorial

from opensmp.measures.outcome import Trend

FEWEST = 4
"""Windows below which no order of figures is clear: three in a row rise by chance in one of six cases."""
LONGEST = 12
"""Windows looked at: what happened long ago is no trend of today."""
CLEAR = Fraction(1, 20)


def trend(values: Sequence[Fraction], better: str) -> Trend:
    """Return how the last values moved, by the exact test of Mann and Kendall (one-sided); ties count for no direction."""
    last = values[-LONGEST:]
    if len(last) < FEWEST:
        return Trend("too short", len(last), Fraction(1))
    rising = sum((after > before) - (after < before) for n, before in enumerate(last) for after in last[n + 1 :])
    chance = _chance(len(last), abs(rising))
    if chance > CLEAR:
        return Trend("no clear change", len(last), chance)
    return Trend("better" if (rising > 0) == (better == "higher") else "worse", len(last), chance)


def _chance(n: int, score: int) -> Fraction:
    """Return the probability that ``n`` figures in random order score at least so much in one direction."""
    pairs = n * (n - 1) // 2
    fewest_inversions = (pairs - score) // 2
    return Fraction(sum(_orders(n)[: fewest_inversions + 1]), factorial(n))


@cache
def _orders(n: int) -> tuple[int, ...]:
    """Return how many orders of ``n`` figures have 0, 1, 2 … pairs in the wrong order."""
    if n == 1:
        return (1,)
    fewer = _orders(n - 1)
    longest = len(fewer) + n - 1
    return tuple(sum(fewer[max(0, k - n + 1) : k + 1]) for k in range(longest))
