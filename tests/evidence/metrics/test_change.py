"""Change metrics, each worked by hand on a table of a few rows."""

from __future__ import annotations

import pytest
from tests.evidence.metrics.worked import DAY, HOUR, Row, at, figures

pytestmark = pytest.mark.requirement("R56")

CLOSED = {"closed_at": at("03-10"), "actual_start": at("03-09"), "actual_end": at("03-09 04:00")}


def closed(*rows: Row) -> list[Row]:
    return [{**CLOSED, **row} for row in rows]


OUTCOMES = closed(
    {"close_code": "successful"},
    {"close_code": "Successful"},
    {"close_code": "issues"},
    {"close_code": "unsuccessful"},
    {"close_code": "cancelled"},
    {"close_code": None},
    {"close_code": "successful", "backed_out": 1},
    {"close_code": "successful", "closed_at": at("04-01")},
)


def test_success_with_issues_is_no_success_and_a_cancelled_change_does_not_count() -> None:
    assert figures("change.successful", OUTCOMES).counts == (2, 5, {"outcome unknown": 1})


def test_the_failure_rate_counts_unsuccessful_among_all_closed_changes() -> None:
    assert figures("change.failed", OUTCOMES).counts == (1, 6, {"outcome unknown": 1})


def test_closed_changes_are_counted_cancelled_ones_too() -> None:
    assert figures("change.closed", OUTCOMES).numerator == 7


def test_the_share_of_emergencies_depends_on_the_day_that_is_counted() -> None:
    rows = [
        {"type": "Emergency", "requested_at": at("02-28"), "closed_at": at("03-01")},
        {"type": "normal", "requested_at": at("03-01"), "closed_at": at("03-02")},
        {"type": "emergency", "requested_at": at("03-31"), "closed_at": at("04-02")},
        {"requested_at": at("03-01"), "closed_at": at("03-02")},
    ]
    assert figures("change.emergency_share", rows).counts == (1, 2, {"no type": 1})
    assert figures("change.urgent_share", rows).counts == (1, 2, {"no type": 1})


def test_a_change_on_an_item_is_unauthorised_without_a_record_or_with_a_refused_one() -> None:
    rows = [
        {"change_id": "C1", "approved": 1},
        {"change_id": "C2", "approved": 0},
        {"approved": None},
        {"change_id": "C3"},
        {"change_id": None, "changed_at": at("02-03")},
    ]
    found = figures("change.unauthorised", [{"changed_at": at("03-03"), **row} for row in rows])
    assert found.counts == (2, 2, {"approval unknown": 1})


def test_a_change_causes_an_incident_within_three_days_or_by_the_tools_own_count() -> None:
    rows = closed({"id": "C1"}, {"id": "C2"}, {"id": "C3", "incident_count": 1}, {"id": "C4", "actual_start": None})
    incidents = [
        {"caused_by_change": "C1", "opened_at": at("03-12 04:00")},
        {"caused_by_change": "C2", "opened_at": at("03-12 04:00") + 1},
        {"caused_by_change": "C2", "opened_at": at("03-08")},
        {"opened_at": at("03-09")},
    ]
    found = figures("change.caused_incidents", rows, more={"incident": incidents})
    assert found.counts == (2, 4, {})
    assert figures("change.caused_incidents", rows, more={"incident": incidents}, within="4 d").numerator == 3


def test_a_change_without_an_approval_was_not_approved_before_it_started() -> None:
    rows = closed(
        {"approved_at": at("03-09")},
        {"approved_at": at("03-09") + 1},
        {"approved_at": None},
        {"approved_at": at("03-08"), "actual_start": None},
        {"approved_at": None, "state": "cancelled"},
    )
    assert figures("change.approved_before_start", rows).counts == (1, 3, {"no start": 1})


def test_a_change_stays_in_its_window_when_it_starts_and_ends_inside_it() -> None:
    inside = {"planned_start": at("03-09"), "planned_end": at("03-09 04:00")}
    rows = closed(
        inside,
        {**inside, "planned_end": at("03-09 03:00")},
        {**inside, "planned_start": None},
        {**inside, "actual_end": None},
        {**inside, "actual_end": at("03-08")},
    )
    assert figures("change.on_time", rows).counts == (1, 2, {"no end": 1, "ends before it starts": 1})


def test_changes_caused_nothing_only_where_somebody_attributes_incidents() -> None:
    """An export without the link from incident to change must not read as a perfect record."""
    rows = closed({"id": "C1"}, {"id": "C2", "incident_count": 0})
    silent = {"incident": [{"opened_at": at("03-09")}]}
    unknown = (0, 1, {"incidents not counted": 1})
    assert figures("change.caused_incidents", rows).counts == unknown
    assert figures("change.caused_incidents", rows, more=silent).counts == unknown


REVIEWS = closed(
    {"type": "emergency", "reviewed_at": at("03-10 04:00")},
    {"type": "emergency", "reviewed_at": at("03-12")},
    {"type": "normal", "close_code": "unsuccessful"},
    {"type": "normal", "major": 1, "reviewed_at": at("03-09 05:00"), "actual_end": None},
    {"type": "normal", "close_code": "successful"},
    {"type": "emergency", "close_code": "cancelled"},
)


def test_failed_emergency_and_major_changes_are_reviewed() -> None:
    assert figures("change.reviewed", REVIEWS).counts == (3, 4, {})


def test_the_review_is_in_time_when_it_comes_within_the_limit_after_the_end() -> None:
    found = figures("change.reviewed_within", REVIEWS, limit="24 h")
    assert found.counts == (1, 2, {"no start": 1})
    assert found.still_open == 1


def test_reviews_of_emergency_changes_alone_are_asked_for_by_a_parameter() -> None:
    assert figures("change.reviewed_within", REVIEWS, limit="24 h", type="emergency").counts == (1, 2, {})


def test_the_lead_time_runs_from_the_request_to_the_approval() -> None:
    rows = [
        {"requested_at": at("03-01"), "approved_at": at("03-02")},
        {"requested_at": at("03-01"), "approved_at": at("03-01 06:00")},
        {"requested_at": at("03-01")},
        {"requested_at": at("03-05"), "approved_at": at("03-04")},
    ]
    found = figures("change.lead_time", rows)
    assert (found.values, found.counts) == ((6 * HOUR, DAY), (None, 2, {"ends before it starts": 1}))


def test_conflicts_are_counted() -> None:
    found = figures("change.conflicts", closed({"conflict": 1}, {"conflict": 0}, {}))
    assert found.counts == (1, 1, {"not said whether in conflict": 1})


def test_a_change_that_does_not_say_whether_it_has_a_backout_plan_is_left_out() -> None:
    rows = closed(
        {"backout_plan": 1}, {"backout_plan": 0}, {}, {"backout_plan": 1, "actual_start": None, "actual_end": None}
    )
    assert figures("change.with_backout_plan", rows).counts == (1, 2, {"not said whether it has a plan": 1})


def test_the_change_score_weighs_outcomes_and_the_incidents_that_changes_caused() -> None:
    rows = closed(
        {"id": "C1", "close_code": "successful"},
        {"id": "C2", "close_code": "issues"},
        {"id": "C3", "close_code": "unsuccessful"},
        {"id": "C4", "close_code": "cancelled"},
        {"id": "C5"},
    )
    incidents = [
        {"caused_by_change": "C1", "priority": 1},
        {"caused_by_change": "C2", "priority": 2},
        {"caused_by_change": "C2", "priority": 3},
        {"caused_by_change": "C3", "priority": 5},
        {"caused_by_change": "C3", "priority": 1, "state": "cancelled"},
    ]
    found = figures("change.score", rows, more={"incident": incidents})
    assert found.values == (-9, -7, -5, 0)
    assert (sum(found.values), found.counts) == (-21, (None, 4, {"outcome unknown": 1}))
