"""Configuration and asset metrics, each worked by hand on a table of a few rows."""

from __future__ import annotations

import pytest
from tests.evidence.metrics.worked import DAY, at, figures

pytestmark = pytest.mark.requirement("R56")


def test_accuracy_is_of_the_items_verified_in_the_window() -> None:
    rows = [
        {"verified_at": at("03-05"), "correct": 1, "tier": 1},
        {"verified_at": at("03-05"), "correct": 0, "tier": 1},
        {"verified_at": at("03-05"), "tier": 1},
        {"verified_at": at("03-05"), "correct": 1, "tier": 2},
        {"verified_at": at("04-01"), "correct": 0, "tier": 1},
        {"correct": 1, "tier": 1},
    ]
    assert figures("configuration.accuracy", rows).counts == (2, 3, {"result unknown": 1})
    assert figures("configuration.accuracy", rows, tier="1").counts == (1, 2, {"result unknown": 1})


ITEMS = [
    {"required_missing": 0, "recommended_missing": 0, "owner": "P-1"},
    {"required_missing": 2, "recommended_missing": 0, "created_at": at("03-31")},
    {"required_missing": None, "owner": "P-2"},
    {"required_missing": 0, "created_at": at("04-01"), "owner": "P-1"},
    {"required_missing": 0, "status": "Retired", "owner": "P-1"},
    {"required_missing": 0, "discovered_only": 1},
    {"discovered_only": 0, "status": "retired"},
]


def test_an_item_is_complete_without_a_missing_required_field() -> None:
    assert figures("configuration.complete", ITEMS).counts == (1, 2, {"missing fields not counted": 1})


def test_recommended_fields_are_counted_apart_from_required_ones() -> None:
    assert figures("configuration.complete_recommended", ITEMS).counts == (2, 2, {"missing fields not counted": 1})


def test_items_registered_later_retired_or_only_discovered_are_not_in_the_cmdb_of_the_window() -> None:
    assert figures("configuration.with_owner", ITEMS).counts == (2, 3, {})


def test_what_only_discovery_found_is_unregistered() -> None:
    found = figures("configuration.unregistered", ITEMS)
    assert found.counts == (1, 1, {"not said whether discovered only": 4})


FRESH = at("04-01") - 60 * DAY
HEALTH = [
    {"relations": 2, "updated_at": FRESH},
    {"relations": 0, "updated_at": FRESH},
    {"relations": 2, "updated_at": FRESH - 1},
    {"relations": 2, "updated_at": FRESH, "duplicate_of": "CI-1"},
    {"relations": 0, "updated_at": FRESH - 1, "duplicate_of": "CI-1"},
    {"updated_at": FRESH},
    {"relations": 2},
]


def test_an_item_with_three_flaws_counts_once_as_incorrect() -> None:
    assert figures("configuration.correct", HEALTH).counts == (1, 5, {"relations unknown": 1, "no last update": 1})


def test_orphans_stale_items_and_duplicates_are_shares_of_their_own() -> None:
    assert figures("configuration.orphans", HEALTH).counts == (2, 6, {"relations unknown": 1})
    assert figures("configuration.stale", HEALTH).counts == (2, 6, {"no last update": 1})
    assert figures("configuration.duplicates", HEALTH).counts == (2, 7, {})


def test_from_which_age_an_item_is_stale_is_a_parameter() -> None:
    assert figures("configuration.stale", HEALTH, age="61 d").counts == (0, 6, {"no last update": 1})


def test_configuration_audits_are_passed_or_not() -> None:
    audit = {"kind": "configuration audit", "done_at": at("03-05")}
    rows = [{**audit, "passed": 1}, {**audit, "passed": 0}, audit, {**audit, "passed": 1, "kind": "audit"}]
    assert figures("configuration.compliance", rows).counts == (1, 2, {"result unknown": 1})


def test_a_verification_due_on_a_day_may_be_done_until_that_day_ends() -> None:
    rows = [
        {"due_at": at("03-10"), "verified_at": at("03-10 23:59")},
        {"due_at": at("03-10"), "verified_at": at("03-11")},
        {"due_at": at("03-10 12:00"), "verified_at": at("03-10 12:01")},
        {"due_at": at("03-10")},
        {"due_at": at("04-10"), "verified_at": at("03-10")},
    ]
    assert figures("configuration.verified_on_time", rows).counts == (1, 4, {})


def test_what_is_not_yet_due_when_the_records_end_waits() -> None:
    rows = [{"due_at": at("03-10")}, {"due_at": at("03-25")}, {"due_at": at("03-25"), "verified_at": at("03-19")}]
    found = figures("configuration.verified_on_time", rows, known_until=at("03-20"))
    assert (found.counts, found.still_open) == ((1, 2, {}), 1)


def test_a_change_of_an_item_needs_an_approved_change() -> None:
    change = {"changed_at": at("03-05")}
    rows = [
        {**change, "change_id": "C1", "approved": 1},
        {**change, "change_id": "C2", "approved": 0},
        {**change, "approved": 1},
        {**change, "change_id": "C3"},
    ]
    assert figures("configuration.changes_with_record", rows).counts == (1, 3, {"approval unknown": 1})


def test_services_in_scope_have_their_components_mapped() -> None:
    rows = [
        {"in_scope": 1, "components": 3},
        {"in_scope": 1, "components": 0},
        {"in_scope": 1},
        {"in_scope": 0, "components": 3},
        {"in_scope": 1, "components": 3, "status": "retired"},
    ]
    assert figures("configuration.services_with_tree", rows).counts == (1, 2, {"components not counted": 1})


def test_an_asset_needs_an_owner_and_a_status() -> None:
    rows = [
        {"owner": "P-1", "status": "in use"},
        {"owner": "P-1"},
        {"status": "in use"},
        {"status": "Disposed"},
        {"owner": "P-1", "status": "in use", "acquired_at": at("05-01")},
    ]
    assert figures("asset.with_owner", rows).counts == (1, 3, {})
