"""Supplier metrics, each worked by hand on a table of a few rows."""

from __future__ import annotations

import pytest
from tests.evidence.metrics.worked import at, figures

pytestmark = pytest.mark.requirement("R56")

CONTRACTS = [
    {"start_at": at("01-01"), "end_at": at("03-31")},
    {"start_at": at("01-01"), "end_at": at("03-30")},
    {"start_at": at("01-01"), "end_at": at("06-29")},
    {"start_at": at("01-01"), "end_at": at("06-30")},
    {"start_at": at("04-01"), "end_at": at("12-31")},
    {"start_at": at("01-01")},
]


def test_a_contract_is_in_force_on_its_last_day() -> None:
    assert figures("supplier.contracts_in_force", CONTRACTS).counts == (3, 3, {"no last day": 1})
    assert figures("supplier.contracts_past_end", CONTRACTS).numerator == 1


def test_a_contract_ends_soon_up_to_the_ninetieth_day() -> None:
    assert figures("supplier.contracts_ending_within", CONTRACTS).numerator == 2
    assert figures("supplier.contracts_ending_within", CONTRACTS, within="91 d").numerator == 3


@pytest.mark.parametrize(
    ("id", "kind"),
    [("supplier.targets_met", "supplier target"), ("supplier.targets_aligned", "supplier target alignment")],
)
def test_targets_of_suppliers_are_met_or_not(id: str, kind: str) -> None:
    due = {"kind": kind, "due_at": at("03-31")}
    rows = [{**due, "passed": 1}, {**due, "passed": 0}, due, {**due, "kind": "sla target", "passed": 1}]
    assert figures(id, rows).counts == (1, 2, {"no result": 1})


def test_a_supplier_review_planned_for_the_window_is_held_before_it_ends() -> None:
    due = {"kind": "Supplier review", "due_at": at("03-10")}
    rows = [
        {**due, "done_at": at("03-31")},
        {**due, "done_at": at("04-01")},
        due,
        {**due, "due_at": at("02-10"), "done_at": at("03-01")},
    ]
    assert figures("supplier.reviews_held", rows).counts == (1, 3, {})
