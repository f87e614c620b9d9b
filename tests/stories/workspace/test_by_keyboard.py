"""A whole task without a mouse: search, go, write, save."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.thorough]
Visit = Callable[..., Page]


def keys(page: Page, *pressed: str) -> None:
    for each in pressed:
        page.keyboard.press(each)


def focused(page: Page) -> str:
    return str(
        page.evaluate(
            "document.activeElement.name || document.activeElement.id || document.activeElement.textContent.trim()"
        )
    )


def tab_to(page: Page, name: str, most: int = 150) -> None:
    """Press Tab until the focus is there, as somebody without a mouse does."""
    for _press in range(most):
        if focused(page) == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{name} is not within {most} presses of Tab; the focus is at {focused(page)!r}")


def test_searching_going_and_writing_need_no_mouse(visit: Visit) -> None:
    page = visit("ratna")
    keys(page, "/")
    page.keyboard.type("incident management")
    keys(page, "Enter")
    expect(page.locator("[data-list] [data-item]").first).to_be_visible()
    keys(page, "j", "Enter")
    page.wait_for_url(lambda url: "search" not in url)
    keys(page, "g", "h")
    expect(page).to_have_url(re.compile(r"/p/smp/$"))
    page.goto(page.url + "plan/practices/incident/edit/")
    tab_to(page, "id_governance-en")
    keys(page, "Control+End")
    page.keyboard.type(" Written without a mouse.")
    keys(page, "Control+s")
    expect(page.locator("#saved")).to_contain_text("revision 2")


def test_the_first_stop_skips_to_the_content(visit: Visit) -> None:
    page = visit("ratna", "plan/")
    keys(page, "Tab", "Enter")
    assert page.evaluate("document.activeElement.id || document.activeElement.closest('main') !== null")
