"""Dimas keeps incident management. On the train he changes a promise's wording on his phone."""

from __future__ import annotations

import pytest
from django.conf import settings
from tests.stories.workspace.conftest import Visit

from opensmp.site.demo import DAY
from opensmp.store.models import PlanRow
from opensmp.store.reading import dossier_for

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.requirement("R15", "R41")
def test_a_practice_owner_writes_a_section_on_a_phone(visit: Visit, plan: PlanRow) -> None:
    page = visit("dimas", "plan/write/", size="phone")
    page.get_by_role("link", name="5.1 Incident management").click()
    assert page.get_by_text("You keep this section").is_visible()
    text = page.get_by_label("Governance (in English)")
    text.fill(
        "The agent opens the ticket, selects the category from the list, assigns the ticket to the team, and then clicks Submit."
    )
    page.get_by_text("A procedure step stands in the plan").wait_for()
    text.fill("The incident manager decides within the hour who leads a major incident.")
    page.get_by_text("A procedure step stands in the plan").wait_for(state="detached")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("as revision 2").wait_for()
    plan.refresh_from_db()
    organisation = plan.organisation
    organisation.refresh_from_db()
    held = dossier_for(plan, organisation, DAY).practices["incident"]
    assert held.governance.text("en") == "The incident manager decides within the hour who leads a major incident."
    page.get_by_role("link", name="Read it in the plan").click()
    assert page.get_by_text("decides within the hour").is_visible()


def test_text_that_was_typed_outlives_an_expired_session(visit: Visit, plan: PlanRow) -> None:
    page = visit("dimas", "plan/practices/incident/edit/", size="phone")
    page.get_by_label("Governance (in English)").fill("Typed before the session ended.")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_load_state("networkidle")
    assert "/account/" in page.url
    again = visit("dimas", "plan/practices/incident/edit/", size="phone")
    cookies = again.context.cookies()
    page.context.add_cookies(cookies)  # signed in again, in the same tab
    page.goto(again.url)
    page.get_by_role("button", name="Put it back").click()
    assert page.get_by_label("Governance (in English)").inner_text().strip() == "Typed before the session ended."
