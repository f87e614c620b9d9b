"""Dimas writes around the promises and documents in his text: they are chips under his hands, and codes in what is stored."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.stories.workspace.conftest import Visit

from opensmp.site.demo import DAY
from opensmp.store.models import PlanRow
from opensmp.store.reading import dossier_for

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PATH = "plan/practices/incident/edit/"
PROMISE, DOCUMENT = "[[commitment:CM-IM-2]]", "[[document:SM-MI-001]]"


def box(page: Page, name: str = "governance-en") -> Locator:
    return page.locator(f"div#id_{name}")


def typed(page: Page, name: str = "governance-en") -> str:
    """Return what the form would send."""
    return page.locator(f"textarea[name={name}]").input_value()


def begin(page: Page, text: str) -> Locator:
    """Fill a box by the keyboard, and leave the caret at the end."""
    field = box(page)
    field.click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    for place, line in enumerate(text.split("\n")):
        if place:
            page.keyboard.press("Enter")
        page.keyboard.insert_text(line)
    return field


def paste(page: Page, text: str) -> None:
    page.evaluate(
        """(text) => {
        const data = new DataTransfer();
        data.setData("text/plain", text);
        document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }""",
        text,
    )


def stored(plan: PlanRow) -> str:
    organisation = plan.organisation
    organisation.refresh_from_db()
    return str(dossier_for(plan, organisation, DAY).practices["incident"].governance.text("en"))


def saved(page: Page) -> None:
    page.keyboard.press("Control+s")
    expect(page.locator("#saved")).to_contain_text("revision 2")


@pytest.mark.requirement("R15", "R41")
def test_words_before_and_after_a_chip_are_stored_and_the_chip_as_its_code(visit: Visit, plan: PlanRow) -> None:
    page = visit("dimas", PATH)
    field = begin(page, f"Restored within {PROMISE}")
    expect(field.locator(".chip")).to_have_text("4 hours, 90%")
    page.keyboard.type(" of the time.")
    page.keyboard.press("Home")
    page.keyboard.type("P1: ")
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.type("- Second line")
    expected = f"P1: Restored within {PROMISE} of the time.\n\n- Second line"
    assert typed(page) == expected
    saved(page)
    assert stored(plan) == expected
    expect(box(page).locator(".chip")).to_have_text("4 hours, 90%")


def test_a_chip_is_one_sign_for_the_keys_that_delete(visit: Visit) -> None:
    page = visit("dimas", PATH)
    begin(page, f"a {PROMISE}{DOCUMENT} b")
    for _sign in range(3):
        page.keyboard.press("Backspace")
    assert typed(page) == f"a {PROMISE}"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Delete")
    assert typed(page) == "a "
    page.keyboard.press("Control+z")
    assert typed(page) == f"a {PROMISE}"
    page.keyboard.press("Control+z")
    assert typed(page) == f"a {PROMISE}{DOCUMENT}"
    page.keyboard.press("Control+Shift+z")
    assert typed(page) == f"a {PROMISE}"
    page.keyboard.type("x")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.keyboard.type("y")
    assert typed(page) == f"a y{PROMISE}x"


def test_a_document_from_the_bar_stands_where_the_caret_was(visit: Visit) -> None:
    page = visit("dimas", PATH)
    begin(page, "See for the steps.")
    page.keyboard.press("Home")
    for _sign in range(3):
        page.keyboard.press("ArrowRight")
    bar = page.locator("[data-into=id_governance-en]")
    bar.get_by_role("button", name="Reference a document").press("Enter")
    page.keyboard.type("major incident proc")
    page.keyboard.press("Enter")
    assert typed(page) == f"See {DOCUMENT} for the steps."
    page.keyboard.type(" (chapter 2)")
    assert typed(page) == f"See {DOCUMENT} (chapter 2) for the steps."
    bar.get_by_role("button", name="Reference a document").press("Enter")
    page.keyboard.press("Escape")
    assert typed(page) == f"See {DOCUMENT} (chapter 2) for the steps."


def test_bold_and_list_work_around_chips(visit: Visit) -> None:
    page = visit("dimas", PATH)
    begin(page, f"one {PROMISE}")
    page.keyboard.press("Shift+Home")
    bar = page.locator("[data-into=id_governance-en]")
    bar.get_by_role("button", name="Bold").click()
    assert typed(page) == f"**one {PROMISE}**"
    bar.get_by_role("button", name="Bold").click()
    bar.get_by_role("button", name="List").click()
    assert typed(page) == f"- one {PROMISE}"


def test_a_pasted_code_becomes_a_chip_and_a_copied_chip_is_its_code(visit: Visit) -> None:
    page = visit("dimas", PATH)
    field = begin(page, "Before ")
    paste(page, f"{DOCUMENT}\r\nand [[document:NO-SUCH-1]]")
    assert typed(page) == f"Before {DOCUMENT}\nand [[document:NO-SUCH-1]]"
    expect(field.locator(".chip")).to_have_text(["SM-MI-001 Major incident procedure", "document:NO-SUCH-1"])
    expect(field.locator(".chip--lost")).to_have_count(1)
    page.keyboard.press("Control+a")
    copied = page.evaluate(
        """() => {
        const data = new DataTransfer();
        document.activeElement.dispatchEvent(new ClipboardEvent("copy", { clipboardData: data, bubbles: true, cancelable: true }));
        return data.getData("text/plain");
    }"""
    )
    assert copied == typed(page)


def test_what_nobody_touched_is_sent_byte_for_byte(visit: Visit, plan: PlanRow) -> None:
    before = stored(plan)
    page = visit("dimas", PATH)
    shown = {name: typed(page, name) for name in ("approach-en", "approach-id", "governance-en", "governance-id")}
    begin(page, "x")
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    assert {name: typed(page, name) for name in shown} == shown
    assert " ".join(before.split()) == " ".join(shown["governance-en"].split())


def test_signs_that_a_page_likes_to_change_stay_as_they_are(visit: Visit) -> None:
    page = visit("dimas", PATH)
    begin(page, "")
    odd = f"a\u00a0b  c \n\n* {PROMISE}\\\n\te &amp; <b>\n"
    paste(page, odd)
    page.keyboard.press("Control+Home")
    page.keyboard.type("x")
    page.keyboard.press("Control+End")
    page.keyboard.type("y")
    assert typed(page) == f"x{odd}y"


def test_a_caret_beside_a_lone_chip_can_write_on_both_sides(visit: Visit) -> None:
    page = visit("dimas", PATH)
    begin(page, DOCUMENT)
    page.keyboard.press("Home")
    page.keyboard.type("See ")
    page.keyboard.press("End")
    page.keyboard.type(".")
    assert typed(page) == f"See {DOCUMENT}."


def test_the_live_check_underlines_what_a_finding_quotes(visit: Visit) -> None:
    page = visit("dimas", PATH)
    begin(page, "The agent opens the ticket, selects the category from the list, and then clicks Submit. ")
    page.get_by_text("A procedure step stands in the plan").wait_for()
    underlined = "[...(CSS.highlights?.get('flaw') ?? [])].map(String).join()"
    assert "selects the category" in page.evaluate(underlined)
    begin(page, "The incident manager decides.")
    page.get_by_text("A procedure step stands in the plan").wait_for(state="detached")
    assert page.evaluate(underlined) == ""


def test_a_name_with_markup_is_text(visit: Visit) -> None:
    page = visit("dimas", PATH)
    field = begin(page, "[[document:<img src=x onerror=alert(1)>]] <img src=x onerror=alert(1)>")
    assert field.locator("img").count() == 0
    assert typed(page) == "[[document:<img src=x onerror=alert(1)>]] <img src=x onerror=alert(1)>"
    expect(field.locator(".chip--lost")).to_have_text("document:<img src=x onerror=alert(1)>")


def test_without_script_the_codes_stand_in_a_plain_field(visit: Visit, plan: PlanRow) -> None:
    page = visit("dimas", PATH, script=False)
    field = page.get_by_label("Governance (in English)")
    assert "[[commitment:" in field.input_value()
    field.fill(f"Restored within {PROMISE}.")
    page.locator("#editor .save-bar button").first.click()
    expect(page.locator("#saved")).to_contain_text("revision 2")
    assert stored(plan) == f"Restored within {PROMISE}."
    page.get_by_role("radio", name="Pitfalls").check(force=True)
    expect(page.locator(".guide__pitfalls")).to_be_visible()
    expect(page.locator("#must")).to_be_hidden()
