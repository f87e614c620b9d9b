"""Everything works without JavaScript: signing in, reading, writing, deciding."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from opensmp.site.demo import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.thorough]
Visit = Callable[..., Page]


def test_reading_and_writing_need_no_script(visit: Visit) -> None:
    page = visit("", "/", script=False)
    page.get_by_role("button", name="Dimas Prasetyo").click()
    root = page.url.partition("/p/smp/")[0] + "/p/smp/"
    page.goto(root + "plan/")
    expect(page.get_by_role("article").first).to_be_visible()
    page.goto(root + "plan/practices/incident/edit/")
    page.locator("textarea[name=governance-id]").fill("Ditulis tanpa skrip.")
    page.locator("#editor button[name=check]").click()
    assert page.locator("textarea[name=governance-id]").input_value() == "Ditulis tanpa skrip."
    page.locator("#editor .save-bar button").first.click()
    expect(page.locator("#saved")).to_be_visible()
    page.goto(root + "plan/")
    expect(page.locator("main")).to_contain_text("Ditulis tanpa skrip.")


@pytest.mark.requirement("R30")
def test_submitting_and_approving_need_no_script(visit: Visit) -> None:
    ratna = visit("ratna", "approval/", script=False)
    ratna.get_by_label("What changed").fill("Nothing but the date.")
    ratna.get_by_label("Why").fill("Decision D-2026-09.")
    ratna.get_by_role("button", name="Submit for decision").click()
    maya = visit("maya", "approval/decide/", script=False)
    maya.get_by_role("radio", name="Approve and sign").check()
    if maya.get_by_label("Why do you sign before that is mended?").count():
        maya.get_by_label("Why do you sign before that is mended?").fill("It is mended by 31 January 2027.")
    maya.get_by_label("I have read the plan", exact=False).check()
    maya.get_by_role("button", name="Send my decision").click()
    maya.get_by_label("Password").fill(PASSWORD)
    maya.get_by_role("button", name="Confirm").click()
    expect(maya.locator("main")).to_contain_text("in force")
