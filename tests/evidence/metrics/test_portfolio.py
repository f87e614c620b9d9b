"""Portfolio metrics, each worked by hand on a table of a few rows."""

from __future__ import annotations

import pytest
from tests.evidence.metrics.worked import DAY, at, figures

pytestmark = pytest.mark.requirement("R56")

SERVICES = [
    {"id": "S-1", "owner": "ratna", "slas": 1, "in_scope": 1, "in_portfolio": 1, "cost": 10.0, "criticality": 1, "dependencies": 0},
    {"id": "S-2", "owner": "dimas", "slas": 0, "in_scope": 1, "in_portfolio": 1, "criticality": 2},
    {"id": "S-3", "slas": 2, "in_scope": 0, "in_portfolio": 1},
    {"id": "S-4", "owner": "maya", "in_scope": 1, "in_portfolio": 0},
    {"id": "S-5", "status": "proposed", "in_scope": 0, "in_portfolio": 1},
    {"id": "S-6", "status": "Retired", "owner": "maya", "in_scope": 1, "in_portfolio": 1},
    {"id": "S-7", "status": "active", "retired_at": at("04-02"), "in_scope": 1, "in_portfolio": 1, "slas": 1},
    {"id": "S-8", "status": "retired", "retired_at": at("03-20"), "owner": "maya", "in_scope": 1, "in_portfolio": 1},
]  # fmt: skip


def test_services_that_are_proposed_or_retired_need_no_owner() -> None:
    assert figures("portfolio.services_with_owner", SERVICES).counts == (2, 4, {})


def test_a_service_in_scope_without_an_sla_counts_against_the_share() -> None:
    assert figures("portfolio.services_with_sla", SERVICES).counts == (2, 3, {})


def test_a_complete_service_has_both_an_owner_and_an_sla() -> None:
    assert figures("portfolio.complete", SERVICES).counts == (1, 4, {})


def test_the_services_of_a_commitment_narrow_the_portfolio() -> None:
    assert figures("portfolio.complete", SERVICES, services=("S-1", "S-2")).counts == (1, 2, {})


def test_scope_and_portfolio_differ_in_the_services_that_stand_in_one_alone() -> None:
    rows = [*SERVICES, {"id": "S-9", "in_scope": 1}]
    found = figures("portfolio.scope_difference", rows)
    assert found.counts == (3, 3, {"not said whether in scope and portfolio": 1})


def test_cost_criticality_and_dependencies_are_recorded_or_not() -> None:
    assert figures("portfolio.cost_known", SERVICES).counts == (1, 4, {})
    assert figures("portfolio.described", SERVICES).counts == (1, 4, {})


def test_a_service_is_reviewed_within_a_year_before_the_window_ends() -> None:
    rows = [
        {"reviewed_at": at("04-01") - 365 * DAY},
        {"reviewed_at": at("04-01") - 365 * DAY - 1},
        {},
        {"reviewed_at": at("04-01")},
    ]
    assert figures("portfolio.reviewed_within_interval", rows).counts == (1, 3, {"reviewed after the window": 1})


def test_a_proposal_waits_until_it_is_decided() -> None:
    rows = [
        {"proposed_at": at("03-01"), "decided_at": at("03-31")},
        {"proposed_at": at("03-01"), "decided_at": at("03-31") + 1},
        {"proposed_at": at("03-01")},
        {"decided_at": at("03-31")},
    ]
    found = figures("portfolio.proposals_decided_within", rows, limit="720 h")
    assert (found.counts, found.still_open) == ((1, 2, {}), 1)


def test_a_retirement_keeps_to_its_planned_day() -> None:
    rows = [
        {"retire_due": at("03-10"), "retired_at": at("03-10 18:00")},
        {"retire_due": at("03-10"), "retired_at": at("03-12")},
        {"retire_due": at("03-10")},
        {"retired_at": at("03-10")},
    ]
    assert figures("portfolio.retired_on_plan", rows).counts == (1, 3, {})
