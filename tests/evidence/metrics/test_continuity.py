"""Continuity and backup metrics, each worked by hand on a table of a few rows."""

from __future__ import annotations

import pytest
from tests.evidence.metrics.worked import DAY, HOUR, Row, at, figures

from opensmp.evidence.judged import Unmeasurable

pytestmark = pytest.mark.requirement("R56")

SERVICES = [
    {"id": "S-1", "criticality": 1, "continuity_plan": "BCP-1"},
    {"id": "S-2", "criticality": 1},
    {"id": "S-3", "name": "Internet Banking", "criticality": 1, "continuity_plan": "BCP-3"},
    {"id": "S-4", "criticality": 2, "continuity_plan": "BCP-4"},
    {"id": "S-5"},
    {"id": "S-6", "criticality": 1, "in_scope": 0},
]
TESTS = [
    {"service": "s-1", "kind": "Test", "passed": 1, "performed_at": at("04-01") - 365 * DAY},
    {"service": "S-2", "kind": "test", "passed": 1, "performed_at": at("04-01") - 365 * DAY - 1},
    {"service": "S-2", "kind": "test", "passed": 0, "performed_at": at("03-10")},
    {"service": "S-2", "kind": "backup", "passed": 1, "performed_at": at("03-10")},
    {"service": "internet banking", "kind": "test", "passed": 1, "performed_at": at("03-11")},
    {"service": "S-3", "kind": "Invocation", "passed": 1, "performed_at": at("02-11")},
    {"service": "S-4", "kind": "test", "passed": 1, "performed_at": at("03-11")},
    {"passed": 1, "performed_at": at("03-11")},
]


def test_a_critical_service_that_was_never_tested_counts_against_the_share() -> None:
    found = figures("continuity.tested_within_interval", SERVICES, more={"continuity_test": TESTS})
    assert found.counts == (2, 3, {})
    assert figures("continuity.tested_within_interval", SERVICES, more={"continuity_test": []}).counts == (0, 3, {})
    with pytest.raises(Unmeasurable, match="none were imported"):
        figures("continuity.tested_within_interval", SERVICES)


def test_which_tiers_are_critical_is_a_parameter() -> None:
    more = {"continuity_test": TESTS}
    assert figures("continuity.tested_within_interval", SERVICES, more=more, tier="1, 2").counts == (3, 4, {})
    assert figures("continuity.tested_within_interval", SERVICES, more=more, criticality="2").counts == (1, 1, {})
    with pytest.raises(Unmeasurable, match="names no tiers"):
        figures("continuity.tested_within_interval", SERVICES, more=more, tier="gold")


def test_a_test_of_an_earlier_window_does_not_count_for_this_one() -> None:
    assert figures("continuity.tested", SERVICES, more={"continuity_test": TESTS}).counts == (1, 3, {})


def test_critical_services_have_a_continuity_plan() -> None:
    assert figures("continuity.services_with_plan", SERVICES).counts == (2, 3, {})


def recovered(*rows: Row) -> list[Row]:
    return [
        {"kind": "test", "passed": 1, "performed_at": at("03-10"), "rto": 4 * HOUR, "rpo": HOUR, **row} for row in rows
    ]


RECOVERIES = recovered(
    {"recovery_time": 4 * HOUR, "data_loss": HOUR},
    {"recovery_time": 4 * HOUR + 1, "data_loss": 0},
    {"recovery_time": HOUR, "data_loss": 0, "passed": 0},
    {"passed": 0},
    {},
    {"recovery_time": HOUR, "data_loss": 2 * HOUR, "rto": None},
    {"recovery_time": HOUR, "data_loss": 0, "kind": "restore"},
)


def test_a_recovery_that_failed_did_not_keep_its_objective_however_short_it_was() -> None:
    assert figures("continuity.rto_met", RECOVERIES).counts == (1, 4, {"no recovery time": 1})


def test_a_loss_of_data_equal_to_the_objective_keeps_it() -> None:
    assert figures("continuity.rpo_met", RECOVERIES).counts == (2, 5, {"no data loss stated": 1})


def test_the_limit_of_a_commitment_stands_in_for_the_objective() -> None:
    found = figures("continuity.recovered_within", RECOVERIES, limit="5 h")
    assert found.counts == (3, 5, {"no recovery time": 1})


def test_gaps_found_in_a_test_are_closed_by_their_day() -> None:
    rows = [
        {"gap_due": at("03-10"), "gap_closed_at": at("03-09")},
        {"gap_due": at("03-10"), "gap_closed_at": at("03-12")},
        {"gap_due": at("03-10")},
        {},
    ]
    assert figures("continuity.gaps_closed_on_time", rows).counts == (1, 3, {})


def test_plans_are_reviewed_after_a_major_change_by_the_day_set() -> None:
    due = {"kind": "Continuity plan review", "due_at": at("03-10")}
    rows = [{**due, "done_at": at("03-10 10:00")}, due, {**due, "kind": "audit"}]
    assert figures("continuity.plans_reviewed_after_change", rows).counts == (1, 2, {})


def test_contact_lists_are_verified_by_the_planned_day() -> None:
    planned = {"kind": "contact list", "planned_at": at("03-10")}
    rows = [{**planned, "performed_at": at("03-10 08:00")}, planned, {**planned, "kind": "test"}]
    assert figures("continuity.contacts_verified", rows).counts == (1, 2, {})


JOBS = [
    {"kind": "Backup", "performed_at": at("03-10"), "passed": 1},
    {"kind": "backup", "performed_at": at("03-10"), "passed": 0},
    {"kind": "backup", "performed_at": at("03-10")},
    {"kind": "restore", "performed_at": at("03-10"), "passed": 1, "recovery_time": HOUR},
    {"kind": "restore", "performed_at": at("03-10"), "passed": 1, "recovery_time": 3 * HOUR},
    {"kind": "restore", "performed_at": at("03-10"), "passed": 0},
    {"kind": "restore", "performed_at": at("03-10"), "passed": 1},
    {"kind": "restore", "passed": 1},
]


def test_backups_and_restores_are_told_apart() -> None:
    assert figures("backup.succeeded", JOBS).counts == (1, 2, {"result unknown": 1})
    assert figures("backup.restored", JOBS).counts == (3, 4, {})


def test_a_restore_must_succeed_and_be_quick_enough() -> None:
    found = figures("backup.restored_within", JOBS, limit="2 h")
    assert found.counts == (1, 3, {"no recovery time": 1})
