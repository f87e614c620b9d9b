"""What a sample says about a share: exact limits, from counts alone.

A *rate* is the share of records that deviate. Three situations, three methods, and no other:

- A sample drawn at random from a population of known size: **hypergeometric inversion**. The limits are whole numbers of
  records, decided with integers; no rounding can tip them.
- A sample of an endless population: **Clopper–Pearson**. The true coverage is never below the level asked for.
- A stratified sample: the bound of :func:`stratified_counts`, which holds however the deviations are spread.

Wilson is there to be drawn behind a chart; its coverage falls below its level (0.84 for 25 records), so it decides
nothing. The normal approximation (0.12 for 25 records) is absent. A full count has no interval at all.

Sources: Clopper and Pearson, Biometrika 26 (1934); Wilson, JASA 22 (1927); Hoeffding, Ann. Math. Stat. 27 (1956).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import lru_cache
from math import comb, exp, expm1, lgamma, log, log1p, sqrt
from statistics import NormalDist
from typing import NamedTuple

LEVEL = Fraction(95, 100)
"""The confidence at which a verdict on a sample is given, each for itself."""

_PRECISION = 1e-15
_TINY = 1e-300
_CLOSE = 1e-9


class Interval(NamedTuple):
    """A lower and an upper limit of a rate, both between 0 and 1."""

    low: float
    high: float


class Limits(NamedTuple):
    """A one-sided lower and a one-sided upper limit of a rate, each at its level, as fractions that compare exactly."""

    low: Fraction
    high: Fraction


class Share(NamedTuple):
    """A part of a population, a stratum or the whole, with how many of its records were drawn."""

    population: int
    drawn: int


def clopper_pearson(deviations: int, sample: int, level: float = 0.95) -> Interval:
    """Return the two-sided exact interval of a rate in an endless population."""
    each_side = (1 + level) / 2
    return Interval(lower_limit(deviations, sample, each_side), upper_limit(deviations, sample, each_side))


def upper_limit(deviations: int, sample: int, level: float = 0.95) -> float:
    """Return the rate that an endless population stays below, one-sided at ``level``, after ``deviations`` in ``sample``."""
    if deviations == sample:
        return 1.0
    if deviations == 0:
        return -expm1(log1p(-level) / sample)
    return _beta_quantile(level, deviations + 1, sample - deviations)


def lower_limit(deviations: int, sample: int, level: float = 0.95) -> float:
    """Return the rate that an endless population stays above, one-sided at ``level``, after ``deviations`` in ``sample``."""
    if deviations == 0:
        return 0.0
    if deviations == sample:
        return exp(log1p(-level) / sample)
    return _beta_quantile(1 - level, deviations, sample - deviations + 1)


def wilson(deviations: int, sample: int, level: float = 0.95) -> Interval:
    """Return the Wilson score interval: for drawing only, it decides nothing."""
    z = NormalDist().inv_cdf((1 + level) / 2)
    rate, weight = deviations / sample, z * z / sample
    centre = (rate + weight / 2) / (1 + weight)
    half = sqrt(rate * (1 - rate) * weight + weight * weight / 4) / (1 + weight)
    return Interval(
        0.0 if deviations == 0 else centre - half,
        1.0 if deviations == sample else centre + half,
    )


def most_deviating(deviations: int, sample: int, population: int, level: Fraction = LEVEL) -> int:
    """Return the most deviating records that a ``population`` may hold, one-sided at ``level``, decided exactly.

    Any greater number would have shown ``deviations`` or fewer in a random ``sample`` with a chance of at most 1 − level.
    """
    least, most = deviations, population - (sample - deviations)
    while least < most:
        middle = (least + most + 1) // 2
        if is_at_most(1 - level, deviations, sample, middle, population):
            most = middle - 1
        else:
            least = middle
    return least


def fewest_deviating(deviations: int, sample: int, population: int, level: Fraction = LEVEL) -> int:
    """Return the fewest deviating records that a ``population`` may hold, one-sided at ``level``, decided exactly."""
    return population - most_deviating(sample - deviations, sample, population, level)


def hypergeometric(deviations: int, sample: int, population: int, level: Fraction = LEVEL) -> tuple[int, int]:
    """Return the two-sided exact interval: the fewest and the most deviating records of a known population."""
    each_side = (1 + level) / 2
    return (
        fewest_deviating(deviations, sample, population, each_side),
        most_deviating(deviations, sample, population, each_side),
    )


def at_most(deviations: int, sample: int, deviating: int, population: int) -> Fraction:
    """Return the exact chance that a random ``sample`` shows at most ``deviations`` of the ``deviating`` records."""
    return Fraction(_ways_at_most(deviations, sample, deviating, population), _every(population, sample))


def is_at_most(chance: Fraction, deviations: int, sample: int, deviating: int, population: int) -> bool:
    """Whether :func:`at_most` is no greater than ``chance``: decided with integers, and sooner than the fraction is made."""
    ways = _ways_at_most(deviations, sample, deviating, population)
    return ways * chance.denominator <= _every(population, sample) * chance.numerator


@lru_cache(maxsize=8)
def _every(population: int, sample: int) -> int:
    """Count the samples of a size; large populations make it a long number, which a search asks for again and again."""
    return comb(population, sample)


def _ways_at_most(deviations: int, sample: int, deviating: int, population: int) -> int:
    if 2 * deviations <= sample:
        return _ways(deviations, sample, deviating, population)
    return _every(population, sample) - _ways(sample - deviations - 1, sample, population - deviating, population)


def _ways(most: int, sample: int, deviating: int, population: int) -> int:
    """Count the samples that hold at most ``most`` deviating records; each term follows from the one before."""
    sound = population - deviating
    first = max(0, sample - sound)
    last = min(most, sample, deviating)
    if last < first:
        return 0
    term = total = comb(deviating, first) * comb(sound, sample - first)
    for found in range(first, last):
        term = term * (deviating - found) * (sample - found) // ((found + 1) * (sound - sample + found + 1))
        total += term
    return total


def stratified_counts(deviations: int, strata: Sequence[Share], level: Fraction = LEVEL) -> tuple[int, int]:
    """Return the fewest and the most deviating records of a stratified population, each one-sided at ``level``.

    They hold however the deviations are spread over the strata, and whether or not each gave its proportional part
    (:func:`_stratified_at_most`). Where no record of a stratum was drawn, all of it may deviate, or none.
    """
    seen = [each for each in strata if each.drawn]
    sample, covered = sum(each.drawn for each in seen), sum(each.population for each in seen)
    unseen = sum(each.population for each in strata) - covered
    fewest = covered - _most_in_strata(sample - deviations, seen, float(1 - level))
    return fewest, _most_in_strata(deviations, seen, float(1 - level)) + unseen


def _most_in_strata(deviations: int, seen: Sequence[Share], risk: float) -> int:
    sample, covered = sum(each.drawn for each in seen), sum(each.population for each in seen)
    fraction = min((Fraction(each.drawn, each.population) for each in seen), default=Fraction(0))

    def too_many(deviating: int) -> bool:
        return _stratified_at_most(deviations, sample, deviating, fraction) <= risk - _CLOSE

    most = covered - (sample - deviations)
    return first_where(too_many, deviations, most) - 1 if too_many(most) else most


def _stratified_at_most(deviations: int, sample: int, deviating: int, fraction: Fraction) -> float:
    """Return a chance that no spread of the ``deviating`` records over the strata can exceed.

    The deviations found in a stratum are a sum of independent chances, no more of them than records drawn, nor than
    deviating ones; so is their sum over the strata. Its mean is at least ``fraction``, the smallest sampled fraction,
    times the deviating records. Up to one below its mean, such a sum has a smaller chance than a binomial one of as many
    parts (Hoeffding 1956, theorem 4).
    """
    mean = fraction * deviating
    parts = min(sample, deviating)
    if deviations > mean - 1:
        return 1.0
    return binomial_at_most(deviations, parts, float(mean / parts))


def rate_limits(deviations: int, strata: Sequence[Share], level: Fraction = LEVEL) -> Limits:
    """Return the limits of the rate in a known population, by the method that its draw calls for.

    One stratum is a plain random sample: hypergeometric. More than one: :func:`stratified_counts`.
    """
    everything = sum(each.population for each in strata)
    if len(strata) == 1:
        sample = strata[0].drawn
        fewest = fewest_deviating(deviations, sample, everything, level)
        most = most_deviating(deviations, sample, everything, level)
    else:
        fewest, most = stratified_counts(deviations, strata, level)
    return Limits(Fraction(fewest, everything), Fraction(most, everything))


def chance_of_seeing(sample: int, rate: float) -> float:
    """Return the chance that ``sample`` records of an endless population show at least one that deviates."""
    return 1.0 if rate >= 1 else -expm1(sample * log1p(-rate))


def binomial_at_most(deviations: int, sample: int, rate: float) -> float:
    """Return the chance of at most ``deviations`` in ``sample`` records of an endless population with this ``rate``."""
    if not 0 <= deviations < sample:
        return float(deviations >= sample)
    return _beta(1 - rate, sample - deviations, deviations + 1)


def exact_binomial_at_most(deviations: int, sample: int, rate: Fraction) -> Fraction:
    """Return the same chance as an exact fraction; slow for many records, for comparisons too close for floats."""
    bad, base = rate.numerator, rate.denominator
    ways = (comb(sample, k) * bad**k * (base - bad) ** (sample - k) for k in range(min(deviations, sample) + 1))
    return Fraction(sum(ways), base**sample)


def first_where(holds: Callable[[int], bool], least: int, most: int) -> int:
    """Return the smallest number from ``least`` to ``most`` where ``holds``; it must hold at ``most`` and ever after."""
    while least < most:
        middle = (least + most) // 2
        least, most = (least, middle) if holds(middle) else (middle + 1, most)
    return least


def _beta_quantile(level: float, a: int, b: int) -> float:
    """Return x with I_x(a, b) = ``level``: Newton's steps, kept inside a bracket that shrinks at each of them."""
    low, high, x = 0.0, 1.0, a / (a + b)
    for _step in range(200):
        error = _beta(x, a, b) - level
        low, high = (low, x) if error > 0 else (x, high)
        slope = _beta_power(x, a, b) / (x * (1 - x))
        ahead = x - error / slope if slope > _TINY else high
        if not low < ahead < high:
            ahead = (low + high) / 2
        if abs(ahead - x) <= _PRECISION * x:
            return ahead
        x = ahead
    return x


def _beta(x: float, a: int, b: int) -> float:
    """Return I_x(a, b), the regularised incomplete beta function, for x from 0 to 1."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x < (a + 1) / (a + b + 2):
        return _beta_power(x, a, b) * _beta_fraction(x, a, b) / a
    return 1 - _beta_power(x, a, b) * _beta_fraction(1 - x, b, a) / b


def _beta_power(x: float, a: int, b: int) -> float:
    return exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))


def _beta_fraction(x: float, a: int, b: int) -> float:
    """Return the continued fraction of I_x(a, b) by Lentz's method; about √(a + b) steps."""
    c, d = 1.0, 1 / _not_zero(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, 100_000):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for part in (even, odd):
            c, d = _not_zero(1 + part / c), 1 / _not_zero(1 + part * d)
            value *= c * d
        if abs(c * d - 1) < _PRECISION:
            break
    return value


def _not_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY
