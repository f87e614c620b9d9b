"""Home: the standing of the plan in twenty seconds, for each role."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from tests.workspace import BASE

from opensmp.actions.deed import Actor
from opensmp.actions.editing import Change, edit
from opensmp.store.models import Entry, Membership, PlanRow, Role
from opensmp.store.reading import dossier_for

SignedIn = Callable[..., Client]
Acting = Callable[[str], Actor]


def take_the_owner(actor: Actor, plan: PlanRow, objective: str) -> None:
    row = dossier_for(plan, actor.organisation, actor.today).objectives[objective]
    place = "plan/objectives/objectives"
    seen = Entry.objects.of(plan.organisation_id).get(place=place, key=objective).digest
    edit(actor, plan, [Change(place, objective, seen, replace(row, owner=None))])


@pytest.mark.requirement("R20")
def test_home_opens_with_the_sentence_and_shows_sections_promises_and_dates(signed_in: SignedIn) -> None:
    page = signed_in("ratna").get(BASE).content.decode()
    for said in (
        "Version 2.0 is in force; two of its promises are not kept.", "What needs you", "Service management objectives",
        "At least 90% of critical (P1) incidents", "Does not hold", "Document control", "Certification audit, Stage 1",
        "Nothing has changed in the plan.",
    ):  # fmt: skip
        assert said in page, said


def test_home_speaks_the_person_s_language(signed_in: SignedIn) -> None:
    page = signed_in("ratna", "id").get(BASE).content.decode()
    assert '<html lang="id"' in page
    assert "22 November 2026" in page


def test_a_finding_is_a_task_of_the_owner_and_of_its_keeper_and_of_nobody_else(
    signed_in: SignedIn, acting: Acting, plan: PlanRow
) -> None:
    take_the_owner(acting("ratna"), plan, "SMO-1")
    ratna = signed_in("ratna").get(BASE).content.decode()
    assert "Draft 2.1 is one finding away from approval." in ratna
    assert "Blocks approval" in ratna
    for other in ("intan", "lukman"):
        page = signed_in(other).get(BASE).content.decode()
        assert "What needs you" not in page
        assert "one finding away" in page


def test_home_costs_a_handful_of_queries(
    signed_in: SignedIn, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    ratna = signed_in("ratna")
    ratna.get(BASE)
    with django_assert_max_num_queries(10):  # type: ignore[attr-defined]
        ratna.get(BASE)


@pytest.mark.parametrize(
    ("person", "lands"),
    [("ratna", ""), ("maya", "plan/"), ("dimas", "plan/write/"), ("intan", "evidence/"), ("lukman", "")],
)
def test_each_role_lands_where_its_work_is(signed_in: SignedIn, person: str, lands: str) -> None:
    assert signed_in(person).get("/").headers["Location"] == BASE + lands


def test_whoever_may_not_read_the_draft_reads_the_version_in_force(signed_in: SignedIn, plan: PlanRow) -> None:
    Membership.objects.of(plan.organisation_id).filter(person="intan").update(role=Role.EXTERNAL_AUDITOR)
    assert signed_in("intan").get(BASE).headers["Location"] == BASE + "plan/"
