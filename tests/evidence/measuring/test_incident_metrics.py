"""Incident metrics, each worked by hand on a table of a few rows."""

from __future__ import annotations

import pytest
from tests.evidence.metrics.worked import DAY, HOUR, Row, at, figures

pytestmark = pytest.mark.requirement("R56")


def resolved(*rows: Row) -> list[Row]:
    """Incidents opened on 10 March at 08:00 and closed five days later."""
    usual = {"opened_at": at("03-10 08:00"), "state": "closed", "closed_at": at("03-15 08:00")}
    return [{**usual, **row} for row in rows]


TAKEN = resolved(
    {"resolved_at": at("03-10 12:00"), "sla_met": 0},
    {"resolved_at": at("03-10 12:00") + 1, "sla_met": 1},
    {"resolved_at": at("03-10 09:00"), "sla_met": 1},
    {"resolved_at": at("03-10 07:00")},
    {"resolved_at": None},
    {"resolved_at": at("03-10 09:00"), "state": "cancelled"},
    {"resolved_at": at("04-01")},
)


def test_an_incident_resolved_exactly_at_its_limit_is_in_time() -> None:
    found = figures("incident.resolved_within", TAKEN, limit="4 h")
    assert found.counts == (2, 3, {"ends before it starts": 1, "no end": 1})


def test_the_plan_may_name_closing_as_the_end_it_means() -> None:
    assert figures("incident.resolved_within", TAKEN[:3], limit="4 h", end="closed").counts == (0, 3, {})


def test_each_incident_may_bring_its_own_limit_and_one_without_is_not_counted() -> None:
    rows = [{**TAKEN[0], "sla_target": 4 * HOUR}, {**TAKEN[0], "sla_target": 4 * HOUR - 1}, TAKEN[0]]
    assert figures("incident.resolved_within", rows).counts == (1, 2, {})


def test_an_open_incident_waits_for_its_end() -> None:
    found = figures("incident.resolved_within", [{"opened_at": at("03-10"), "state": "active"}], limit="4 h")
    assert (found.denominator, found.still_open) == (0, 1)


def test_a_pause_stops_the_clock_and_overlapping_pauses_count_once() -> None:
    rows = [{**TAKEN[0], "id": "INC1", "resolved_at": at("03-10 14:00")}]
    pauses = [
        {"record_table": "incident", "record": "INC1", "start_at": at("03-10 09:00"), "end_at": at("03-10 10:30")},
        {"record_table": "incident", "record": "INC1", "start_at": at("03-10 10:00"), "end_at": at("03-10 11:00")},
        {"record_table": "problem", "record": "INC1", "start_at": at("03-10 11:00"), "end_at": at("03-10 14:00")},
    ]
    assert figures("incident.time_to_resolve", rows, more={"pause": _sourced(pauses)}).values == (4 * HOUR,)
    counted = figures("incident.time_to_resolve", rows, more={"pause": _sourced(pauses)}, pauses="counted")
    assert counted.values == (6 * HOUR,)


def _sourced(pauses: list[Row]) -> list[Row]:
    return [{**pause, "id": f"P{number}"} for number, pause in enumerate(pauses)]


def test_a_first_response_that_nobody_recorded_is_excluded_not_counted_as_kept() -> None:
    rows = [
        {**TAKEN[0], "acknowledged_at": at("03-10 08:15")},
        {**TAKEN[0], "acknowledged_at": at("03-10 08:15") + 1},
        TAKEN[0],
        {"opened_at": at("03-10"), "state": "new"},
    ]
    found = figures("incident.responded_within", rows, limit="15 min")
    assert found.counts == (1, 2, {"no end": 1})
    assert found.still_open == 1


def test_the_tools_flag_is_counted_beside_the_clock() -> None:
    assert figures("incident.flagged_in_time", TAKEN).counts == (2, 3, {})


@pytest.mark.parametrize(
    ("metric", "numerator"), [("incident.reopened", 1), ("incident.reassigned", 2), ("incident.first_assignment", 1)]
)
def test_counters_that_are_missing_are_excluded(metric: str, numerator: int) -> None:
    rows = [
        {**TAKEN[0], "reopen_count": 0, "reassign_count": 0},
        {**TAKEN[0], "reopen_count": 2, "reassign_count": 1},
        {**TAKEN[0], "reopen_count": 0, "reassign_count": 3},
        TAKEN[0],
    ]
    assert figures(metric, rows).counts == (numerator, 3, {"no counter": 1})


def test_the_backlog_is_what_was_open_when_the_window_ended() -> None:
    rows = [
        {"opened_at": at("03-01"), "state": "active"},
        {"opened_at": at("03-31"), "state": "active"},
        {"opened_at": at("02-01"), "resolved_at": at("04-01"), "state": "closed"},
        {"opened_at": at("02-01"), "resolved_at": at("03-31"), "state": "closed"},
        {"opened_at": at("04-01"), "state": "active"},
        {"opened_at": at("02-01"), "state": "cancelled"},
    ]
    assert figures("incident.open", rows).numerator == 3
    assert figures("incident.backlog_over_age", rows).counts == (2, 3, {})
    assert figures("incident.backlog_over_age", rows, age="31 d").counts == (1, 3, {})
    assert figures("incident.overdue_open", rows, limit="24 h").counts == (2, 3, {})


def test_a_major_incident_that_was_never_reviewed_was_not_reviewed_in_time() -> None:
    done = {"resolved_at": at("03-10"), "major": 1}
    rows = [
        {**done, "reviewed_at": at("03-12")},
        {**done, "reviewed_at": at("03-12") + 1},
        done,
        {**done, "reviewed_at": at("03-09")},
        {**done, "major": 0},
    ]
    found = figures("incident.reviewed_within", resolved(*rows), limit="2 calendar days")
    assert found.counts == (1, 3, {"ends before it starts": 1})


def test_links_to_service_item_problem_and_change_are_counted() -> None:
    rows = resolved(
        {"resolved_at": at("03-11"), "service": "S-01", "problem_id": "PRB1"},
        {"resolved_at": at("03-11"), "ci": "srv-7", "caused_by_change": "CHG1"},
        {"resolved_at": at("03-11")},
    )
    assert figures("incident.linked_to_service_or_ci", rows).counts == (2, 3, {})
    assert figures("incident.linked_to_problem", rows).counts == (1, 3, {})
    assert figures("incident.caused_by_change", rows).counts == (1, 3, {})


def test_opened_resolved_and_major_incidents_are_counted_by_their_own_day() -> None:
    rows = resolved(
        {"resolved_at": at("03-11"), "major": 1},
        {"opened_at": at("02-27"), "resolved_at": at("03-01")},
        {"resolved_at": at("04-02")},
    )
    assert figures("incident.opened", rows).numerator == 2
    assert figures("incident.resolved", rows).numerator == 2
    assert figures("incident.major", rows).numerator == 1


def test_satisfaction_is_of_those_who_answered() -> None:
    rows = resolved({"resolved_at": at("03-11"), "csat": 4.5}, {"resolved_at": at("03-11")})
    assert figures("incident.satisfaction", rows).values == (4.5,)


def test_time_to_acknowledge_and_reassignments_are_values_of_each_record() -> None:
    rows = resolved({"resolved_at": at("03-11"), "acknowledged_at": at("03-10 08:05"), "reassign_count": 2})
    assert figures("incident.time_to_acknowledge", rows).values == (300,)
    assert figures("incident.reassignments", rows).values == (2,)


def test_the_flag_of_the_response_counts_where_there_is_one() -> None:
    rows = resolved({"response_met": 1}, {"response_met": 0}, {})
    assert figures("incident.response_flagged_in_time", rows).counts == (1, 2, {})


def test_working_days_are_counted_on_the_calendar_of_the_commitment() -> None:
    assert figures("incident.resolved_within", TAKEN[:1], limit="1 calendar day").counts == (1, 1, {})
    late = [{**TAKEN[0], "resolved_at": at("03-10 08:00") + DAY + 1}]
    assert figures("incident.resolved_within", late, limit="1 calendar day").counts == (0, 1, {})
