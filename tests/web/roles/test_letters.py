"""Letters typed into the matrix: what is understood, what is refused, and what stays exactly as it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from tests.workspace import BASE

from opensmp.actions.deed import Actor
from opensmp.actions.editing import Change, edit
from opensmp.dossier import Dossier
from opensmp.exchange.errors import Unreadable
from opensmp.guidance import guidance
from opensmp.plan.raci import read_cell
from opensmp.plan.roles import Duty
from opensmp.site.demo import DAY
from opensmp.store.models import Entry, Event, PlanRow
from opensmp.store.reading import dossier_for
from opensmp.web.roles.beginning import KIND_OF, standard_duties
from opensmp.web.roles.matrix import PLACE

SignIn = Callable[..., Client]
Acting = Callable[[str], Actor]


def seen(plan: PlanRow, key: str) -> str:
    return str(Entry.objects.of(plan.organisation_id).get(place=PLACE, key=key).digest)


def duty(acting: Acting, plan: PlanRow, place: int = 0) -> Duty:
    return dossier_for(plan, acting("ratna").organisation, DAY).plan.roles.raci[place]


def type_in(client: Client, plan: PlanRow, row: Duty, role: str, written: str) -> int:
    sent = {f"seen:{row.id}": seen(plan, row.id), f"cell:{row.id}:{role}": written, "how": "words"}
    return client.post(BASE + "raci/", sent).status_code


@pytest.mark.parametrize(
    ("written", "letters"),
    [("r", "R"), ("R/A", "AR"), ("a, r", "AR"), ("C (signs)", "C"), ("I*", "I"), ("-", ""), ("Informed", "I"), ("  c  ", "C")],
)  # fmt: skip
@pytest.mark.requirement("R12")
def test_letters_are_understood_as_people_type_them(
    signed_in: SignIn, acting: Acting, plan: PlanRow, written: str, letters: str
) -> None:
    row = duty(acting, plan)
    role = next(role for role, before in row.cells.items() if before == "C")
    assert type_in(signed_in("ratna"), plan, row, role, written) == 302
    assert "".join(sorted(read_cell(duty(acting, plan).cells.get(role, "")).letters)) == letters


@pytest.mark.parametrize("written", ["X", "RX", "yes", "A and somebody", "1"])
def test_what_is_no_letter_is_refused_and_nothing_is_stored(
    signed_in: SignIn, acting: Acting, plan: PlanRow, written: str
) -> None:
    row = duty(acting, plan)
    role = next(iter(row.cells))
    before = Event.objects.of(plan.organisation_id).count()
    assert type_in(signed_in("ratna"), plan, row, role, written) == 422
    assert Event.objects.of(plan.organisation_id).count() == before
    assert duty(acting, plan) == row


def test_an_emptied_cell_is_gone_and_the_others_of_its_row_stay(
    signed_in: SignIn, acting: Acting, plan: PlanRow
) -> None:
    row = duty(acting, plan)
    role = next(role for role, before in row.cells.items() if before == "C")
    assert type_in(signed_in("ratna"), plan, row, role, "") == 302
    assert duty(acting, plan).cells == {each: written for each, written in row.cells.items() if each != role}


def test_a_role_that_the_plan_does_not_have_is_not_written_into_the_matrix(
    signed_in: SignIn, acting: Acting, plan: PlanRow
) -> None:
    row = duty(acting, plan)
    assert type_in(signed_in("ratna"), plan, row, "ghost-of-the-board", "R") == 302
    assert duty(acting, plan) == row


def test_a_role_that_only_a_stored_row_knows_is_refused_by_the_store(acting: Acting, plan: PlanRow) -> None:
    row = duty(acting, plan)
    strange = replace(row, cells={**row.cells, "ghost-of-the-board": "R"})
    with pytest.raises(Unreadable, match="ghost-of-the-board"):
        edit(acting("ratna"), plan, [Change(PLACE, row.id, seen(plan, row.id), strange)])
    assert duty(acting, plan) == row


@pytest.mark.requirement("R12")
def test_three_accountable_roles_are_all_marked_and_each_row_alone(
    signed_in: SignIn, acting: Acting, plan: PlanRow
) -> None:
    row = duty(acting, plan)
    spare = [role for role, written in row.cells.items() if "A" not in written][:2]
    made = replace(row, cells={**row.cells, **dict.fromkeys(spare, "A")})
    edit(acting("ratna"), plan, [Change(PLACE, row.id, seen(plan, row.id), made)])
    page = signed_in("ratna").get(BASE + "raci/").content.decode()
    assert page.count("duty--a is-wrong") == 3


def test_a_long_note_that_nobody_touched_stays_whole(signed_in: SignIn, acting: Acting, plan: PlanRow) -> None:
    row = duty(acting, plan)
    roles = list(row.cells)
    long = "C (is heard before a decision that costs more than the yearly limit of the office)"
    made = replace(row, cells={**row.cells, roles[0]: long})
    edit(acting("ratna"), plan, [Change(PLACE, row.id, seen(plan, row.id), made)])
    events = Event.objects.of(plan.organisation_id).count()
    assert type_in(signed_in("ratna"), plan, row, roles[0], long) == 302
    assert duty(acting, plan).cells[roles[0]] == long
    assert Event.objects.of(plan.organisation_id).count() == events


def test_changes_in_two_rows_are_saved_in_one_event(signed_in: SignIn, acting: Acting, plan: PlanRow) -> None:
    first, second = duty(acting, plan), duty(acting, plan, 1)
    sent = {}
    for row in (first, second):
        role = next(role for role, written in row.cells.items() if written in ("C", "I"))
        sent |= {f"seen:{row.id}": seen(plan, row.id), f"cell:{row.id}:{role}": "R"}
    before = Event.objects.of(plan.organisation_id).count()
    page = signed_in("ratna").post(BASE + "raci/", sent, follow=True).content.decode()
    assert "2 rows were saved." in page
    assert Event.objects.of(plan.organisation_id).count() == before + 1


def test_a_mistake_in_one_row_keeps_the_other_row_from_being_stored(
    signed_in: SignIn, acting: Acting, plan: PlanRow
) -> None:
    first, second = duty(acting, plan), duty(acting, plan, 1)
    sent = {f"seen:{row.id}": seen(plan, row.id) for row in (first, second)}
    sent |= {
        f"cell:{first.id}:{next(iter(first.cells))}": "X",
        f"cell:{second.id}:{next(iter(second.cells))}": "I",
        "how": "words",
    }
    assert signed_in("ratna").post(BASE + "raci/", sent).status_code == 422
    assert (duty(acting, plan), duty(acting, plan, 1)) == (first, second)


# The standard activities ---------------------------------------------------------------------------------------------


def empty(bank: Dossier, **changed: object) -> Dossier:
    roles = replace(bank.plan.roles, raci=(), **changed)
    return replace(bank, plan=replace(bank.plan, roles=roles))


@pytest.mark.requirement("R72")
def test_the_standard_activities_come_in_both_languages_with_their_key_duties(bank: Dossier) -> None:
    made = standard_duties(empty(bank))
    assert [each.id for each in made] == [each.key for each in guidance().role_framework.activities]
    assert all(set(dict(each.activity.texts)) == {"en", "id"} for each in made)
    assert [each.key for each in made] == [each.key_duty for each in guidance().role_framework.activities]


def test_letters_of_the_standard_activities_go_only_to_roles_that_the_plan_has(bank: Dossier) -> None:
    known = {role.id for role in bank.plan.roles.roles}
    for each in standard_duties(empty(bank)):
        assert set(each.cells) <= known
        assert all(read_cell(written).readable for written in each.cells.values())
        assert sum("A" in read_cell(written).letters for written in each.cells.values()) <= 1


def test_without_any_role_the_activities_come_without_letters(bank: Dossier) -> None:
    assert all(each.cells == {} for each in standard_duties(empty(bank, roles=())))


def test_an_activity_that_stands_already_does_not_come_twice(bank: Dossier) -> None:
    whole = standard_duties(empty(bank))
    half = replace(bank, plan=replace(bank.plan, roles=replace(bank.plan.roles, raci=tuple(whole[:3]))))
    assert [each.id for each in standard_duties(half)] == [each.id for each in whole[3:]]


def test_every_role_of_the_guidance_has_a_kind_in_the_plan() -> None:
    named = {role for each in guidance().role_framework.activities for role in each.letters}
    assert named - set(KIND_OF) == {"document-controller"}, "a plan calls no kind of role that"
    assert set(KIND_OF) <= named


def test_whoever_runs_the_operation_gets_its_letters(bank: Dossier) -> None:
    role = next(role.id for role in bank.plan.roles.roles if role.kind == "operations")
    assert next(each for each in standard_duties(empty(bank)) if each.id == "run-practices").cells[role] == "R"
