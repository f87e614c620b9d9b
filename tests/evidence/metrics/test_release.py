"""Release and transition metrics, each worked by hand on a table of a few rows."""

from __future__ import annotations

import pytest
from tests.evidence.metrics.worked import DAY, HOUR, Row, at, figures

pytestmark = pytest.mark.requirement("R56")


def deployed(*rows: Row) -> list[Row]:
    return [{"deployed_at": at("03-10 09:00"), **row} for row in rows]


def test_a_release_planned_for_a_day_may_go_out_until_that_day_ends() -> None:
    rows = deployed(
        {"planned_at": at("03-10")},
        {"planned_at": at("03-10 09:00")},
        {"planned_at": at("03-10 08:59")},
        {"planned_at": at("03-09")},
        {},
        {"planned_at": at("03-10"), "deployed_at": None},
    )
    assert figures("release.on_time", rows).counts == (2, 4, {"no planned day": 1})


def test_a_release_that_does_not_say_whether_it_was_rolled_back_is_left_out() -> None:
    rows = deployed({"rolled_back": 0}, {"rolled_back": 0}, {"rolled_back": 1}, {})
    assert figures("release.without_rollback", rows).counts == (2, 3, {"not said whether rolled back": 1})


def test_an_acceptance_that_is_missing_or_later_is_none_before_deployment() -> None:
    rows = deployed({"accepted_at": at("03-10 09:00")}, {"accepted_at": at("03-11")}, {})
    assert figures("release.accepted_before_deployment", rows).counts == (1, 3, {})


def test_incidents_after_releases_are_those_that_the_tool_counted() -> None:
    found = figures("release.incidents", deployed({"incidents": 3}, {"incidents": 0}, {}))
    assert (found.values, found.counts) == ((0, 3), (None, 2, {"no count of incidents": 1}))


def test_emergency_releases_are_a_share_of_those_deployed() -> None:
    rows = deployed({"type": "Emergency"}, {"type": "minor"}, {})
    assert figures("release.emergency_share", rows).counts == (1, 2, {"no type": 1})


def test_a_release_without_a_baseline_counts_against_the_share() -> None:
    rows = deployed({"baseline_id": "B-1"}, {}, {"baseline_id": "B-2", "deployed_at": None})
    assert figures("release.with_baseline", rows).counts == (1, 2, {})


def test_deployments_are_counted_by_the_day_they_went_out() -> None:
    assert figures("release.deployed", [*deployed({}, {}), {"deployed_at": at("04-01")}, {}]).numerator == 2


def test_a_deployment_failed_when_it_led_to_a_failure_or_was_rolled_back() -> None:
    rows = deployed({"failed": 1}, {"failed": 0}, {"failed": 0, "rolled_back": 1}, {})
    assert figures("release.change_failure_rate", rows).counts == (2, 3, {"not said whether it failed": 1})


def test_the_time_to_restore_after_a_failed_deployment_runs_from_the_deployment() -> None:
    rows = deployed(
        {"failed": 1, "restored_at": at("03-10 11:00")},
        {"failed": 0, "restored_at": at("03-10 12:00")},
        {"failed": 1},
        {"failed": 1, "restored_at": at("03-10 08:00")},
    )
    found = figures("release.time_to_restore", rows)
    assert (found.values, found.counts) == ((2 * HOUR,), (None, 1, {"ends before it starts": 1}))


def test_a_service_meets_its_criteria_when_it_passed_before_it_went_live() -> None:
    live = {"kind": "Service acceptance", "due_at": at("03-10 09:00")}
    found = figures(
        "transition.acceptance_met",
        [
            {**live, "done_at": at("03-09"), "passed": 1},
            {**live, "done_at": at("03-09"), "passed": 0},
            {**live, "done_at": at("03-11"), "passed": 1},
            {**live, "done_at": at("03-09")},
            live,
            {**live, "kind": "audit", "done_at": at("03-09"), "passed": 1},
        ],
    )
    assert found.counts == (1, 4, {"result unknown": 1})


def test_an_incident_is_of_early_life_within_thirty_days_of_a_release_of_its_service() -> None:
    incidents = [
        {"id": "I1", "service": "S-01", "opened_at": at("03-10")},
        {"id": "I2", "service": "S-01", "opened_at": at("03-02") + 30 * DAY},
        {"id": "I3", "service": "S-02", "opened_at": at("03-10")},
        {"id": "I4", "opened_at": at("03-10")},
        {"id": "I5", "service": "S-01", "opened_at": at("03-01")},
    ]
    releases = [{"service": "S-01", "deployed_at": at("03-02")}, {"service": "S-01", "deployed_at": at("03-05")}]
    assert figures("transition.early_incidents", incidents, more={"release": releases}).numerator == 1
    found = figures("transition.early_incidents", incidents, more={"release": releases}, until=at("05-01"))
    assert found.numerator == 2
