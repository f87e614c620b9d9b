"""Availability and supplier metrics, worked by hand."""

from __future__ import annotations

import pytest
from tests.evidence.metrics.worked import DAY, HOUR, Row, at, figures

from opensmp.plan.prose import Prose
from opensmp.registers.organisation import Calendar, Hours

pytestmark = pytest.mark.requirement("R56")

MARCH = 31 * DAY


def outage(start: str, end: str | None, **more: object) -> Row:
    return {"outage_start": at(start), "outage_end": at(end) if end else None, "impact": "major", **more}


def down(*rows: Row, **options: object) -> int:
    """Seconds of downtime in March that the metric counts."""
    found = figures("service.availability", list(rows), **options)  # type: ignore[arg-type]  # options are mixed
    return found.denominator - int(found.numerator or 0)


def test_a_month_without_an_outage_was_available_all_the_time() -> None:
    assert figures("service.availability", []).counts == (MARCH, MARCH, {})


def test_overlapping_outages_count_once() -> None:
    rows = [
        outage("03-05 10:00", "03-05 12:00"),
        outage("03-05 11:00", "03-05 13:00"),
        outage("03-05 10:30", "03-05 11:00"),
    ]
    assert down(*rows) == 3 * HOUR


def test_an_outage_is_cut_at_the_edges_of_the_month() -> None:
    assert down(outage("02-28 23:00", "03-01 01:00"), outage("03-31 22:00", "04-02 00:00")) == 3 * HOUR


def test_downtime_inside_planned_work_does_not_count() -> None:
    rows = [
        outage("03-05 10:00", "03-05 14:00"),
        outage("03-05 11:00", "03-05 12:00", planned=1),
        outage("03-05 11:30", "03-05 13:00", planned=1),
    ]
    assert down(*rows) == 2 * HOUR
    assert figures("service.total_availability", rows).numerator == MARCH - 4 * HOUR


def test_what_counts_as_down_is_written_in_the_plan() -> None:
    rows = [outage("03-05 10:00", "03-05 11:00"), outage("03-06 10:00", "03-06 11:00", impact="minor")]
    assert down(*rows) == 2 * HOUR
    assert down(*rows, impact="major, critical") == HOUR


def test_maintenance_and_notices_are_no_downtime() -> None:
    assert (
        down(outage("03-05 10:00", "03-05 11:00", impact="maintenance"), outage("03-06 10:00", None, impact="none"))
        == 0
    )


def test_degraded_service_counts_only_where_the_plan_says_so() -> None:
    row = outage("03-05 10:00", "03-05 11:00", degraded=1)
    assert down(row) == 0
    assert down(row, degraded="yes") == HOUR
    assert figures("service.degraded_time", [row]).values == (HOUR,)


def test_an_outage_that_has_not_ended_lasts_to_the_end_of_the_records() -> None:
    assert down(outage("03-31 20:00", None)) == 4 * HOUR
    assert down(outage("03-05 10:00", None), known_until=at("03-05 16:00")) == 6 * HOUR


def test_only_agreed_hours_count() -> None:
    office = Calendar(
        id="office", name=Prose(), zone="UTC", hours=(Hours(days=(1, 2, 3, 4, 5), opens="08:00", closes="17:00"),)
    )
    rows = [outage("03-06 16:00", "03-09 09:00")]
    found = figures("service.availability", rows, calendar=office)
    assert (found.denominator, found.denominator - int(found.numerator or 0)) == (22 * 9 * HOUR, 2 * HOUR)


def test_each_service_of_the_commitment_has_its_own_row() -> None:
    rows = [outage("03-05 10:00", "03-05 11:00", service="S-01"), outage("03-05 10:00", "03-05 12:00", service="S-02")]
    assert down(*rows, services=("S-01",)) == HOUR
    assert figures("service.outages", rows, services=("S-01",)).numerator == 1


def test_an_outage_whose_times_are_wrong_is_told_and_not_guessed() -> None:
    rows = [outage("03-05 10:00", "03-05 09:00"), {"outage_end": at("03-07"), "impact": "major"}]
    assert figures("service.availability", rows).counts == (MARCH, MARCH, {"no start, or an end before it": 2})


def test_times_between_failures_and_to_restore_are_ratios_to_the_outages() -> None:
    rows = [outage("03-05 10:00", "03-05 12:00"), outage("03-06 10:00", "03-06 11:00")]
    assert figures("service.time_to_restore", rows).counts == (3 * HOUR, 2, {})
    assert figures("service.time_between_failures", rows).counts == (MARCH - 3 * HOUR, 2, {})
    assert figures("service.time_between_failures", []).denominator == 0


def test_single_outages_have_length_users_and_investigation() -> None:
    rows = [
        outage("03-05 10:00", "03-05 12:00", users=30, investigated_at=at("03-09")),
        outage("03-06 10:00", "03-06 11:00"),
    ]
    assert figures("service.longest_outage", rows).values == (HOUR, 2 * HOUR)
    assert figures("service.user_minutes_lost", rows).values == (3600.0,)
    assert figures("service.user_minutes_lost", rows).excluded == {"no users": 1}
    assert figures("service.outages_investigated", rows).counts == (1, 2, {})


def test_a_supplier_answers_for_its_own_outages() -> None:
    rows = [outage("03-05 10:00", "03-05 11:00", supplier="TELCO"), outage("03-06 10:00", "03-06 12:00")]
    assert figures("service.link_availability", rows).numerator == MARCH - HOUR


def contract(end: str | None, start: str = "2025-01-01") -> Row:
    return {"start_at": at(start), "end_at": at(end) if end else None}


def test_a_contract_is_in_force_on_its_last_day_and_not_on_the_next() -> None:
    rows = [
        contract("03-31"),
        contract("03-30"),
        contract("06-29"),
        contract("06-30"),
        contract("12-31", start="04-01"),
        contract(None),
    ]
    assert figures("supplier.contracts_in_force", rows).counts == (3, 3, {"no last day": 1})
    assert figures("supplier.contracts_past_end", rows).numerator == 1
    assert figures("supplier.contracts_ending_within", rows).numerator == 2
    assert figures("supplier.contracts_ending_within", rows, within="91 d").numerator == 3


def test_a_supplier_review_counts_if_it_was_held_by_the_end_of_the_window() -> None:
    due = {"kind": "supplier review", "due_at": at("03-20")}
    rows = [{**due, "done_at": at("03-31")}, {**due, "done_at": at("04-01")}, due, {**due, "kind": "audit"}]
    assert figures("supplier.reviews_held", rows).counts == (1, 3, {})


def test_supplier_targets_without_a_result_are_excluded() -> None:
    due = {"kind": "supplier target", "due_at": at("03-20")}
    rows = [{**due, "passed": 1}, {**due, "passed": 0}, due]
    assert figures("supplier.targets_met", rows).counts == (1, 2, {"no result": 1})
