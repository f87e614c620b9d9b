"""Writing: alone on a phone, and two people at one text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.thorough]
Visit = Callable[..., Page]
INCIDENT = "plan/practices/incident/edit/"


@pytest.mark.requirement("R14", "R83")
def test_a_practice_owner_writes_a_section_on_a_phone_in_indonesian(visit: Visit) -> None:
    page = visit("dimas", "plan/write/", size="phone", language="id")
    assert page.locator("html").get_attribute("lang") == "id"
    page.get_by_role("link", name="5.1 Manajemen insiden").first.click()
    text = page.locator("textarea[name=governance-id]")
    text.fill(text.input_value() + "\n\nManajer insiden melapor ke direksi setiap bulan.")
    page.get_by_role("button", name="Simpan", exact=True).tap()
    expect(page.locator("#saved")).to_contain_text("revisi 2")
    page.get_by_role("link", name="Baca dalam rencana").tap()
    expect(page.locator("main")).to_contain_text("Manajer insiden melapor ke direksi setiap bulan.")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.requirement("R14")
def test_findings_follow_the_text_while_it_is_typed(visit: Visit) -> None:
    page = visit("dimas", INCIDENT)
    page.locator("textarea[name=governance-en]").fill("The incident manager will strive to react as soon as possible.")
    expect(page.locator("#checked")).to_contain_text("as soon as possible", timeout=10_000)


@pytest.mark.requirement("R14")
def test_two_people_edit_one_section_and_nothing_is_lost(visit: Visit) -> None:
    dimas, ratna = visit("dimas", INCIDENT), visit("ratna", INCIDENT)
    dimas.locator("textarea[name=governance-en]").fill("Dimas writes this sentence.")
    ratna.locator("textarea[name=governance-en]").fill("Ratna writes that sentence.")
    dimas.get_by_role("button", name="Save", exact=True).click()
    expect(dimas.locator("#saved")).to_contain_text("revision 2")
    ratna.get_by_role("button", name="Save", exact=True).click()
    main = ratna.locator("main")
    expect(main).to_contain_text("Dimas writes this sentence.")
    expect(main).to_contain_text("Ratna writes that sentence.")
    ratna.get_by_label("It will read").fill("Dimas writes this sentence. Ratna writes that sentence.")
    ratna.get_by_role("button", name="Save both together").click()
    expect(ratna.locator("#saved")).to_contain_text("revision 3")
    assert ratna.locator("textarea[name=governance-en]").input_value() == (
        "Dimas writes this sentence. Ratna writes that sentence."
    )


@pytest.mark.requirement("R14")
def test_text_that_was_not_saved_outlives_a_closed_page(visit: Visit) -> None:
    page = visit("dimas", INCIDENT)
    page.locator("textarea[name=governance-en]").fill("Half a thought.")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    page.locator("[data-kept-restore]").click()
    assert page.locator("textarea[name=governance-en]").input_value() == "Half a thought."
