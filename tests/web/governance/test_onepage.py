"""The plan on one page for whoever signs it, and the letter that brings it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from django.core import mail
from django.test import Client
from tests.web.governance.test_approval import change_the_scope, submit
from tests.workspace import BASE

from opensmp.actions.deed import Actor
from opensmp.dossier import Dossier
from opensmp.store.models import Account, PlanRow
from opensmp.web.governance.onepage import facts_of

SignedIn = Callable[..., Client]
Acting = Callable[[str], Actor]


def said(bank: Dossier, before: Dossier | None = None, language: str = "en") -> dict[str, list[str]]:
    return {fact.term.text("en"): [words.text(language) for words in fact.says] for fact in facts_of(bank, before)}


def costing(bank: Dossier, fte: str) -> Dossier:
    return replace(bank, plan=replace(bank.plan, resources=replace(bank.plan.resources, total_fte=Decimal(fte))))


@pytest.mark.requirement("R41")
def test_one_page_counts_what_the_plan_covers_and_promises(bank: Dossier) -> None:
    found = said(bank)
    assert found["Scope"][0] == f"{len(bank.plan.scope.services)} services"
    assert found["Promises"] == [
        f"{len(bank.plan.objectives.objectives)} objectives", f"{len(bank.plan.commitments.commitments)} commitments",
    ]  # fmt: skip
    assert found["Suppliers"][1] == f"{sum(row.key for row in bank.registers.suppliers)} of them key"
    assert found["From top management"][-1] == "answer for the service management system"


def test_people_stand_beside_what_they_were_only_where_that_changed(bank: Dossier) -> None:
    before = costing(bank, "40")
    assert said(costing(bank, "42.5"), before)["People"][:2] == ["42.5 full-time equivalents", "up 2.5"]
    assert said(costing(bank, "38"), before)["People"][1] == "down 2"
    assert not any(words.startswith(("up", "down")) for words in said(costing(bank, "40"), before)["People"])


def test_money_in_another_currency_is_not_compared(bank: Dossier) -> None:
    budget = bank.plan.resources.budget
    assert budget is not None
    other = replace(
        bank, plan=replace(bank.plan, resources=replace(bank.plan.resources, budget=replace(budget, currency="USD")))
    )
    assert said(bank, other)["Money"] == said(bank)["Money"]


def test_what_the_plan_does_not_say_is_no_line(bank: Dossier) -> None:
    bare = replace(bank, plan=replace(bank.plan, resources=replace(bank.plan.resources, budget=None, total_fte=None)))
    assert not {"Money", "People"} & set(said(bare))


@pytest.mark.requirement("R40")
@pytest.mark.parametrize("language", ["en", "id"])
def test_the_letter_is_in_the_language_of_whoever_gets_it(
    signed_in: SignedIn, acting: Acting, plan: PlanRow, language: str
) -> None:
    Account.objects.filter(email="maya@bns.example").update(language=language)
    change_the_scope(acting("ratna"), plan, "Drawn anew.")
    submit(signed_in("ratna", "id" if language == "en" else "en"))
    letter = mail.outbox[-1]
    assert letter.to == ["maya@bns.example"]
    assert ("waits for your decision" in letter.body) is (language == "en")
    assert letter.subject.startswith("For your decision") is (language == "en")
    assert "The boundaries are drawn anew." in letter.body
    assert letter.body.count("/approval/decide/") == 1


def test_a_link_in_a_letter_begins_with_the_address_of_the_workspace_and_not_of_the_request(
    signed_in: SignedIn, acting: Acting, plan: PlanRow, settings: object
) -> None:
    change_the_scope(acting("ratna"), plan, "Drawn anew.")
    submit(signed_in("ratna"))
    assert f"{settings.BASE_URL}{BASE}approval/decide/" in mail.outbox[-1].body  # type: ignore[attr-defined]
