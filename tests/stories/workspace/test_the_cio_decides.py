"""The CIO returns the plan with a refinement on her phone, and approves the next submission."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from opensmp.actions.deed import Actor
from opensmp.actions.editing import Change, edit
from opensmp.plan.prose import Prose
from opensmp.store.models import Entry, PlanRow
from opensmp.store.reading import dossier_for

Visit = Callable[..., Page]


FIRST = Prose.of({"en": "Everything but the premises of branches.", "id": "Segala sesuatu kecuali gedung cabang."})
SECOND = Prose.of(
    {
        "en": "Everything but the premises of branches outside the capital.",
        "id": "Segala sesuatu kecuali gedung cabang di luar ibu kota.",
    }
)


def write(actor: Actor, plan: PlanRow, words: Prose) -> None:
    scope = dossier_for(plan, actor.organisation, actor.today).plan.scope
    seen = Entry.objects.of(plan.organisation_id).get(plan=plan, place="plan/scope").digest
    edit(actor, plan, [Change("plan/scope", "", seen, replace(scope, boundaries=words))])


def submit(page: Page, what: str) -> None:
    page.get_by_label("What changed").fill(what)
    page.get_by_label("Why", exact=True).fill("Decision D-2026-09 of the management review.")
    page.get_by_role("button", name="Submit for decision").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("waits for")


def confirm(page: Page) -> None:
    page.locator("input[type=password]").fill("plan-nusantara")
    page.get_by_role("button", name="Confirm").click()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.requirement("R42", "R44")
def test_the_cio_returns_with_a_refinement_and_approves_the_next_one(
    visit: Visit, acting: Callable[[str], Actor], plan: PlanRow
) -> None:
    write(acting("ratna"), plan, FIRST)
    ratna = visit("ratna", "approval/")
    submit(ratna, "The boundaries are drawn anew.")

    maya = visit("maya", "/", size="phone")
    expect(maya.get_by_role("heading", level=1)).to_have_text("Do you put version 2.1 in force?")
    maya.get_by_role("link", name="Go to your decision").click()
    maya.get_by_text("Return with refinements").click()
    maya.get_by_label("Refinement 1", exact=True).fill("Name the branches that are meant.")
    maya.get_by_role("button", name="Send my decision").click()
    confirm(maya)
    expect(maya.get_by_role("heading", level=1)).to_contain_text("goes back with refinements")

    ratna.goto(ratna.url)
    expect(ratna.get_by_text("Name the branches that are meant.")).to_be_visible()
    expect(ratna.get_by_text("Not touched yet")).to_be_visible()
    write(acting("ratna"), plan, SECOND)
    ratna.reload()
    expect(ratna.get_by_text("Section changed since")).to_be_visible()
    submit(ratna, "The branches are named.")

    maya.goto(maya.url.split("approval/")[0] + "approval/decide/")
    maya.get_by_text("Approve and sign", exact=True).click()
    maya.get_by_label("I have read the plan").check()
    maya.get_by_role("button", name="Send my decision").click()
    confirm(maya)
    expect(maya.get_by_role("heading", level=1)).to_have_text("Version 2.1 is in force")
