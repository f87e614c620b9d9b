"""A calendar is open exactly when its hours say so, in every zone, and due times are the inverse of elapsed ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.measures.calendar_strategies import BEGIN, DAY, HOUR, calendars, instants, spans

from opensmp.i18n import Unreadable
from opensmp.measures.calendars import OpenHours, RelativeDue, digest, faults, minutes, round_the_clock
from opensmp.measures.clocks import elapsed, is_late
from opensmp.measures.limits import Limit, parsed
from opensmp.measures.spans import Span
from opensmp.plan.prose import Prose
from opensmp.registers.organisation import Calendar, Holiday, Hours

pytestmark = pytest.mark.requirement("R56")

EVERY_DAY, WEEKDAYS = (1, 2, 3, 4, 5, 6, 7), (1, 2, 3, 4, 5)
OFFICE = Calendar(id="office", name=Prose(), hours=(Hours(days=WEEKDAYS, opens="08:00", closes="17:00"),))
QUARTER = HOUR // 4


def at(text: str, zone: str = "Asia/Jakarta") -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp())


def limit(text: str) -> Limit:
    read = parsed(text)
    assert isinstance(read, Limit), str(read)
    return read


def working(calendar: Calendar, day: str) -> int:
    """The open seconds of a local day of March 2026."""
    return OpenHours(calendar).elapsed(at(day, calendar.zone), at(day, calendar.zone) + DAY)


# The oracle ----------------------------------------------------------------------------------------------------------


def says_open(calendar: Calendar, local: datetime) -> bool:
    """Whether a wall clock and a copy of the opening hours say "open": nothing is shared with the engine."""
    return any(
        begins <= local.replace(tzinfo=None) < ends
        for day in (local.date(), local.date() - timedelta(days=1))
        for begins, ends in opening(calendar, day)
    )


def opening(calendar: Calendar, day: date) -> list[tuple[datetime, datetime]]:
    rows = [row for row in calendar.hours if day.isoweekday() in row.days]
    dated = [row for row in rows if row.since and row.until and row.since <= day <= row.until]
    times = [(row.opens, row.closes) for row in dated or [row for row in rows if not row.since]]
    off = [row for row in calendar.holidays if not (row.joint_leave and calendar.joint_leave_worked)]
    on_the_day = [row for row in off if not row.yearly and row.on == day]
    every_year = [row for row in off if row.yearly and (row.on.month, row.on.day) == (day.month, day.day)]
    for holiday in (on_the_day + every_year)[:1]:
        times = [(holiday.opens, holiday.closes)] if holiday.opens and times else []
    return [(wall(day, opens), wall(day, closes, after=opens)) for opens, closes in times]


def wall(day: date, text: str, after: str = "") -> datetime:
    hour, minute = map(int, text.split(":"))
    midnight = datetime(day.year, day.month, day.day) + timedelta(days=bool(after) and text <= after)  # noqa: DTZ001 - a wall clock
    return midnight + timedelta(hours=hour, minutes=minute)


quarters = st.integers(0, 28 * 96).map(lambda n: BEGIN + n * QUARTER)


@given(calendars(), quarters, quarters)
def test_the_engine_counts_what_a_wall_clock_counts(calendar: Calendar, one: int, other: int) -> None:
    start, end = sorted((one, other))
    zone = ZoneInfo(calendar.zone)
    counted = sum(says_open(calendar, datetime.fromtimestamp(t, zone)) for t in range(start, end, QUARTER))
    assert OpenHours(calendar).elapsed(start, end) == counted * QUARTER


# Laws ----------------------------------------------------------------------------------------------------------------


@given(calendars(), instants(), st.integers(1, 40 * HOUR))
def test_a_due_time_is_reached_when_its_length_has_elapsed(calendar: Calendar, start: int, seconds: int) -> None:
    hours = OpenHours(calendar)
    due = hours.due(start, seconds)
    if due is not None:
        assert hours.elapsed(start, due) == seconds
        assert hours.elapsed(start, due - 1) == seconds - 1


@given(calendars(), instants())
def test_no_time_at_all_is_due_at_the_start(calendar: Calendar, start: int) -> None:
    assert OpenHours(calendar).due(start, 0) == start


@given(calendars(), instants(), instants(), instants())
def test_elapsed_time_adds_up_over_any_split(calendar: Calendar, a: int, b: int, c: int) -> None:
    hours = OpenHours(calendar)
    assert hours.elapsed(a, b) + hours.elapsed(b, c) == hours.elapsed(a, c)


@given(calendars(), spans(), st.integers(0, DAY))
def test_elapsed_time_never_shrinks_nor_outruns_the_clock(calendar: Calendar, life: Span, more: int) -> None:
    hours = OpenHours(calendar)
    gained = hours.elapsed(life.start, life.end + more) - hours.elapsed(*life)
    assert 0 <= gained <= more


@given(calendars(), spans())
def test_between_two_openings_nothing_elapses(calendar: Calendar, life: Span) -> None:
    hours = OpenHours(calendar)
    opened = [Span(life.start, life.start), *hours.between(*life)]
    for before, after in pairwise(opened):
        assert hours.elapsed(before.end, after.start) == 0


@given(calendars(), spans(), st.integers(1, 9), st.sampled_from(["working days", "working days, end of day"]))
def test_a_limit_in_working_days_and_its_clock_agree_to_the_second(
    calendar: Calendar, life: Span, n: int, words: str
) -> None:
    hours, allowed = OpenHours(calendar), limit(f"{n} {words}")
    due = hours.due(life.start, allowed)
    if due is not None:
        for end in (life.end, due, due + 1):
            if end >= life.start:
                assert is_late(elapsed(hours, life.start, end, mode=allowed.mode), allowed) is (end > due)


# Hours and days ------------------------------------------------------------------------------------------------------


def test_the_instant_of_closing_is_closed_and_the_instant_of_opening_is_open() -> None:
    office = OpenHours(OFFICE)
    opens, closes = at("2026-03-02T08:00"), at("2026-03-02T17:00")
    assert (office.elapsed(opens, opens + 1), office.elapsed(opens - 1, opens)) == (1, 0)
    assert (office.elapsed(closes, closes + 1), office.elapsed(closes - 1, closes)) == (0, 1)


def test_a_lunch_break_is_two_windows_and_windows_that_overlap_count_once() -> None:
    lunch = (Hours(days=WEEKDAYS, opens="08:00", closes="12:00"), Hours(days=WEEKDAYS, opens="13:00", closes="17:00"))
    assert working(replace(OFFICE, hours=lunch), "2026-03-02") == 8 * HOUR
    assert working(replace(OFFICE, hours=(*lunch, *OFFICE.hours)), "2026-03-02") == 9 * HOUR


def test_short_hours_of_ramadan_replace_the_usual_ones_while_they_last() -> None:
    short = Hours(days=WEEKDAYS, opens="08:00", closes="15:00", since=date(2026, 2, 18), until=date(2026, 3, 19))
    ramadan = replace(OFFICE, hours=(*OFFICE.hours, short))
    assert [working(ramadan, day) for day in ("2026-02-17", "2026-02-18", "2026-03-19", "2026-03-20")] == [
        9 * HOUR, 7 * HOUR, 7 * HOUR, 9 * HOUR,
    ]  # fmt: skip


def test_a_half_day_keeps_its_own_hours_but_only_where_the_day_is_worked() -> None:
    half = [Holiday(on=date(2026, 3, day), name="Half", opens="08:00", closes="12:00") for day in (2, 7)]
    calendar = replace(OFFICE, holidays=tuple(half))
    assert working(calendar, "2026-03-02") == 4 * HOUR
    assert working(calendar, "2026-03-07") == 0


def test_a_yearly_holiday_returns_and_a_dated_one_does_not() -> None:
    yearly = Holiday(on=date(2020, 3, 2), name="Founding day", yearly=True)
    assert working(replace(OFFICE, holidays=(yearly,)), "2026-03-02") == 0
    assert working(replace(OFFICE, holidays=(replace(yearly, yearly=False),)), "2026-03-02") == 9 * HOUR


def test_a_night_shift_belongs_to_the_day_on_which_it_begins() -> None:
    night = (Hours(days=WEEKDAYS, opens="22:00", closes="06:00"),)
    holiday = Holiday(on=date(2026, 3, 3), name="Holiday")
    shifts = OpenHours(replace(OFFICE, hours=night, holidays=(holiday,)))
    assert shifts.elapsed(at("2026-03-03T00:00"), at("2026-03-04T00:00")) == 6 * HOUR
    assert shifts.elapsed(at("2026-03-04T00:00"), at("2026-03-04T21:00")) == 0
    assert shifts.elapsed(at("2026-03-07T00:00"), at("2026-03-08T00:00")) == 6 * HOUR


def test_without_hours_a_calendar_is_open_on_holidays_too() -> None:
    always = replace(OFFICE, hours=(), holidays=(Holiday(on=date(2026, 3, 2), name="Holiday"),))
    assert working(always, "2026-03-02") == DAY
    except_holidays = replace(always, hours=(Hours(days=EVERY_DAY, opens="00:00", closes="24:00"),))
    assert working(except_holidays, "2026-03-02") == 0


def test_a_time_that_summer_time_skips_is_the_moment_of_the_jump() -> None:
    berlin = replace(OFFICE, zone="Europe/Berlin", hours=(Hours(days=(7,), opens="02:30", closes="03:15"),))
    (window,) = OpenHours(berlin).opened_on(date(2026, 3, 29))
    assert window == Span(at("2026-03-29T03:00", "Europe/Berlin"), at("2026-03-29T03:15", "Europe/Berlin"))


def test_a_time_that_comes_twice_is_its_first() -> None:
    berlin = replace(OFFICE, zone="Europe/Berlin", hours=(Hours(days=(7,), opens="02:30", closes="03:30"),))
    (window,) = OpenHours(berlin).opened_on(date(2026, 10, 25))
    assert window.end - window.start == 2 * HOUR


# Due times that a calendar tells -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (RelativeDue("next working day", at="16:00"), "2026-03-09T16:00"),
        (RelativeDue("end of next working day"), "2026-03-09T17:00"),
        (RelativeDue("due date", date=at("2026-03-07T12:00")), "2026-03-09T08:00"),
        (RelativeDue("due date", date=at("2026-03-09T12:00")), "2026-03-09T12:00"),
    ],
)
def test_a_relative_due_time_of_a_friday_lies_on_monday(rule: RelativeDue, expected: str) -> None:
    assert OpenHours(OFFICE).due_relative(rule, at("2026-03-06T10:00")) == at(expected)


def test_calendar_days_do_not_wait_for_the_office() -> None:
    start = at("2026-03-06T16:00")
    assert OpenHours(OFFICE).due(start, limit("2 calendar days")) == start + 2 * DAY
    assert OpenHours(OFFICE).due(start, limit("2 days")) == at("2026-03-16T10:00")


def test_working_days_that_start_on_a_day_off_begin_with_the_next_working_day() -> None:
    saturday = at("2026-03-07T11:00")
    assert OpenHours(OFFICE).due(saturday, limit("1 working day")) == at("2026-03-09T23:59:59")
    assert round_the_clock().due(saturday, limit("1 working day")) == at("2026-03-08T23:59:59")


# Faults --------------------------------------------------------------------------------------------------------------


def test_a_calendar_that_never_opens_has_no_due_time() -> None:
    never = OpenHours(replace(OFFICE, hours=(Hours(days=(), opens="08:00", closes="17:00"),)))
    assert never.due(BEGIN, 1) is None
    assert never.due(BEGIN, limit("1 working day")) is None
    assert never.due_relative(RelativeDue("end of next working day"), BEGIN) is None
    assert never.due_relative(RelativeDue("due date", date=BEGIN + 1), BEGIN) is None


@pytest.mark.parametrize("instant", [-(2**62), -1, 0, 2**62])
def test_a_damaged_time_ends_the_count_and_raises_nothing(instant: int) -> None:
    office = OpenHours(OFFICE)
    assert office.elapsed(min(instant, BEGIN), max(instant, BEGIN)) > 0
    assert office.elapsed(instant, instant) == 0


@pytest.mark.parametrize(
    ("calendar", "why"),
    [
        (replace(OFFICE, zone="Asia/Atlantis"), "Asia/Atlantis"),
        (replace(OFFICE, zone="../../etc/hostname"), "no time zone"),
        (replace(OFFICE, zone="Asia"), "no time zone"),
        (replace(OFFICE, hours=(Hours(days=(0,), opens="08:00", closes="17:00"),)), "weekdays"),
        (replace(OFFICE, hours=(Hours(days=(1,), opens="8 am", closes="17:00"),)), "8 am"),
        (replace(OFFICE, hours=(Hours(days=(1,), opens="08:00", closes="24:01"),)), "24:01"),
        (replace(OFFICE, holidays=(Holiday(on=date(2026, 1, 1), name="Half", opens="08:00"),)), "time of day"),
        (
            replace(OFFICE, hours=(replace(OFFICE.hours[0], since=date(2026, 2, 1), until=date(2026, 1, 1)),)),
            "before they begin",
        ),
    ],
)
def test_a_faulty_calendar_is_refused_by_name(calendar: Calendar, why: str) -> None:
    assert why in " ".join(str(fault) for fault in faults(calendar))
    with pytest.raises(Unreadable, match="office"):
        OpenHours(calendar)


@pytest.mark.parametrize(("text", "expected"), [("00:00", 0), ("8:05", 485), ("24:00", 1440)])
def test_times_of_day_are_minutes_after_midnight(text: str, expected: int) -> None:
    assert minutes(text) == expected


# Digest --------------------------------------------------------------------------------------------------------------


def test_the_digest_of_a_calendar_tells_when_its_hours_changed_and_nothing_else() -> None:
    joint = Holiday(on=date(2026, 3, 20), name="Idul Fitri", joint_leave=True)
    closed = replace(OFFICE, holidays=(joint,))
    assert digest(closed) == digest(replace(closed, source="Decree", version="2", name=Prose.of("Office")))
    assert digest(closed) == digest(replace(closed, holidays=(replace(joint, name="Lebaran"),)))
    others = {digest(OFFICE), digest(replace(closed, zone="Asia/Makassar")), digest(replace(OFFICE, hours=()))}
    assert len(others | {digest(closed)}) == 4
    assert digest(replace(closed, joint_leave_worked=True)) == digest(OFFICE)
