"""Pauses, reopenings and changes of priority: what a record's history does to its clock, and how it is explained."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.measures.calendar_strategies import calendars, spans

from opensmp.measures.calendars import OpenHours, round_the_clock
from opensmp.measures.clocks import (
    STILL_PAUSED,
    PriorityChange,
    Stretch,
    cycles,
    due,
    due_after_change,
    elapsed,
    elapsed_after_change,
    explain,
    is_late,
)
from opensmp.measures.limits import DAY, Limit, parsed
from opensmp.measures.spans import Span, clipped, common, length, merged, without
from opensmp.plan.prose import Prose
from opensmp.registers.organisation import Calendar, Holiday, Hours

pytestmark = pytest.mark.requirement("R56")

HOUR = 3_600
OFFICE = Calendar(id="office", name=Prose(), hours=(Hours(days=(1, 2, 3, 4, 5), opens="08:00", closes="17:00"),))


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Jakarta")).timestamp())


def limit(text: str) -> Limit:
    read = parsed(text)
    assert isinstance(read, Limit), str(read)
    return read


MONDAY = at("2026-03-02T08:00")


# Pauses --------------------------------------------------------------------------------------------------------------


@given(calendars(), spans(), st.lists(spans(), max_size=5))
def test_pauses_take_what_they_cover_together_and_no_more(calendar: Calendar, life: Span, pauses: list[Span]) -> None:
    hours = OpenHours(calendar)
    running = without(hours.between(*life), pauses)
    assert elapsed(hours, *life, pauses) == length(running)
    assert 0 <= elapsed(hours, *life, pauses) <= hours.elapsed(*life)


@given(calendars(), spans(), st.lists(spans(), max_size=4), st.integers(1, 30))
def test_a_due_time_moved_by_pauses_is_the_last_instant_in_time(
    calendar: Calendar, life: Span, pauses: list[Span], n: int
) -> None:
    hours, allowed = OpenHours(calendar), limit(f"{n} h")
    found = due(hours, life.start, allowed, pauses)
    if found is not None:
        assert elapsed(hours, life.start, found, pauses) == allowed.seconds
        assert elapsed(hours, life.start, found - 1, pauses) < allowed.seconds


@given(calendars(), spans(), st.lists(spans(), max_size=3), st.integers(1, 4))
def test_a_due_day_moved_by_pauses_is_the_last_day_in_time(
    calendar: Calendar, life: Span, pauses: list[Span], n: int
) -> None:
    hours, allowed = OpenHours(calendar), limit(f"{n} working days")
    found = due(hours, life.start, allowed, pauses)
    if found is not None:
        assert not is_late(elapsed(hours, life.start, found, pauses, allowed.mode), allowed)
        assert is_late(elapsed(hours, life.start, found + 1, pauses, allowed.mode), allowed)


def test_a_pause_without_end_stops_the_clock_and_leaves_no_due_time() -> None:
    office, asked = OpenHours(OFFICE), Span(MONDAY + HOUR, STILL_PAUSED)
    assert elapsed(office, MONDAY, MONDAY + 5 * DAY, [asked]) == HOUR
    assert due(office, MONDAY, limit("4 h"), [asked]) is None
    assert due(office, MONDAY, limit("2 working days"), [asked]) is None
    assert due(office, MONDAY, limit("1 h"), [asked]) == MONDAY + HOUR


def test_pauses_before_the_start_or_after_the_end_take_nothing() -> None:
    outside = [Span(MONDAY - DAY, MONDAY), Span(MONDAY + HOUR, MONDAY + DAY)]
    assert elapsed(round_the_clock(), MONDAY, MONDAY + HOUR, outside) == HOUR


def test_a_working_day_that_ends_in_a_pause_is_not_counted() -> None:
    office = OpenHours(OFFICE)
    waiting = Span(at("2026-03-03T10:00"), at("2026-03-05T10:00"))
    friday = at("2026-03-06T10:00")
    assert elapsed(office, MONDAY, friday, mode="working days") == 4 * DAY
    assert elapsed(office, MONDAY, friday, [waiting], "working days") == 2 * DAY
    assert due(office, MONDAY, limit("2 working days"), [waiting]) == at("2026-03-06T23:59:59")


def test_round_the_clock_limits_ignore_the_calendar() -> None:
    assert elapsed(OpenHours(OFFICE), MONDAY, MONDAY + 7 * DAY, mode="round the clock") == 7 * DAY
    assert due(OpenHours(OFFICE), MONDAY, limit("2 calendar days"), [Span(MONDAY, MONDAY + 5)]) == MONDAY + 2 * DAY + 5


# Reopening -----------------------------------------------------------------------------------------------------------


def test_the_time_in_resolved_is_a_pause_or_counts_or_ends_a_cycle() -> None:
    worked = [Span(MONDAY, MONDAY + HOUR), Span(MONDAY + 3 * HOUR, MONDAY + 5 * HOUR)]
    asked = [Span(MONDAY + 4 * HOUR, MONDAY + 4 * HOUR + 600)]
    office = OpenHours(OFFICE)
    assert cycles(office, worked, "pause", asked) == (3 * HOUR - 600,)
    assert cycles(office, worked, "counts", asked) == (5 * HOUR - 600,)
    assert cycles(office, worked, "cycles", asked) == (HOUR, 2 * HOUR - 600)


def test_forgetting_a_reopening_would_turn_a_miss_into_a_pass() -> None:
    worked = [Span(MONDAY, MONDAY + HOUR), Span(MONDAY + 2 * HOUR, MONDAY + 7 * HOUR)]
    four = limit("4 h")
    assert not is_late(elapsed(round_the_clock(), *worked[0]), four)
    for reopening in ("pause", "counts", "cycles"):
        assert any(is_late(each, four) for each in cycles(round_the_clock(), worked, reopening))


# Change of priority --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("change", "hours"), [("restart", 2), ("retroactive", 5), ("continue", 3)])
def test_what_the_clock_shows_after_a_change_of_priority(change: PriorityChange, hours: int) -> None:
    opened, raised = at("2026-03-02T16:00"), at("2026-03-02T19:00")
    shown = elapsed_after_change(change, opened, raised, raised + 2 * HOUR, OpenHours(OFFICE), round_the_clock())
    assert shown == hours * HOUR


@pytest.mark.parametrize("change", ["restart", "retroactive", "continue"])
@given(pause=spans())
def test_due_and_elapsed_agree_after_a_change_of_priority(change: PriorityChange, pause: Span) -> None:
    opened = at("2026-03-09T16:00")
    raised, office, always = opened + HOUR // 2, OpenHours(OFFICE), round_the_clock()
    found = due_after_change(change, opened, raised, office, always, limit("4 h"), [pause])
    assert found is not None
    assert elapsed_after_change(change, opened, raised, found, office, always, [pause]) == 4 * HOUR


def test_a_limit_that_is_used_up_before_the_change_is_due_at_the_change() -> None:
    raised = MONDAY + 6 * HOUR
    assert due_after_change("continue", MONDAY, raised, OpenHours(OFFICE), round_the_clock(), limit("4 h")) == raised


# Why -----------------------------------------------------------------------------------------------------------------


def test_an_explanation_names_open_time_nights_holidays_and_pauses() -> None:
    nyepi = Holiday(on=date(2026, 3, 19), name="Hari Suci Nyepi")
    hours = OpenHours(replace(OFFICE, holidays=(nyepi,)))
    start, end = at("2026-03-18T16:00"), at("2026-03-20T10:00")
    pause = Span(at("2026-03-18T16:30"), at("2026-03-20T08:15"))
    assert explain(hours, start, end, [pause]) == (
        Stretch(start, at("2026-03-18T16:30"), "open"),
        Stretch(at("2026-03-18T16:30"), at("2026-03-18T17:00"), "paused"),
        Stretch(at("2026-03-18T17:00"), at("2026-03-19T00:00"), "closed"),
        Stretch(at("2026-03-19T00:00"), at("2026-03-20T00:00"), "holiday", "Hari Suci Nyepi"),
        Stretch(at("2026-03-20T00:00"), at("2026-03-20T08:00"), "closed"),
        Stretch(at("2026-03-20T08:00"), at("2026-03-20T08:15"), "paused"),
        Stretch(at("2026-03-20T08:15"), end, "open"),
    )


def test_an_explanation_is_said_in_local_time() -> None:
    hours = OpenHours(OFFICE)
    said = [str(each.says(hours)) for each in explain(hours, at("2026-03-02T16:30"), at("2026-03-03T08:00:01"))]
    assert said == [
        "2 March 2026 16:30 to 2 March 2026 17:00: counted, 30 minutes",
        "2 March 2026 17:00 to 3 March 2026 08:00: closed, outside the hours",
        "3 March 2026 08:00 to 3 March 2026 08:00:01: counted, 1 second",
    ]
    holiday = Stretch(MONDAY, MONDAY + HOUR, "holiday", "Nyepi")
    assert str(holiday.says(hours)).endswith("closed, Nyepi")
    assert "paused" in str(holiday._replace(kind="paused").says(hours))
    assert "1 hour" in str(holiday._replace(kind="open").says(hours))


@given(calendars(), spans(), st.lists(spans(), max_size=3))
def test_an_explanation_has_no_gap_and_its_open_parts_are_the_elapsed_time(
    calendar: Calendar, life: Span, pauses: list[Span]
) -> None:
    hours = OpenHours(calendar)
    told = explain(hours, *life, pauses)
    assert sum(each.end - each.start for each in told if each.kind == "open") == elapsed(hours, *life, pauses)
    edges = [life.start, *(each.end for each in told)]
    assert [each.start for each in told] == edges[:-1]
    assert edges[-1] == life.end


# Spans ---------------------------------------------------------------------------------------------------------------

seconds = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda pair: Span(*pair)), max_size=6)


def covered(held: list[Span] | tuple[Span, ...]) -> set[int]:
    return {second for span in held for second in range(span.start, span.end)}


@given(seconds, seconds)
def test_spans_are_sets_of_seconds(one: list[Span], other: list[Span]) -> None:
    assert covered(merged(one)) == covered(one)
    assert covered(without(one, other)) == covered(one) - covered(other)
    assert covered(common(one, other)) == covered(one) & covered(other)
    assert covered(clipped(one, 5, 20)) == covered(one) & set(range(5, 20))
    assert length(one) == len(covered(one))
