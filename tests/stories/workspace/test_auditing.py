"""An auditor follows a figure to its records, and draws a sample that anybody can draw again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.pages import INCIDENT_EXPORTS, bring_few_records

from opensmp.actions.deed import Actor
from opensmp.store.models import PlanRow

pytestmark = [pytest.mark.browser, pytest.mark.thorough]
Visit = Callable[..., Page]


@pytest.mark.requirement("R56")
def test_an_auditor_finds_the_records_behind_a_figure(
    visit: Visit, acting: Callable[[str], Actor], plan: PlanRow
) -> None:
    bring_few_records(acting("ratna"), plan, INCIDENT_EXPORTS[:1])
    page = visit("intan", "evidence/?commitment=CM-IM-2")
    page.get_by_role("link", name="All records behind this figure").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Which records stand behind this figure?")
    late = page.locator("tbody tr", has_text="Over by").or_(page.locator("tbody tr", has_text="Missed")).first
    number = late.get_by_role("link").first.inner_text()
    late.get_by_role("link").first.click()
    expect(page.locator("main")).to_contain_text(number)
    page.go_back()
    page.get_by_role("link", name="Back to the promise").click()
    page.get_by_label("Your word").fill("audit 2026")
    page.get_by_role("button", name="Draw").click()
    first = page.locator("main tbody").first.inner_text()
    page.reload()
    assert page.locator("main tbody").first.inner_text() == first
