"""Records that may be missing: when they leave a kept promise kept, and when nobody can say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from opensmp.i18n import _
from opensmp.measures.catalogue import CATALOGUE
from opensmp.measures.judging import Judgement
from opensmp.measures.measurement import Measurement
from opensmp.measures.unseen import Unseen, keeps_with, with_reopened, with_unseen
from opensmp.plan.terms import Target

pytestmark = pytest.mark.requirement("R56")

KEPT = Judgement("kept")
SHARE, COUNT = CATALOGUE["incident.resolved_within"], CATALOGUE["incident.major"]
AT_LEAST_95 = Target(metric=SHARE.id, comparator="at least", value=Decimal(95), unit="%")
AT_MOST_2 = Target(metric=COUNT.id, comparator="at most", value=Decimal(2), unit="")
OF_100 = Measurement(
    metric=SHARE.id, start=date(2026, 10, 1), end=date(2026, 10, 31), numerator=97, denominator=100, value=Fraction(97)
)


def of_share(more: int, fewer: int = 0) -> bool:
    return keeps_with(AT_LEAST_95, SHARE, OF_100, more, fewer)


def missing(count: int, records: int = 100) -> Unseen:
    return Unseen(count, Fraction(count), records, (_("Some are missing."),))


def test_missing_records_count_as_missed_up_to_the_one_that_breaks_the_promise() -> None:
    assert [of_share(more) for more in (0, 2, 3)] == [True, True, False]


def test_records_that_could_not_be_judged_are_counted_beside_the_missing() -> None:
    flawed = replace(OF_100, excluded={"no end": 2})
    assert keeps_with(AT_LEAST_95, SHARE, flawed, 0)
    assert not keeps_with(AT_LEAST_95, SHARE, flawed, 1)


def test_a_count_that_must_stay_low_grows_by_the_missing() -> None:
    two = replace(OF_100, metric=COUNT.id, numerator=1, denominator=None, value=Fraction(1))
    assert keeps_with(AT_MOST_2, COUNT, two, 1)
    assert not keeps_with(AT_MOST_2, COUNT, two, 2)


@pytest.mark.parametrize(
    ("unseen", "word", "reasons"),
    [
        (Unseen(), "kept", 0),
        (missing(2), "kept", 0),
        (missing(3), "unknown", 2),
        (missing(30, records=3_000), "kept", 2),
    ],
)
def test_what_could_turn_the_verdict_decides_and_what_hardly_could_is_said(
    unseen: Unseen, word: str, reasons: int
) -> None:
    found = with_unseen(KEPT, unseen, 100, of_share)
    assert (found.word, len(found.reasons)) == (word, reasons)


def test_a_broken_promise_stays_broken_whatever_is_missing() -> None:
    assert with_unseen(Judgement("broken"), missing(50), 100, of_share) == Judgement("broken")


def test_where_no_record_of_a_window_is_there_all_that_is_missing_may_be_of_the_promise() -> None:
    assert missing(40, records=0).likely(0) == 40
    assert missing(40, records=1_000).likely(100) == 4


@pytest.mark.parametrize(("reopened", "word"), [(0, "kept"), (2, "kept"), (3, "unknown")])
def test_reopened_records_may_have_ended_later(reopened: int, word: str) -> None:
    keeps: Callable[[int, int], bool] = of_share
    assert with_reopened(KEPT, reopened, keeps(0, reopened)).word == word
