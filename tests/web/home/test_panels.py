"""What Home shows beside its sentence: tasks by role, the sections, the promises, the dates ahead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client
from tests.web.governance.test_approval import change_the_scope, submit
from tests.workspace import BASE

from opensmp.actions.deed import Actor
from opensmp.dossier import Dossier
from opensmp.plan.difference import differences
from opensmp.store.models import PlanRow
from opensmp.web.figures import amount
from opensmp.web.home.panels import MOST_DATES, control_of, dates_ahead, promises_of, since

SignedIn = Callable[..., Client]
Acting = Callable[[str], Actor]


@pytest.mark.requirement("R20")
def test_a_draft_that_waits_is_the_first_task_of_top_management_and_of_nobody_else(
    signed_in: SignedIn, acting: Acting, plan: PlanRow
) -> None:
    change_the_scope(acting("ratna"), plan, "Drawn anew.")
    submit(signed_in("ratna"))
    assert "Waiting for you" in signed_in("maya", "en").get(BASE).content.decode()
    for other in ("ratna", "dimas", "intan", "lukman"):
        assert "Waiting for you" not in signed_in(other, "en").get(BASE).content.decode()


def test_a_practice_owner_sees_the_promises_of_their_own_practice_only(signed_in: SignedIn, bank: Dossier) -> None:
    page = signed_in("dimas", "en").get(BASE).content.decode()
    tasks = page.split("What needs you")[1].split("</section>")[0] if "What needs you" in page else ""
    assert bank.commitments["CM-CH-2"].sentence.text("en")[:40] not in tasks


def test_promises_that_do_not_hold_stand_first_with_their_target(bank: Dossier) -> None:
    found = promises_of(bank)
    words = [each.text.text("en") for each in found]
    assert words == sorted(words, key=lambda word: word != "Does not hold")
    assert words[0] == "Does not hold"
    change = next(each for each in found if each.id == "CM-CH-2")
    assert change.of.text("en") == "of ≤ 5%"
    assert len(promises_of(bank, 1)) == 1


def test_the_dates_ahead_are_in_order_each_once_and_none_is_over(bank: Dossier) -> None:
    found = dates_ahead(bank)
    days = [row.due for row in found if row.due]
    assert 0 < len(found) <= MOST_DATES
    assert days == sorted(days)
    assert min(days) >= bank.today
    assert len({(row.due, str(row.title)) for row in found}) == len(found)


def test_the_facts_of_the_document_name_owner_and_approver(bank: Dossier) -> None:
    facts = {term.text("en"): detail for term, detail, _aside in control_of(bank)}
    assert facts["Document"] == "BNS-SMP-001"
    assert "Scope" in facts
    nobody = replace(bank, plan=replace(bank.plan, identity=replace(bank.plan.identity, owner=None)))
    assert {term.text("en"): detail for term, detail, _aside in control_of(nobody)}["Owner"].text("en") == "Nobody yet"


def test_what_changed_is_counted_with_services_that_came_and_went(bank: Dossier) -> None:
    assert since(()) == []
    services = bank.plan.scope.services
    changed = replace(bank.plan, scope=replace(bank.plan.scope, services=services[1:]))
    told = [line.text("en") for line in since(tuple(differences(bank.plan, changed, ("plan",))))]
    assert told[0] == "1 change"
    assert told[1:] == ["1 service leaves"]


@pytest.mark.parametrize(
    ("value", "unit", "said"), [("5.00", "%", "5%"), ("84.60", "%", "84.6%"), ("10", "h", "10 h"), ("100", "", "100")]
)
def test_a_figure_has_no_noughts_at_its_end(value: str, unit: str, said: str) -> None:
    assert amount(Decimal(value), unit).text("en") == said
