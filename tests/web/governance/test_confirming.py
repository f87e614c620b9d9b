"""A signature is given for one decision: the password of a moment ago, given for something else, is not one."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client
from tests.workspace import BASE

from opensmp.actions.approving import submit
from opensmp.actions.deed import Actor
from opensmp.actions.editing import Change, edit
from opensmp.plan.prose import Prose
from opensmp.store.models import Account, Entry, Event, PlanRow, Submission
from opensmp.store.reading import dossier_for
from opensmp.web.governance import confirming

SignedIn = Callable[[str], Client]
Acting = Callable[[str], Actor]
DECIDE = BASE + "approval/decide/"
PASSWORD = {"password": "plan-nusantara"}


@pytest.fixture
def given(acting: Acting, plan: PlanRow) -> dict[str, str]:
    """What Maya sends about the draft that waits for her."""
    ratna = acting("ratna")
    scope = dossier_for(plan, ratna.organisation, ratna.today).plan.scope
    seen = Entry.objects.of(plan.organisation_id).get(plan=plan, place="plan/scope").digest
    edit(ratna, plan, [Change("plan/scope", "", seen, replace(scope, boundaries=Prose.of("Drawn anew.")))])
    digest = dossier_for(plan, ratna.organisation, ratna.today).digest
    return {
        "seen": submit(ratna, plan, digest, "Anew.", "Decision 9.").submission.digest,
        "outcome": "refused",
        "reason": "Too long.",
    }


def is_waiting() -> bool:
    return Submission.objects.of(1).filter(status="waiting").exists()


def is_asked(client: Client, given: dict[str, str]) -> str:
    """Send the decision; where the password is asked for."""
    response = client.post(DECIDE, given)
    assert response.headers["Location"].startswith("/account/confirm/")
    return response.headers["Location"]


@pytest.mark.requirement("R43")
def test_a_password_given_a_moment_before_the_decision_is_asked_for_again(
    signed_in: SignedIn, given: dict[str, str]
) -> None:
    maya = signed_in("maya")
    assert maya.post("/account/confirm/", PASSWORD).status_code == 302
    is_asked(maya, given)
    assert is_waiting()


@pytest.mark.requirement("R43")
def test_a_password_given_for_one_decision_is_not_given_for_another(signed_in: SignedIn, given: dict[str, str]) -> None:
    maya = signed_in("maya")
    asked = is_asked(maya, given)
    is_asked(maya, {**given, "reason": "Another reason."})
    assert maya.post(asked, {"password": "wrong"}).status_code == 200
    assert is_waiting()
    answer = maya.post(asked, PASSWORD)
    assert answer.headers["Location"].startswith(BASE + "approval/decided/")
    assert Event.objects.of(1).filter(verb="refused").get().reason == "Another reason.", "what was asked about last"


@pytest.mark.requirement("R43")
def test_a_proof_does_not_count_for_long(
    signed_in: SignedIn, given: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    maya = signed_in("maya")
    is_asked(maya, given)
    session = maya.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time() + 1, "reauthenticated": True}]
    session.save()
    later = time.time() + 400
    with monkeypatch.context() as clock:
        clock.setattr(confirming.time, "time", lambda: later)
        is_asked(maya, given)
    assert is_waiting()


def test_a_code_of_the_app_confirms_as_well(signed_in: SignedIn, given: dict[str, str]) -> None:
    account, secret = Account.objects.get(email="maya@bns.example"), generate_totp_secret()
    TOTP.activate(account, secret)
    account.set_unusable_password()
    account.save()
    maya = signed_in("maya")
    response = maya.post(DECIDE, given)
    assert response.headers["Location"].startswith("/account/factors/reauthenticate/")
    assert is_waiting()
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    assert (
        maya.post(response.headers["Location"], {"code": code})
        .headers["Location"]
        .startswith(BASE + "approval/decided/")
    )


def test_whoever_signs_in_by_the_organisations_own_service_alone_is_told_that_nothing_is_asked(
    signed_in: SignedIn, given: dict[str, str]
) -> None:
    account = Account.objects.get(email="maya@bns.example")
    account.set_unusable_password()
    account.save()
    maya = signed_in("maya")
    page = maya.get(DECIDE).content.decode()
    assert "which is not asked again" in page
    assert "asked for once more" not in page
    assert maya.post(DECIDE, given).headers["Location"].startswith(BASE + "approval/decided/")
