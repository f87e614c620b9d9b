"""A person brings the plan they have: Word by their own habits, suppliers in a spreadsheet; and what is hostile stays outside."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from playwright.sync_api import Page, expect
from tests.intake.documents import deleted, habitual, inserted, plain
from tests.intake.test_story_of_the_bank import found_in, planted

from opensmp.actions.beginning import today
from opensmp.dossier import Dossier
from opensmp.intake.home.outline import outline_of_plan
from opensmp.store.models import Account, Membership, PlanRow
from opensmp.store.reading import fresh_dossier

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.requirement("R66")]
Visit = Callable[..., Page]
HEADING = {"en": "The canteen", "id": "Kantin"}
COLUMN = {"en": "Remarks of the buyer", "id": "Catatan pembeli"}


@pytest.fixture
def newcomer(visit: Visit) -> Callable[..., Page]:
    """Open the ways in as Sri, who belongs to no organisation yet."""

    def arrive(size: str = "desktop", language: str = "en", script: bool = True) -> Page:
        Account.objects.create_user("sri@bns.example", "plan-nusantara", name="Sri Hartono")
        return visit("sri", "/welcome/", size=size, language=language, script=script)

    return arrive


def plan_of(bank: Dossier, language: str, path: Path, habit: str) -> Path:
    """Write the bank's plan with its planted faults as a person would, with a heading of their own and two tracked changes."""
    habitual(
        outline_of_plan(planted(bank), language),
        path,
        habit,
        cover=("Bank Nusantara Sejahtera", "Service Management Plan"),
    )
    made = docx.Document(str(path))
    if habit == "bold numbers":
        plain(made, f"11 {HEADING[language]}", bold=True)
    else:
        plain(made, f"BAB XI {HEADING[language]}", bold=True, centred=True)
    last = made.add_paragraph("Lunch is served at noon.")
    inserted(last, " Every day.", "Gita")
    deleted(last, " Never on Sundays.", "Dimas")
    made.save(str(path))
    return path


def suppliers_of(language: str, path: Path) -> Path:
    book = openpyxl.Workbook()
    book.active.title = "Suppliers"
    for row in (
        ("Supplier", "Contract no", COLUMN[language]), ("PT Mitra Baru", "K-12", "The cables of the branches"),
        ("CV Aman Sentosa", "K-13", "The guards of the data centre"),
    ):  # fmt: skip
        book.active.append(row)
    book.save(str(path))
    return path


def bring(page: Page, *files: Path) -> None:
    page.locator('a[href="/welcome/documents/"]').first.click()
    page.locator("input[type=file]").set_input_files([str(each) for each in files])
    page.locator("form[enctype] button").click()


def drafted() -> Dossier:
    plan = PlanRow.everywhere.select_related("organisation").latest("pk")
    return fresh_dossier(plan, plan.organisation, today()).value


def no_sideways_scroll(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize(
    ("size", "language", "habit"),
    [
        pytest.param("desktop", "en", "bold numbers", id="desktop, English"),
        pytest.param("phone", "id", "chapters", id="phone, Indonesian"),
        pytest.param("desktop", "id", "chapters", id="desktop, Indonesian", marks=pytest.mark.thorough),
        pytest.param("phone", "en", "bold numbers", id="phone, English", marks=pytest.mark.thorough),
    ],
)
def test_a_word_plan_becomes_a_draft_with_its_findings_and_can_be_taken_back(
    size: str, language: str, habit: str, newcomer: Callable[..., Page], bank: Dossier, tmp_path: Path
) -> None:
    plan, suppliers = (
        plan_of(bank, language, tmp_path / "plan.docx", habit),
        suppliers_of(language, tmp_path / "suppliers.xlsx"),
    )
    page, begun = newcomer(size, language), time.monotonic()
    assert page.locator("html").get_attribute("lang") == language
    bring(page, plan, suppliers)

    expect(page.locator("main ins")).to_contain_text("Every day.")  # tracked changes ask first
    expect(page.locator("main del")).to_contain_text("Never on Sundays.")
    page.locator("[name=changes][value=accept]").check()
    page.locator("main form button.btn--primary").click()

    heading = page.locator(".reading__pair", has=page.get_by_role("heading", name=HEADING[language]))
    expect(heading).to_contain_text("Lunch is served at noon. Every day.")
    no_sideways_scroll(page)
    if not heading.locator("select").count():
        heading.locator("a").first.click()
    heading.locator("select").first.select_option("resources")
    page.locator("button[value=columns-0]").click()

    page.get_by_role("row", name=COLUMN[language]).locator("select").select_option("role")
    page.locator(".save-bar button[value=look]").click()
    expect(page.locator("[aria-labelledby=changes]")).to_contain_text(COLUMN[language])
    expect(page.locator("[aria-labelledby=preview]")).to_contain_text("The cables of the branches")
    no_sideways_scroll(page)
    page.locator(".save-bar button[value=keep]").click()

    page.locator("[name=organisation]").fill("Bank Nusantara")
    page.locator("button[value=make]").click()
    expect(page.locator(".tasks li").first).to_be_visible()
    assert time.monotonic() - begun < 120  # all of it, a person's reading left out
    made = drafted()
    assert found_in(planted(bank)) - found_in(bank) <= found_in(made)
    assert "The cables of the branches" in str(made.plan.suppliers)
    assert "Lunch is served at noon." in str(made.plan.resources)

    page.goto(f"{page.url}settings/documents/")
    page.locator('form[action$="throw-away/"] button').click()
    expect(heading.first).to_be_visible()  # the reading as it was, with what she said
    assert not Membership.everywhere.filter(account__email="sri@bns.example", ended_at=None).exists()
    page.locator("button[value=columns-0]").click()
    expect(page.get_by_role("row", name=COLUMN[language]).locator("select")).to_have_value("role")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_hostile_file_is_refused_with_its_reason_and_the_others_go_on(
    script: bool, newcomer: Callable[..., Page], tmp_path: Path
) -> None:
    hostile = tmp_path / "plan.docm"
    hostile.write_bytes(b"PK\x03\x04 with macros")
    page = newcomer(script=script)
    bring(page, hostile, suppliers_of("en", tmp_path / "suppliers.xlsx"))
    refused = page.locator(".files-read li", has_text="plan.docm")
    expect(refused).to_contain_text("The document holds macros.")
    expect(refused).to_contain_text("Save it as DOCX, which holds none.")
    expect(page.locator(".files-read li", has_text="suppliers.xlsx")).to_contain_text("1 table, 2 rows")
    page.get_by_role("button", name="Go on with the other file").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".sheets-read")).to_contain_text("suppliers.xlsx › Suppliers")
    expect(page.locator("main")).not_to_contain_text("plan.docm")


def test_without_script_the_reading_goes_on_by_itself(newcomer: Callable[..., Page], tmp_path: Path) -> None:
    page = newcomer(script=False)
    bring(page, suppliers_of("en", tmp_path / "suppliers.xlsx"))
    page.wait_for_url("**/welcome/documents/check/")
    expect(page.locator(".sheets-read")).to_contain_text("2 rows")
