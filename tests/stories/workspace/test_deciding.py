"""The governed path, on the phone of the one who signs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from opensmp.site.demo import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.thorough]
Visit = Callable[..., Page]


def submit(page: Page, what: str) -> None:
    page.get_by_label("What changed").fill(what)
    page.get_by_label("Why").fill("Decision D-2026-09.")
    page.get_by_role("button", name="Submit for decision").click()
    expect(page.locator("main")).to_contain_text("waits for Maya")


def write_boundaries(page: Page, words: str) -> None:
    page.locator("textarea[name=boundaries-en]").fill(words)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("main")).to_contain_text("revision")


@pytest.mark.requirement("R30")
def test_the_cio_returns_the_plan_on_her_phone_and_approves_the_next_submission(visit: Visit) -> None:
    ratna = visit("ratna", "plan/scope/edit/")
    write_boundaries(ratna, "Everything but the premises of the branches.")
    ratna.goto(ratna.url.replace("plan/scope/edit/", "approval/"))
    submit(ratna, "The boundaries are drawn anew.")

    maya = visit("maya", "approval/decide/", size="phone")
    expect(maya.locator("main")).to_contain_text("The boundaries are drawn anew.")
    expect(maya.locator("main")).to_contain_text("premises of the branches")
    maya.get_by_role("radio", name="Return with refinements").check()
    maya.get_by_label("Refinement 1", exact=False).first.fill("Say what happens with the data centre.")
    maya.get_by_role("button", name="Send my decision").tap()
    maya.get_by_label("Password").fill(PASSWORD)
    maya.get_by_role("button", name="Confirm").tap()
    expect(maya.locator("main")).to_contain_text("returned")

    ratna.goto(ratna.url.partition("approval/")[0] + "plan/scope/edit/")
    expect(ratna.locator("main")).to_contain_text("Say what happens with the data centre.")
    write_boundaries(ratna, "Everything but the premises of the branches; the data centre is inside.")
    ratna.goto(ratna.url.partition("plan/")[0] + "approval/")
    expect(ratna.locator("main")).to_contain_text("Section changed since")
    submit(ratna, "The data centre is named.")

    maya.goto(maya.url.partition("approval/")[0] + "approval/decide/")
    maya.get_by_role("radio", name="Approve and sign").check()
    override = maya.get_by_label("Why do you sign before that is mended?")
    if override.count():
        override.fill("It is mended by 31 January 2027.")
    maya.get_by_label("I have read the plan", exact=False).check()
    maya.get_by_role("button", name="Send my decision").tap()
    expect(maya.locator("main")).to_contain_text("in force")
    maya.goto(maya.url.partition("approval/")[0] + "timeline/")
    expect(maya.locator("main")).to_contain_text("The data centre is named.")


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
