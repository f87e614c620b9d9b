"""Ready wordings go into the text they were made for, and a finding is accepted only with a reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from opensmp.actions.accepting import BLANK, accept, apply, is_ready, take_back
from opensmp.actions.deed import Actor
from opensmp.actions.editing import Change, edit
from opensmp.checking.finding import Correction, at
from opensmp.dossier import Dossier
from opensmp.i18n import Forbidden, Refused, Unreadable
from opensmp.plan.prose import Prose
from opensmp.store.models import Entry, Event, PlanRow
from opensmp.store.reading import dossier_for, report_for

Acting = Callable[[str], Actor]
SCOPE = "plan/scope/boundaries"
WORDS = {"en": "The branches take part. Branches are in Java.", "id": "Cabang ikut serta."}


@pytest.fixture
def ratna(acting: Acting, plan: PlanRow) -> Actor:
    """The SMS owner, after writing a boundary that a ready wording can meet."""
    ratna = acting("ratna")
    scope = draft(ratna, plan).plan.scope
    change(ratna, plan, "plan/scope", replace(scope, boundaries=Prose.of(WORDS)))
    return ratna


def draft(actor: Actor, plan: PlanRow) -> Dossier:
    return dossier_for(plan, actor.organisation, actor.today)


def change(actor: Actor, plan: PlanRow, place: str, value: object, key: str = "") -> None:
    seen = Entry.objects.of(plan.organisation_id).get(place=place, key=key).digest
    edit(actor, plan, [Change(place, key, seen, value)])


def correction(before: str, after: str, where: str = SCOPE) -> Correction:
    return Correction("wording", at(where), before, after)


@pytest.mark.requirement("R50")
def test_a_ready_wording_replaces_the_words_it_was_made_for_once_and_leaves_an_event(
    ratna: Actor, plan: PlanRow
) -> None:
    apply(ratna, plan, correction("ranches", "RANCHES"), "R-1 plan/scope")
    assert dict(draft(ratna, plan).plan.scope.boundaries.texts) == {
        "en": "The bRANCHES take part. Branches are in Java.",
        "id": "Cabang ikut serta.",
    }
    told = Event.objects.of(plan.organisation_id).order_by("-number").first()
    assert told is not None
    assert (told.verb, told.subject, told.reason) == ("edited", "plan/scope", "R-1 plan/scope")


def test_a_wording_for_one_language_leaves_the_other_alone(ratna: Actor, plan: PlanRow) -> None:
    apply(ratna, plan, correction("Cabang ikut", "Semua cabang ikut"), "")
    texts = dict(draft(ratna, plan).plan.scope.boundaries.texts)
    assert texts == {"en": WORDS["en"], "id": "Semua cabang ikut serta."}


def test_a_wording_whose_text_changed_meanwhile_is_outdated_and_changes_nothing(ratna: Actor, plan: PlanRow) -> None:
    stale = correction("The branches stay away.", "The branches take part.")
    before = draft(ratna, plan).digest
    with pytest.raises(Refused, match="has changed") as told:
        apply(ratna, plan, stale, "")
    assert "Look at the finding again" in str(told.value)
    assert draft(ratna, plan).digest == before
    assert not is_ready(draft(ratna, plan), stale)


def test_an_empty_text_takes_a_wording_that_replaces_nothing_and_a_full_one_does_not(
    ratna: Actor, plan: PlanRow
) -> None:
    added = correction("", "The branches stay outside.")
    with pytest.raises(Refused, match="has changed"):
        apply(ratna, plan, added, "")
    change(ratna, plan, "plan/scope", replace(draft(ratna, plan).plan.scope, boundaries=Prose()))
    assert is_ready(draft(ratna, plan), added)
    apply(ratna, plan, added, "")
    assert draft(ratna, plan).plan.scope.boundaries == Prose.of("The branches stay outside.")


def test_a_wording_reaches_a_row_of_a_list(ratna: Actor, plan: PlanRow) -> None:
    before = draft(ratna, plan).plan.objectives.objectives
    words = draft(ratna, plan).objectives["SMO-1"].statement.text("en")
    apply(ratna, plan, correction(words, f"{words} Every month.", "plan/objectives/objectives/SMO-1/statement"), "")
    assert draft(ratna, plan).objectives["SMO-1"].statement.text("en") == f"{words} Every month."
    after = draft(ratna, plan).plan.objectives.objectives
    assert [each for each in after if each.id != "SMO-1"] == [each for each in before if each.id != "SMO-1"]


@pytest.mark.parametrize(
    ("before", "after", "where"),
    [
        ("branches", f"{BLANK} branches", SCOPE),  # a number that only a person knows
        ("nothing of this", "something", SCOPE),
        ("branches", "offices", "plan/scope/no_such_field"),
        ("branches", "offices", "plan/objectives/objectives/SMO-999/statement"),
        ("branches", "offices", "versions/2.0"),
    ],
)
def test_a_wording_that_cannot_be_put_in_its_place_is_not_offered(
    ratna: Actor, plan: PlanRow, before: str, after: str, where: str
) -> None:
    assert not is_ready(draft(ratna, plan), correction(before, after, where))
    assert is_ready(draft(ratna, plan), correction("branches", "offices"))


def test_a_practice_owner_applies_no_wording_to_somebody_elses_section(
    ratna: Actor, acting: Acting, plan: PlanRow
) -> None:
    with pytest.raises(Forbidden):
        apply(acting("dimas"), plan, correction("branches", "offices"), "")
    with pytest.raises(Forbidden):
        apply(acting("intan"), plan, correction("branches", "offices"), "")
    assert draft(ratna, plan).plan.scope.boundaries.text("en") == WORDS["en"]


@pytest.fixture
def flawed(ratna: Actor, plan: PlanRow) -> Actor:
    """The draft with one finding that blocks: an objective without an owner."""
    row = draft(ratna, plan).objectives["SMO-1"]
    change(ratna, plan, "plan/objectives/objectives", replace(row, owner=None), "SMO-1")
    return ratna


def findings(actor: Actor, plan: PlanRow) -> list[tuple[str, str]]:
    report = report_for(plan, actor.organisation, actor.today)
    return [(each.rule, str(each.where)) for each in report.findings]


@pytest.mark.requirement("R50")
def test_an_accepted_finding_no_longer_counts_and_keeps_reason_person_and_day(flawed: Actor, plan: PlanRow) -> None:
    (rule, where), *_others = [each for each in findings(flawed, plan) if "SMO-1" in each[1]]
    accept(flawed, plan, rule, where, "  The owner is appointed on 1 December. ", date(2026, 12, 31))
    assert (rule, where) not in findings(flawed, plan)
    report = report_for(plan, flawed.organisation, flawed.today)
    held = next(each for each in report.accepted if each.finding.rule == rule).acceptance
    assert (held.reason.text("en"), held.by, held.until) == (
        "The owner is appointed on 1 December.", "ratna", date(2026, 12, 31)
    )  # fmt: skip
    take_back(flawed, plan, rule, where)
    assert (rule, where) in findings(flawed, plan)
    assert not report_for(plan, flawed.organisation, flawed.today).accepted


@pytest.mark.parametrize("empty", ["", "   ", "\n\t"])
def test_an_acceptance_without_a_reason_is_none(flawed: Actor, plan: PlanRow, empty: str) -> None:
    before = findings(flawed, plan)
    with pytest.raises(Unreadable, match="needs a reason"):
        accept(flawed, plan, *before[0], empty, None)
    assert findings(flawed, plan) == before


def test_an_acceptance_needs_somebody_behind_it(flawed: Actor, plan: PlanRow) -> None:
    """One without a person would be listed and count for nothing."""
    found = next(each for each in findings(flawed, plan) if "SMO-1" in each[1])
    with pytest.raises(Refused, match="who you are"):
        accept(replace(flawed, person=""), plan, *found, "The owner is appointed soon.", None)
    assert not draft(flawed, plan).acceptances


def test_an_acceptance_ends_with_its_last_day(flawed: Actor, plan: PlanRow) -> None:
    found = next(each for each in findings(flawed, plan) if "SMO-1" in each[1])
    accept(flawed, plan, *found, "Until the new owner begins.", flawed.today)
    assert found not in findings(flawed, plan)
    assert found in findings(replace(flawed, today=date(2026, 11, 23)), plan)


def test_accepting_again_replaces_the_reason(flawed: Actor, plan: PlanRow) -> None:
    found = next(each for each in findings(flawed, plan) if "SMO-1" in each[1])
    accept(flawed, plan, *found, "First reason.", None)
    accept(flawed, plan, *found, "Second reason.", None)
    assert [each.reason.text("en") for each in draft(flawed, plan).acceptances] == ["Second reason."]


@pytest.mark.parametrize("person", ["dimas", "maya", "intan", "lukman"])
def test_only_the_sms_owner_accepts_and_takes_back(flawed: Actor, plan: PlanRow, acting: Acting, person: str) -> None:
    found = next(each for each in findings(flawed, plan) if "SMO-1" in each[1])
    with pytest.raises(Forbidden):
        accept(acting(person), plan, *found, "It suits me.", None)
    accept(flawed, plan, *found, "The owner is appointed soon.", None)
    with pytest.raises(Forbidden):
        take_back(acting(person), plan, *found)
    assert found not in findings(flawed, plan)
