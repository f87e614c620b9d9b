"""Capacity metrics, each worked by hand on a table of a few rows."""

from __future__ import annotations

import pytest
from tests.evidence.metrics.worked import HOUR, at, figures

pytestmark = pytest.mark.requirement("R56")

INCIDENTS = [
    {"opened_at": at("03-02"), "resolved_at": at("03-05"), "cause": "Capacity"},
    {"opened_at": at("03-02"), "resolved_at": at("04-05"), "cause": "kapasitas"},
    {"opened_at": at("03-02"), "resolved_at": at("03-05"), "cause": "software"},
    {"opened_at": at("02-02"), "resolved_at": at("03-05")},
]


def test_incidents_from_lack_of_capacity_are_counted_by_opening_or_by_resolution() -> None:
    assert figures("capacity.caused_incidents", INCIDENTS).counts == (2, 3, {})
    assert figures("capacity.incident_share", INCIDENTS).counts == (1, 2, {"no cause": 1})


def test_incidents_without_a_cause_are_not_taken_for_incidents_of_another_cause() -> None:
    rows = [{"opened_at": at("03-02"), "resolved_at": at("03-03")}, {"opened_at": at("03-02")}]
    assert figures("capacity.caused_incidents", rows).counts == (0, 1, {"no cause": 1})


def test_which_causes_mean_a_lack_of_capacity_is_a_parameter() -> None:
    assert figures("capacity.caused_incidents", INCIDENTS, causes="software, capacity").counts == (2, 3, {})


def test_a_resource_over_its_threshold_counts_once_however_many_readings_show_it() -> None:
    reading = {"read_at": at("03-10")}
    rows = [
        {**reading, "resource": "disk", "over_seconds": 3 * HOUR},
        {**reading, "resource": "disk", "over_seconds": 5 * HOUR},
        {**reading, "resource": "memory", "over_seconds": 2 * HOUR},
        {**reading, "resource": "network"},
        {"read_at": at("02-10"), "resource": "processor", "over_seconds": 9 * HOUR},
    ]
    found = figures("capacity.over_threshold", rows, limit="2 h")
    assert found.counts == (1, 1, {"time over the threshold unknown": 1})


def test_headroom_is_the_time_until_the_straight_trend_meets_the_capacity() -> None:
    def readings(resource: str, *used: float, capacity: float | None = 100.0) -> list[dict[str, object]]:
        days = ("03-12", "03-22", "04-01")
        return [
            {"resource": resource, "read_at": at(day) - 1, "used": each, "capacity": capacity}
            for day, each in zip(days[-len(used) :], used, strict=True)
        ]

    rows = [
        *readings("rising", 60.0, 70.0, 80.0),
        *readings("full", 99.0, 104.0, 109.0),
        *readings("falling", 80.0, 70.0, 60.0),
        *readings("once", 50.0),
        *readings("endless", 10.0, 20.0, 30.0, capacity=None),
        {"resource": "rising", "read_at": at("04-02"), "used": 500.0, "capacity": 100.0},
        {"resource": "unread", "read_at": at("03-02")},
    ]
    found = figures("capacity.headroom", rows)
    assert [round(value, 3) for value in found.values] == [0.0, 20.0]
    assert found.counts == (None, 2, {"use does not rise": 1, "fewer than two readings": 1, "no capacity": 1})


def test_a_forecast_is_as_good_as_the_use_is_near_to_it() -> None:
    reading = {"read_at": at("03-10")}
    rows = [
        {**reading, "used": 90.0, "forecast": 100.0},
        {**reading, "used": 125.0, "forecast": 100.0},
        {**reading, "forecast": 100.0},
        {**reading, "used": 5.0, "forecast": 0.0},
        {**reading, "used": 5.0},
    ]
    found = figures("capacity.forecast_accuracy", rows)
    assert found.values == pytest.approx((75.0, 90.0))
    assert found.counts == (None, 2, {"no use": 1, "forecast of zero": 1})


def test_reviews_of_the_capacity_plan_are_done_by_their_day() -> None:
    due = {"kind": "capacity plan review", "due_at": at("03-10")}
    rows = [{**due, "done_at": at("03-10 10:00")}, {**due, "done_at": at("03-11")}, due, {**due, "kind": "audit"}]
    assert figures("capacity.plan_reviewed", rows).counts == (1, 3, {})


def test_emergency_purchases_are_counted() -> None:
    rows = [{"emergency_purchase": 1}, {"emergency_purchase": 0}, {}]
    found = figures("capacity.emergency_purchases", [{"read_at": at("03-10"), **row} for row in rows])
    assert found.counts == (1, 1, {"not said whether an emergency purchase": 1})


def test_readings_without_a_response_time_are_no_readings_of_it() -> None:
    rows = [{"response_ms": 120.0}, {"response_ms": 80.5}, {}]
    assert figures("capacity.response_time", [{"read_at": at("03-10"), **row} for row in rows]).values == (80.5, 120.0)


def test_people_and_money_are_added_up_before_they_are_compared() -> None:
    rows = [
        {"people_available": 9.5, "people_needed": 10.0, "cost": 110.0, "budget": 100.0},
        {"people_available": 6.0, "people_needed": 5.0, "budget": 50.0},
        {"people_needed": 2.0},
    ]
    rows = [{"read_at": at("03-10"), **row} for row in rows]
    assert figures("capacity.staffing", rows).counts == (1550, 1500, {"no actual figure": 1})
    assert figures("capacity.unit_cost", rows).counts == (11000, 10000, {"no actual figure": 1})
