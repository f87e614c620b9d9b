"""What a sample supports, contradicts or does not show, and the sentence that says so."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from opensmp.i18n import Refused
from opensmp.measures.samples import Looked, SampleResult, Tolerance, judge_endless, judge_sample, tolerance_of
from opensmp.plan.terms import Comparator

pytestmark = pytest.mark.requirement("R56")

NINETY_FIVE = Tolerance(rate=Fraction(5, 100))


def looked(
    population: int, drawn: int, deviations: int = 0, undecided: int = 0, tolerance: Tolerance = NINETY_FIVE
) -> SampleResult:
    part = Looked(label="", population=population, drawn=drawn, deviations=deviations, undecided=undecided)
    return judge_sample([part], tolerance)


def test_twenty_five_clean_records_do_not_support_ninety_five_per_cent() -> None:
    result = judge_endless(0, 25, NINETY_FIVE)
    assert result.word == "not shown"
    assert str(result.says[0]) == (
        "25 clean records support at most 11.3% deviations at 95% confidence, not 95% compliance; 59 would"
    )


def test_fifty_nine_clean_records_do() -> None:
    assert judge_endless(0, 59, NINETY_FIVE).word == "supports"
    assert judge_endless(0, 58, NINETY_FIVE).word == "not shown"


def test_a_sample_is_judged_by_the_population_it_was_drawn_from() -> None:
    assert looked(200, 47).word == "supports"
    assert looked(200, 46).word == "not shown"
    assert "47 would" in str(looked(200, 25).says[0])


def test_deviations_are_told_with_what_would_have_been_enough() -> None:
    result = judge_endless(1, 59, NINETY_FIVE)
    assert (result.word, result.needed) == ("not shown", 93)
    assert "1 deviation in 59 records supports at most 7.8% deviations" in str(result.says[0])
    assert judge_endless(1, 93, NINETY_FIVE).word == "supports"
    assert "1 deviation in 93 records still supports" in str(judge_endless(1, 93, NINETY_FIVE).says[0])


def test_many_deviations_contradict() -> None:
    result = judge_endless(9, 25, NINETY_FIVE)
    assert result.word == "contradicts"
    assert "at least 20.2% deviate at 95% confidence, so 95% compliance is contradicted" in str(result.says[0])


def test_more_deviations_than_the_population_may_hold_contradict_whatever_the_chance() -> None:
    assert looked(20, 2, 2).word == "contradicts"
    assert looked(20, 2, 1).word == "not shown"
    assert looked(20, 2, 1).needed == 20


def test_where_no_larger_sample_could_support_nothing_is_tolerance() -> None:
    result = judge_sample([Looked(label="", population=20, drawn=10, deviations=1, undecided=1)], NINETY_FIVE)
    assert (result.word, result.needed) == ("not shown", None)
    assert "no larger sample with as many deviations would" in str(result.says[0])


def test_an_undecided_record_supports_nothing_and_contradicts_nothing() -> None:
    assert looked(200, 47, undecided=1).word == "not shown"
    assert looked(20, 2, undecided=2).word == "not shown"
    assert "cannot be decided" in str(looked(200, 47, undecided=1).says[1])


def test_a_full_count_has_no_interval() -> None:
    kept, broken = looked(20, 20, 1), looked(20, 20, 2)
    assert (kept.word, kept.limits, broken.word) == ("kept", None, "broken")
    assert looked(20, 20, 1, 1).word == "unknown"
    assert "a full count has no interval" in str(kept.says[0])


def test_an_equal_share_keeps_at_least_and_breaks_above() -> None:
    assert looked(20, 20, 1, tolerance=tolerance_of("at least", Decimal(95))).word == "kept"
    assert looked(20, 20, 1, tolerance=tolerance_of("above", Decimal(95))).word == "broken"


def test_a_sample_without_a_record_says_nothing() -> None:
    assert looked(20, 0).word == "unknown"


def test_a_judgement_sample_gets_no_limit() -> None:
    part = Looked(label="", population=200, drawn=60, deviations=0)
    result = judge_sample([part], NINETY_FIVE, by_judgement=True)
    assert (result.word, result.limits) == ("not shown", None)
    assert str(result.says[0]) == "Judgement sample, no statement of uncertainty"


def test_a_judgement_sample_contradicts_when_it_alone_breaks_the_promise() -> None:
    parts = [Looked(label="", population=200, drawn=60, deviations=deviations) for deviations in (10, 11)]
    assert [judge_sample([part], NINETY_FIVE, by_judgement=True).word for part in parts] == ["not shown", "contradicts"]


def test_strata_are_weighed_by_their_population() -> None:
    parts = [
        Looked(label="P1", population=10, drawn=10, deviations=5),
        Looked(label="P2", population=190, drawn=19, deviations=0),
    ]
    result = judge_sample(parts, NINETY_FIVE)
    assert result.estimate == Fraction(5, 200)
    assert result.word == "not shown"
    assert "however the deviations are spread" in str(result.says[-1])


@pytest.mark.parametrize(
    ("comparator", "value", "expected"),
    [
        ("at least", "95", Tolerance(rate=Fraction(5, 100))),
        ("above", "99.9", Tolerance(rate=Fraction(1, 1000), strict=True)),
        ("at most", "5", Tolerance(rate=Fraction(5, 100))),
        ("below", "5", Tolerance(rate=Fraction(5, 100), strict=True)),
    ],
)
def test_a_target_says_what_may_deviate(comparator: Comparator, value: str, expected: Tolerance) -> None:
    assert tolerance_of(comparator, Decimal(value)) == expected


@pytest.mark.parametrize(
    ("comparator", "value", "unit"), [("equal", "95", "%"), ("at most", "4", "h"), ("at least", "120", "%")]
)
def test_a_target_that_is_no_share_cannot_be_sampled(comparator: Comparator, value: str, unit: str) -> None:
    with pytest.raises(Refused):
        tolerance_of(comparator, Decimal(value), unit)
