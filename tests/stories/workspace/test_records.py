"""Stories: an export comes in and a broken promise shows; an auditor follows a figure to its records."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.web.evidence.conftest import IMMEDIATE, incidents

pytestmark = pytest.mark.browser


@pytest.mark.requirement("R56")
def test_the_sms_owner_imports_an_incident_export_and_an_auditor_finds_the_records_behind_the_figure(
    visit: Callable[..., Page], settings: Any, tmp_path: Path
) -> None:
    settings.HOME, settings.TASKS = tmp_path, IMMEDIATE
    export = tmp_path / "incidents.csv"
    export.write_bytes(incidents([3, 3, 3, 9, 9, 9, 9, 9, 9, 9]).read())

    page = visit("ratna", "settings/records/")
    page.get_by_label("File").set_input_files(export)
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("How is incidents.csv read?")
    page.get_by_role("button", name="Import 10 rows").click()
    expect(page.get_by_text("10 rows read = 10 stored + 0 refused.")).to_be_visible(timeout=60_000)
    page.get_by_role("link", name=re.compile("^At least 90% of critical")).click()
    expect(page.locator(".verdict")).to_contain_text("3 of 10")
    expect(page.locator(".verdict")).to_contain_text("Does not hold")

    audit = visit("intan", "evidence/?commitment=CM-IM-2")
    audit.get_by_role("link", name="All records behind this figure").first.click()
    expect(audit.get_by_role("heading", level=1)).to_contain_text("Which records stand behind this figure?")
    audit.get_by_role("link", name="Missed 7").click()
    audit.get_by_role("link", name="INC0000004").click()
    expect(audit.get_by_text("Counted together: 9 h 00 min")).to_be_visible()
