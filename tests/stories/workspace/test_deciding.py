"""The text changes under the one who signs, on her phone: nothing is sent that she did not see."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.thorough]
Visit = Callable[..., Page]


def submit(page: Page, what: str) -> None:
    page.get_by_label("What changed").fill(what)
    page.get_by_label("Why").fill("Decision D-2026-09.")
    page.get_by_role("button", name="Submit for decision").click()
    expect(page.locator("main")).to_contain_text("waits for Maya")


def write_boundaries(page: Page, words: str) -> None:
    page.locator("#id_boundaries-en").fill(words)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("main")).to_contain_text("revision")


@pytest.mark.requirement("R30")
def test_what_changed_while_she_read_is_shown_before_anything_is_sent(visit: Visit) -> None:
    ratna = visit("ratna", "approval/")
    submit(ratna, "First text.")
    maya = visit("maya", "approval/decide/", size="phone")
    ratna.get_by_role("link", name="Take it back").click()
    ratna.locator("main textarea").first.fill("A figure is wrong.")
    ratna.locator("main form button").first.click()
    write = visit("ratna", "plan/scope/edit/")
    write_boundaries(write, "Another boundary.")
    write.goto(write.url.replace("plan/scope/edit/", "approval/"))
    submit(write, "Second text.")
    maya.get_by_role("radio", name="Refuse").check()
    maya.get_by_label("Your reason").fill("This reason was written about the first text.")
    maya.get_by_role("button", name="Send my decision").tap()
    expect(maya.locator("main")).to_contain_text("The text changed while you were reading")
    expect(maya.locator("main")).to_contain_text("Second text.")
    assert maya.get_by_label("Your reason").input_value() == "This reason was written about the first text."
