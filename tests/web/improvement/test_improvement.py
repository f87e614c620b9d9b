"""The improvement programme in the browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.workspace import BASE

from opensmp.store.models import Organisation, PlanRow
from opensmp.store.reading import dossier_for

SignIn = Callable[..., Client]
PAGE = BASE + "improvement/"
pytestmark = pytest.mark.django_db


def status_of(plan: PlanRow, key: str) -> str:
    organisation = Organisation.objects.get(pk=plan.organisation_id)
    rows = dossier_for(plan, organisation, organisation.lives_on).registers.improvements
    return next(row.status for row in rows if row.id == key)


@pytest.mark.requirement("R18")
def test_the_board_shows_each_improvement_where_it_stands(signed_in: SignIn) -> None:
    text = signed_in("ratna").get(PAGE).content.decode()
    proposed, rest = text.split("Under way")
    assert "IMP-36" in proposed
    assert "IMP-31" in rest
    assert "12 improvements" in text
    listed = signed_in("ratna").get(PAGE + "?view=list").content.decode()
    assert "IMP-36" in listed


@pytest.mark.requirement("R18")
def test_an_improvement_raised_from_a_broken_promise_knows_where_it_comes_from_and_invents_no_target(
    signed_in: SignIn, plan: PlanRow
) -> None:
    ratna = signed_in("ratna")
    form = ratna.get(PAGE + "new/?commitment=CM-CH-2").content.decode()
    assert 'value="IMP-37"' in form
    assert 'value="CM-CH-2"' in form
    assert "Emergency changes make up at most 5% of closed changes" in form
    sent = {"id": "IMP-37", "title-en": "Patch in March", "title-id": "Tambalan", "source": "measurement", "source_ref": "CM-CH-2",
            "objective": "SMO-5", "owner": "sari", "due": "2027-03-31", "status": "proposed"}  # fmt: skip
    page = ratna.post(PAGE + "new/", sent, follow=True)
    assert "Patch in March" in page.content.decode()
    assert status_of(plan, "IMP-37") == "proposed"
    assert "IMP-37 Patch in March" in ratna.get(BASE + "evidence/?commitment=CM-CH-2").content.decode()


@pytest.mark.requirement("R18")
def test_an_improvement_moves_without_dragging_and_never_over_somebody_elses_change(
    signed_in: SignIn, plan: PlanRow
) -> None:
    ratna = signed_in("ratna")
    seen = ratna.get(PAGE + "IMP-36/").content.decode().split('name="seen" value="')[1].split('"')[0]
    ratna.post(PAGE + "IMP-36/move/", {"status": "approved", "seen": seen})
    assert status_of(plan, "IMP-36") == "approved"
    late = ratna.post(PAGE + "IMP-36/move/", {"status": "rejected", "seen": seen}, follow=True)
    assert "Somebody else changed IMP-36 meanwhile" in late.content.decode()
    assert status_of(plan, "IMP-36") == "approved"
    ratna.post(PAGE + "IMP-36/move/", {"status": "nonsense", "seen": seen})
    assert status_of(plan, "IMP-36") == "approved"


def test_a_finding_and_an_objective_prefill_the_form_too(signed_in: SignIn) -> None:
    ratna = signed_in("ratna")
    assert 'value="SMO-9"' in ratna.get(PAGE + "new/?objective=SMO-9").content.decode()
    assert 'value="OBJ-01"' in ratna.get(PAGE + "new/?finding=OBJ-01").content.decode()
    assert ratna.get(PAGE + "new/?finding=+").status_code == 200


def test_whoever_only_reads_sees_the_board_and_no_buttons(signed_in: SignIn) -> None:
    text = signed_in("intan").get(PAGE).content.decode()
    assert "IMP-36" in text
    assert "/improvement/new/" not in text
    assert signed_in("intan").post(PAGE + "IMP-36/move/", {"status": "done"}).status_code == 403
    assert "Move it to" not in signed_in("intan").get(PAGE + "IMP-36/").content.decode()


def test_an_improvement_that_is_not_there_has_no_page(signed_in: SignIn) -> None:
    assert signed_in("ratna").get(PAGE + "IMP-99/").status_code == 404
    assert signed_in("ratna").post(PAGE + "IMP-99/move/", {"status": "done"}).status_code == 404


@pytest.mark.parametrize("path", ["", "?view=list", "IMP-36/", "IMP-36/edit/", "IMP-36/remove/", "new/"])
def test_every_page_speaks_indonesian(signed_in: SignIn, path: str) -> None:
    assert signed_in("ratna", "id").get(PAGE + path).status_code == 200
