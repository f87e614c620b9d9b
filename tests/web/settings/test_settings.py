"""Settings, the ways out, and the activity log."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db.models import Q
from django.test import Client
from tests.conftest import TODAY
from tests.workspace import BASE

from opensmp.actions.deed import Actor
from opensmp.exchange.archive import read_archive
from opensmp.store.models import Event, PlanRow
from opensmp.store.reading import dossier_for
from opensmp.web.clock import ZONE
from opensmp.web.settings.activity import _at

SignedIn = Callable[..., Client]
Acting = Callable[[str], Actor]


def form_of(page: str) -> dict[str, str]:
    """Return what a browser would send back of the first form of identity, unchanged."""
    form = page.split('data-guard="settings:identity"')[1].split("</form>")[0]
    given = dict(re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', form))
    for name, inside in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'value="([^"]*)" selected', inside)
        given[name] = chosen[1] if chosen else ""
    given.update(re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\n?(.*?)</textarea>', form, re.S))
    return given


def test_the_identity_is_changed_and_nothing_else(signed_in: SignedIn, acting: Acting, plan: PlanRow) -> None:
    ratna = signed_in("ratna")
    before = dossier_for(plan, acting("ratna").organisation, acting("ratna").today).plan.identity
    given = form_of(ratna.get(BASE + "settings/").content.decode())
    response = ratna.post(BASE + "settings/", given | {"classification": "Confidential"})
    assert response.status_code == 302, response.content.decode()
    after = dossier_for(plan, acting("ratna").organisation, acting("ratna").today).plan.identity
    assert after.classification == "Confidential"
    assert (after.title, after.period, after.length, after.precedence) == (
        before.title,
        before.period,
        before.length,
        before.precedence,
    )


def test_whoever_saved_second_sees_what_stands_and_keeps_what_they_typed(signed_in: SignedIn) -> None:
    ratna = signed_in("ratna")
    given = form_of(ratna.get(BASE + "settings/").content.decode())
    ratna.post(BASE + "settings/", given | {"number": "BNS-SMP-002"})
    response = ratna.post(BASE + "settings/", given | {"classification": "Secret"})
    assert response.status_code == 409
    assert "BNS-SMP-002" in response.content.decode()
    assert "Secret" in response.content.decode()


def test_a_reader_sees_the_settings_and_changes_none(signed_in: SignedIn) -> None:
    intan = signed_in("intan")
    page = intan.get(BASE + "settings/").content.decode()
    assert "BNS-SMP-001" in page
    assert 'name="classification"' not in page
    assert intan.post(BASE + "settings/", {"number": "X"}).status_code == 403


@pytest.mark.requirement("R70")
def test_the_whole_plan_leaves_as_its_folder_and_comes_back_equal(
    signed_in: SignedIn, acting: Acting, plan: PlanRow
) -> None:
    response = signed_in("ratna").get(BASE + "settings/export/folder/")
    assert response.headers["Content-Disposition"].endswith('-2.1.zip"')
    again = read_archive(io.BytesIO(response.content), TODAY)
    ratna = acting("ratna")
    assert again.plan == dossier_for(plan, ratna.organisation, ratna.today).plan
    assert again.digest == dossier_for(plan, ratna.organisation, ratna.today).digest


def test_the_whole_plan_leaves_as_json_with_its_digest(signed_in: SignedIn) -> None:
    whole = json.loads(signed_in("ratna").get(BASE + "settings/export/json/").content)
    assert len(whole["digest"]) == 64
    assert whole["plan"]["identity"]["number"] == "BNS-SMP-001"
    assert signed_in("ratna").get(BASE + "settings/export/exe/").status_code == 404


@pytest.mark.requirement("R20")
def test_the_log_says_who_did_what_and_that_its_chain_holds(signed_in: SignedIn) -> None:
    page = signed_in("ratna").get(BASE + "activity/").content.decode()
    assert "The chain holds" in page
    assert "founded the organisation" in page
    assert "Nothing matches" in signed_in("ratna").get(BASE + "activity/?q=nobody").content.decode()
    assert signed_in("ratna").get(BASE + "activity/?page=abc").status_code == 200
    assert signed_in("dimas").get(BASE + "activity/").status_code == 403


@pytest.mark.requirement("R20")
def test_a_day_of_the_log_is_the_day_that_it_shows(signed_in: SignedIn, plan: PlanRow) -> None:
    """At 01:00 in Jakarta it is still yesterday by UTC, in which the log is kept."""
    assert _at("2026-11-22") == Q(at__gte="2026-11-21T17:00:00", at__lt="2026-11-22T17:00:00")
    moment = datetime.fromisoformat(Event.objects.of(plan.organisation_id).earliest("number").at).astimezone(ZONE)
    ratna = signed_in("ratna")
    assert "founded the organisation" in ratna.get(BASE + f"activity/?q={moment:%Y-%m-%d}").content.decode()
    assert "founded the organisation" in ratna.get(BASE + f"activity/?q={moment:%Y-}").content.decode()
    for day in ("0001-01-01", "9999-12-31", "2026-13-01", f"{moment + timedelta(days=1):%Y-%m-%d}"):
        assert "Nothing matches" in ratna.get(BASE + f"activity/?q={day}").content.decode()


def test_an_event_that_was_altered_shows_where(signed_in: SignedIn, plan: PlanRow) -> None:
    page = signed_in("ratna").get(BASE + "activity/?q=founded").content.decode()
    assert "The chain holds" in page
    from opensmp.store.chain import broken_at, hash_of

    rows = list(Event.objects.of(plan.organisation_id).order_by("number").values())
    chain = [{**row, "organisation": "bank-nusantara"} for row in rows]
    assert broken_at(chain) is None
    assert broken_at([{**chain[0], "reason": "x"}, *chain[1:]]) == 1
    assert hash_of(chain[0]) == chain[0]["hash"]


def test_the_log_leaves_as_a_table_without_formulas(signed_in: SignedIn) -> None:
    raw = signed_in("ratna").get(BASE + "activity/file/").content.decode()
    rows = list(csv.DictReader(io.StringIO(raw)))
    assert rows[0]["verb"] == "founded"
    assert len(rows[0]["hash"]) == 64


@pytest.mark.parametrize("path", ["/help/", "/help/raci/", "/help/first-steps/", "/help/?for=approval"])
def test_help_ships_with_the_product_and_needs_no_sign_in(path: str, db: None) -> None:
    assert Client(SERVER_NAME="127.0.0.1").get(path).status_code == 200


def test_an_unknown_topic_of_the_help_is_not_found(db: None) -> None:
    assert Client(SERVER_NAME="127.0.0.1").get("/help/nothing/").status_code == 404
