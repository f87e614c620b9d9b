"""Holidays come from a package once, with their source, and are the calendar's own from then on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from importlib.metadata import version
from zoneinfo import ZoneInfo

import pytest

from opensmp.evidence.holidays import filled, public_holidays
from opensmp.i18n import Unreadable
from opensmp.measures.calendars import OpenHours
from opensmp.measures.limits import Limit, parsed
from opensmp.plan.prose import Prose
from opensmp.registers.organisation import Calendar, Holiday, Hours

pytestmark = pytest.mark.requirement("R56")

OFFICE = Calendar(id="office", name=Prose(), hours=(Hours(days=(1, 2, 3, 4, 5), opens="08:00", closes="17:00"),))
LEBARAN = date(2026, 3, 20)


def on(calendar: Calendar, day: date) -> Holiday:
    return next(row for row in calendar.holidays if row.on == day)


@pytest.mark.parametrize(
    ("joint_leave_worked", "due", "five_days_later"),
    [(False, "2026-03-25T13:00", "2026-03-30"), (True, "2026-03-18T13:00", "2026-03-24")],
)
def test_vectors_17_18_and_20_hold_with_the_packages_days(
    joint_leave_worked: bool, due: str, five_days_later: str
) -> None:
    hours = OpenHours(replace(filled(OFFICE, [2026]), joint_leave_worked=joint_leave_worked))
    start = int(datetime(2026, 3, 16, 15, tzinfo=hours.zone).timestamp())
    sixteen_hours, five_days = parsed("16 h"), parsed("5 working days")
    assert isinstance(sixteen_hours, Limit)
    assert isinstance(five_days, Limit)
    end = int(datetime.fromisoformat(due).replace(tzinfo=ZoneInfo("Asia/Jakarta")).timestamp())
    assert hours.due(start, sixteen_hours) == end
    assert str(hours.day_of(hours.due(start, five_days) or 0)) == five_days_later


def test_joint_leave_is_told_from_national_holidays() -> None:
    calendar = filled(OFFICE, [2026])
    assert on(calendar, LEBARAN).joint_leave
    assert not on(calendar, date(2026, 3, 21)).joint_leave
    assert sum(row.joint_leave for row in calendar.holidays) == 8


def test_a_day_that_is_both_is_a_national_holiday_and_stands_once() -> None:
    days = [row.on for row in public_holidays(range(2020, 2028))]
    assert len(days) == len(set(days))


def test_years_whose_decree_nobody_compared_are_provisional() -> None:
    rows = public_holidays([2026, 2027])
    assert {row.on.year for row in rows if row.provisional} == {2027}
    assert not any("perkiraan" in row.name for row in rows)


def test_what_the_organisation_says_of_a_day_stays() -> None:
    half_day = Holiday(on=LEBARAN, name="Half a day", opens="08:00", closes="12:00")
    calendar = filled(replace(OFFICE, holidays=(half_day,)), [2026])
    assert [row for row in calendar.holidays if row.on == LEBARAN] == [half_day]


def test_the_source_names_the_package_and_filling_again_changes_nothing() -> None:
    calendar = filled(replace(OFFICE, source="Decree"), [2026])
    assert calendar.source == f"Decree; holidays {version('holidays')} (ID, 2026)"
    assert filled(calendar, [2026]) == calendar


def test_a_region_has_its_own_days_and_no_joint_leave() -> None:
    bavaria = public_holidays([2026], "DE", "BY")
    assert date(2026, 1, 6) in {row.on for row in bavaria}
    assert date(2026, 1, 6) not in {row.on for row in public_holidays([2026], "DE", "BE")}
    assert not any(row.joint_leave or row.provisional for row in bavaria)
    assert "DE-BY" in filled(OFFICE, [2026], "DE", "BY").source


@pytest.mark.parametrize(("country", "subdivision"), [("Atlantis", ""), ("DE", "Atlantis")])
def test_an_unknown_country_or_region_is_refused_with_a_remedy(country: str, subdivision: str) -> None:
    with pytest.raises(Unreadable, match="Write the days into the calendar"):
        public_holidays([2026], country, subdivision)
