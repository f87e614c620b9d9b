"""Would this plan pass? The headline, the filters, and what can be done about a finding."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from tests.workspace import BASE

from opensmp.actions.deed import Actor
from opensmp.actions.editing import Change, edit
from opensmp.plan.prose import Prose
from opensmp.store.models import Entry, PlanRow
from opensmp.store.reading import dossier_for, report_for
from opensmp.web.readiness.listing import identity_of

SignedIn = Callable[..., Client]
Acting = Callable[[str], Actor]
PAGE = BASE + "readiness/"
FLAW = "Objective SMO-1"


def change(actor: Actor, plan: PlanRow, place: str, value: Any, key: str = "") -> None:
    seen = Entry.objects.of(plan.organisation_id).get(place=place, key=key).digest
    edit(actor, plan, [Change(place, key, seen, value)])


@pytest.fixture
def ratna(acting: Acting) -> Actor:
    """The SMS owner as the actions know her."""
    return acting("ratna")


@pytest.fixture
def flawed(ratna: Actor, plan: PlanRow) -> str:
    """An objective without an owner, which blocks; the name that the page gives to the finding."""
    row = dossier_for(plan, ratna.organisation, ratna.today).objectives["SMO-1"]
    change(ratna, plan, "plan/objectives/objectives", replace(row, owner=None), "SMO-1")
    return named(ratna, plan, "SMO-1")


@pytest.fixture
def citing(ratna: Actor, plan: PlanRow) -> str:
    """A text that cites a clause by a wrong number, for which a wording is ready."""
    scope = dossier_for(plan, ratna.organisation, ratna.today).plan.scope
    english = "Incidents are handled as clause 8.3.4 of ISO/IEC 20000-1 asks for incident management."
    words = {"en": english, "id": "Cabang tidak ikut serta."}
    change(ratna, plan, "plan/scope", replace(scope, boundaries=Prose.of(words)))
    return named(ratna, plan, "plan/scope/boundaries")


def named(actor: Actor, plan: PlanRow, where: str) -> str:
    """Return the page's name of the finding at a place, one with a ready wording first."""
    findings = report_for(plan, actor.organisation, actor.today).findings
    here = sorted((each for each in findings if where in str(each.where)), key=lambda each: each.correction is None)
    return identity_of(here[0])


def main_of(client: Client, query: str = "") -> str:
    return str(client.get(PAGE + query).content.decode().split("<main")[1])


@pytest.mark.requirement("R51")
def test_the_question_is_answered_first_in_each_case(signed_in: SignedIn, ratna: Actor, plan: PlanRow) -> None:
    client = signed_in("ratna")
    assert "Yes: nothing is open." in main_of(client) or "Nothing blocks it;" in main_of(client)
    row = dossier_for(plan, ratna.organisation, ratna.today).objectives["SMO-1"]
    change(ratna, plan, "plan/objectives/objectives", replace(row, owner=None), "SMO-1")
    page = main_of(client)
    assert "Not yet: one finding blocks approval," in page
    assert "rows of the content checklist are met" in page


def test_the_page_speaks_indonesian(signed_in: SignedIn, flawed: str) -> None:
    assert "Not yet" not in main_of(signed_in("ratna", "id"))
    assert "SMO-1" in main_of(signed_in("ratna", "id"))


def test_a_clause_shows_its_own_findings_and_no_others(signed_in: SignedIn, flawed: str) -> None:
    client = signed_in("ratna")
    assert f'id="f-{flawed}"' in main_of(client, "?clause=6")
    other = main_of(client, "?clause=9")
    assert f'id="f-{flawed}"' not in other
    assert 'aria-current="true"' in other
    assert f'id="f-{flawed}"' not in main_of(client, "?clause=66")


def test_a_keeper_shows_their_own_findings_and_no_others(
    signed_in: SignedIn, ratna: Actor, plan: PlanRow, flawed: str
) -> None:
    client = signed_in("ratna")
    dossier = dossier_for(plan, ratna.organisation, ratna.today)
    keeper = dossier.people.holders(dossier.plan.objectives.keeper or "")[0].name
    assert f'id="f-{flawed}"' in main_of(client, f"?keeper={keeper}")
    nobody = main_of(client, "?keeper=Nobody+Here")
    assert f'id="f-{flawed}"' not in nobody
    assert "Nothing of this clause or keeper is open." in nobody


@pytest.mark.parametrize(
    ("profile", "question"),
    [("stage1", "pass Stage 1?"), ("stage2", "pass Stage 2?"), ("ojk", "Indonesian obligations?"), ("nonsense", "pass Stage 1?")],
)  # fmt: skip
def test_each_audit_asks_its_own_question(signed_in: SignedIn, profile: str, question: str) -> None:
    page = signed_in("ratna").get(f"{PAGE}?profile={profile}")
    assert page.status_code == 200
    assert question in page.content.decode()


def test_a_named_finding_is_open_and_the_others_are_closed(signed_in: SignedIn, flawed: str, citing: str) -> None:
    for wanted, other in ((flawed, citing), (citing, flawed)):
        page = main_of(signed_in("ratna"), f"?at={wanted}")
        assert re.search(rf'class="is-open"[^>]*id="f-{wanted}"', page)
        assert not re.search(rf'class="is-open"[^>]*id="f-{other}"', page)


@pytest.mark.requirement("R50")
def test_a_ready_fix_is_applied_and_the_finding_is_gone(
    signed_in: SignedIn, ratna: Actor, plan: PlanRow, citing: str
) -> None:
    client = signed_in("ratna")
    assert "Apply this fix" in main_of(client, f"?at={citing}")
    response = client.post(PAGE + "apply/", {"finding": citing}, follow=True)
    assert "The new wording stands in the draft" in response.content.decode()
    assert f'id="f-{citing}"' not in response.content.decode()
    boundaries = Entry.objects.of(plan.organisation_id).get(place="plan/scope").body
    assert "8.6.1" in boundaries
    assert client.post(PAGE + "apply/", {"finding": citing}).status_code == 404, "a second press finds nothing to fix"


def test_a_finding_without_a_ready_wording_is_not_applied(signed_in: SignedIn, flawed: str) -> None:
    client = signed_in("ratna")
    report = client.post(PAGE + "apply/", {"finding": flawed})
    assert report.status_code in (404, 409)
    assert client.post(PAGE + "apply/", {"finding": "unknown"}).status_code == 404
    assert client.post(PAGE + "apply/").status_code == 404
    assert client.get(PAGE + "apply/").headers["Location"] == PAGE


@pytest.mark.requirement("R50")
def test_a_finding_is_accepted_with_a_reason_listed_and_counts_again(signed_in: SignedIn, flawed: str) -> None:
    client = signed_in("ratna")
    given = {"finding": flawed, "reason": "The owner begins on Monday.", "until": "2026-12-31"}
    page = client.post(PAGE + "accept/", given, follow=True).content.decode()
    assert "The finding is listed as accepted" in page
    assert "Not yet" not in page
    accepted = main_of(client, "?show=accepted")
    for words in ("The owner begins on Monday.", "Ratna Wijayanti", "until 31 December 2026"):
        assert words in accepted
    assert "The owner begins on Monday." in client.get(PAGE + "report/").content.decode()
    client.post(PAGE + "again/", {"finding": flawed})
    assert "Nothing is accepted" in main_of(client, "?show=accepted")
    assert "Not yet: one finding blocks approval," in main_of(client)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"reason": "   ", "until": ""}, "An acceptance needs a reason."),
        ({"reason": "The owner begins on Monday.", "until": "31 Decembre"}, "is not a date"),
        ({"reason": "The owner begins on Monday.", "until": "2026-02-30"}, "is not a date"),
    ],
)
def test_an_acceptance_that_says_too_little_is_told_and_what_was_typed_is_kept(
    signed_in: SignedIn, flawed: str, given: dict[str, str], told: str
) -> None:
    client = signed_in("ratna")
    response = client.post(f"{PAGE}accept/?at={flawed}", {"finding": flawed, **given})
    page = response.content.decode()
    assert response.status_code == 422
    assert told in page
    assert given["reason"].strip() in page
    assert "Not yet: one finding blocks approval," in main_of(client)


@pytest.mark.parametrize(
    ("person", "accepts", "applies"),
    [("ratna", 302, 302), ("dimas", 403, 403), ("intan", 403, 403), ("maya", 403, 403)],
)
def test_only_who_may_change_the_text_changes_it(
    signed_in: SignedIn, flawed: str, citing: str, person: str, accepts: int, applies: int
) -> None:
    client = signed_in(person)
    page = main_of(client, f"?at={citing}")
    assert ("Accept the risk" in page) == (accepts == 302)
    assert client.post(PAGE + "accept/", {"finding": flawed, "reason": "It suits me."}).status_code == accepts
    assert client.post(PAGE + "apply/", {"finding": citing}).status_code == applies
    assert client.post(PAGE + "again/", {"finding": flawed}).status_code == (302 if person == "ratna" else 403)


def test_the_report_holds_every_finding_in_full(
    signed_in: SignedIn, ratna: Actor, plan: PlanRow, flawed: str, citing: str
) -> None:
    page = signed_in("ratna").get(PAGE + "report/").content.decode()
    report = report_for(plan, ratna.organisation, ratna.today)
    assert page.count("<article") == len(report.findings)
    assert f"Checked as of 22 November 2026: {len(report.rules)} rules." in page
