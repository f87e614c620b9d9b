"""A newcomer starts from the template, by keyboard alone, and brings the services from a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from opensmp.store.models import Account

Visit = Callable[..., Page]

SERVICES = "Id,Name,Owner,Status,In_scope\r\nS-01,Savings accounts,Sri Hartono,active,yes\r\nS-02,Loans,Sri Hartono,active,yes\r\n"


@pytest.fixture
def newcomer(visit: Visit) -> Page:
    """Sri, who belongs to no organisation yet."""
    Account.objects.create_user("sri@bns.example", "plan-nusantara", name="Sri Hartono")
    return visit("sri", "/")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.requirement("R66")
def test_a_newcomer_begins_from_the_template_and_sees_the_first_finding(newcomer: Page) -> None:
    page = newcomer
    expect(page.get_by_role("heading", level=1)).to_have_text("Where does your plan live today?")
    page.get_by_role("link", name="Start from the template").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Name of the organisation").fill("Koperasi Maju Bersama")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.get_by_label("Your office").fill("IT Service Manager")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("findings away from approval")
    expect(page.locator(".tasks li").first).to_contain_text("Blocks approval")

    page.goto(page.url + "settings/registers/")
    page.get_by_label("Register").select_option("services")
    page.get_by_label("Spreadsheet").set_input_files(
        {"name": "services.csv", "mimeType": "text/csv", "buffer": SERVICES.encode()}
    )
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What would services.csv change?")
    expect(page.locator(".stats li").first).to_contain_text("2")
    page.get_by_role("button", name="Bring it in").click()
    expect(page.get_by_text("2 rows went in")).to_be_visible()
