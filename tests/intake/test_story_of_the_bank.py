"""The bank's plan as a person would have it in Word becomes a draft whose findings are those that were planted in it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.intake.documents import habitual

from opensmp.checking import chosen, run
from opensmp.dossier import Dossier
from opensmp.exchange import dump, load
from opensmp.intake.account import reported
from opensmp.intake.drafting import Draft
from opensmp.intake.home.outline import Grid, Node, outline_of_plan
from opensmp.intake.reading import read
from opensmp.intake.understanding import Understood, draft_of, language_in, understand
from opensmp.plan.prose import Prose
from opensmp.rules import all_rules

TODAY = date(2026, 11, 22)
WORD_CANNOT = {"LIF-18", "FRM-13", "FRM-14", "FRM-15"}
"""An approval in Word names neither its authority nor the digest of what was approved, and a Word document has one language."""
OTHER_WORDS = {
    "Description": "What it does", "Service": "Service name", "Criticality": "Tier", "Service owner": "Owner", "SLA": "SLA ref.",
    "Contribution": "Product/Service", "Key supplier": "Critical", "Objective": "Goal", "Deadline": "Due date", "Held by": "Name",
    "Responsibilities": "Tasks and duties", "Reports to": "Reporting line", "Handling": "How handled", "Due": "Target date",
    "What changed": "Description of change", "In force from": "Date", "Version": "Rev.", "Document number": "Doc no",
    "Lead auditor": "Lead", "Justification": "Reason", "Instrument": "Regulation", "Known limitations": "Limitations",
}  # fmt: skip
"""Headers as another person would write them."""


def planted(bank: Dossier) -> Dossier:
    """The bank with six faults that an auditor would find."""
    plan, registers = bank.plan, bank.registers
    service, *others = plan.portfolio.services
    duty, *duties = plan.roles.raci
    supplier_contract, *contracts = registers.supplier_contracts
    objective, *objectives = plan.objectives.objectives
    two = {**duty.cells, **dict.fromkeys(list(duty.cells)[:2], "A")}
    vague = replace(
        objective, statement=Prose.of("Improve the handling of incidents"), target=None, deadline=None, window=None, metric=Prose(),
        baseline=None,
        kind="increase", unit="", evidence=Prose(), readings=(), completed=None,
    )  # fmt: skip
    return replace(
        bank,
        plan=replace(
            plan,
            portfolio=replace(plan.portfolio, services=(replace(service, slas=()), *others)),
            roles=replace(plan.roles, raci=(replace(duty, cells=two), *duties)),
            scope=replace(plan.scope, limitations=()),
            objectives=replace(plan.objectives, objectives=(vague, *objectives)),
            review=replace(plan.review, distribution=Prose.of("Copies go to [insert names here].")),
        ),
        registers=replace(
            registers, supplier_contracts=(replace(supplier_contract, end=date(2026, 6, 30)), *contracts)
        ),
    )


def found_in(dossier: Dossier) -> set[str]:
    return {found.rule for found in run(dossier, chosen(all_rules(), "stage1")).findings} - WORD_CANNOT


def as_another_would(nodes: Sequence[Node]) -> list[Node]:
    """Other words for the headers, the columns turned by one, a last empty row."""
    return [replace(node, grids=tuple(map(_other, node.grids))) for node in nodes]


def _other(grid: Grid) -> Grid:
    if not grid.header or grid.header[-1] in {"I", "R"} or len(grid.header) > 20:
        return grid
    turned = (*grid.header[1:], grid.header[0])
    rows = tuple((key, (*cells[1:], cells[0])) for key, cells in grid.rows)
    return Grid(tuple(OTHER_WORDS.get(words, words) for words in turned), (*rows, ("", ("",) * len(turned))))


def drafted(path: Path) -> tuple[Understood, Draft]:
    source = read(path)
    understood = understand(source)
    return understood, draft_of([understood], [], language_in([source]), TODAY)


def as_they_are(nodes: Sequence[Node]) -> Sequence[Node]:
    return nodes


@pytest.mark.requirement("R01", "R50")
@pytest.mark.parametrize(
    ("habit", "language", "change"),
    [
        pytest.param("bold numbers", "en", as_they_are, id="bold numbers, English"),
        pytest.param("sizes", "id", as_they_are, id="sizes, Indonesian", marks=pytest.mark.thorough),
        pytest.param("automatic", "en", as_another_would, id="automatic numbers and other words, English"),
        pytest.param("chapters", "id", as_they_are, id="chapters, Indonesian", marks=pytest.mark.thorough),
    ],
)
def test_the_findings_of_a_word_plan_are_those_that_were_planted_in_it(
    habit: str, language: str, change: Callable[[Sequence[Node]], Sequence[Node]], bank: Dossier, tmp_path: Path
) -> None:
    truth = planted(bank)
    path = tmp_path / "plan.docx"
    habitual(
        change(outline_of_plan(truth, language)),
        path,
        habit,
        cover=("Bank Nusantara Sejahtera", "Service Management Plan"),
    )
    begun = time.monotonic()
    understood, draft = drafted(path)
    dump(draft.dossier, tmp_path / "draft")
    again = load(tmp_path / "draft", TODAY)
    wanted = found_in(truth)
    assert len(wanted) >= 6
    assert found_in(again) == wanted
    assert reported(understood, draft).account.lost == 0
    assert time.monotonic() - begun < 120


def test_the_examples_come_back_from_word_without_a_finding_of_their_own(
    bank: Dossier, provider: Dossier, tmp_path: Path
) -> None:
    for dossier in (bank, provider):
        path = tmp_path / f"{dossier.organisation.id}.docx"
        habitual(outline_of_plan(dossier, dossier.plan.identity.language), path, "styles")
        assert found_in(drafted(path)[1].dossier) == set()
