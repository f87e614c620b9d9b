"""Editing: bound to the text that was seen, whole or not at all, one event each."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

import pytest

from opensmp.actions.approving import Verdict, decide, submit
from opensmp.actions.deed import Actor
from opensmp.actions.editing import Change, Conflict, edit
from opensmp.exchange.errors import Unreadable
from opensmp.i18n import Forbidden, Refused
from opensmp.plan.prose import Prose
from opensmp.store.chain import broken_at
from opensmp.store.models import Entry, Event, Organisation, PlanRow, Revision, SealedVersion
from opensmp.store.reading import dossier_for

Acting = Callable[[str], Actor]


def seen(plan: PlanRow, place: str, key: str = "") -> str:
    rows = Entry.objects.of(plan.organisation_id)
    return rows.get(place=place, key=key).digest


@pytest.mark.requirement("R15")
def test_a_section_says_what_was_saved(acting: Acting, plan: PlanRow) -> None:
    ratna = acting("ratna")
    scope = replace(dossier_for(plan, ratna.organisation, ratna.today).plan.scope, text=Prose.of("Everything."))
    edit(ratna, plan, [Change("plan/scope", "", seen(plan, "plan/scope"), scope)])
    assert str(dossier_for(plan, ratna.organisation, ratna.today).plan.scope.text) == "Everything."
    assert Revision.objects.of(plan.organisation_id).filter(place="plan/scope").count() == 2


def test_the_second_writer_is_told_and_nothing_is_lost(acting: Acting, plan: PlanRow) -> None:
    ratna, dimas = acting("ratna"), acting("ratna")
    before = seen(plan, "plan/scope")
    scope = dossier_for(plan, ratna.organisation, ratna.today).plan.scope
    edit(ratna, plan, [Change("plan/scope", "", before, replace(scope, text=Prose.of("First.")))])
    with pytest.raises(Conflict) as conflict:
        edit(dimas, plan, [Change("plan/scope", "", before, replace(scope, text=Prose.of("Second.")))])
    assert conflict.value.theirs is not None
    assert "First." in conflict.value.theirs.body


def test_a_practice_owner_edits_the_practice_they_own_and_no_other(acting: Acting, plan: PlanRow) -> None:
    dimas = acting("dimas")
    practices = dossier_for(plan, dimas.organisation, dimas.today).practices
    place = "plan/practices/practices"
    own = replace(practices["incident"], governance=Prose.of("Short."))
    edit(dimas, plan, [Change(place, "incident", seen(plan, place, "incident"), own)])
    with pytest.raises(Forbidden):
        edit(dimas, plan, [Change(place, "problem", seen(plan, place, "problem"), practices["problem"])])


def test_an_id_that_names_nothing_is_refused_and_nothing_is_stored(acting: Acting, plan: PlanRow) -> None:
    ratna = acting("ratna")
    head = ratna.organisation.head
    scope = replace(dossier_for(plan, ratna.organisation, ratna.today).plan.scope, keeper="nobody")
    with pytest.raises(Unreadable, match="No person, role or office"):
        edit(ratna, plan, [Change("plan/scope", "", seen(plan, "plan/scope"), scope)])
    assert Organisation.objects.get(pk=ratna.organisation.pk).head == head


@pytest.mark.requirement("R32")
def test_top_management_approves_exactly_what_it_saw_and_the_version_is_sealed(acting: Acting, plan: PlanRow) -> None:
    ratna, maya = acting("ratna"), acting("maya")
    digest = dossier_for(plan, ratna.organisation, ratna.today).digest
    submitted = submit(ratna, plan, digest, "What", "Why").submission
    with pytest.raises(Refused):
        decide(maya, submitted, "0" * 64, Verdict("approved"))
    decide(maya, submitted, digest, Verdict("approved", override="Agreed with the board."))
    version = SealedVersion.objects.of(plan.organisation_id).get(number=submitted.number)
    assert version.digest == digest
    with pytest.raises(Refused):
        decide(maya, submitted, digest, Verdict("returned", note="Too late."))
    now = dossier_for(plan, acting("maya").organisation, maya.today)
    assert now.in_force is not None
    assert now.in_force.number == submitted.number
    assert now.plan.identity.version != submitted.number


def test_every_action_leaves_one_event_and_the_chain_holds(acting: Acting, plan: PlanRow) -> None:
    ratna = acting("ratna")
    before = Event.objects.of(plan.organisation_id).count()
    scope = dossier_for(plan, ratna.organisation, ratna.today).plan.scope
    edit(ratna, plan, [Change("plan/scope", "", seen(plan, "plan/scope"), replace(scope, text=Prose.of("One.")))])
    events = list(Event.objects.of(plan.organisation_id).order_by("number").values())
    assert len(events) == before + 1
    assert broken_at([{**row, "organisation": ratna.organisation.slug} for row in events]) is None
    events[0]["verb"] = "sealed"
    assert broken_at([{**row, "organisation": ratna.organisation.slug} for row in events]) == 1


def services(acting: Acting, plan: PlanRow, count: int) -> list[Change]:
    """Return changes that bring so many new services."""
    ratna = acting("ratna")
    one = dossier_for(plan, ratna.organisation, ratna.today).registers.services[0]
    return [
        Change("registers/services", f"X-{n:04}", "", replace(one, id=f"X-{n:04}", name=Prose.of(f"Service {n}")))
        for n in range(count)
    ]


def test_many_rows_come_in_with_few_queries_so_that_other_writers_wait_little(
    acting: Acting, plan: PlanRow, django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    changes = services(acting, plan, 1_000)
    ratna = acting("ratna")
    dossier_for(plan, ratna.organisation, ratna.today)
    with django_assert_max_num_queries(60):
        number = edit(ratna, plan, changes)
    rows = (
        Entry.objects.of(plan.organisation_id)
        .filter(place="registers/services", key__startswith="X-")
        .order_by("position")
    )
    assert [row.key for row in rows] == [change.key for change in changes], "in their order, at the end"
    written = Revision.objects.of(plan.organisation_id).filter(event=number)
    assert {(row.key, row.number, row.digest) for row in written} == {(row.key, 1, row.digest) for row in rows}


def test_an_id_that_comes_twice_in_one_import_is_refused_and_nothing_is_stored(acting: Acting, plan: PlanRow) -> None:
    changes = services(acting, plan, 3)
    with pytest.raises(Refused, match="X-0001"):
        edit(acting("ratna"), plan, [*changes, changes[1]])
    assert not Entry.objects.of(plan.organisation_id).filter(key__startswith="X-").exists()


def test_a_row_that_is_taken_out_can_come_back_in_the_same_event(acting: Acting, plan: PlanRow) -> None:
    ratna = acting("ratna")
    (added,) = services(acting, plan, 1)
    edit(ratna, plan, [added])
    again = replace(added.value, name=Prose.of("Anew"))
    out = Change(added.place, added.key, seen(plan, added.place, added.key), None)
    number = edit(ratna, plan, [out, Change(added.place, added.key, "", again)])
    assert "Anew" in Entry.objects.of(plan.organisation_id).get(place=added.place, key=added.key).body
    written = Revision.objects.of(plan.organisation_id).filter(event=number).order_by("pk")
    assert [(row.gone, row.number) for row in written] == [(True, 2), (False, 1)]
