"""Dimas and Ratna have the same text open. Both save; neither loses a word."""

from __future__ import annotations

import pytest
from tests.stories.workspace.conftest import Visit

from opensmp.site.demo import DAY
from opensmp.store.models import PlanRow
from opensmp.store.reading import dossier_for

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.requirement("R54")
def test_two_people_edit_the_same_section(visit: Visit, plan: PlanRow) -> None:
    path = "plan/practices/incident/edit/"
    dimas, ratna = visit("dimas", path), visit("ratna", path)
    before = dimas.locator("textarea[name=approach-en]").input_value()
    dimas.get_by_label("Approach (in English)").fill(before.replace("recorded once,", "recorded once and at once,"))
    dimas.keyboard.press("Control+s")
    dimas.get_by_text("as revision 2").wait_for()

    ratna.get_by_label("Approach (in English)").fill(before.replace("by monitoring,", "by the monitoring tools,"))
    ratna.get_by_label("Governance (in English)").fill("Ratna shortens this.")
    ratna.get_by_role("button", name="Save", exact=True).click()
    ratna.get_by_role("heading", name="Dimas Prasetyo saved 5.1 Incident management while you were writing").wait_for()
    wording = ratna.get_by_label("It will read").input_value()
    assert "recorded once and at once," in wording
    assert "by the monitoring tools," in wording
    ratna.get_by_role("button", name="Save both together").click()
    ratna.get_by_text("as revision 3").wait_for()

    organisation = plan.organisation
    organisation.refresh_from_db()
    held = dossier_for(plan, organisation, DAY).practices["incident"]
    assert "recorded once and at once," in held.approach.text("en")
    assert "by the monitoring tools," in held.approach.text("en")
    assert held.governance.text("en") == "Ratna shortens this."
    ratna.get_by_role("link", name="history").click()
    assert ratna.get_by_text("Revision 3").is_visible()


def test_a_reader_steps_through_findings_by_keyboard_and_says_where_they_stopped(visit: Visit, plan: PlanRow) -> None:
    page = visit("maya", "plan/")
    page.get_by_role("button", name="I have read to here").first.scroll_into_view_if_needed()
    page.get_by_role("button", name="I have read to here").first.click()
    page.goto(page.url.split("#")[0])
    assert page.get_by_text("You have read section 1.").is_visible()
    assert page.get_by_role("link", name="Continue at section 2").is_visible()
