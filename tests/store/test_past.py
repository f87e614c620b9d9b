"""The draft as it stood after an earlier event, and the mark by which a document names that state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from opensmp.actions.deed import Actor
from opensmp.actions.editing import Change, edit
from opensmp.plan.prose import Prose
from opensmp.plan.scope import Limitation
from opensmp.store.models import Entry, PlanRow
from opensmp.store.past import Origin, dossier_at, mark_of, origin_of
from opensmp.store.reading import dossier_for

pytestmark = [pytest.mark.requirement("R56"), pytest.mark.django_db]
Act = Callable[[str], Actor]
ROWS = "plan/scope/limitations"


def change(actor: Actor, plan: PlanRow, place: str, key: str, value: object) -> int:
    held = Entry.objects.of(plan.organisation_id).filter(place=place, key=key).first()
    return edit(actor, plan, [Change(place, key, held.digest if held else "", value)])


def test_a_mark_names_the_language_and_the_state_and_fits_into_a_bookmark(acting: Act, plan: PlanRow) -> None:
    organisation = acting("ratna").organisation
    mark = mark_of(plan, organisation, "id")
    assert len(f"osmp_state_{mark}") <= 40
    assert mark.replace("_", "").isalnum()
    assert origin_of(mark, plan, organisation) == Origin("id", organisation.changed)


@pytest.mark.parametrize(
    "change",
    [("en_", "xx_"), ("en_", "en_9"), ("en_", "en"), ("", "")],
    ids=["language", "event", "shape", "another plan"],
)
def test_a_mark_of_something_else_names_nothing(acting: Act, plan: PlanRow, change: tuple[str, str]) -> None:
    organisation = acting("ratna").organisation
    mark = mark_of(plan, organisation, "en")
    strange = mark.replace(*change, 1) if change[0] else f"{mark[:-6]}000000"
    assert origin_of(strange, plan, organisation) is None


def test_the_draft_of_an_earlier_event_says_what_it_said_then(acting: Act, plan: PlanRow) -> None:
    ratna = acting("ratna")
    before = dossier_for(plan, ratna.organisation, ratna.today)
    event = ratna.organisation.changed
    scope = before.plan.scope
    change(ratna, plan, "plan/scope", "", replace(scope, boundaries=Prose.of("The yard.")))
    change(ratna, plan, ROWS, "LIM-99", Limitation(id="LIM-99", text=Prose.of("The lift is slow")))
    change(ratna, plan, ROWS, scope.limitations[0].id, None)
    then = dossier_at(plan, ratna.organisation, ratna.today, event)
    assert (then.plan.scope.boundaries, then.plan.roles) == (scope.boundaries, before.plan.roles)
    assert {row.id for row in then.plan.scope.limitations} == {row.id for row in scope.limitations}
    assert then.registers == before.registers
    assert then.history.versions == before.history.versions
    now = dossier_for(plan, ratna.organisation, ratna.today)
    assert dossier_at(plan, ratna.organisation, ratna.today, ratna.organisation.changed).plan == now.plan
