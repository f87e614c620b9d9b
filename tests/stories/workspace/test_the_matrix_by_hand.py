"""A story: the SMS owner sets letters by keyboard alone, and says an objective so that it can be checked."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from opensmp.site.demo import DAY
from opensmp.store.models import Organisation, PlanRow
from opensmp.store.reading import dossier_for

pytestmark = [pytest.mark.browser, pytest.mark.thorough, pytest.mark.django_db(transaction=True)]

Visit = Callable[..., Page]


@pytest.mark.requirement("R12", "R72")
def test_letters_are_set_with_the_keyboard_alone(visit: Visit, organisation: Organisation, plan: PlanRow) -> None:
    page = visit("ratna", "raci/")
    page.get_by_role("link", name="Edit", exact=True).click()
    first = page.locator("table[data-raci] tbody td[role=gridcell]").first
    expect(first).to_have_attribute("tabindex", "0")
    first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    second = page.locator("table[data-raci] tbody td[role=gridcell][tabindex='0']")
    expect(second).to_have_count(1)
    before = second.locator("select").input_value()
    page.keyboard.press("Delete")
    page.keyboard.press("i")
    expect(second.locator("select")).to_have_value("I")
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    expect(second.locator("select")).to_have_value(before)
    page.keyboard.press("Delete")
    page.keyboard.press("i")
    name = second.locator("select").get_attribute("name") or ""
    page.keyboard.press("Control+s")
    expect(page.get_by_text("One row was saved.")).to_be_visible()
    _cell, duty, role = name.split(":")
    organisation.refresh_from_db()
    rows = dossier_for(plan, organisation, DAY).plan.roles.raci
    assert next(row for row in rows if row.id == duty).cells[role] == "I"


@pytest.mark.requirement("R11")
def test_a_sentence_is_read_as_it_is_typed(visit: Visit) -> None:
    page = visit("ratna", "objectives/new/")
    page.get_by_label("In your own words").fill("Improve user satisfaction by the end of 2027.")
    expect(page.locator("#heard")).to_contain_text("It says part of what is needed.")
    expect(page.locator("#heard")).to_contain_text("Which value, in which unit?")
    page.get_by_label("In your own words").fill(
        "Raise the share of calls answered within 30 seconds from 80% to 90% by 31 December 2027."
    )
    expect(page.locator("#heard")).to_contain_text("Anyone can tell whether this was achieved.")
    page.get_by_role("button", name="Read it and fill in what it says").click()
    expect(page.locator("#id_target")).to_have_value("90")
    expect(page.locator("#id_start")).to_have_value("80")
    expect(page.locator("#id_deadline")).to_have_value("2027-12-31")
