"""Service level, budget, document, improvement, knowledge and audit metrics, each worked by hand on a few rows."""

from __future__ import annotations

import pytest
from tests.evidence.metrics.worked import DAY, at, figures

pytestmark = pytest.mark.requirement("R56")


def test_sla_targets_due_in_the_window_were_met_or_not() -> None:
    due = {"kind": "SLA target", "due_at": at("03-31")}
    rows = [{**due, "passed": 1}, {**due, "passed": 0}, due, {**due, "due_at": at("04-30"), "passed": 0}]
    assert figures("service_level.targets_met", rows).counts == (1, 2, {"result unknown": 1})


def test_another_kind_of_duty_may_be_named() -> None:
    rows = [{"kind": "OLA target", "due_at": at("03-31"), "passed": 1}]
    assert figures("service_level.targets_met", rows).counts == (0, 0, {})
    assert figures("service_level.targets_met", rows, kind="OLA target").counts == (1, 1, {})


@pytest.mark.parametrize(
    ("id", "kind"),
    [
        ("service_level.reviewed_within_interval", "sla review"),
        ("knowledge.reviewed_within_interval", "article review"),
    ],
)
def test_the_last_review_of_each_subject_counts_and_an_unreviewed_subject_is_in_the_denominator(
    id: str, kind: str
) -> None:
    year_ago = at("04-01") - 365 * DAY
    rows = [
        {"subject": "A", "done_at": year_ago - DAY},
        {"subject": "A", "done_at": year_ago},
        {"subject": "B", "done_at": year_ago - 1},
        {"subject": "C", "due_at": at("03-01")},
        {"subject": "D", "due_at": at("05-01")},
        {"subject": "E", "due_at": at("03-01"), "done_at": at("04-02")},
        {"subject": None, "done_at": at("03-01")},
    ]
    assert figures(id, [{"kind": kind, **row} for row in rows]).counts == (1, 4, {})


def test_workload_is_compared_with_what_the_sla_allows() -> None:
    due = {"kind": "workload", "due_at": at("03-31")}
    rows = [
        {**due, "planned_amount": 1000.0, "actual_amount": 1100.5},
        {**due, "planned_amount": 500.0, "actual_amount": 200.0},
        {**due, "planned_amount": 500.0},
        {**due, "actual_amount": 200.0},
    ]
    assert figures("service_level.workload", rows).counts == (130050, 150000, {"no actual figure": 1})


def test_a_report_not_yet_delivered_waits() -> None:
    due = {"kind": "service report", "due_at": at("03-02")}
    rows = [{**due, "done_at": at("03-07")}, {**due, "done_at": at("03-08")}, due, {"kind": "service report"}]
    found = figures("report.delivered_within", rows, limit="120 h", end="delivered")
    assert (found.counts, found.still_open) == ((1, 2, {}), 1)


BUDGET = [
    {"kind": "budget line", "due_at": at("03-31"), "planned_amount": 1000.0, "actual_amount": 1060.0},
    {"kind": "budget line", "due_at": at("03-31"), "planned_amount": 1000.0, "actual_amount": 980.0},
    {"kind": "budget line", "due_at": at("03-31"), "planned_amount": 1000.0},
    {"kind": "budget line", "due_at": at("03-31"), "planned_amount": 0.0, "actual_amount": 1.0},
]


def test_overspending_on_one_line_is_not_hidden_by_saving_on_another() -> None:
    assert figures("budget.variance", BUDGET).counts == (8100, 200000, {"no actual figure": 1})


def test_the_largest_deviation_of_a_line_is_found() -> None:
    found = figures("budget.largest_variance", BUDGET)
    assert found.values == pytest.approx((2.0, 6.0))
    assert found.counts == (None, 2, {"no actual figure": 1, "nothing planned": 1})


def test_an_improvement_done_without_a_day_cannot_be_judged() -> None:
    due = {"kind": "improvement", "due_at": at("03-31")}
    rows = [{**due, "done_at": at("03-31 12:00")}, {**due, "done_at": at("04-01")}, due, {**due, "passed": 1}]
    assert figures("improvement.closed_on_time", rows).counts == (1, 3, {"done without a day": 1})


def test_improvements_are_effective_or_not_once_judged() -> None:
    done = {"kind": "improvement result", "done_at": at("03-31")}
    rows = [{**done, "passed": 1}, {**done, "passed": 0}, done, {"kind": "improvement result", "passed": 1}]
    assert figures("improvement.targets_achieved", rows).counts == (1, 2, {})


def test_a_document_is_overdue_after_its_day_until_it_is_reviewed() -> None:
    rows = [
        {"due_at": at("03-30")},
        {"due_at": at("03-31")},
        {"due_at": at("03-30"), "done_at": at("03-31")},
        {"due_at": at("03-30"), "done_at": at("04-02")},
        {"due_at": at("04-01")},
        {},
    ]
    assert figures("documents.overdue", [{"kind": "document review", **row} for row in rows]).numerator == 3


@pytest.mark.parametrize(
    ("id", "kind"),
    [("documents.acknowledged_on_time", "acknowledgement"), ("audit.findings_closed_on_time", "audit finding")],
)
def test_duties_are_done_by_their_due_day(id: str, kind: str) -> None:
    due = {"kind": kind, "due_at": at("03-15")}
    rows = [{**due, "done_at": at("03-15 20:00")}, {**due, "done_at": at("03-16")}, due, {**due, "kind": "other"}]
    assert figures(id, rows).counts == (1, 3, {})


def test_an_audit_counts_as_performed_when_it_took_place_before_the_window_ended() -> None:
    rows = [
        {"due_at": at("03-15"), "done_at": at("03-31")},
        {"due_at": at("03-15"), "done_at": at("04-01")},
        {"due_at": at("03-15")},
        {"due_at": at("02-15")},
    ]
    assert figures("audit.programme_completed", [{"kind": "audit", **row} for row in rows]).counts == (1, 3, {})
