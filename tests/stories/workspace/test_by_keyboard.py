"""A whole task without a mouse: search, go, write, save, set a letter."""

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
    return str(page.evaluate("document.activeElement.name || document.activeElement.textContent.trim()"))


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
    tab_to(page, "governance-en")
    keys(page, "Control+End")
    page.keyboard.type(" Written without a mouse.")
    keys(page, "Control+s")
    expect(page.locator("#saved")).to_contain_text("revision 2")


@pytest.mark.requirement("R12")
def test_a_letter_of_the_matrix_is_set_by_keyboard(visit: Visit) -> None:
    page = visit("ratna", "raci/")
    keys(page, "e")
    grid = page.get_by_role("grid")
    expect(grid).to_be_visible()
    cell = grid.get_by_role("gridcell").nth(2)
    expect(cell).to_have_attribute("aria-label", re.compile("Executive sponsor"))
    before = cell.get_attribute("aria-label")
    grid.get_by_role("gridcell").first.focus()
    keys(page, "ArrowRight", "ArrowRight", "c")
    assert cell.get_attribute("aria-label") != before
    keys(page, "Control+z")
    assert cell.get_attribute("aria-label") == before
    keys(page, "i", "Control+s")
    expect(page.get_by_role("grid")).to_be_hidden()
    expect(page.locator("main")).to_contain_text("Nobody is accountable for the key duty")


def test_the_first_stop_skips_to_the_content(visit: Visit) -> None:
    page = visit("ratna", "plan/")
    keys(page, "Tab", "Enter")
    assert page.evaluate("document.activeElement.id || document.activeElement.closest('main') !== null")
