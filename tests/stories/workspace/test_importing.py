"""The SMS owner brings what other tools hold: a register, and a year of incidents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.stories.workspace.conftest import work_beside

from opensmp.dossier import Dossier
from opensmp.evidence.demo import generate

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


@pytest.fixture
def incidents(bank: Dossier, tmp_path: Path) -> Path:
    """An export of the incident tool, as the example's bank would draw it."""
    return generate(tmp_path, bank, scale=0.02).exports[0][0]


@pytest.mark.requirement("R56")
def test_the_sms_owner_imports_incidents_and_sees_a_broken_promise(visit: Visit, incidents: Path) -> None:
    page = visit("ratna", "settings/records/")
    page.get_by_label("File").set_input_files(incidents)
    page.get_by_role("button", name="Look at it").click()
    expect(page.locator("main")).to_contain_text("ServiceNow")
    page.get_by_role("button", name="Import").first.click()
    expect(page.locator("main")).to_contain_text("What became of")
    assert work_beside() == 1
    page.reload()
    expect(page.locator("main")).to_contain_text("promises do not hold")
    page.locator("main .callout a").first.click()
    expect(page.locator("main")).to_contain_text("Records that missed it")
    expect(page.locator("main")).to_contain_text("Two honest answers")
