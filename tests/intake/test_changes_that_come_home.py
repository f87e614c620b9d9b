"""An exported plan that was edited comes back as proposals: each with its section, its place, what stood there, and who did it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from tests.intake.sketches import TODAY, read_here

from opensmp.dossier import Dossier
from opensmp.intake.home.document import document
from opensmp.intake.home.outline import outline_of_plan
from opensmp.intake.returning import Proposal, is_ours, proposals, section_tree, tree_of
from opensmp.intake.source import Block, Cell, Paragraph, Source, Table, letters_read
from opensmp.plan.plan import Plan
from opensmp.plan.prose import Prose
from opensmp.plan.scope import Limitation

pytestmark = pytest.mark.requirement("R01")


def small() -> Dossier:
    """A plan of a few words and one list."""
    plan = Plan()
    limits = (
        Limitation(id="LIM-1", text=Prose.of("One engineer knows the switch"), effect=Prose.of("Slow repair")),
        Limitation(id="LIM-2", text=Prose.of("No second data centre")),
    )
    scope = replace(
        plan.scope,
        statement=Prose.of("The system covers hosting.\n\nIt covers mail."),
        boundaries=Prose.of("The building."),
        limitations=limits,
    )
    return Dossier(today=TODAY, plan=replace(plan, scope=scope))


def exported(dossier: Dossier, language: str = "en") -> Source:
    return read_here(document("Plan", "Acme", outline_of_plan(dossier, language), language))


def edited(
    edit: Callable[[Block], Block | None], author: str = "Wulan", suggested: bool = False
) -> tuple[Proposal, ...]:
    """The proposals of an edit; a suggestion leaves the rejected reading as it was exported."""
    dossier = small()
    before = replace(exported(dossier), properties={"lastModifiedBy": author})
    after = replace(before, blocks=tuple(made for block in before.blocks if (made := edit(block)) is not None))
    return proposals(dossier, before if suggested else after, after, "en")


def typed(old: str, new: str, **known: Any) -> Callable[[Block], Block | None]:
    """An edit of one paragraph; an empty new text takes it out."""

    def edit(block: Block) -> Block | None:
        if isinstance(block, Paragraph) and block.text == old:
            return replace(block, text=new, **known) if new else None
        return block

    return edit


def test_an_exported_plan_is_ours_and_its_tree_is_that_of_the_plan() -> None:
    for language in ("en", "id"):
        source = exported(small(), language)
        assert is_ours(source)
        assert tree_of(source) == section_tree(outline_of_plan(small(), language))
        assert letters_read(source) == source.letters


def test_a_document_of_somebody_else_is_not_ours() -> None:
    assert not is_ours(Source("a.docx", "docx", (Paragraph(1, "Scope", level=1, ids=("scope",)),)))


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_plan_that_nobody_changed_proposes_nothing(language: str) -> None:
    source = exported(small(), language)
    assert proposals(small(), source, source, language) == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The system covers hosting.", "The system covers hosting and desktops."),
        ("The building.", "The building and the yard."),
        ("It covers mail.", ""),
    ],
    ids=["one of two paragraphs", "another field", "a removal"],
)
def test_a_typed_change_is_an_edit_by_the_last_editor(old: str, new: str) -> None:
    (found,) = edited(typed(old, new))
    assert (found.section, found.before, found.after, found.kind, found.author) == ("scope", old, new, "edit", "Wulan")
    assert found.address.startswith("scope")


def test_a_tracked_change_is_a_suggestion_by_its_own_author() -> None:
    (found,) = edited(typed("The building.", "The building and the yard.", author="Gita"), suggested=True)
    assert (found.address, found.kind, found.author) == ("scope.boundaries", "suggestion", "Gita")


def test_words_that_share_little_are_a_removal_and_an_addition() -> None:
    found = edited(typed("The building.", "Cakes are baked on Fridays"))
    assert [(each.before, each.after) for each in found] == [("", "Cakes are baked on Fridays"), ("The building.", "")]


@pytest.mark.parametrize("mark", ["**{}**", "*{}*", "_{}_", "- {}"])
def test_marks_of_markdown_are_no_change(mark: str) -> None:
    assert edited(typed("The building.", mark.format("The building."))) == ()


def cell_typed(old: str, new: str) -> Callable[[Block], Block | None]:
    def edit(block: Block) -> Block | None:
        if not isinstance(block, Table):
            return block
        rows = tuple(tuple(replace(cell, text=new) if cell.text == old else cell for cell in row) for row in block.rows)
        return replace(block, rows=rows)

    return edit


def test_a_changed_cell_names_its_row_and_its_column() -> None:
    (found,) = edited(cell_typed("Slow repair", "Very slow repair"))
    assert (found.address, found.before, found.after) == (
        "scope.limitations/LIM-1/Effect",
        "Slow repair",
        "Very slow repair",
    )


def test_a_cell_that_was_emptied_and_one_that_was_filled_are_proposals() -> None:
    (emptied,) = edited(cell_typed("Slow repair", ""))
    assert (emptied.before, emptied.after) == ("Slow repair", "")


@pytest.mark.parametrize("added", [True, False])
def test_a_row_that_came_or_went_is_one_proposal(added: bool) -> None:
    def edit(block: Block) -> Block | None:
        if not isinstance(block, Table) or not any(row[0].text == "LIM-2" for row in block.rows):
            return block
        if not added:
            return replace(block, rows=tuple(row for row in block.rows if row[0].text != "LIM-2"))
        new = (Cell("LIM-9"), Cell("The lift is slow"), *(Cell("") for _n in range(block.width - 2)))
        return replace(block, rows=(*block.rows, new))

    (found,) = edited(edit)
    assert found.address == ("scope.limitations/LIM-9" if added else "scope.limitations/LIM-2")
    assert ("The lift is slow" in found.after, "No second data centre" in found.before) == (added, not added)


def test_a_heading_renamed_is_a_proposal_for_its_title_and_its_words_stay() -> None:
    (found,) = edited(typed("Boundaries and interfaces", "Edges of the system"))
    assert (found.address, found.before, found.after) == (
        "scope.boundaries/title",
        "Boundaries and interfaces",
        "Edges of the system",
    )
