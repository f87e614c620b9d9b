"""Incident metrics, each worked by hand on a table of a few rows."""

from __future__ import annotations

import pytest
from tests.evidence.metrics.worked import DAY, HOUR, at, figures

from opensmp.evidence.judged import Unmeasurable

pytestmark = pytest.mark.requirement("R56")

OPENED = {"opened_at": at("03-02"), "priority": 1}
RESOLVED = [
    {**OPENED, "resolved_at": at("03-02 04:00"), "sla_target": 4 * HOUR, "sla_met": 1, "reassign_count": 0, "reopen_count": 0},
    {**OPENED, "resolved_at": at("03-02 04:00") + 1, "sla_target": 4 * HOUR, "sla_met": 1, "reassign_count": 2, "reopen_count": 1},
    {**OPENED, "resolved_at": at("03-02 03:00"), "sla_met": 0, "priority": 2, "problem_id": "P-1", "csat": 4.0},
    {**OPENED, "resolved_at": at("03-01"), "sla_target": 4 * HOUR},
    {**OPENED, "state": "closed", "updated_at": at("03-09"), "sla_target": 4 * HOUR, "csat": 2.0},
    {**OPENED, "sla_target": 4 * HOUR},
    {**OPENED, "resolved_at": at("03-02 01:00"), "sla_target": 4 * HOUR, "state": "cancelled", "sla_met": 1},
    {**OPENED, "resolved_at": at("04-01"), "sla_target": 4 * HOUR, "csat": 1.0},
]  # fmt: skip


def test_an_incident_resolved_at_the_second_of_its_limit_is_in_time() -> None:
    found = figures("incident.resolved_within", RESOLVED)
    assert found.counts == (1, 2, {"no end": 1, "ends before it starts": 1})
    assert found.still_open == 1


def test_the_limit_and_population_of_a_commitment_stand_in_for_the_records_own() -> None:
    found = figures("incident.resolved_within", RESOLVED, limit="3 h", priority="2")
    assert found.counts == (1, 1, {})


def test_pauses_are_taken_off_unless_the_commitment_counts_them() -> None:
    rows = [{"id": "I1", **OPENED, "resolved_at": at("03-02 06:00")}]
    more = {"pause": [
        {"record_table": "incident", "record": "I1", "start_at": at("03-02 01:00"), "end_at": at("03-02 03:00")},
        {"record_table": "request", "record": "I1", "start_at": at("03-02 03:00"), "end_at": at("03-02 05:00")},
    ]}  # fmt: skip
    assert figures("incident.resolved_within", rows, more=more, limit="4 h").counts == (1, 1, {})
    assert figures("incident.resolved_within", rows, more=more, limit="4 h", pauses="counted").counts == (0, 1, {})
    assert figures("incident.time_to_resolve", rows, more=more).values == (4 * HOUR,)


def test_time_to_resolve_leaves_out_impossible_times() -> None:
    found = figures("incident.time_to_resolve", RESOLVED)
    assert found.values == (3 * HOUR, 4 * HOUR, 4 * HOUR + 1)
    assert found.counts == (None, 3, {"no end": 1, "ends before it starts": 1})


def test_the_tools_flag_is_counted_of_the_incidents_opened_that_carry_it() -> None:
    assert figures("incident.flagged_in_time", RESOLVED).counts == (2, 3, {})


def test_counters_of_the_tool_are_missing_or_counted() -> None:
    assert figures("incident.first_assignment", RESOLVED).counts == (1, 2, {"no counter": 3})
    assert figures("incident.reassigned", RESOLVED).counts == (1, 2, {"no counter": 3})
    assert figures("incident.reassignments", RESOLVED).values == (0, 2)
    assert figures("incident.reopened", RESOLVED).counts == (1, 2, {"no counter": 3})


def test_what_was_resolved_is_counted_by_its_nearest_sign_of_an_end() -> None:
    assert figures("incident.resolved", RESOLVED).numerator == 5
    assert figures("incident.linked_to_problem", RESOLVED).counts == (1, 5, {})
    assert figures("incident.satisfaction", RESOLVED).values == (2.0, 4.0)


def test_an_incident_that_names_a_change_is_linked_to_one_whether_or_not_the_change_caused_it() -> None:
    rows = [
        {**OPENED, "resolved_at": at("03-03"), "change_id": "CHG1"},
        {**OPENED, "resolved_at": at("03-03"), "caused_by_change": "CHG1"},
        {**OPENED, "resolved_at": at("03-03")},
        {**OPENED, "change_id": "CHG2"},
    ]
    assert figures("incident.linked_to_change", rows).counts == (1, 3, {})


def test_time_to_close_runs_from_the_resolution_and_needs_one() -> None:
    rows = [
        {**OPENED, "resolved_at": at("03-03"), "closed_at": at("03-08")},
        {**OPENED, "resolved_at": at("03-03"), "closed_at": at("03-03 00:10")},
        {**OPENED, "closed_at": at("03-08")},
        {**OPENED, "resolved_at": at("03-08"), "closed_at": at("03-07")},
        {**OPENED, "resolved_at": at("03-03")},
        {**OPENED, "resolved_at": at("03-03"), "closed_at": at("03-08"), "state": "cancelled"},
    ]
    found = figures("incident.time_to_close", rows)
    assert found.values == (600, 5 * DAY)
    assert found.counts == (None, 2, {"no start": 1, "ends before it starts": 1})


def test_a_priority_has_changed_where_the_history_holds_two_of_them() -> None:
    history = {"I1": (3, 1, 3), "I2": (2, 2), "I3": (None, 2)}
    events = [
        {"record_table": "incident", "record": record, "place": place, "priority": priority}
        for record, priorities in history.items()
        for place, priority in enumerate(priorities)
    ]
    other = [{"record_table": "request", "record": "I2", "place": 9, "priority": 4}]
    rows = [{"id": id, "opened_at": at("03-02")} for id in ("I1", "I2", "I3", "I4")]
    cancelled = {"id": "I1", "opened_at": at("03-02"), "state": "cancelled"}
    found = figures("incident.priority_changed", [*rows, cancelled], more={"event": [*events, *other]})
    assert found.counts == (1, 3, {"no history": 1})


def test_without_any_history_nobody_knows_whether_priorities_changed() -> None:
    with pytest.raises(Unmeasurable, match="none were imported"):
        figures("incident.priority_changed", RESOLVED)


def test_an_incident_of_several_services_counts_for_each_of_them() -> None:
    rows = [
        {**OPENED, "resolved_at": at("03-02 08:00"), "service": "S-01|S-07"},
        {**OPENED, "resolved_at": at("03-02 01:00"), "service": "s-07"},
        {**OPENED, "resolved_at": at("03-02 01:00"), "service": "S-017|S-010"},
        {**OPENED, "resolved_at": at("03-02 01:00")},
    ]
    assert figures("incident.resolved_within", rows, limit="4 h", services=("S-01",)).counts == (0, 1, {})
    assert figures("incident.resolved_within", rows, limit="4 h", services=("S-07",)).counts == (1, 2, {})
    assert figures("incident.resolved_within", rows, limit="4 h", services=("S-01", "S-07")).counts == (1, 2, {})


RESPONSES = [
    {**OPENED, "acknowledged_at": at("03-02 00:30"), "response_target": 1800, "response_met": 1},
    {**OPENED, "acknowledged_at": at("03-02 00:31"), "response_target": 1800, "response_met": 0},
    {**OPENED, "response_target": 1800},
    {**OPENED, "resolved_at": at("03-03"), "response_target": 1800},
    {**OPENED, "acknowledged_at": at("03-02 00:10")},
]


def test_an_incident_resolved_without_a_response_is_left_out_and_one_still_waiting_waits() -> None:
    found = figures("incident.responded_within", RESPONSES)
    assert (found.counts, found.still_open) == ((1, 2, {"no end": 1}), 1)
    assert figures("incident.response_flagged_in_time", RESPONSES).counts == (1, 2, {})
    assert figures("incident.time_to_acknowledge", RESPONSES).values == (600, 1800, 1860)


BACKLOG = [
    {"opened_at": at("04-01") - 30 * DAY, "sla_target": 30 * DAY},
    {"opened_at": at("04-01") - 30 * DAY - 1, "sla_target": 30 * DAY},
    {"opened_at": at("01-01"), "resolved_at": at("04-01")},
    {"opened_at": at("01-01"), "resolved_at": at("03-31")},
    {"opened_at": at("01-01"), "state": "cancelled"},
    {"opened_at": at("04-01")},
    {},
]


def test_the_backlog_is_what_was_open_when_the_window_ended() -> None:
    assert figures("incident.open", BACKLOG).numerator == 3
    assert figures("incident.backlog_over_age", BACKLOG).counts == (2, 3, {})
    assert figures("incident.backlog_over_age", BACKLOG, age="31 days").counts == (1, 3, {})


def test_an_open_incident_is_overdue_once_its_limit_has_passed() -> None:
    assert figures("incident.overdue_open", BACKLOG).counts == (1, 2, {})


def test_a_major_incident_without_a_review_counts_against_the_share() -> None:
    major = {"opened_at": at("03-01"), "resolved_at": at("03-02"), "major": 1}
    rows = [
        {**major, "reviewed_at": at("03-07")},
        {**major, "reviewed_at": at("03-07") + 1},
        major,
        {**major, "reviewed_at": at("03-01")},
        {**major, "major": 0, "reviewed_at": at("03-03")},
    ]
    assert figures("incident.reviewed_within", rows, limit="120 h").counts == (1, 3, {"ends before it starts": 1})
    assert figures("incident.major", rows).numerator == 4


def test_links_and_causes_are_shares_of_the_incidents_opened() -> None:
    rows = [
        {"service": "S-1"},
        {"ci": "CI-1", "caused_by_change": "C-1"},
        {},
        {"service": "S-1", "opened_at": at("02-02")},
    ]
    rows = [{"opened_at": at("03-02"), **row} for row in rows]
    assert figures("incident.linked_to_service_or_ci", rows).counts == (2, 3, {})
    assert figures("incident.caused_by_change", rows).counts == (1, 3, {})
    assert figures("incident.opened", rows).numerator == 3
