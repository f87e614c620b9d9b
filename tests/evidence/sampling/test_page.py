"""The page about samples says what the code computes."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest

from opensmp.measures.sample_sizes import attribute_size, habit_size, size_allowing
from opensmp.measures.samples import Tolerance, judge_endless
from opensmp.measures.statistics import binomial_at_most, clopper_pearson, upper_limit

pytestmark = pytest.mark.requirement("R56")

DOCS = Path(__file__).parents[3] / "docs"
PAGE = (DOCS / "explanation/samples.md").read_text("utf-8")
FIVE = Fraction(5, 100)


def rows(header: str) -> list[list[float]]:
    table = PAGE.split(f"| {header} |", 1)[1].split("\n\n", 1)[0].split("\n")[2:]
    return [[float(cell.strip(" %")) for cell in line.strip("|").split("|")] for line in table]


def test_what_a_clean_sample_proves() -> None:
    shown = rows("clean records")
    assert len(shown) == 6
    for size, limit, passes in shown:
        assert limit == round(100 * upper_limit(0, int(size)), 1)
        assert passes == round(100 * binomial_at_most(0, int(size), 0.1), 1)


def test_the_sizes_of_small_populations() -> None:
    shown = rows("records in the population")
    assert len(shown) == 7
    for population, size, root in shown:
        assert size == attribute_size(tolerable=FIVE, population=int(population)).size
        assert root == habit_size(int(population)).size


def test_the_sizes_in_the_running_text() -> None:
    assert "With one deviation it takes 93, with two 124, with three 153" in PAGE
    assert [size_allowing(k, tolerable=FIVE) for k in (1, 2, 3)] == [93, 124, 153]
    assert judge_endless(0, 25, Tolerance(rate=FIVE)).needed == 59


def test_the_coverage_of_the_interval_that_decides() -> None:
    held = [clopper_pearson(k, 25) for k in range(26)]

    def coverage(rate: float) -> float:
        chances = [binomial_at_most(k, 25, rate) for k in range(-1, 26)]
        return sum(
            after - before
            for before, after, (low, high) in zip(chances, chances[1:], held, strict=False)
            if low <= rate <= high
        )

    assert round(100 * min(coverage(rate / 1000) for rate in range(800, 996)), 1) == 95.8
    assert "| Clopper–Pearson | 95.8 % |" in PAGE


def test_the_picture_is_drawn_from_the_same_limits() -> None:
    picture = (DOCS / "images/samples.svg").read_text("utf-8")
    points = re.search(r'<polyline points="([^"]+)"', picture)
    assert points is not None
    heights = [float(point.split(",")[1]) for point in points[1].split()]
    assert heights == [round(250 - upper_limit(0, size) / 0.5 * 216, 1) for size in range(5, 101)]
    assert "<script" not in picture
