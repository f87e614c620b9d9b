"""Security metrics, each worked by hand on a table of a few rows."""

from __future__ import annotations

import pytest
from tests.evidence.metrics.worked import DAY, HOUR, at, figures

pytestmark = pytest.mark.requirement("R56")

SECURITY = [
    {
        "severity": 1, "occurred_at": at("03-01"), "detected_at": at("03-02"), "known_at": at("03-02 00:10"),
        "contained_at": at("03-02 04:00"), "resolved_at": at("03-04"), "target": 2 * DAY,
        "notifiable": 1, "notified_at": at("03-05 00:10"),
    },
    {
        "severity": 2, "detected_at": at("03-02"), "known_at": at("03-02 00:20"), "contained_at": at("03-01"),
        "resolved_at": at("03-05"), "target": 2 * DAY, "notifiable": 0,
    },
    {"severity": 1, "occurred_at": at("03-03"), "detected_at": at("03-02"), "known_at": at("03-02"), "notifiable": 1},
    {"severity": 1, "detected_at": at("03-02"), "resolved_at": at("03-09")},
]  # fmt: skip


def test_a_security_incident_is_judged_by_its_own_limit_or_by_that_of_the_commitment() -> None:
    assert figures("security.resolved_within", SECURITY).counts == (1, 2, {})
    assert figures("security.resolved_within", SECURITY, limit="72 h").counts == (2, 3, {})
    assert figures("security.resolved_within", SECURITY, limit="72 h", severity="1").counts == (1, 2, {})


def test_detection_before_occurrence_is_left_out() -> None:
    found = figures("security.time_to_detect", SECURITY)
    assert (found.values, found.counts) == ((DAY,), (None, 1, {"no start": 2, "ends before it starts": 1}))


def test_containment_runs_from_detection() -> None:
    found = figures("security.time_to_contain", SECURITY)
    assert (found.values, found.counts) == ((4 * HOUR,), (None, 1, {"ends before it starts": 1}))


def test_an_alert_closed_before_anybody_knew_what_it_was_has_no_end() -> None:
    found = figures("security.alert_triaged_within", SECURITY, limit="15 min")
    assert found.counts == (2, 3, {"no end": 1})


def test_the_regulator_is_told_of_notifiable_incidents_alone() -> None:
    found = figures("security.regulator_told_within", SECURITY, limit="72 h")
    assert (found.counts, found.still_open) == ((1, 1, {}), 1)
    assert figures("security.regulator_told_within", SECURITY, limit="71 h").counts == (0, 1, {})


VULNERABILITIES = [
    {"severity": "Critical", "found_at": at("03-02"), "fixed_at": at("03-17"), "due_at": at("03-17")},
    {"severity": "critical", "found_at": at("03-02"), "fixed_at": at("03-17") + 1, "due_at": at("03-17")},
    {"severity": "high", "found_at": at("03-02"), "fixed_at": at("03-18"), "due_at": at("03-17")},
    {"severity": "critical", "found_at": at("03-02"), "exception_until": at("03-20")},
    {"severity": "critical", "found_at": at("03-02"), "fixed_at": at("03-03"), "kind": "patch", "due_at": at("03-02")},
    {"found_at": at("02-02"), "exception_until": at("03-31")},
]


def test_a_vulnerability_is_fixed_within_the_limit_of_the_commitment() -> None:
    found = figures("vulnerability.fixed_within", VULNERABILITIES, limit="15 days", severity="critical")
    assert (found.counts, found.still_open) == ((1, 2, {}), 1)


def test_without_a_limit_the_due_day_of_the_vulnerability_decides() -> None:
    found = figures("vulnerability.fixed_within", VULNERABILITIES)
    assert (found.counts, found.still_open) == ((2, 3, {}), 0)


def test_patches_are_applied_by_their_due_day() -> None:
    assert figures("security.patched_on_time", VULNERABILITIES).counts == (0, 1, {})


def test_an_exception_holds_until_its_last_day_ends() -> None:
    assert figures("security.exceptions_past_expiry", VULNERABILITIES).numerator == 2
    assert figures("security.exceptions_past_expiry", VULNERABILITIES, until=at("03-31")).numerator == 1


@pytest.mark.parametrize(
    ("id", "kind"),
    [
        ("security.access_reviews_on_time", "access review"),
        ("security.awareness", "awareness training"),
        ("security.controls_reviewed", "control review"),
    ],
)
def test_duties_of_security_are_done_by_their_due_day(id: str, kind: str) -> None:
    due = {"kind": kind.capitalize(), "due_at": at("03-31")}
    rows = [
        {**due, "done_at": at("03-31 16:00")},
        {**due, "done_at": at("04-01")},
        due,
        {**due, "kind": "audit"},
        {"kind": kind},
    ]
    assert figures(id, rows).counts == (1, 3, {})
