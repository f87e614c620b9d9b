"""The governed path on screen: submit, read on one page, decide about exactly that text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.core import mail
from django.test import Client
from tests.workspace import BASE

from opensmp.actions.deed import Actor
from opensmp.actions.editing import Change, edit
from opensmp.plan.prose import Prose
from opensmp.store.models import Entry, PlanRow, Refinement, SealedVersion, Submission
from opensmp.store.reading import dossier_for

SignedIn = Callable[[str], Client]
Acting = Callable[[str], Actor]


def change_the_scope(actor: Actor, plan: PlanRow, words: str) -> None:
    scope = dossier_for(plan, actor.organisation, actor.today).plan.scope
    seen = Entry.objects.of(plan.organisation_id).get(plan=plan, place="plan/scope").digest
    edit(
        actor,
        plan,
        [Change("plan/scope", "", seen, replace(scope, boundaries=Prose.of({"en": words, "id": "Batas: " + words})))],
    )


def seen_on(client: Client, path: str) -> str:
    found = re.search(r'name="seen" value="([0-9a-f]{64})"', client.get(BASE + path).content.decode())
    assert found is not None
    return found[1]


def submit(client: Client, **more: str) -> str:
    given = {
        "seen": seen_on(client, "approval/"),
        "what": "The boundaries are drawn anew.",
        "why": "Decision D-2026-09.",
    }
    response = client.post(BASE + "approval/", given | more)
    assert response.status_code == 302, response.content.decode()[:2000]
    return given["seen"]


def decided(client: Client, given: dict[str, str]) -> str:
    """Send a decision and give the password when it is asked for; the page that is shown in the end."""
    asked = client.post(BASE + "approval/decide/", given)
    assert asked.headers["Location"].startswith("/account/confirm/"), asked.content.decode()[:1500]
    return client.post(asked.headers["Location"], {"password": "plan-nusantara"}, follow=True).content.decode()


@pytest.fixture
def submitted(signed_in: SignedIn, acting: Acting, plan: PlanRow) -> str:
    """A draft with one change waits for Maya; the digest of its text."""
    change_the_scope(acting("ratna"), plan, "Everything but the branches' premises.")
    return submit(signed_in("ratna"))


@pytest.mark.requirement("R40")
def test_top_management_gets_one_link_in_its_own_language(signed_in: SignedIn, submitted: str) -> None:
    message = mail.outbox[-1]
    assert message.to == ["maya@bns.example"]
    link = re.search(r"http\S+/approval/decide/\S+", message.body)
    assert link is not None
    path = "/" + link[0].split("/", 3)[3]
    assert Client(SERVER_NAME="127.0.0.1").get(path).headers["Location"].startswith("/account/login/")
    assert signed_in("dimas").get(path).status_code == 403
    assert signed_in("maya").get(path).headers["Location"] == BASE + "approval/decide/"
    assert signed_in("maya").get(BASE + "approval/decide/wrong/").status_code == 404


@pytest.mark.requirement("R41")
def test_the_page_shows_the_plan_what_changed_and_what_blocks(signed_in: SignedIn, submitted: str) -> None:
    page = signed_in("maya").get(BASE + "approval/decide/").content.decode()
    assert "32 services" in page
    assert "Everything but the branches" in page
    assert "Nothing blocks approval" in page
    assert submitted in page


@pytest.mark.requirement("R43")
def test_a_decision_asks_for_the_password_once_more_and_loses_nothing(signed_in: SignedIn, submitted: str) -> None:
    maya = signed_in("maya")
    response = maya.post(
        BASE + "approval/decide/", {"seen": submitted, "outcome": "approved", "read": "on", "start": "2026-12-01"}
    )
    assert response.headers["Location"].startswith("/account/confirm/")
    assert Submission.objects.of(1).get(status="waiting").digest == submitted
    after = maya.post(response.headers["Location"], {"password": "plan-nusantara"})
    assert after.headers["Location"].startswith(BASE + "approval/decided/")
    assert SealedVersion.objects.of(1).filter(number="2.1", digest=submitted).exists()


@pytest.mark.requirement("R42")
def test_an_approved_version_is_in_force_from_the_day_that_was_chosen(signed_in: SignedIn, submitted: str) -> None:
    given = {"seen": submitted, "outcome": "approved", "read": "on", "start": "2026-11-22"}
    assert "Version 2.1 is in force" in decided(signed_in("maya"), given)
    home = signed_in("ratna").get(BASE).content.decode()
    assert "Version 2.1 is in force" in home
    assert "Draft 2.2" in home


@pytest.mark.requirement("R44")
def test_a_returned_draft_brings_a_list_by_section_and_nothing_is_sealed(
    signed_in: SignedIn, submitted: str, acting: Acting, plan: PlanRow
) -> None:
    given = {"seen": submitted, "outcome": "returned", "text-1": "Name the branches.", "section-1": "scope",
             "text-2": "Show the reporting line.", "section-2": "roles"}  # fmt: skip
    decided(signed_in("maya"), given)
    assert {row.section for row in Refinement.objects.of(1).all()} == {"scope", "roles"}
    assert not SealedVersion.objects.of(1).filter(number="2.1").exists()
    change_the_scope(acting("ratna"), plan, "The branches are named.")
    page = signed_in("ratna").get(BASE + "approval/").content.decode()
    assert page.count("Section changed since") == 1
    assert page.count("Not touched yet") == 1
    assert "Asked for at approval" in signed_in("ratna").get(BASE).content.decode()


@pytest.mark.requirement("R44")
def test_the_decisions_that_sent_a_draft_back_stay_with_its_version(
    signed_in: SignedIn, submitted: str, acting: Acting, plan: PlanRow
) -> None:
    maya = signed_in("maya")
    decided(maya, {"seen": submitted, "outcome": "returned", "text-1": "Shorter.", "section-1": "scope"})
    change_the_scope(acting("ratna"), plan, "Shorter.")
    digest = submit(signed_in("ratna"))
    decided(maya, {"seen": digest, "outcome": "approved", "read": "on"})
    ratna = acting("ratna")
    version = next(
        row for row in dossier_for(plan, ratna.organisation, ratna.today).history.versions if row.number == "2.1"
    )
    assert [row.outcome for row in version.approvals] == ["returned", "approved"]
    assert version.approvals[0].sections == ("scope",)


@pytest.mark.requirement("R43")
def test_text_that_changed_since_opening_is_not_decided_about(
    signed_in: SignedIn, submitted: str, acting: Acting, plan: PlanRow
) -> None:
    ratna, maya = signed_in("ratna"), signed_in("maya")
    ratna.post(BASE + "approval/withdraw/", {"reason": "A figure was wrong."})
    change_the_scope(acting("ratna"), plan, "Another text.")
    submit(ratna)
    response = maya.post(
        BASE + "approval/decide/", {"seen": submitted, "outcome": "refused", "reason": "Too long for one page."}
    )
    assert response.status_code == 409
    page = response.content.decode()
    assert "The text changed while you were reading" in page
    assert "Too long for one page." in page
    assert Submission.objects.of(1).filter(status="waiting").count() == 1


def test_each_outcome_says_what_is_missing_and_keeps_what_was_typed(signed_in: SignedIn, submitted: str) -> None:
    maya = signed_in("maya")
    for given, says in (
        ({}, "Choose one of the three."),
        ({"outcome": "approved"}, "Tick that you have read"),
        ({"outcome": "approved", "read": "on", "start": "soon"}, "Write the first day in force"),
        ({"outcome": "returned"}, "Say what should change"),
        ({"outcome": "refused"}, "Say why not"),
    ):
        response = maya.post(BASE + "approval/decide/", {"seen": submitted, **given})
        assert response.status_code == 422
        assert says in response.content.decode()


def test_a_submission_without_a_reason_is_not_sent(signed_in: SignedIn) -> None:
    ratna = signed_in("ratna")
    response = ratna.post(BASE + "approval/", {"seen": seen_on(ratna, "approval/"), "what": "Something.", "why": ""})
    assert response.status_code == 422
    assert "Say why it changed." in response.content.decode()
    assert "Something." in response.content.decode()
    assert not mail.outbox


def test_only_the_sms_owner_sees_the_form_of_submission(signed_in: SignedIn) -> None:
    assert 'name="seen"' not in signed_in("dimas").get(BASE + "approval/").content.decode()
    assert signed_in("dimas").post(BASE + "approval/", {"what": "x", "why": "y"}).status_code == 403


def test_nothing_waiting_is_said_in_words(signed_in: SignedIn) -> None:
    assert "Nothing waits for your signature" in signed_in("maya").get(BASE + "approval/decide/").content.decode()
