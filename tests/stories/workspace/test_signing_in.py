"""Somebody new opens the demonstration, and is in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.thorough]
Visit = Callable[..., Page]


def test_a_visitor_signs_in_as_one_of_the_five_and_lands_at_the_plan(visit: Visit) -> None:
    page = visit("", "/")
    page.get_by_role("button", name="Ratna Wijayanti").click()
    expect(page.get_by_role("link", name="Home", exact=True)).to_be_visible()
    page.locator("details.menu summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.goto(page.url.split("/account")[0] + "/o/bank-nusantara/p/smp/")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_a_password_opens_the_same_door(visit: Visit) -> None:
    page = visit("", "/account/login/")
    page.get_by_label("Email").fill("maya@bns.example")
    page.get_by_label("Password").fill("wrong password")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Password").fill("plan-nusantara")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.locator("details.menu")).to_be_visible()


def test_an_invited_auditor_joins_with_the_link_on_a_phone(visit: Visit) -> None:
    page = visit("lukman", "settings/members/")
    page.get_by_label("E-mail address").fill("auditor@certiva.example")
    page.get_by_label("External auditor or regulator").check()
    page.get_by_role("textbox", name="Last day").fill("2027-06-30")
    page.get_by_role("button", name="Invite").click()
    link = page.get_by_label("Link of the invitation").input_value()
    guest = visit("", "/invitation/" + link.rsplit("/invitation/")[1], size="phone")
    guest.get_by_label("Your name").fill("Lim Siew Ling")
    guest.get_by_label("Password").fill("a long sentence of mine")
    guest.get_by_role("button", name="Join").click()
    expect(guest.locator("details.menu")).to_be_visible()
