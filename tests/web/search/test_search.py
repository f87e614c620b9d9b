"""Search and jump: what one may read is found at once, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from tests.workspace import BASE

from opensmp.actions.deed import Actor
from opensmp.actions.editing import Change, edit
from opensmp.plan.prose import Prose
from opensmp.store.models import Entry, Membership, PlanRow, Role
from opensmp.store.reading import dossier_for

SignedIn = Callable[..., Client]
Acting = Callable[[str], Actor]


def results(client: Client, query: str) -> str:
    return str(client.get(BASE + "search/", {"q": query}).content.decode().split("<main")[1])


@pytest.mark.parametrize(
    ("query", "finds"),
    [
        ("continuity", "Service continuity management"), ("SMO-2", "Objective SMO-2"), ("raci", "Roles (RACI)"),
        ("wijayanti", "Ratna Wijayanti"), ("kontinuitas", "Service continuity"), ("BNS-SP-003", "BNS-SP-003"), ("2.0", "Version 2.0"),
        ("section 4", "4 Resources"),
    ],
)  # fmt: skip
def test_words_ids_names_and_pages_are_found(signed_in: SignedIn, query: str, finds: str) -> None:
    assert finds in results(signed_in("ratna"), query)


def test_nothing_found_says_what_to_try(signed_in: SignedIn) -> None:
    assert "Nothing found for “zzzz”" in results(signed_in("ratna"), "zzzz")


def test_what_somebody_typed_is_never_run(signed_in: SignedIn) -> None:
    assert "<script>" not in results(signed_in("ratna"), "<script>alert(1)</script>")


@pytest.mark.requirement("R46")
def test_search_is_no_second_door_to_the_draft(signed_in: SignedIn, acting: Acting, plan: PlanRow) -> None:
    ratna = acting("ratna")
    scope = dossier_for(plan, ratna.organisation, ratna.today).plan.scope
    seen = Entry.objects.of(plan.organisation_id).get(plan=plan, place="plan/scope").digest
    edit(
        ratna,
        plan,
        [
            Change(
                "plan/scope", "", seen, replace(scope, boundaries=Prose.of("The quokkabranch stays outside of it all."))
            )
        ],
    )
    assert "quokkabranch" in results(signed_in("dimas"), "quokkabranch").replace("<mark", "")
    Membership.objects.of(plan.organisation_id).filter(person="intan").update(role=Role.EXTERNAL_AUDITOR)
    outside = signed_in("intan")
    assert "Nothing found" in results(outside, "quokkabranch")
    assert "Activity log" not in results(outside, "log")
    assert "Findings" not in results(outside, "scope")


def test_search_costs_a_handful_of_queries(
    signed_in: SignedIn, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    ratna = signed_in("ratna")
    results(ratna, "core")
    with django_assert_max_num_queries(7):  # type: ignore[attr-defined]
        results(ratna, "core")
