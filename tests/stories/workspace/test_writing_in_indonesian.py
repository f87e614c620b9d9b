"""A practice owner writes in Indonesian, on a phone, by touch."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.thorough]
Visit = Callable[..., Page]


@pytest.mark.requirement("R14", "R83")
def test_a_practice_owner_writes_a_section_on_a_phone_in_indonesian(visit: Visit) -> None:
    page = visit("dimas", "plan/write/", size="phone", language="id")
    assert page.locator("html").get_attribute("lang") == "id"
    page.get_by_role("link", name="5.1 Manajemen insiden").first.click()
    before = page.locator("textarea[name=governance-id]").input_value()
    page.locator("#id_governance-id").fill(before + "\n\nManajer insiden melapor ke direksi setiap bulan.")
    page.get_by_role("button", name="Simpan", exact=True).tap()
    expect(page.locator("#saved")).to_contain_text("revisi 2")
    page.get_by_role("link", name="Baca dalam rencana").tap()
    expect(page.locator("main")).to_contain_text("Manajer insiden melapor ke direksi setiap bulan.")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
