"""A newcomer begins with nothing but an account."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from opensmp.store.models import Account

pytestmark = [pytest.mark.browser, pytest.mark.thorough]
Visit = Callable[..., Page]


@pytest.mark.requirement("R66")
def test_a_newcomer_starts_from_the_template_and_sees_what_is_missing(visit: Visit) -> None:
    page = visit("", "/account/login/")
    Account.objects.create_user("sari@kecil.example", "a long sentence of mine", name="Sari")
    page.get_by_label("Email").fill("sari@kecil.example")
    page.get_by_label("Password").fill("a long sentence of mine")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Where does your plan live today?")
    page.get_by_role("link", name="Start from the template").click()
    page.get_by_label("Name of the organisation").fill("Kecil Jasa TI")
    page.get_by_label("Your name").fill("Sari Dewi")
    page.get_by_label("Your office").fill("IT Service Manager")
    page.get_by_role("button", name="Begin the plan").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("findings away from approval")
    page.get_by_role("link", name="A blank is left").first.click()
    expect(page.locator("#editor, main form").first).to_be_visible()
    assert "___" in page.locator("main").inner_html()
