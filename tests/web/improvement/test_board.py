"""The board of improvements: in which column each stands, what is late, and what was missed and has none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from opensmp.dossier import Dossier
from opensmp.plan.prose import Prose
from opensmp.registers.assurance import ImprovementItem
from opensmp.web.improvement.board import Card, cards_of, column_of, lead_of, suggestions_of
from opensmp.web.names import Names

LATE = date(2026, 1, 31)
AHEAD = date(2027, 6, 30)


def item(**said: Any) -> ImprovementItem:
    return ImprovementItem(id=said.pop("id", "IMP-1"), title=Prose.of("Something better"), **said)


def holding(bank: Dossier, *items: ImprovementItem) -> Dossier:
    return replace(bank, registers=replace(bank.registers, improvements=items))


def card(bank: Dossier, **said: Any) -> Card:
    return cards(bank, item(**said))[0]


def cards(bank: Dossier, *items: ImprovementItem) -> tuple[Card, ...]:
    held = holding(bank, *items)
    return cards_of(held, Names(held, "en"))


@pytest.mark.parametrize(
    ("status", "effective", "column"),
    [("", None, "proposed"), ("proposed", None, "proposed"), ("approved", None, "under way"), ("in progress", None, "under way"),
     ("done", None, "measuring"), ("done", LATE, "closed"), ("rejected", None, "closed")],
)  # fmt: skip
@pytest.mark.requirement("R18")
def test_an_improvement_is_closed_only_when_somebody_saw_that_it_worked(
    status: Any, effective: date | None, column: str
) -> None:
    assert column_of(item(status=status, effective=effective)) == column


@pytest.mark.parametrize(
    ("said", "kind", "word"),
    [
        ({"status": "approved", "due": LATE, "owner": "sari"}, "warn", "Overdue"),
        ({"status": "approved", "due": AHEAD, "owner": "sari"}, "", ""),
        ({"status": "approved", "due": AHEAD}, "warn", "No owner"),
        ({"status": "done", "due": LATE, "owner": "sari"}, "wait", "Not yet seen"),
        ({"status": "done", "due": LATE, "owner": "sari", "effective": LATE}, "ok", "Worked"),
        ({"status": "rejected", "due": LATE}, "calm", "Rejected"),
    ],
)  # fmt: skip
def test_a_card_says_what_needs_attention(bank: Dossier, said: dict[str, Any], kind: str, word: str) -> None:
    made = card(bank, **said)
    assert made.kind == kind
    assert (made.text.text("en") if made.text else "") == word


def test_what_is_due_today_is_not_late(bank: Dossier) -> None:
    assert card(bank, status="approved", owner="sari", due=bank.today).kind == ""


def test_a_card_says_when_it_is_due_or_when_it_was_closed_or_what_came_of_it(bank: Dossier) -> None:
    assert card(bank, status="approved", due=AHEAD).line.text("en") == "Due 30 June 2027"
    assert card(bank, status="done", effective=LATE).line.text("en") == "Closed 31 January 2026"
    assert card(bank, status="done", benefit=Prose.of("Fewer calls.")).line.text("en") == "Fewer calls."


def test_a_card_bears_the_owners_name_and_what_it_is_tied_to_once(bank: Dossier) -> None:
    made = card(bank, owner="sari", objective="SMO-9", source_ref="SMO-9")
    assert made.tied == ("SMO-9",)
    assert made.owner != "sari"
    assert made.initials == "".join(word[0] for word in (made.owner.split()[0], made.owner.split()[-1])).upper()
    assert card(bank).initials == "?"


def test_the_line_under_the_title_counts_all_tied_and_late(bank: Dossier) -> None:
    tied = item(id="IMP-1", objective="SMO-9", owner="sari", due=LATE, status="approved")
    loose = item(id="IMP-2", owner="sari", due=AHEAD, status="approved")
    assert (
        lead_of(cards(bank, tied)).text("en")
        == "1 improvement, each tied to an objective, a finding or a promise. 1 is overdue."
    )
    both = lead_of(cards(bank, tied, loose)).text("en")
    assert both == "2 improvements, 1 tied to an objective, a finding or a promise. 1 is overdue."
    assert lead_of(cards(bank, loose)).text("en").endswith("None is overdue.")


def test_what_is_late_is_late_without_an_owner_too(bank: Dossier) -> None:
    made = cards(bank, item(objective="SMO-9", due=LATE, status="approved"))
    assert lead_of(made).text("en").endswith("1 is overdue.")


def test_what_only_has_no_owner_is_not_called_late(bank: Dossier) -> None:
    assert (
        lead_of(cards(bank, item(objective="SMO-9", due=AHEAD, status="approved")))
        .text("en")
        .endswith("None is overdue.")
    )


@pytest.mark.requirement("R18")
def test_a_broken_promise_is_suggested_until_an_open_improvement_is_tied_to_it(bank: Dossier) -> None:
    bare = holding(bank)
    keys = {each.key for each in suggestions_of(bare)}
    assert "CM-CH-2" in keys
    for status, suggested in (("proposed", False), ("in progress", False), ("done", True), ("rejected", True)):
        held = holding(bank, item(source_ref="CM-CH-2", status=status))
        assert ("CM-CH-2" in {each.key for each in suggestions_of(held)}) is suggested, status


def test_an_improvement_for_the_objective_stands_for_its_promise_too(bank: Dossier) -> None:
    objective = bank.commitments["CM-CH-2"].objective
    if objective:
        held = holding(bank, item(objective=objective, status="approved"))
        assert "CM-CH-2" not in {each.key for each in suggestions_of(held)}


def test_a_suggestion_says_why_and_leads_to_a_form_that_knows_it(bank: Dossier) -> None:
    found = next(each for each in suggestions_of(holding(bank)) if each.key == "CM-CH-2")
    assert found.parameter == "commitment"
    assert found.why.text("en") == "CM-CH-2 does not hold."
    assert found.title == bank.commitments["CM-CH-2"].sentence
