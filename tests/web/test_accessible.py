"""Every page in four variants: WCAG 2.2 AA by axe without a violation, and no sideways scrolling at 320 pixels."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page
from tests.pages import Look, bring_few_records, furnish, looks
from tests.stories.workspace.conftest import SIZES, visit
from tests.workspace import BASE

from opensmp.actions.deed import Actor
from opensmp.store.models import PlanRow

__all__ = ["visit"]

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
NARROW = {"width": 320, "height": 640}
WHOLE = {"width": 390, "height": 4000}
"""A phone as long as a page: what stays at the foot of a short window covers no field of this one by chance."""
PEOPLE = ("ratna", "maya", "intan", "lukman")


class Variant(NamedTuple):
    """How a page is looked at."""

    size: str = "desktop"
    language: str = "en"
    dark: bool = False

    def __str__(self) -> str:
        return f"{self.size} {'dark' if self.dark else 'light'} {self.language}"


VARIANTS = (
    Variant(),
    Variant("phone"),
    pytest.param(Variant(dark=True), marks=pytest.mark.slow),
    pytest.param(Variant(language="id"), marks=pytest.mark.slow),
)
"""Two in CI, all four with `make slow`: each takes a minute."""


def sideways(page: Page) -> int:
    """Return how many pixels of a page lie beside the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def violations(page: Page) -> list[str]:
    """Return what axe finds, with the first element that shows it."""
    found: list[dict[str, Any]] = Axe().run(page, options=RULES).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found]


def troubles(page: Page, look: Look, address: str, variant: Variant) -> list[str]:
    answer = page.goto(address + look.path)
    if answer is None or answer.status != 200:
        return [f"{look.name} {look.path}: {answer and answer.status}"]
    if variant.size == "phone":
        page.set_viewport_size(WHOLE)  # type: ignore[arg-type]  # a mapping of two numbers
    found = [f"{look.name} ({variant}) {each}" for each in violations(page)]
    if variant.size == "phone":
        page.set_viewport_size(NARROW)  # type: ignore[arg-type]
        found += [f"{look.name}: {sideways(page)} px beside the window at 320 px"] if sideways(page) > 0 else []
        page.set_viewport_size(SIZES["phone"])  # type: ignore[arg-type]
    return found


def record_behind(client: Client) -> dict[str, str]:
    """Return one record behind a figure."""
    path = BASE + "evidence/CM-IM-2/records/"
    key = re.search(r"CM-IM-2/records/([^/?\"]+)/", client.get(path).content.decode())
    return {"commitment": "CM-IM-2", "key": key[1]} if key else {}


@pytest.mark.browser
@pytest.mark.thorough
@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_every_page_is_accessible(
    variant: Variant, visit: Callable[..., Page], live_server: Any, acting: Callable[[str], Actor], plan: PlanRow,
    signed_in: Callable[[str], Client],
) -> None:  # fmt: skip
    made = furnish(acting, plan, signed_in)
    bring_few_records(acting("ratna"), plan)
    made["evidence_record"] = record_behind(signed_in("intan"))
    shown, found = looks(made), []
    pages = {person: visit(person, "/account/", variant.size, variant.language, variant.dark) for person in PEOPLE}
    for look in shown:
        found += troubles(pages[look.person], look, live_server.url, variant)
    assert not found, "\n".join(found)
    assert len(shown) >= 70


@pytest.mark.browser
@pytest.mark.thorough
def test_the_doors_are_accessible_in_four_variants(visit: Callable[..., Page], live_server: Any) -> None:
    doors = [Look(path, "", path) for path in ("/account/login/", "/account/password/reset/", "/no/such/page/")]
    for variant in (Variant(), Variant("phone"), Variant(dark=True), Variant(language="id")):
        page = visit("", "/account/login/", variant.size, variant.language, variant.dark)
        for look in doors:
            page.goto(live_server.url + look.path)
            assert violations(page) == [], (look.path, variant)
            assert variant.size != "phone" or sideways(page) == 0
