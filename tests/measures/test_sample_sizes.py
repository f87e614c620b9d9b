"""How many records to look at: every cell of the published tables, and what has no answer."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opensmp.i18n import Refused
from opensmp.measures.sample_sizes import (
    FREQUENCIES,
    METHODS,
    Frequency,
    SampleSize,
    Wish,
    attribute_size,
    breaking,
    frequency_size,
    full_size,
    habit_size,
    judgement_size,
    lot_size,
    percent,
    size_allowing,
    size_by,
    stated,
    stratified_size,
)
from opensmp.measures.statistics import Share, at_most, exact_binomial_at_most

pytestmark = pytest.mark.requirement("R56")

TOLERABLE = (2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 20)
AT_95 = """
0    149(0) 99(0)  74(0)  59(0)   49(0)  42(0)  36(0)  32(0)  29(0) 19(0) 14(0)
0.25 236(1) 157(1) 117(1) 93(1)   78(1)  66(1)  58(1)  51(1)  46(1) 30(1) 22(1)
0.5  313(2) 157(1) 117(1) 93(1)   78(1)  66(1)  58(1)  51(1)  46(1) 30(1) 22(1)
1    590(6) 257(3) 156(2) 93(1)   78(1)  66(1)  58(1)  51(1)  46(1) 30(1) 22(1)
1.5  large  392(6) 192(3) 124(2)  103(2) 66(1)  58(1)  51(1)  46(1) 30(1) 22(1)
2    none   large  294(6) 181(4)  127(3) 88(2)  77(2)  68(2)  46(1) 30(1) 22(1)
3    none   none   large  361(11) 195(6) 129(4) 95(3)  84(3)  61(2) 30(1) 22(1)
4    none   none   none   large   421(17) 221(9) 146(6) 100(4) 89(4) 40(2) 22(1)
"""
AT_90 = """
0    114(0) 76(0)  57(0)  45(0)   38(0)  32(0)  28(0)  25(0)  22(0) 15(0) 11(0)
1    398(4) 176(2) 96(1)  77(1)   64(1)  55(1)  48(1)  42(1)  38(1) 25(1) 18(1)
"""


def cells(table: str, risk: str) -> list[tuple[str, str, int, str]]:
    rows = [line.split() for line in table.split("\n") if line]
    return [
        (risk, expected, tolerable, cell)
        for expected, *row in rows
        for tolerable, cell in zip(TOLERABLE, row, strict=True)
    ]


def sized(expected: str, tolerable: int, risk: str) -> SampleSize:
    return attribute_size(
        tolerable=Fraction(tolerable, 100), expected=Fraction(expected) / 100, risk=Fraction(risk) / 100
    )


@pytest.mark.parametrize(("risk", "expected", "tolerable", "cell"), [*cells(AT_95, "5"), *cells(AT_90, "10")])
def test_every_cell_of_the_attribute_tables(risk: str, expected: str, tolerable: int, cell: str) -> None:
    if cell == "none":
        with pytest.raises(Refused):
            sized(expected, tolerable, risk)
        return
    size = sized(expected, tolerable, risk)
    assert cell in (f"{size.size}({size.allowed})", "large")
    assert bool(size.warnings) == (size.size > 400)
    assert cell != "large" or size.size > 400


def test_an_attribute_size_is_the_smallest_that_shows_the_rate() -> None:
    size = sized("1", 4, "5")
    assert size.allowed is not None
    assert exact_binomial_at_most(size.allowed, size.size, Fraction(4, 100)) <= Fraction(5, 100)
    assert exact_binomial_at_most(size.allowed, size.size - 1, Fraction(4, 100)) > Fraction(5, 100)


def test_a_size_that_nobody_can_look_at_is_refused() -> None:
    with pytest.raises(Refused, match="more than 100,000 records"):
        attribute_size(tolerable=Fraction(5, 100), expected=Fraction(499, 10_000))


@pytest.mark.parametrize(
    ("population", "sizes", "root"),
    [
        (10, (10, 8, 6), 4),
        (20, (16, 12, 9), 5),
        (50, (31, 19, 11), 8),
        (100, (39, 23, 12), 10),
        (200, (47, 26, 13), 15),
        (500, (54, 28, 14), 23),
        (1_000, (56, 28, 14), 32),
        (5_000, (58, 29, 14), 71),
        (20_000, (59, 29, 14), 142),
    ],
)
def test_every_cell_of_the_table_for_known_populations(population: int, sizes: tuple[int, ...], root: int) -> None:
    found = [attribute_size(tolerable=Fraction(each, 100), population=population).size for each in (5, 10, 20)]
    assert tuple(found) == sizes
    assert habit_size(population).size == root
    assert habit_size(population, plus_one=True).size == root + 1


@pytest.mark.parametrize(("population", "size"), [(20, 19), (100, 45), (200, 51)])
def test_fewer_than_a_whole_rate_is_a_stricter_promise_than_at_most(population: int, size: int) -> None:
    assert attribute_size(tolerable=Fraction(5, 100), population=population, strict=True).size == size


def test_the_first_population_that_breaks_the_promise() -> None:
    assert breaking(Fraction(5, 100), 100) == 6
    assert breaking(Fraction(5, 100), 100, strict=True) == 5
    assert breaking(Fraction(5, 100), 99) == breaking(Fraction(5, 100), 99, strict=True) == 5
    assert "6 deviating records in the population would break" in str(
        attribute_size(tolerable=Fraction(5, 100), population=100).says
    )


def test_a_promise_of_all_records_needs_nearly_all_of_them() -> None:
    assert attribute_size(tolerable=Fraction(0), population=40).size == 38
    with pytest.raises(Refused):
        attribute_size(tolerable=Fraction(0))


def test_a_population_too_small_to_spare_a_record_is_looked_at_whole() -> None:
    size = attribute_size(tolerable=Fraction(5, 100), expected=Fraction(4, 100), population=10)
    assert (size.size, size.population) == (10, 10)
    assert "Only all 10 records" in str(size.says)


@given(st.integers(1, 400), st.integers(1, 30), st.integers(0, 5))
def test_a_finite_size_is_the_smallest(population: int, tolerable: int, deviations: int) -> None:
    rate = Fraction(tolerable, 100)
    size = size_allowing(deviations, tolerable=rate, population=population)
    bad = breaking(rate, population)
    if size is None:
        assert deviations > population or at_most(deviations, population, bad, population) > Fraction(5, 100)
    else:
        assert at_most(deviations, size, bad, population) <= Fraction(5, 100)
        assert size <= max(deviations, 1) or at_most(deviations, size - 1, bad, population) > Fraction(5, 100)


def test_sizes_for_samples_with_a_few_failures() -> None:
    assert [size_allowing(k, tolerable=Fraction(5, 100)) for k in range(4)] == [59, 93, 124, 153]


def test_a_stratified_sample_is_sized_for_its_strata() -> None:
    plain = attribute_size(tolerable=Fraction(5, 100), population=200)
    size = stratified_size(lambda n: (Share(100, n - n // 2), Share(100, n // 2)), plain, Fraction(5, 100))
    assert plain.size <= size <= plain.size + 4
    halves = attribute_size(tolerable=Fraction(0), population=4)
    assert stratified_size(lambda n: (Share(2, 1), Share(2, n - 1)), halves, Fraction(0)) == 4


LOTS = {
    2: "A", 8: "A", 9: "B", 15: "B", 16: "C", 25: "C", 26: "D", 50: "D", 51: "E", 90: "E", 91: "F", 150: "F", 151: "G",
    280: "G", 281: "H", 500: "H", 501: "J", 1_200: "J", 1_201: "K", 3_200: "K", 3_201: "L", 10_000: "L", 10_001: "M",
    35_000: "M", 35_001: "N", 150_000: "N", 150_001: "P", 500_000: "P", 500_001: "Q", 9_000_000: "Q",
}  # fmt: skip
SIZES = dict(zip("ABCDEFGHJKLMNPQ", (2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1_250), strict=True))
PLANS = {
    "1.0": "E0 E0 E0 E0 E0 E0 H1 H1 J2 K3 L5 M7 N10 P14 Q21",
    "1.5": "D0 D0 D0 D0 D0 G1 G1 H2 J3 K5 L7 M10 N14 P21 P21",
    "2.5": "C0 C0 C0 C0 F1 F1 G2 H3 J5 K7 L10 M14 N21 N21 N21",
    "4.0": "B0 B0 B0 E1 E1 F2 G3 H5 J7 K10 L14 M21 M21 M21 M21",
}
"""The plan that the arrows lead to, for each letter from A to Q."""


@pytest.mark.parametrize("limit", PLANS)
@pytest.mark.parametrize("lot", LOTS)
def test_every_lot_and_limit_of_the_acceptance_table(lot: int, limit: str) -> None:
    plan = PLANS[limit].split()["ABCDEFGHJKLMNPQ".index(LOTS[lot])]
    letter, accepted = plan[0], int(plan[1:])
    size = lot_size(lot, Decimal(limit))
    assert (size.size, size.allowed) == (min(lot, SIZES[letter]), accepted)
    assert ("look at all" in str(size.says)) == (SIZES[letter] >= lot)


def test_a_limit_outside_the_table_is_refused() -> None:
    with pytest.raises(Refused, match="no acceptance quality limit of 3"):
        lot_size(100, Decimal(3))


@pytest.mark.parametrize(
    ("frequency", "fewest", "most"),
    [
        ("yearly", 1, 1),
        ("quarterly", 2, 2),
        ("monthly", 2, 5),
        ("weekly", 5, 15),
        ("daily", 15, 40),
        ("many times a day", 25, 60),
    ],
)
def test_the_custom_of_control_frequencies(frequency: Frequency, fewest: int, most: int) -> None:
    assert FREQUENCIES[frequency][:2] == (fewest, most)
    assert fewest <= frequency_size(frequency).size <= most
    assert frequency_size("daily").size == 25
    assert frequency_size(frequency, 1).size == 1
    assert "custom" in str(frequency_size(frequency).warnings[0])


def test_a_habit_is_called_a_habit() -> None:
    assert "habit, prescribed by no standard" in str(habit_size(100).says)
    assert "habit" in str(habit_size(100, plus_one=True).says)
    assert habit_size(0).size == habit_size(0, plus_one=True).size == 0


def test_a_judgement_sample_makes_no_statement() -> None:
    size = judgement_size(25, 20)
    assert size.size == 20
    assert str(size.says) == "Judgement sample, no statement of uncertainty"


def test_a_person_chooses_among_all_methods() -> None:
    wish = Wish(tolerable=Fraction(5, 100))
    sizes = {method: size_by(method, 200, wish) for method in METHODS}
    assert {method: size.size for method, size in sizes.items()} == {
        "attribute": 47, "lot": 50, "frequency": 25, "habit": 15, "judgement": 25, "full": 200,
    }  # fmt: skip
    assert all(size.method == method for method, size in sizes.items())
    assert sizes["full"] == full_size(200)


def test_a_rate_is_never_rounded_over_its_limit() -> None:
    limit = Fraction(5, 100)
    assert percent(Fraction(504, 10_000), limit) == Decimal("5.04")
    assert percent(Fraction(4_951, 100_000), limit) == Decimal("5.0")
    assert percent(Fraction(113, 1_000), limit) == Decimal("11.3")
    assert str(stated(Fraction("0.9995"))) == "99.95"
    assert str(stated(Fraction(95, 100))) == "95"
