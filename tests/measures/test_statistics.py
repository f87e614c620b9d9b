"""Honest statistics: equal to scipy, statsmodels and plain enumeration, and never surer than they say."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import comb, sqrt
from random import Random

import numpy as np
import pytest
from scipy.stats import beta, binom, hypergeom
from statsmodels.stats.proportion import proportion_confint

from opensmp.measures.statistics import (
    LEVEL,
    Interval,
    Share,
    at_most,
    binomial_at_most,
    chance_of_seeing,
    clopper_pearson,
    exact_binomial_at_most,
    fewest_deviating,
    hypergeometric,
    lower_limit,
    most_deviating,
    rate_limits,
    stratified_counts,
    upper_limit,
    wilson,
)

pytestmark = pytest.mark.requirement("R56")

LEVELS = (0.80, 0.90, 0.95, 0.975, 0.99, 0.999)
RATES = (0.80, 0.85, 0.90, 0.925, 0.95, 0.96, 0.97, 0.98, 0.99, 0.995)


def cases(number: int) -> list[tuple[int, int, float]]:
    """Return (deviations, sample, level) of every size and shape, the same in every run."""
    random = Random(20260222)  # noqa: S311 - the same cases each time, no secret
    found = []
    for _ in range(number):
        sample = random.choice((random.randint(1, 60), random.randint(1, 2_000), random.randint(1, 100_000)))
        few = min(sample, random.randint(0, 6))
        found.append(
            (random.choice((0, few, sample - few, sample, random.randint(0, sample))), sample, random.choice(LEVELS))
        )
    return found


def agreement(number: int) -> float:
    """Return the greatest distance between our limits and those of scipy and statsmodels."""
    chosen = cases(number)
    assert len(chosen) == number
    k, n, level = (np.array(column, dtype=float) for column in zip(*chosen, strict=True))
    both = np.array([clopper_pearson(*case) for case in chosen])
    one = np.array([(lower_limit(*case), upper_limit(*case)) for case in chosen])
    drawn = np.array([wilson(*case) for case in chosen])
    theirs, scores = np.empty_like(both), np.empty_like(both)
    for each in LEVELS:
        at = level == each
        theirs[at] = np.column_stack(proportion_confint(k[at], n[at], 1 - each, method="beta"))
        scores[at] = np.column_stack(proportion_confint(k[at], n[at], 1 - each, method="wilson"))
    upper = np.where(k == n, 1.0, beta.ppf(level, k + 1, np.maximum(n - k, 1)))
    lower = np.where(k == 0, 0.0, beta.ppf(1 - level, np.maximum(k, 1), n - k + 1))
    gaps = (both - theirs, one - np.column_stack([lower, upper]), drawn - scores)
    return float(max(np.abs(gap).max() for gap in gaps))


def test_limits_equal_scipy_and_statsmodels() -> None:
    assert agreement(1_000) < 1e-9


@pytest.mark.thorough
def test_limits_equal_scipy_and_statsmodels_in_ten_thousand_cases() -> None:
    assert agreement(10_000) < 1e-9


@pytest.mark.parametrize(
    ("sample", "per_cent"),
    [
        (10, (25.9, 39.4, 50.7, 60.7, 69.6, 77.8)),
        (20, (13.9, 21.6, 28.3, 34.4, 40.1, 45.6)),
        (25, (11.3, 17.6, 23.1, 28.2, 33.0, 37.5)),
        (30, (9.5, 14.9, 19.5, 23.9, 28.0, 31.9)),
        (40, (7.2, 11.3, 14.9, 18.3, 21.4, 24.5)),
        (45, (6.4, 10.1, 13.3, 16.3, 19.2, 22.0)),
        (59, (5.0, 7.8, 10.3, 12.6, 14.8, 17.0)),
        (60, (4.9, 7.7, 10.1, 12.4, 14.6, 16.7)),
        (100, (3.0, 4.7, 6.2, 7.6, 8.9, 10.2)),
    ],
)
def test_the_published_table_of_upper_limits(sample: int, per_cent: tuple[float, ...]) -> None:
    assert tuple(round(100 * upper_limit(k, sample), 1) for k in range(6)) == per_cent


def enumerated(sample: int, population: int, level: Fraction) -> dict[int, tuple[int, int]]:
    """Return for each number of deviations the populations that neither tail refutes, by trying them all."""
    every, each_side = comb(population, sample), (1 - level) / 2
    kept: dict[int, list[int]] = {k: [] for k in range(sample + 1)}
    for bad in range(population + 1):
        ways = [comb(bad, k) * comb(population - bad, sample - k) for k in range(sample + 1)]
        for k in range(sample + 1):
            if ways[k] and min(sum(ways[: k + 1]), sum(ways[k:])) > each_side * every:
                kept[k].append(bad)
    return {k: (min(bads), max(bads)) for k, bads in kept.items()}


def equal_to_enumeration(largest: int) -> int:
    compared = 0
    for population in range(1, largest + 1):
        for sample in range(1, population + 1):
            expected = enumerated(sample, population, LEVEL)
            assert {k: hypergeometric(k, sample, population) for k in range(sample + 1)} == expected
            compared += len(expected)
    return compared


def test_the_limits_of_a_known_population_equal_enumeration() -> None:
    assert equal_to_enumeration(18) == 1_311


@pytest.mark.thorough
def test_the_limits_of_every_population_up_to_sixty_equal_enumeration() -> None:
    assert equal_to_enumeration(60) == 39_650


def test_chances_equal_scipy() -> None:
    for k, n, bad, population in ((0, 25, 10, 200), (3, 60, 40, 2_000), (40, 60, 1_500, 2_000), (59, 60, 55, 70)):
        assert float(at_most(k, n, bad, population)) == pytest.approx(hypergeom.cdf(k, population, bad, n), abs=1e-12)
    for k, n, rate in ((0, 59, 0.05), (3, 153, 0.05), (140, 150, 0.9)):
        assert binomial_at_most(k, n, rate) == pytest.approx(binom.cdf(k, n, rate), abs=1e-12)
        assert float(exact_binomial_at_most(k, n, Fraction(str(rate)))) == pytest.approx(
            binom.cdf(k, n, rate), abs=1e-12
        )
    assert binomial_at_most(5, 5, 0.3) == 1.0


def coverage_without_end(limits: list[Interval], sample: int, rate: float) -> float:
    chances = binom.pmf(np.arange(sample + 1), sample, rate)
    return float(sum(chance for chance, (low, high) in zip(chances, limits, strict=True) if low <= rate <= high))


def coverage_of_known(limits: list[tuple[int, int]], sample: int, bad: int, population: int) -> float:
    chances = hypergeom.pmf(np.arange(sample + 1), population, bad, sample)
    return float(sum(chance for chance, (low, high) in zip(chances, limits, strict=True) if low <= bad <= high))


def test_intervals_cover_the_truth_as_often_as_they_say_in_fifty_cells() -> None:
    cells = []
    for sample in (25, 60, 200):
        endless = [clopper_pearson(k, sample) for k in range(sample + 1)]
        cells += [coverage_without_end(endless, sample, rate) for rate in RATES]
    for population, sample in ((200, 25), (2_000, 60)):
        known = [hypergeometric(k, sample, population) for k in range(sample + 1)]
        cells += [coverage_of_known(known, sample, round(rate * population), population) for rate in RATES]
    assert len(cells) == 50
    assert min(cells) >= 0.95


def test_normal_and_wilson_intervals_would_not_pass() -> None:
    """The control that must fail: the same measure finds the false promise of the intervals that decide nothing here."""

    def normal(k: int, n: int) -> Interval:
        half = 1.959964 * sqrt(k / n * (1 - k / n) / n)
        return Interval(k / n - half, k / n + half)

    rates = [rate / 1000 for rate in range(800, 996)]
    worst = [
        min(coverage_without_end([method(k, 25) for k in range(26)], 25, rate) for rate in rates)
        for method in (normal, wilson)
    ]
    assert worst[0] == pytest.approx(0.118, abs=0.001)
    assert worst[1] == pytest.approx(0.839, abs=0.001)


def worst_coverage(strata: tuple[Share, ...]) -> float:
    """Return the least chance, over every spread of deviations, that a one-sided limit holds."""
    limits = {k: stratified_counts(k, strata) for k in range(sum(each.drawn for each in strata) + 1)}
    worst = 1.0
    for bad in product(*(range(each.population + 1) for each in strata)):
        low = high = 0.0
        for found in product(*(range(each.drawn + 1) for each in strata)):
            ways = [
                comb(b, k) * comb(s.population - b, s.drawn - k) for s, b, k in zip(strata, bad, found, strict=True)
            ]
            chance = np.prod([w / comb(s.population, s.drawn) for s, w in zip(strata, ways, strict=True)])
            fewest, most = limits[sum(found)]
            low, high = low + chance * (fewest <= sum(bad)), high + chance * (sum(bad) <= most)
        worst = min(worst, low, high)
    return worst


@pytest.mark.parametrize(
    "strata", [((10, 3), (10, 3)), ((14, 2), (5, 5)), ((12, 5), (4, 1)), ((6, 0), (14, 6)), ((5, 2), (5, 2), (5, 2))]
)
def test_the_limit_of_strata_holds_however_deviations_are_spread(strata: tuple[tuple[int, int], ...]) -> None:
    assert worst_coverage(tuple(Share(*each) for each in strata)) >= 0.95


def test_strata_cost_little_precision() -> None:
    one = most_deviating(1, 48, 200)
    assert one <= stratified_counts(1, [Share(100, 24), Share(100, 24)])[1] <= one + 2


def test_a_stratum_that_nobody_looked_at_may_be_all_bad() -> None:
    assert stratified_counts(0, [Share(30, 30), Share(5, 0)]) == (0, 5)
    assert stratified_counts(0, [Share(7, 0)]) == (0, 7)


def test_limits_are_exact_fractions_of_the_population() -> None:
    assert rate_limits(0, [Share(200, 47)]).high == Fraction(10, 200)
    assert rate_limits(0, [Share(200, 46)]).high > Fraction(5, 100)
    assert rate_limits(3, [Share(10, 10)]) == (Fraction(3, 10), Fraction(3, 10))


def test_fewest_and_most_mirror_each_other() -> None:
    assert fewest_deviating(5, 25, 100) == 100 - most_deviating(20, 25, 100)
    assert fewest_deviating(0, 25, 100) == 0


@pytest.mark.parametrize(
    ("sample", "chances"),
    [
        (5, (0.05, 0.10, 0.23, 0.41, 0.67)),
        (10, (0.10, 0.18, 0.40, 0.65, 0.89)),
        (15, (0.14, 0.26, 0.54, 0.79, 0.96)),
        (25, (0.22, 0.40, 0.72, 0.93, 1.0)),
        (40, (0.33, 0.55, 0.87, 0.99, 1.0)),
        (60, (0.45, 0.70, 0.95, 1.0, 1.0)),
    ],
)
def test_the_chance_to_see_one_bad_record(sample: int, chances: tuple[float, ...]) -> None:
    rates = (0.01, 0.02, 0.05, 0.10, 0.20)
    assert tuple(round(chance_of_seeing(sample, rate), 2) for rate in rates) == chances
    assert chance_of_seeing(1, 1.0) == 1.0
