"""A change that came home from Word is taken as what the plan would then say, or refused with its reason; nothing is guessed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from opensmp.dossier import Dossier
from opensmp.intake.home.outline import outline_of_plan
from opensmp.intake.home.wording import paragraphs_of, plain
from opensmp.intake.returning import Part, Proposal
from opensmp.intake.taking.lists import value_at
from opensmp.intake.taking.standing import NotTaken
from opensmp.intake.taking.taker import Taken, Taker
from opensmp.plan.prose import Prose

pytestmark = pytest.mark.requirement("R01")
LIMIT = "scope.limitations"


def proposed(part: Part, place: str, before: str, after: str, **more: Any) -> Proposal:
    text = more.pop("text", after)
    return Proposal("", place, place, before, after, "edit", "Wulan", part, place, text=text, **more)


def cell(place: str, row: str, column: str, before: str, after: str) -> Proposal:
    return proposed("cell", place, plain(before), plain(after), row=row, column=column, text=after)


def take(dossier: Dossier, proposal: Proposal, language: str = "en") -> Taken:
    return Taker(dossier, language).take(dossier, proposal)


def refusal(dossier: Dossier, proposal: Proposal) -> str:
    with pytest.raises(NotTaken) as found:
        take(dossier, proposal)
    return str(found.value)


@pytest.mark.parametrize("language", ["en", "id"])
def test_every_paragraph_of_the_plan_can_be_changed_and_says_then_what_was_written(
    bank: Dossier, language: str
) -> None:
    taker, refused, taken = Taker(bank, language), [], 0
    for node in outline_of_plan(bank, language):
        for words in (each for text in node.words for each in paragraphs_of(text)):
            if ": " in words[:60]:
                continue
            proposal = proposed("words", node.address, words, f"{words} Medan.")
            try:
                made = taker.take(bank, proposal)
            except NotTaken as reason:
                refused.append((node.address, words[:40], str(reason)))
                continue
            taken += 1
            assert taker.stands(bank, proposal) == words
            assert taker.is_so(made.dossier, proposal)
            assert not taker.is_so(bank, proposal)
    assert refused == []
    assert taken > 80


@pytest.mark.thorough
@pytest.mark.parametrize("language", ["en", "id"])
def test_every_cell_is_read_as_what_stands_in_it(bank: Dossier, language: str) -> None:
    """A cell that says what it said is read as the same value: so what is read of a changed one is right."""
    taker, wrong, read = Taker(bank, language), [], 0
    for node in outline_of_plan(bank, language):
        for grid in (each for each in node.grids if each.header):
            for _key, cells in grid.rows:
                for at, text in enumerate(cells[1:], 1):
                    if not text:
                        continue
                    proposal = cell(node.address, plain(cells[0]), grid.header[at], text, text)
                    try:
                        changed = taker.take(bank, proposal).dossier != bank
                    except NotTaken as reason:
                        changed = "what the plan says already" not in str(reason)
                    if changed:
                        wrong.append((node.address, grid.header[at], plain(cells[0])))
                    read += 1
    unread = {"Inputs", "Masukan", "Parameters", "Parameter", "Bagian"}
    assert [each for each in wrong if each[1] not in unread and not each[0].startswith(("identity.", "history."))] == []
    assert read > 3_000


def test_a_fact_is_read_and_another_person_is_found_by_name(bank: Dossier) -> None:
    old, new = (person.name for person in bank.organisation.people[:2])
    (words,) = (
        each
        for node in outline_of_plan(bank, "en")
        if node.address == "scope"
        for each in node.words
        if "Keeper: " in each
    )
    made = take(bank, proposed("words", "scope", words, f"Keeper: {new if old in words else old}"))
    assert made.dossier.plan.scope.keeper != bank.plan.scope.keeper
    assert made.where == (("plan", "scope"),)
    assert made.understood == ""


def test_a_promise_changes_in_the_part_that_the_words_changed(bank: Dossier) -> None:
    row = next(each for each in bank.plan.commitments.commitments if each.target is not None and each.target.limit)
    (node,) = (each for each in outline_of_plan(bank, "en") if each.address == "commitments")
    grid = next(each for each in node.grids if any(key == row.id for key, _cells in each.rows))
    text = dict(grid.rows)[row.id][grid.header.index("Target")]
    before = f"{row.target.value.normalize():f} %"
    assert before in text
    made = take(bank, cell("commitments", row.id, "Target", text, text.replace(before, "77.5 %")))
    target = value_at(made.dossier, ("plan", "commitments", "commitments", row.id, "target"))
    assert str(target.value) == "77.5"
    assert replace(target, value=row.target.value) == row.target


def test_what_a_section_says_of_a_service_is_changed_in_the_section(bank: Dossier) -> None:
    service = bank.registers.services[0]
    line = next(each for each in bank.plan.portfolio.services if each.service == service.id)
    other = next(each.id for each in bank.registers.slas if each.id not in line.slas)
    header = next(n for n in outline_of_plan(bank, "en") if n.address == "portfolio.services").grids[0].header
    made = take(bank, cell("portfolio.services", service.id, header[-1], "; ".join(line.slas), other))
    assert value_at(made.dossier, ("plan", "portfolio", "services", service.id)).slas == (other,)
    assert made.where == (("plan", "portfolio", "services", service.id),)


def test_a_letter_of_the_matrix_is_changed_and_taken_out(bank: Dossier) -> None:
    duty = bank.plan.roles.raci[0]
    role, letter = next(iter(duty.cells.items()))
    title = next(each.title.text("en") for each in bank.plan.roles.roles if each.id == role)
    made = take(bank, cell("roles.raci", duty.id, title, letter, "C")).dossier
    assert value_at(made, ("plan", "roles", "raci", duty.id)).cells[role] == "C"
    emptied = take(bank, cell("roles.raci", duty.id, title, letter, "")).dossier
    assert role not in value_at(emptied, ("plan", "roles", "raci", duty.id)).cells


def test_a_row_comes_with_what_it_says_and_goes_with_its_line(bank: Dossier) -> None:
    cells = (("ID", "LIM-99"), ("Limitation", "The lift is slow"), ("Review on", "31 March 2027"))
    come = proposed("row", "scope.limitations", "", "ID: LIM-99", row="LIM-99", cells=cells)
    row = value_at(take(bank, come).dossier, ("plan", "scope", "limitations", "LIM-99"))
    assert (str(row.text), row.review.isoformat()) == ("The lift is slow", "2027-03-31")
    service = bank.plan.portfolio.services[0].service
    gone = take(bank, proposed("row", "portfolio.services", "Service", "", row=service))
    assert value_at(gone.dossier, ("registers", "services", service)) is None
    assert value_at(gone.dossier, ("plan", "portfolio", "services", service)) is None


def test_a_row_that_came_or_went_and_is_taken_is_so_from_then_on(bank: Dossier) -> None:
    taker = Taker(bank, "en")
    come = proposed("row", LIMIT, "", "x", row="LIM-99", cells=(("ID", "LIM-99"), ("Limitation", "The lift is slow")))
    gone = proposed("row", LIMIT, "x", "", row="LIM-1")
    for proposal in (come, gone):
        assert not taker.is_so(bank, proposal)
        assert taker.is_so(taker.take(bank, proposal).dossier, proposal)


def test_a_heading_that_a_section_got_is_an_addition_to_it(bank: Dossier) -> None:
    taker = Taker(bank, "en")
    new = replace(proposed("passage", "roles/", "", "Who stands in", text="A list.\n\n- Ratna"), title="Standing in")
    made = taker.take(bank, new)
    row = made.dossier.plan.roles.subsections[-1]
    assert (row.id, str(row.title), str(row.text)) == ("standing-in", "Standing in", "A list.\n\n- Ratna")
    assert made.where == (("plan", "roles", "subsections", "standing-in"),)
    assert taker.is_so(made.dossier, new)
    again = taker.take(made.dossier, replace(new, text="Something else."))
    assert again.dossier.plan.roles.subsections[-1].id == "standing-in-2"


def test_a_heading_that_the_section_keeps_for_such_words_is_filled(bank: Dossier) -> None:
    review = replace(bank.plan.review, retention=Prose())
    bare = replace(bank, plan=replace(bank.plan, review=review))
    new = replace(proposed("passage", "review/", "", "Ten years."), title="Retention")
    made = Taker(bare, "en").take(bare, new).dossier.plan.review
    assert str(made.retention) == "Ten years."
    assert made.subsections == review.subsections
    assert "has this heading already" in refusal(bank, new)
    assert "A table stands below" in refusal(bare, replace(new, cells=(("ID", "1"),)))


def test_a_line_that_stays_in_a_cell_is_the_thing_that_it_was(bank: Dossier) -> None:
    objective = next(each for each in bank.plan.objectives.objectives if len(each.actions) > 1)
    (node,) = (each for each in outline_of_plan(bank, "en") if each.address == "objectives.objectives")
    text = dict(node.grids[0].rows)[objective.id][node.grids[0].header.index("Actions")]
    lines = text.split("\n")
    made = take(bank, cell("objectives.objectives", objective.id, "Actions", text, "\n".join(lines[1:])))
    assert value_at(made.dossier, ("plan", "objectives", "objectives", objective.id)).actions == objective.actions[1:]


def test_a_paragraph_without_any_words_left_in_what_prevails_is_gone_in_both_languages(bank: Dossier) -> None:
    (node,) = (each for each in outline_of_plan(bank, "en") if each.address == "review.retention")
    gone = proposed("passage", "review.retention", "\n".join(node.words), "")
    assert not take(bank, gone).dossier.plan.review.retention
    left = Taker(bank, "id").take(bank, gone).dossier.plan.review.retention
    assert left.texts == tuple(each for each in bank.plan.review.retention.texts if each[0] != "id")


REFUSED = {
    "somebody unknown": (cell(LIMIT, "LIM-1", "Owner", "x", "Bambang Susilo"), "Bambang Susilo stands in no register here."),
    "no day": (cell(LIMIT, "LIM-1", "Review on", "x", "soon"), "“soon” cannot be read"),
    "an id": (cell(LIMIT, "LIM-1", "ID", "LIM-1", "LIM-X"), "An id stays as it is"),
    "no such column": (cell(LIMIT, "LIM-1", "Colour", "", "red"), "No field has this name."),
    "no such row": (cell(LIMIT, "LIM-77", "Limitation", "a", "b"), "This row is no longer in the plan."),
    "history": (cell("identity.versions", "1.0", "Version", "1.0", "9.9"), "is a record and is not changed from Word"),
    "a heading of the plan": (proposed("title", "scope.boundaries", "Boundaries", "Edges"), "belongs to every plan"),
    "a section": (proposed("passage", "scope", "Scope", ""), "A heading of the plan itself"),
    "a heading with its table": (proposed("passage", LIMIT, "Known limitations", ""), "Rows are taken out one by one."),
    "another order": (proposed("order", "scope", "a\nb", "b\na"), "another order"),
    "no heading": (proposed("words", "", "", "Words"), "No part of the plan has this heading."),
    "a row that is there": (
        proposed("row", LIMIT, "", "x", row="LIM-1", cells=(("ID", "LIM-1"), ("Limitation", "Other"))), "stands in this list already"
    ),
    "a row without its words": (proposed("row", LIMIT, "", "x", row="LIM-88", cells=(("ID", "LIM-88"),)), "it lacks Limitation"),
    "words that read as before": (
        cell(LIMIT, "LIM-1", "Review on", "30 June 2027", "by 30 June 2027"), "read as what the plan says already"
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_taken_says_why(bank: Dossier, case: str) -> None:
    proposal, reason = REFUSED[case]
    assert reason in refusal(bank, proposal)


def test_a_cell_that_must_hold_something_is_not_emptied(bank: Dossier) -> None:
    key = bank.plan.scope.exclusions[0].id
    assert "cannot be empty" in refusal(bank, cell("scope.exclusions", key, "Kind", "x", ""))
