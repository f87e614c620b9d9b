"""Relationship metrics, each worked by hand on a table of a few rows."""

from __future__ import annotations

from datetime import date

import pytest
from tests.evidence.metrics.worked import at, figures

from opensmp.plan.prose import Prose
from opensmp.registers.organisation import Calendar, Holiday, Hours

pytestmark = pytest.mark.requirement("R56")

OFFICE = Calendar(
    id="office",
    name=Prose.of({"en": "Office hours"}),
    zone="UTC",
    hours=(Hours(days=(1, 2, 3, 4, 5), opens="08:00", closes="17:00"),),
    holidays=(Holiday(on=date(2026, 3, 19), name="Nyepi"),),
)


def test_a_review_is_held_when_it_took_place_before_the_window_ended() -> None:
    rows = [
        {"planned_at": at("03-10"), "held_at": at("03-31 23:59")},
        {"planned_at": at("03-10"), "held_at": at("04-01")},
        {"planned_at": at("03-10")},
        {"planned_at": at("04-10"), "held_at": at("03-10")},
        {"held_at": at("03-10")},
    ]
    assert figures("relationship.reviews_held", rows).counts == (1, 3, {})


def test_a_review_that_is_still_ahead_when_the_records_end_is_not_missed() -> None:
    rows = [{"planned_at": at("03-10")}, {"planned_at": at("03-25")}]
    found = figures("relationship.reviews_held", rows, known_until=at("03-20"))
    assert (found.counts, found.still_open) == ((0, 1, {}), 1)


SURVEYS = [
    {"sent_at": at("02-27"), "answered_at": at("03-02"), "score": 5.0, "recommends": 10},
    {"sent_at": at("03-02"), "answered_at": at("03-03"), "score": 2.0, "recommends": 6},
    {"sent_at": at("03-02"), "answered_at": at("03-03"), "score": 3.0, "recommends": 9},
    {"sent_at": at("03-02"), "answered_at": at("03-03"), "recommends": 8},
    {"sent_at": at("03-02"), "answered_at": at("03-03"), "score": 4.0, "recommends": 11},
    {"sent_at": at("03-02")},
]


def test_satisfaction_is_dated_by_the_answer_and_the_response_rate_by_the_question() -> None:
    assert figures("relationship.satisfaction", SURVEYS).values == (2.0, 3.0, 4.0, 5.0)
    assert figures("relationship.response_rate", SURVEYS).counts == (4, 5, {})


def test_the_net_promoter_score_is_promoters_less_detractors() -> None:
    assert figures("relationship.net_promoters", SURVEYS).counts == (1, 4, {"not between 0 and 10": 1})


def test_the_net_promoter_score_may_fall_below_zero() -> None:
    rows = [{"answered_at": at("03-03"), "recommends": each} for each in (0, 6, 7, 9)]
    assert figures("relationship.net_promoters", rows).counts == (-1, 4, {})


COMPLAINTS = [
    {"opened_at": at("03-16 09:00"), "acknowledged_at": at("03-17"), "closed_at": at("03-31 16:59"), "escalated": 0},
    {"opened_at": at("03-16 09:00"), "acknowledged_at": at("03-20"), "closed_at": at("04-20"), "escalated": 1},
    {"opened_at": at("03-16 09:00"), "closed_at": at("03-17"), "escalated": 0},
    {"opened_at": at("03-16 09:00")},
]


def test_a_complaint_closed_without_an_acknowledgement_has_no_end() -> None:
    found = figures("relationship.complaint_acknowledged_within", COMPLAINTS, limit="48 h")
    assert (found.counts, found.still_open) == ((1, 2, {"no end": 1}), 1)


def test_a_complaint_still_open_is_not_yet_decided() -> None:
    found = figures("relationship.complaint_closed_within", COMPLAINTS, limit="400 h")
    assert (found.counts, found.still_open) == ((2, 3, {}), 1)


def test_the_hours_of_the_calendar_alone_count_when_the_commitment_names_one() -> None:
    """Monday 09:00 to Tuesday two weeks later 16:59, one holiday between: 97 hours and 59 minutes of office hours."""
    rows = COMPLAINTS[:1]
    assert figures("relationship.complaint_closed_within", rows, limit="98 h", calendar=OFFICE).counts == (1, 1, {})
    assert figures("relationship.complaint_closed_within", rows, limit="97 h", calendar=OFFICE).counts == (0, 1, {})


def test_escalations_are_counted_where_the_record_says() -> None:
    found = figures("relationship.complaints_escalated", COMPLAINTS)
    assert found.counts == (1, 3, {"not said whether escalated": 1})


def test_actions_from_reviews_are_done_by_their_day() -> None:
    rows = [
        {"action_due": at("03-10"), "action_done": at("03-10 15:00")},
        {"action_due": at("03-10"), "action_done": at("03-11")},
        {"action_due": at("03-10")},
        {"action_done": at("03-11")},
    ]
    assert figures("relationship.actions_on_time", rows).counts == (1, 3, {})
