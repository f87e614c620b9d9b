"""People and offices: who holds what since when, an empty chair filled, and calendars with their holidays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from tests.workspace import BASE

from opensmp.actions.deed import Actor
from opensmp.actions.editing import Change, edit
from opensmp.dossier import Dossier
from opensmp.plan.prose import Prose
from opensmp.registers.organisation import Calendar, Holiday, Hours, Person, Tenure
from opensmp.site.demo import DAY
from opensmp.store.models import Entry, PlanRow
from opensmp.store.reading import dossier_for
from opensmp.web.addresses import address
from opensmp.web.registers.calendars import calendar_rows, days_ahead, hours_in_words
from opensmp.web.registers.people import initials

SignIn = Callable[..., Client]
Acting = Callable[[str], Actor]
PLACE = "organisation/people"


def person(acting: Acting, plan: PlanRow, key: str) -> Person:
    people = dossier_for(plan, acting("lukman").organisation, DAY).organisation.people
    return next(each for each in people if each.id == key)


def vacate(acting: Acting, plan: PlanRow, key: str, last: date) -> None:
    row = person(acting, plan, key)
    gone = replace(row, offices=tuple(replace(each, until=each.until or last) for each in row.offices))
    seen = Entry.objects.of(plan.organisation_id).get(place=PLACE, key=key).digest
    edit(acting("lukman"), plan, [Change(PLACE, key, seen, gone)])


@pytest.mark.requirement("R43")
def test_an_office_that_ended_yesterday_is_vacant_and_one_that_ends_today_is_held(
    signed_in: SignIn, acting: Acting, plan: PlanRow
) -> None:
    vacate(acting, plan, "hadi", DAY)
    assert "Every office is held" in signed_in("lukman").get(BASE + "people/").content.decode()
    row = person(acting, plan, "hadi")
    seen = Entry.objects.of(plan.organisation_id).get(place=PLACE, key="hadi").digest
    ended = replace(row, offices=tuple(replace(each, until=DAY - timedelta(days=1)) for each in row.offices))
    edit(acting("lukman"), plan, [Change(PLACE, "hadi", seen, ended)])
    page = signed_in("lukman").get(BASE + "people/").content.decode()
    assert "One office is vacant" in page
    assert "Vacant for one day" in page
    assert "Last held by Hadi Saputra, to 21 November 2026" in page


@pytest.mark.requirement("R43")
def test_whoever_fills_a_chair_holds_it_from_that_day_and_keeps_what_they_held(
    signed_in: SignIn, acting: Acting, plan: PlanRow
) -> None:
    vacate(acting, plan, "hadi", date(2026, 10, 31))
    before = person(acting, plan, "dimas").offices
    answer = signed_in("lukman").post(
        BASE + "people/continuity-manager/fill/", {"person": "dimas", "since": "2026-11-01"}
    )
    assert answer.status_code == 302
    after = person(acting, plan, "dimas").offices
    assert after[: len(before)] == before
    assert after[-1] == Tenure(office="continuity-manager", since=date(2026, 11, 1))
    assert person(acting, plan, "hadi").offices[0].until == date(2026, 10, 31)
    page = signed_in("lukman").get(BASE + "people/").content.decode()
    assert "Changed hands" in page
    assert "Dimas Prasetyo, since 1 November 2026, after Hadi Saputra" in page


@pytest.mark.parametrize(
    "sent", [{"person": "nobody", "since": "2026-11-01"}, {"person": "dimas", "since": "soon"}, {}]
)
def test_a_chair_is_not_filled_by_nobody_or_on_no_day(
    signed_in: SignIn, acting: Acting, plan: PlanRow, sent: dict[str, str]
) -> None:
    vacate(acting, plan, "hadi", date(2026, 10, 31))
    before = person(acting, plan, "dimas")
    assert signed_in("lukman").post(BASE + "people/continuity-manager/fill/", sent).status_code < 500
    assert person(acting, plan, "dimas") == before
    assert "One office is vacant" in signed_in("lukman").get(BASE + "people/").content.decode()


def test_a_practice_owner_fills_no_chair(signed_in: SignIn, acting: Acting, plan: PlanRow) -> None:
    vacate(acting, plan, "hadi", date(2026, 10, 31))
    sent = {"person": "dimas", "since": "2026-11-01"}
    assert signed_in("dimas").post(BASE + "people/continuity-manager/fill/", sent).status_code == 403
    assert signed_in("lukman").post(BASE + "people/no-such-office/fill/", sent).status_code == 404


def test_somebody_who_left_holds_nothing_and_is_said_to_have_left(
    signed_in: SignIn, acting: Acting, plan: PlanRow
) -> None:
    row = person(acting, plan, "hadi")
    seen = Entry.objects.of(plan.organisation_id).get(place=PLACE, key="hadi").digest
    edit(acting("lukman"), plan, [Change(PLACE, "hadi", seen, replace(row, left=date(2026, 11, 1)))])
    client = signed_in("lukman")
    assert "One office is vacant" in client.get(BASE + "people/").content.decode()
    assert "to 1 November 2026" in client.get(BASE + "people/").content.decode()
    listed = client.get(BASE + "people/?list=people&q=Hadi").content.decode()
    assert listed.count("<tr data-item") == 1


def test_two_letters_stand_for_a_face() -> None:
    assert [initials(name) for name in ("Ratna Wijayanti", "Maya", "Lim Siew Ling", "")] == ["RW", "M", "LL", ""]


# Calendars -----------------------------------------------------------------------------------------------------------


def desk(language: str = "en") -> Any:
    return SimpleNamespace(
        language=language, organisation=SimpleNamespace(slug="bank-nusantara"), plan=SimpleNamespace(slug="smp"),
        url=lambda name, **parts: address(name, "bank-nusantara", "smp", parts),
    )  # fmt: skip


def with_calendar(bank: Dossier, **said: Any) -> Any:
    row = Calendar(id="hours", name=Prose.of("Hours"), **said)
    return replace(bank, organisation=replace(bank.organisation, calendars=(row,)))


WEEK = (Hours(days=(1, 2, 3, 4, 5), opens="08:00", closes="17:00"),)


@pytest.mark.parametrize(
    ("hours", "english", "indonesian"),
    [
        ((), "Round the clock", None),
        (WEEK, "Mon–Fri 08:00–17:00", "Sen–Jum 08:00–17:00"),
        ((Hours(days=(6, 1), opens="09:00", closes="12:00"),), "Mon, Sat 09:00–12:00", "Sen, Sab 09:00–12:00"),
        ((Hours(days=(7, 6), opens="09:00", closes="24:00"),), "Sat, Sun 09:00–24:00", "Sab, Min 09:00–24:00"),
        ((Hours(days=(3, 9), opens="09:00", closes="12:00"),), "Wed 09:00–12:00", "Rab 09:00–12:00"),
    ],
)  # fmt: skip
def test_working_hours_are_said_in_a_line(hours: tuple[Hours, ...], english: str, indonesian: str | None) -> None:
    assert hours_in_words(hours, "en") == (english,)
    said = hours_in_words(hours, "id")
    assert said == (indonesian,) if indonesian else said != (english,)


def test_hours_of_a_season_are_not_those_of_the_year() -> None:
    short = replace(WEEK[0], closes="15:00", since=date(2026, 2, 18), until=date(2026, 3, 19))
    assert hours_in_words((*WEEK, short), "en") == ("Mon–Fri 08:00–17:00",)


def holiday(on: str, **more: Any) -> Holiday:
    return Holiday(on=date.fromisoformat(on), name="A day", **more)


@pytest.mark.parametrize(
    ("hours", "holidays", "kind", "says"),
    [
        ((), (), "ok", "Needs no holidays"),
        (WEEK, (), "warn", "Holidays missing"),
        (WEEK, (holiday("2025-08-17"),), "warn", "Holidays missing"),
        (WEEK, (holiday("2025-08-17", yearly=True),), "warn", "Holidays missing"),
        (WEEK, (holiday("2026-12-25"),), "ok", "Holidays known to 2026"),
        (WEEK, (holiday("2027-01-01"), holiday("2027-03-10", provisional=True)), "warn", "Holidays provisional"),
        (WEEK, (holiday("2027-01-01"), holiday("2026-03-10", provisional=True)), "ok", "Holidays known to 2027"),
    ],
)  # fmt: skip
def test_a_calendar_says_how_far_its_holidays_are_known(
    bank: Dossier, hours: tuple[Hours, ...], holidays: tuple[Holiday, ...], kind: str, says: str
) -> None:
    row = calendar_rows(desk(), with_calendar(bank, hours=hours, holidays=holidays))[0]
    assert (row.state.kind, row.state.text.text("en")) == (kind, says)  # type: ignore[union-attr]
    assert row.holidays == len(holidays)


def test_the_days_ahead_are_in_order_each_once_and_none_is_over(bank: Dossier) -> None:
    days = (holiday("2027-01-01"), holiday("2026-11-21"), holiday("2026-11-22"), holiday("2026-12-25"))
    one = Calendar(id="one", name=Prose.of("One"), holidays=days)
    two = Calendar(id="two", name=Prose.of("Two"), holidays=days[:1])
    held = replace(bank, organisation=replace(bank.organisation, calendars=(one, two)))
    found = days_ahead(held)
    assert [day.on.isoformat() for day, _ids in found] == ["2026-11-22", "2026-12-25", "2027-01-01"]
    assert found[-1][1] == "one, two"
    assert len(days_ahead(held, 1)) == 1


def test_holidays_that_were_stored_are_not_stored_twice(signed_in: SignIn, plan: PlanRow) -> None:
    client, place = signed_in("lukman"), BASE + "settings/calendars/office-hours/holidays/"
    for _time in range(2):
        seen = Entry.objects.of(plan.organisation_id).get(place="organisation/calendars", key="office-hours").digest
        client.post(place, {"year": "2024", "seen": seen})
    body = Entry.objects.of(plan.organisation_id).get(place="organisation/calendars", key="office-hours").body
    assert body.count("2024-08-17") == 1


@pytest.mark.parametrize("year", ["", "soon", "0", "99999", "-2024"])
def test_a_year_that_is_none_breaks_nothing(signed_in: SignIn, year: str) -> None:
    assert signed_in("lukman").get(BASE + "settings/calendars/office-hours/holidays/", {"year": year}).status_code < 500
