"""Promises in words become targets where they name a number and something that can be counted."""

from __future__ import annotations

from decimal import Decimal

import pytest

from opensmp.intake.targets import limit_in, metric_of, target_in
from opensmp.measures.catalogue import CATALOGUE

pytestmark = pytest.mark.requirement("R01")
CALENDARS = {"office hour": "office-hours", "round the clock": "round-the-clock"}


@pytest.mark.parametrize(
    ("text", "language", "metric", "comparator", "value", "limit", "window", "population"),
    [
        ("Availability at least 99.95 % per month", "en", "service.availability", "at least", "99.95", "", "month", ""),
        ("Ketersediaan 99,9% setiap bulan", "id", "service.availability", "at least", "99.9", "", "month", ""),
        (
            "P1 incidents restored within 4 hours: 90 %, quarterly",
            "en",
            "incident.resolved_within",
            "at least",
            "90",
            "4 h",
            "quarter",
            "P1",
        ),
        (
            "90% insiden P1 dipulihkan dalam 4 jam setiap triwulan",
            "id",
            "incident.resolved_within",
            "at least",
            "90",
            "4 h",
            "quarter",
            "P1",
        ),
        (
            "95 % of incidents get a first response within 15 minutes",
            "en",
            "incident.responded_within",
            "at least",
            "95",
            "15 min",
            None,
            "",
        ),
        (
            "92 % of service requests fulfilled within 3 working days",
            "en",
            "request.fulfilled_within",
            "at least",
            "92",
            "3 working days",
            None,
            "",
        ),
        ("At most 5 % emergency changes per month", "en", "change.emergency_share", "at most", "5", "", "month", ""),
        (
            "Critical incidents resolved within 2 h for 95 %",
            "en",
            "incident.resolved_within",
            "at least",
            "95",
            "2 h",
            None,
            "P1",
        ),
        (
            "95 % of problems have their cause found in 10 working days",
            "en",
            "problem.cause_found_within",
            "at least",
            "95",
            "10 working days",
            None,
            "",
        ),
        ("98 % of backups succeed every week", "en", "backup.succeeded", "at least", "98", "", "week", ""),
    ],
)
def test_a_promise_has_its_metric_number_limit_window_and_population(
    text: str, language: str, metric: str, comparator: str, value: str, limit: str, window: str | None, population: str
) -> None:
    found = target_in(text, language, CALENDARS)
    assert found is not None
    assert (found.metric, found.comparator, found.value) == (metric, comparator, Decimal(value))
    assert (found.limit, found.window, found.population) == (limit, window, population)


@pytest.mark.parametrize(
    "text", ["We are very available", "99.9 %", "Incidents are resolved fast", "Improve satisfaction", ""]
)
def test_without_a_number_or_without_a_metric_there_is_no_target(text: str) -> None:
    assert target_in(text, "en", {}) is None


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("Availability 99 %, office hours", "office-hours"),
        ("Availability 99 %, round the clock", "round-the-clock"),
        ("Availability 99 % 24x7", "round-the-clock"),
        ("Availability 99 %", ""),
    ],
)
def test_the_hours_that_a_promise_counts_are_those_it_names(text: str, clock: str) -> None:
    found = target_in(text, "en", CALENDARS)
    assert found is not None
    assert found.clock == clock


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("within 4 hours", "4 h"),
        ("dalam 4 jam", "4 h"),
        ("max 30 minutes", "30 min"),
        ("2 hari kerja", "2 working days"),
        ("1 business day", "1 working day"),
        ("5 days", "5 days"),
        ("soon", ""),
    ],
)
def test_limits_are_written_as_the_plan_writes_them(text: str, limit: str) -> None:
    assert limit_in(text) == limit


@pytest.mark.parametrize("language", ["en", "id"])
def test_every_metric_is_known_by_the_title_that_we_write(language: str) -> None:
    titles = {key: metric.title.text(language) for key, metric in CATALOGUE.items()}
    assert {
        key: metric_of(f"{title}: {'at least' if language == 'en' else 'paling sedikit'} 90 %")
        for key, title in titles.items()
    } == {key: key for key in titles}
