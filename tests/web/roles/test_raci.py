"""Who does what, in the browser: the matrix to read, to edit with letters, to edit with words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from tests.workspace import BASE

from opensmp.actions.deed import Actor
from opensmp.actions.editing import Change, edit
from opensmp.plan.roles import Duty
from opensmp.site.demo import DAY
from opensmp.store.models import Entry, Event, PlanRow
from opensmp.store.reading import dossier_for
from opensmp.web.roles.matrix import PLACE

SignIn = Callable[..., Client]
Acting = Callable[[str], Actor]


def entry(plan: PlanRow, key: str) -> Entry:
    return Entry.objects.of(plan.organisation_id).get(place=PLACE, key=key)


def duties(acting: Acting, plan: PlanRow) -> tuple[Duty, ...]:
    return dossier_for(plan, acting("ratna").organisation, DAY).plan.roles.raci


def two_accountable(acting: Acting, plan: PlanRow) -> tuple[Duty, str]:
    """Make a second role accountable for the first row, and return the row and that role."""
    duty = duties(acting, plan)[0]
    spare = next(role for role, written in duty.cells.items() if "A" not in written)
    edit(
        acting("ratna"),
        plan,
        [Change(PLACE, duty.id, entry(plan, duty.id).digest, replace(duty, cells={**duty.cells, spare: "A"}))],
    )
    return duty, spare


@pytest.mark.requirement("R12", "R72")
def test_two_accountable_roles_are_marked_at_their_row_and_said_at_the_top(
    signed_in: SignIn, acting: Acting, plan: PlanRow
) -> None:
    duty, _spare = two_accountable(acting, plan)
    page = signed_in("ratna").get(BASE + "raci/").content.decode()
    assert "There is a problem" in page
    assert f'href="{BASE}raci/#duty-{duty.id}"' in page
    assert '<tr class="is-stop" data-finding' in page
    assert page.count("duty--a is-wrong") == 2


def test_a_sound_matrix_has_no_summary_and_counts_who_answers(signed_in: SignIn) -> None:
    page = signed_in("ratna").get(BASE + "raci/").content.decode()
    assert "There is a problem" not in page
    assert "Accountable for" in page
    assert 'role="grid"' not in page


@pytest.mark.requirement("R72")
def test_a_letter_is_changed_without_script_and_only_its_row_is_saved(
    signed_in: SignIn, acting: Acting, plan: PlanRow
) -> None:
    duty, other = duties(acting, plan)[:2]
    role = next(role for role, written in duty.cells.items() if written == "C")
    sent = {f"seen:{duty.id}": entry(plan, duty.id).digest, f"cell:{duty.id}:{role}": "I"}
    before = Event.objects.of(plan.organisation_id).count()
    answer = signed_in("ratna").post(BASE + "raci/", sent)
    assert answer.status_code == 302
    assert duties(acting, plan)[0].cells[role] == "I"
    assert entry(plan, duty.id).revision == 2
    assert entry(plan, other.id).revision == 1
    assert Event.objects.of(plan.organisation_id).count() == before + 1


def test_saving_the_matrix_untouched_stores_nothing(signed_in: SignIn, acting: Acting, plan: PlanRow) -> None:
    page = signed_in("ratna").get(BASE + "raci/?edit=letters").content.decode()
    assert 'role="grid"' in page
    sent = {}
    for duty in duties(acting, plan):
        sent[f"seen:{duty.id}"] = entry(plan, duty.id).digest
        for role, written in duty.cells.items():
            sent[f"cell:{duty.id}:{role}"] = "AR" if set(written) >= {"A", "R"} else written
    before = Event.objects.of(plan.organisation_id).count()
    assert signed_in("ratna").post(BASE + "raci/", sent).status_code == 302
    assert Event.objects.of(plan.organisation_id).count() == before


def test_a_note_beside_a_letter_is_kept_and_can_be_typed(signed_in: SignIn, acting: Acting, plan: PlanRow) -> None:
    duty = duties(acting, plan)[0]
    role = next(iter(duty.cells))
    client = signed_in("ratna")
    sent = {
        f"seen:{duty.id}": entry(plan, duty.id).digest,
        f"cell:{duty.id}:{role}": "C (approves the budget)",
        "how": "words",
    }
    assert client.post(BASE + "raci/", sent).status_code == 302
    assert duties(acting, plan)[0].cells[role] == "C (approves the budget)"
    letters = client.get(BASE + "raci/?edit=letters").content.decode()
    assert "<option selected>C (approves the budget)" in letters


def test_a_letter_that_does_not_exist_is_refused_and_stays_in_its_cell(
    signed_in: SignIn, acting: Acting, plan: PlanRow
) -> None:
    duty = duties(acting, plan)[0]
    role = next(iter(duty.cells))
    sent = {f"seen:{duty.id}": entry(plan, duty.id).digest, f"cell:{duty.id}:{role}": "X", "how": "words"}
    answer = signed_in("ratna").post(BASE + "raci/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "is not R, A, C or I" in page
    assert 'value="X"' in page


@pytest.mark.requirement("R57")
def test_two_people_at_one_row_lose_nothing(signed_in: SignIn, acting: Acting, plan: PlanRow) -> None:
    duty = duties(acting, plan)[0]
    role = next(role for role, written in duty.cells.items() if written == "C")
    seen = entry(plan, duty.id).digest
    edit(acting("ratna"), plan, [Change(PLACE, duty.id, seen, replace(duty, key=not duty.key))])
    client = signed_in("ratna")
    sent = {f"seen:{duty.id}": seen, f"cell:{duty.id}:{role}": "I"}
    answer = client.post(BASE + "raci/", sent)
    assert answer.status_code == 409
    assert "Somebody saved these rows while you were editing" in answer.content.decode()
    assert client.post(BASE + "raci/", sent | {f"seen:{duty.id}": entry(plan, duty.id).digest}).status_code == 302
    assert duties(acting, plan)[0].key is not duty.key
    assert duties(acting, plan)[0].cells[role] == "I"


@pytest.mark.requirement("R72")
def test_an_empty_matrix_begins_with_the_standard_activities(signed_in: SignIn, acting: Acting, plan: PlanRow) -> None:
    ratna = acting("ratna")
    edit(ratna, plan, [Change(PLACE, duty.id, entry(plan, duty.id).digest, None) for duty in duties(acting, plan)])
    client = signed_in("ratna")
    assert "Begin with the standard activities" in client.get(BASE + "raci/").content.decode()
    client.post(BASE + "raci/start/")
    made = duties(acting, plan)
    assert len(made) >= 14
    approve = next(duty for duty in made if duty.id == "approve-plan")
    assert approve.key
    assert "A" in approve.cells.values()


def test_only_the_keeper_or_the_owner_of_the_plan_changes_the_matrix(
    signed_in: SignIn, acting: Acting, plan: PlanRow
) -> None:
    client = signed_in("dimas", "en")
    duty = duties(acting, plan)[0]
    assert "data-save" not in client.get(BASE + "raci/?edit=letters").content.decode()
    sent = {f"seen:{duty.id}": entry(plan, duty.id).digest, f"cell:{duty.id}:{next(iter(duty.cells))}": "R"}
    assert client.post(BASE + "raci/", sent).status_code == 403
    looked = client.get(BASE + "raci/roles/sponsor/edit/", follow=True).content.decode()
    assert "Only whoever keeps this part" in looked
