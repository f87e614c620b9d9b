"""From a figure to a verdict word: exact, and never kept by a flaw of the records."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opensmp.measures.catalogue import CATALOGUE
from opensmp.measures.judging import Judgement, Pending, holds, judged, printed, target_of, together
from opensmp.measures.measurement import Measurement
from opensmp.measures.outcome import Trend
from opensmp.measures.trend import trend
from opensmp.measures.windows import Days, day_of, midnight, span_of, window_of, windows, zone_of
from opensmp.plan.terms import Comparator, Target

pytestmark = pytest.mark.requirement("R56")

SHARE = CATALOGUE["incident.resolved_within"]
LONG = CATALOGUE["incident.time_to_resolve"]
COUNT = CATALOGUE["incident.major"]


def target(value: str, comparator: Comparator = "at least", unit: str = "%") -> Target:
    return Target(metric="incident.resolved_within", comparator=comparator, value=Decimal(value), unit=unit)


def share(good: int, of: int, excluded: int = 0) -> Measurement:
    bounds = (
        (Fraction(100 * good, of + excluded), Fraction(100 * (good + excluded), of + excluded)) if excluded else None
    )
    return Measurement(
        metric=SHARE.id, start=date(2026, 10, 1), end=date(2026, 10, 31), numerator=good, denominator=of,
        value=Fraction(100 * good, of) if of else None, bounds=bounds, excluded={"no end": excluded} if excluded else {},
    )  # fmt: skip


def test_equal_keeps_at_least_and_at_most_and_the_exact_fraction_decides() -> None:
    assert judged(target("95"), SHARE, share(1900, 2000)).word == "kept"
    assert judged(target("95"), SHARE, share(1899, 2000)).word == "broken"
    assert judged(target("5", "at most"), SHARE, share(5, 100)).word == "kept"
    assert judged(target("95", "above"), SHARE, share(95, 100)).word == "broken"


@given(st.integers(1, 5_000), st.integers(0, 5_000), st.decimals("0.01", "100", places=2))
def test_a_broken_promise_never_prints_as_a_kept_one(of: int, good: int, aim: Decimal) -> None:
    value = Fraction(100 * min(good, of), of)
    for comparator in ("at least", "at most"):
        wanted = target(str(aim), comparator)  # type: ignore[arg-type]  # mypy widens the literal
        if not holds(comparator, value, Fraction(aim)):  # type: ignore[arg-type]  # as above
            assert not holds(comparator, Fraction(printed(value, wanted, "%")), Fraction(aim))  # type: ignore[arg-type]


def test_a_figure_prints_in_the_unit_of_the_target() -> None:
    assert printed(Fraction(5400), target("2", "at most", "h"), "seconds") == Decimal("1.50")
    assert target_of(target("4", "at most", "h"), "seconds") == 14_400
    assert target_of(target("4", "at most", "h"), "%") is None


def test_no_records_are_unknown_never_kept() -> None:
    assert judged(target("0", "at least"), SHARE, share(0, 0)).word == "unknown"


def test_a_small_window_says_too_few_unless_the_promise_is_of_every_record() -> None:
    assert judged(target("95"), SHARE, share(4, 4)).word == "too few"
    assert judged(target("95"), SHARE, share(5, 5)).word == "kept"
    assert judged(target("95"), SHARE, share(8, 8), minimum=10).word == "too few"
    assert judged(target("100"), SHARE, share(2, 2)).word == "kept"
    assert judged(target("100"), SHARE, share(1, 2)).word == "broken"
    assert (
        judged(target("2", "at most", ""), COUNT, replace(share(1, 1), denominator=None, value=Fraction(1))).word
        == "kept"
    )


def test_records_without_an_end_keep_a_figure_from_being_kept() -> None:
    found = judged(target("95"), SHARE, share(964, 1000, excluded=40))
    assert found.word == "unknown"
    assert "40 records could not be judged: no end." in [str(reason) for reason in found.reasons]
    assert judged(target("95"), SHARE, share(964, 1000, excluded=5)).word == "kept"
    assert judged(target("95"), SHARE, share(900, 1000, excluded=400)).word == "broken"


def test_records_still_open_past_their_limit_keep_a_figure_from_being_kept() -> None:
    assert judged(target("95"), SHARE, share(96, 100), pending=Pending(5, 2)).word == "unknown"
    assert judged(target("95"), SHARE, share(96, 100), pending=Pending(50, 1)).word == "kept"


def test_a_mean_with_excluded_records_has_no_bounds_and_so_no_verdict() -> None:
    mean = replace(share(0, 100), numerator=None, value=Fraction(3600), excluded={"no end": 1})
    assert judged(target("4", "at most", "h"), LONG, mean).word == "unknown"
    assert judged(target("4", "at most", "h"), LONG, mean, kept_at_worst=True).word == "kept"


def test_one_broken_part_breaks_a_window_and_an_unknown_one_keeps_it_open() -> None:
    words = ("kept", "broken", "unknown", "too few")
    for order in permutations(Judgement(word) for word in words):  # type: ignore[arg-type]  # the words of a verdict
        assert together(order).word == "broken"
    assert together([Judgement("kept"), Judgement("unknown")]).word == "unknown"
    assert together([Judgement("kept"), Judgement("too few")]).word == "kept"


def test_windows_are_those_of_the_organisations_calendar() -> None:
    assert window_of(date(2026, 11, 22), "week") == Days(date(2026, 11, 16), date(2026, 11, 22))
    assert window_of(date(2026, 11, 22), "quarter") == Days(date(2026, 10, 1), date(2026, 12, 31))
    assert window_of(date(2024, 2, 29), "month") == Days(date(2024, 2, 1), date(2024, 2, 29))
    assert [each.start.month for each in windows(Days(date(2026, 2, 3), date(2026, 11, 1)), "half-year")] == [1, 7]
    assert windows(Days(date(2026, 2, 3), date(2026, 3, 1)), None) == (Days(date(2026, 2, 3), date(2026, 3, 1)),)


def test_a_month_begins_at_midnight_where_the_organisation_is() -> None:
    october = Days(date(2026, 10, 1), date(2026, 10, 31))
    assert span_of(october, "Asia/Jakarta").start == span_of(october, "UTC").start - 7 * 3600
    assert span_of(october, "Europe/Berlin").end - span_of(october, "Europe/Berlin").start == 31 * 86400 + 3600
    assert day_of(midnight(date(2026, 10, 1), "Asia/Jakarta"), "Asia/Jakarta") == date(2026, 10, 1)
    with pytest.raises(ValueError, match="Mars"):
        zone_of("Mars/Olympus")


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.sampled_from(["week", "month", "quarter", "half-year", "year"]))
def test_windows_follow_each_other_without_gap(day: date, kind: str) -> None:
    found = windows(Days(day, date.fromordinal(day.toordinal() + 800)), kind)  # type: ignore[arg-type]  # sampled words
    assert found[0].start <= day <= found[0].end
    assert all(after.start.toordinal() == before.end.toordinal() + 1 for before, after in pairwise(found))


def test_a_trend_is_only_told_where_chance_is_an_unlikely_author() -> None:
    rising = [Fraction(value) for value in (90, 91, 92, 93)]
    assert trend(rising, "higher") == Trend("better", 4, Fraction(1, 24))
    assert trend(rising, "lower").direction == "worse"
    assert trend(rising[:3], "higher").direction == "too short"
    assert trend([Fraction(value) for value in (90, 92, 91, 93)], "higher").direction == "no clear change"
    assert trend([Fraction(5)] * 9, "higher").direction == "no clear change"


def test_the_chance_of_an_order_equals_counting_all_orders() -> None:
    for size in (4, 5, 6):
        scores = [
            sum((b > a) - (b < a) for n, a in enumerate(order) for b in order[n + 1 :])
            for order in permutations(range(size))
        ]
        for order in ([*range(size)], [1, 0, *range(2, size)], [2, 1, 0, *range(3, size)]):
            score = sum((b > a) - (b < a) for n, a in enumerate(order) for b in order[n + 1 :])
            expected = Fraction(sum(each >= abs(score) for each in scores), len(scores))
            assert trend([Fraction(value) for value in order], "higher").chance == expected
