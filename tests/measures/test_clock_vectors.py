"""The worked vectors of clocks by their numbers: dates of 2026 and the zone Asia/Jakarta where none is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from opensmp.measures import availability
from opensmp.measures.calendars import OpenHours, RelativeDue, round_the_clock
from opensmp.measures.clocks import attached, due, due_after_change, elapsed, is_late, share_used
from opensmp.measures.limits import DAY, Limit, parsed
from opensmp.measures.spans import Span, length
from opensmp.plan.prose import Prose
from opensmp.registers.organisation import Calendar, Holiday, Hours

pytestmark = pytest.mark.requirement("R56")

HOUR = 3_600
WEEKDAYS = (1, 2, 3, 4, 5)
NYEPI_AND_LEBARAN = (
    Holiday(on=date(2026, 3, 18), name="Nyepi, joint leave", joint_leave=True),
    Holiday(on=date(2026, 3, 19), name="Nyepi"),
    Holiday(on=date(2026, 3, 20), name="Idul Fitri, joint leave", joint_leave=True),
    Holiday(on=date(2026, 3, 21), name="Idul Fitri"),
    Holiday(on=date(2026, 3, 22), name="Idul Fitri, second day"),
    Holiday(on=date(2026, 3, 23), name="Idul Fitri, joint leave", joint_leave=True),
    Holiday(on=date(2026, 3, 24), name="Idul Fitri, joint leave", joint_leave=True),
)


def calendar(opens: str, closes: str, days: tuple[int, ...] = WEEKDAYS, zone: str = "Asia/Jakarta") -> Calendar:
    return Calendar(id="c", name=Prose(), zone=zone, hours=(Hours(days=days, opens=opens, closes=closes),))


def hours(opens: str, closes: str, days: tuple[int, ...] = WEEKDAYS, zone: str = "Asia/Jakarta") -> OpenHours:
    return OpenHours(calendar(opens, closes, days, zone))


def at(text: str, zone: str = "Asia/Jakarta") -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp())


def limit(text: str) -> Limit:
    read = parsed(text)
    assert isinstance(read, Limit), str(read)
    return read


BANK = replace(calendar("08:00", "17:00"), holidays=NYEPI_AND_LEBARAN)


def test_v1_business_and_actual_time_overnight() -> None:
    start, now = at("2026-03-02T14:00"), at("2026-03-03T09:00")
    assert elapsed(hours("09:00", "17:00"), start, now) == 3 * HOUR
    assert elapsed(round_the_clock(), start, now) == 19 * HOUR


def test_v2_a_ticket_of_friday_night_has_used_one_and_a_half_hours_on_monday_morning() -> None:
    start, now = at("2025-12-12T21:00"), at("2025-12-15T09:30")
    assert elapsed(hours("08:00", "17:00"), start, now) == 1.5 * HOUR
    assert elapsed(round_the_clock(), start, now) == 60.5 * HOUR


def test_v3_the_share_used_is_exact_and_rounded_only_for_people() -> None:
    start, now = at("2025-12-12T21:00"), at("2025-12-15T09:30")
    business = share_used(elapsed(hours("08:00", "17:00"), start, now), limit("8 h"))
    assert business == Fraction("0.1875")
    assert round(business * 100) == 19
    assert share_used(elapsed(round_the_clock(), start, now), limit("8 h")) == Fraction("7.5625")


def test_v4_a_day_of_24_open_hours_takes_three_working_days_of_eight() -> None:
    assert hours("09:00", "17:00").due(at("2026-03-02T09:00"), limit("1 day")) == at("2026-03-04T17:00")


def test_v5_without_a_calendar_ten_hours_are_ten_hours() -> None:
    assert round_the_clock().due(at("2015-01-01T10:30"), limit("10 h")) == at("2015-01-01T20:30")


def test_v6_a_due_date_after_closing_time_becomes_the_next_opening() -> None:
    rule = RelativeDue("due date", date=at("2017-01-11T20:30"))
    assert hours("08:00", "16:00").due_relative(rule, at("2017-01-09T10:00")) == at("2017-01-12T08:00")


@pytest.mark.parametrize("given", [None, at("2017-01-08T10:00")])
def test_v7_a_due_date_that_is_missing_or_past_is_one_second_after_the_start(given: int | None) -> None:
    start = at("2017-01-09T10:00")
    assert hours("08:00", "16:00").due_relative(RelativeDue("due date", date=given), start) == start + 1


def test_v8_a_percentage_that_rounds_to_a_hundred_is_not_a_breach() -> None:
    allowed = Limit(Fraction(100_000), "second")
    assert round(share_used(99_951, allowed) * 100) == 100
    assert not is_late(99_951, allowed)
    assert not is_late(100_000, allowed)
    assert is_late(100_001, allowed)


@pytest.mark.parametrize(("retroactive_pause", "minutes"), [(True, 30), (False, 60)])
def test_v9_a_retroactive_agreement_takes_over_earlier_pauses_only_if_told(
    retroactive_pause: bool, minutes: int
) -> None:
    opened = at("2026-03-02T09:00")
    pause = Span(opened + HOUR // 4, opened + 3 * HOUR // 4)
    now = opened + HOUR
    start, pauses = attached(opened, now, [pause], retroactive=True, retroactive_pause=retroactive_pause)
    assert elapsed(round_the_clock(), start, now, pauses) == minutes * 60


def test_v10_a_raised_priority_starts_a_new_clock_or_one_that_has_already_three_hours() -> None:
    opened = at("2026-03-02T09:00")
    raised = opened + 3 * HOUR
    fresh, _ = attached(opened, raised, [])
    old, _ = attached(opened, raised, [], retroactive=True)
    assert elapsed(round_the_clock(), fresh, raised) == 0
    assert elapsed(round_the_clock(), old, raised) == 3 * HOUR


def test_v11_after_a_lowered_priority_only_the_new_clock_runs_and_is_paused() -> None:
    opened = at("2026-03-02T09:00")
    lowered, asked, answered, resolved = (opened + hour * HOUR for hour in (1, 2, 4, 5))
    start, pauses = attached(opened, lowered, [Span(asked, answered)])
    assert elapsed(round_the_clock(), start, resolved, pauses) == 2 * HOUR


def test_v12_four_hours_from_sixteen_end_at_ten_on_the_next_day() -> None:
    assert hours("08:00", "18:00").due(at("2026-03-02T16:00"), limit("4 h")) == at("2026-03-03T10:00")


def test_v13_three_hours_of_waiting_move_the_due_time_by_three_open_hours() -> None:
    pause = Span(at("2026-03-02T17:00"), at("2026-03-03T10:00"))
    assert due(hours("08:00", "18:00"), at("2026-03-02T16:00"), limit("4 h"), [pause]) == at("2026-03-03T13:00")


@pytest.mark.parametrize(("days", "day"), [(1, "2026-03-03"), (4, "2026-03-06")])
def test_v14_days_are_counted_as_working_days_or_until_the_hours_of_the_day_end(days: int, day: str) -> None:
    opened, office = at("2026-03-02T10:00"), hours("08:00", "18:00")
    assert office.due(opened, limit(f"{days} working days")) == at(f"{day}T23:59:59")
    assert office.due(opened, limit(f"{days} working days, end of day")) == at(f"{day}T18:00")


@pytest.mark.parametrize(
    ("change", "expected"),
    [("restart", "2026-03-02T23:00"), ("retroactive", "2026-03-02T20:00"), ("continue", "2026-03-02T22:00")],
)
def test_v15_a_raised_priority_is_due_by_the_way_that_was_chosen(change: str, expected: str) -> None:
    opened, raised = at("2026-03-02T16:00"), at("2026-03-02T19:00")
    found = due_after_change(change, opened, raised, hours("08:00", "17:00"), round_the_clock(), limit("4 h"))  # type: ignore[arg-type] # words of PriorityChange
    assert found == at(expected)


def test_v16_a_pause_counts_only_where_the_calendar_is_open() -> None:
    office = hours("08:00", "17:00")
    opened, resolved = at("2026-03-02T15:00"), at("2026-03-03T12:00")
    pause = Span(at("2026-03-02T16:00"), at("2026-03-03T09:00"))
    assert elapsed(office, opened, resolved) == 6 * HOUR
    assert elapsed(office, *pause) == 2 * HOUR
    assert elapsed(office, opened, resolved, [pause]) == 4 * HOUR
    assert not is_late(4 * HOUR, limit("4 h"))


def test_v17_sixteen_hours_before_lebaran_end_a_week_later() -> None:
    assert OpenHours(BANK).due(at("2026-03-16T15:00"), limit("16 h")) == at("2026-03-25T13:00")


def test_v18_where_joint_leave_is_worked_they_end_on_wednesday() -> None:
    worked = OpenHours(replace(BANK, joint_leave_worked=True))
    assert worked.due(at("2026-03-16T15:00"), limit("16 h")) == at("2026-03-18T13:00")


def test_v19_round_the_clock_they_end_next_morning() -> None:
    assert round_the_clock().due(at("2026-03-16T15:00"), limit("16 h")) == at("2026-03-17T07:00")


@pytest.mark.parametrize(
    ("office", "day"),
    [
        (BANK, "2026-03-30"),
        (replace(BANK, joint_leave_worked=True), "2026-03-24"),
        (replace(BANK, holidays=()), "2026-03-23"),
    ],
)
def test_v20_five_working_days_depend_on_what_the_office_does_on_joint_leave(office: Calendar, day: str) -> None:
    found = OpenHours(office).due(at("2026-03-16T10:00"), limit("5 hari kerja"))
    assert found == at(f"{day}T23:59:59")


@pytest.mark.parametrize(
    ("day", "next_day", "long"), [("2026-03-29", "2026-03-30", 23), ("2026-10-25", "2026-10-26", 25)]
)
def test_v21_days_on_which_the_clock_changes_have_23_and_25_hours(day: str, next_day: str, long: int) -> None:
    berlin = hours("00:00", "24:00", (1, 2, 3, 4, 5, 6, 7), "Europe/Berlin")
    start, end = at(day, "Europe/Berlin"), at(next_day, "Europe/Berlin")
    assert elapsed(berlin, start, end) == elapsed(round_the_clock("Europe/Berlin"), start, end) == long * HOUR


def test_v22_the_night_shift_before_summer_time_has_seven_hours() -> None:
    night = hours("22:00", "06:00", (1, 2, 3, 4, 5, 6, 7), "Europe/Berlin")
    evening, noon = at("2026-03-28T12:00", "Europe/Berlin"), at("2026-03-29T12:00", "Europe/Berlin")
    assert elapsed(night, evening, noon) == 7 * HOUR


def test_v23_a_calendar_of_makassar_opens_an_hour_earlier_for_jakarta() -> None:
    assert at("2026-03-02T09:00") == at("2026-03-02T10:00", "Asia/Makassar") == at("2026-03-02T11:00", "Asia/Jayapura")
    opened = hours("08:00", "17:00", zone="Asia/Makassar").opened_on(date(2026, 3, 2))
    assert opened == (Span(at("2026-03-02T07:00"), at("2026-03-02T16:00")),)


def test_v24_a_chain_is_weaker_than_its_weakest_part() -> None:
    chain = availability.of_chain([Fraction("0.995"), Fraction("0.999"), Fraction("0.98")])
    assert round(chain * 100, 1) == Fraction("97.4")


def test_v25_allowed_downtime_is_a_share_of_the_agreed_hours_not_of_the_year() -> None:
    service = hours("08:00", "18:00")
    agreed = length(service.between(at("2026-01-05"), at("2026-01-05") + 52 * 7 * DAY))
    assert availability.allowed_downtime(agreed, Fraction("0.995")) == 13 * HOUR


def test_v26_an_outage_that_was_announced_does_not_count_where_it_was_announced() -> None:
    start = int(datetime(2026, 3, 2, tzinfo=UTC).timestamp())
    outages = [Span(start, start + 3 * HOUR), Span(start + 2 * HOUR, start + 4 * HOUR)]
    assert availability.unplanned(outages, [Span(start + HOUR, start + 2 * HOUR)]) == 3 * HOUR
