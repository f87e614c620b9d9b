"""Availability metrics, each worked by hand on a table of a few rows."""

from __future__ import annotations

import pytest
from tests.evidence.metrics.worked import APRIL, DAY, HOUR, MARCH, at, figures

pytestmark = pytest.mark.requirement("R56")

MONTH = APRIL - MARCH
OUTAGES = [
    {"service": "S-1", "outage_start": at("02-28"), "outage_end": at("03-01 02:00"), "impact": "major", "supplier": "V-1"},
    {"service": "S-1", "outage_start": at("03-10"), "outage_end": at("03-10 04:00"), "impact": "critical"},
    {"service": "S-1", "outage_start": at("03-10 02:00"), "outage_end": at("03-10 06:00"), "impact": "major"},
    {"service": "S-1", "outage_start": at("03-10 05:00"), "outage_end": at("03-10 08:00"), "planned": 1, "impact": "major"},
    {"service": "S-1", "outage_start": at("03-20"), "outage_end": at("03-20 01:00"), "impact": "minor"},
    {"service": "S-1", "outage_start": at("03-21"), "outage_end": at("03-21 03:00"), "impact": "minor", "degraded": 1},
    {"service": "S-1", "outage_start": at("03-22"), "outage_end": at("03-23"), "impact": "none"},
    {"service": "S-2", "outage_start": at("03-10"), "outage_end": at("03-12"), "impact": "critical"},
]  # fmt: skip
FLAWED = {"service": "S-1", "outage_start": at("03-25"), "outage_end": at("03-24"), "impact": "major"}


def test_downtime_is_united_cut_at_the_window_and_free_of_planned_work() -> None:
    """Two hours from February's outage, five of the two that overlap (one more is planned), one minor: eight."""
    found = figures("service.availability", OUTAGES, services=("S-1",))
    assert found.counts == (MONTH - 8 * HOUR, MONTH, {})


def test_which_impacts_count_as_down_is_a_parameter() -> None:
    found = figures("service.availability", OUTAGES, services=("S-1",), impact="major, critical")
    assert found.counts == (MONTH - 7 * HOUR, MONTH, {})
    found = figures("service.availability", OUTAGES, services=("S-1",), degraded="yes")
    assert found.counts == (MONTH - 11 * HOUR, MONTH, {})


def test_total_availability_counts_planned_work_as_downtime() -> None:
    found = figures("service.total_availability", OUTAGES, services=("S-1",))
    assert found.counts == (MONTH - 11 * HOUR, MONTH, {})


def test_the_availability_of_a_link_counts_what_the_supplier_caused() -> None:
    found = figures("service.link_availability", OUTAGES, services=("S-1",))
    assert found.counts == (MONTH - 2 * HOUR, MONTH, {})


def test_a_service_without_an_outage_was_up_all_the_time_and_has_no_time_between_failures() -> None:
    assert figures("service.availability", OUTAGES, services=("S-3",)).counts == (MONTH, MONTH, {})
    assert figures("service.outages", OUTAGES, services=("S-3",)).numerator == 0
    assert figures("service.time_between_failures", OUTAGES, services=("S-3",)).counts == (0, 0, {})


def test_overlapping_outages_are_one_failure() -> None:
    assert figures("service.outages", OUTAGES, services=("S-1",)).numerator == 3
    found = figures("service.time_between_failures", OUTAGES, services=("S-1",))
    assert found.counts == (MONTH - 8 * HOUR, 3, {})
    assert figures("service.time_to_restore", OUTAGES, services=("S-1",)).counts == (8 * HOUR, 3, {})


def test_single_outages_are_measured_whole_by_the_day_they_ended() -> None:
    found = figures("service.longest_outage", OUTAGES, services=("S-1",))
    assert max(found.values) == DAY + 2 * HOUR
    assert found.counts == (None, 4, {})
    assert figures("service.degraded_time", OUTAGES, services=("S-1",)).values == (3 * HOUR,)


def test_an_outage_that_ends_before_it_starts_is_left_out_and_counted() -> None:
    """It takes no time off the downtime of the others: no flaw of an export makes a service look better."""
    rows = [*OUTAGES, FLAWED]
    found = figures("service.availability", rows, services=("S-1",))
    assert found.counts == (MONTH - 8 * HOUR, MONTH, {"no start, or an end before it": 1})
    assert figures("service.longest_outage", rows, services=("S-1",)).excluded == {"ends before it starts": 1}


def test_minutes_are_lost_by_each_user() -> None:
    outage = {"service": "S-1", "outage_start": at("03-10"), "outage_end": at("03-10 00:30"), "impact": "major"}
    found = figures("service.user_minutes_lost", [{**outage, "users": 40}, outage])
    assert (found.values, found.counts) == ((1200.0,), (None, 1, {"no users": 1}))


def test_unplanned_outages_are_investigated_or_not() -> None:
    outage = {"outage_start": at("03-10"), "impact": "major"}
    rows = [{**outage, "investigated_at": at("03-12")}, outage, {**outage, "planned": 1}, {"impact": "major"}]
    assert figures("service.outages_investigated", rows).counts == (1, 2, {})


@pytest.mark.parametrize("cell", ["S-1|S-7", "S-7 | S-1", "s-7|s-1|S-9"])
@pytest.mark.parametrize("service", ["S-1", "S-7"])
def test_an_outage_of_several_services_is_an_outage_of_each(cell: str, service: str) -> None:
    """Wherever a service stands among several, what it was down for counts: an overlooked outage is a promise kept wrongly."""
    outage = {"service": cell, "outage_start": at("03-10"), "outage_end": at("03-10 04:00"), "impact": "major"}
    found = figures("service.availability", [outage], services=(service,))
    assert found.counts == (MONTH - 4 * HOUR, MONTH, {})
    assert figures("service.outages_investigated", [outage], services=(service,)).counts == (0, 1, {})


def test_a_service_is_a_whole_item_of_such_a_list_and_no_part_of_one() -> None:
    outage = {"service": "S-10|S-71", "outage_start": at("03-10"), "outage_end": at("03-10 04:00"), "impact": "major"}
    assert figures("service.availability", [outage], services=("S-1",)).counts == (MONTH, MONTH, {})


def test_an_outage_of_two_services_that_are_asked_for_together_takes_time_from_both() -> None:
    rows = [
        {"service": "S-1|S-2", "outage_start": at("03-10"), "outage_end": at("03-10 04:00"), "impact": "major"},
        {"service": "S-1", "outage_start": at("03-10 03:00"), "outage_end": at("03-10 05:00"), "impact": "major"},
    ]
    found = figures("service.availability", rows, services=("S-1", "S-2"))
    assert found.counts == (2 * MONTH - 9 * HOUR, 2 * MONTH, {})
