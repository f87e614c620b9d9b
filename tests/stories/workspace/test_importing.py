"""The SMS owner brings a register from a spreadsheet, and takes it back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.thorough]
Visit = Callable[..., Page]


@pytest.mark.requirement("R15")
def test_the_sms_owner_imports_the_services_and_takes_it_back(visit: Visit, tmp_path: Path) -> None:
    file = tmp_path / "services.csv"
    file.write_text("id,name\nS-01,Core banking platform\nS-90,Cash logistics\n", "utf-8")
    page = visit("ratna", "settings/registers/")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_label("Register").first.select_option("services")
    page.get_by_role("button", name="Look at it").click()
    main = page.locator("main")
    expect(main).to_contain_text("Cash logistics")
    expect(main).to_contain_text("Core banking platform")
    page.get_by_role("button", name="Bring it in").click()
    expect(page.locator("main")).to_contain_text("services.csv")
    page.goto(page.url.replace("settings/registers/", "services/"))
    expect(page.locator("main")).to_contain_text("Cash logistics")
    page.goto(page.url.replace("services/", "settings/registers/"))
    page.get_by_role("link", name="Undo").first.click()
    page.locator("main form button").first.click()
    page.goto(page.url.replace("settings/registers/", "services/"))
    expect(page.locator("main")).not_to_contain_text("Cash logistics")
