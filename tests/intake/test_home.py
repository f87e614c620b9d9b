"""A plan goes to Word and comes home: the same tree of sections, and every change as a proposal with its author."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from tests.intake.documents import deleted, inserted

from opensmp.dossier import Dossier
from opensmp.intake.home.document import document
from opensmp.intake.home.outline import Node, outline_of_plan
from opensmp.intake.reading import read
from opensmp.intake.returning import Proposal, is_ours, proposals, section_tree, tree_of

pytestmark = pytest.mark.requirement("R01")


def exported(dossier: Dossier, path: Path, language: str = "en") -> tuple[Node, ...]:
    nodes = outline_of_plan(dossier, language)
    path.write_bytes(document("Service Management Plan", dossier.organisation.name, nodes, language))
    return nodes


def changed(dossier: Dossier, tmp_path: Path, edit: Callable[[Any], None]) -> tuple[Proposal, ...]:
    """Export, edit with python-docx as Word would, and read what came back."""
    path = tmp_path / "plan.docx"
    exported(dossier, path)
    document = docx.Document(str(path))
    edit(document)
    document.core_properties.last_modified_by = "Wulan"
    document.save(str(path))
    return proposals(dossier, read(path, changes="reject"), read(path, changes="accept"), "en")


def heading(document: Any, title: str) -> int:
    return next(n for n, each in enumerate(document.paragraphs) if each.text == title)


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_tree_of_sections_comes_back_identical(
    language: str, bank: Dossier, provider: Dossier, tmp_path: Path
) -> None:
    for dossier in (bank, provider):
        path = tmp_path / f"{dossier.organisation.id}.docx"
        nodes = exported(dossier, path, language)
        source = read(path)
        assert is_ours(source)
        assert tree_of(source) == section_tree(nodes)
        assert len({node.bookmark for node in nodes}) == len(nodes) > 100


def test_the_same_plan_makes_the_same_bytes_and_the_ids_stay_when_words_change(bank: Dossier, tmp_path: Path) -> None:
    one, other = exported(bank, tmp_path / "a.docx"), exported(bank, tmp_path / "b.docx", "id")
    exported(bank, tmp_path / "c.docx")
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "c.docx").read_bytes()
    assert [node.bookmark for node in one] == [node.bookmark for node in other]


def test_an_unchanged_document_proposes_nothing(bank: Dossier, provider: Dossier, tmp_path: Path) -> None:
    for dossier in (bank, provider):
        assert changed(dossier, tmp_path, lambda _document: None) == ()


def test_a_sentence_typed_over_is_an_edit_of_its_section_by_the_last_editor(bank: Dossier, tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        paragraph = document.paragraphs[heading(document, "Boundaries and interfaces") + 1]
        paragraph.runs[0].text = paragraph.text + " The branch in Medan is included."

    (found,) = changed(bank, tmp_path, edit)
    assert (found.section, found.address, found.kind, found.author) == ("scope", "scope.boundaries", "edit", "Wulan")
    assert found.after == f"{found.before} The branch in Medan is included."


def test_tracked_changes_are_suggestions_of_their_authors(bank: Dossier, tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        inserted(document.paragraphs[heading(document, "Criteria") + 1], " Cost counts least.", "Gita")
        paragraph = document.paragraphs[heading(document, "Distribution") + 1]
        text = paragraph.text
        for run in paragraph.runs:
            run.text = ""
        deleted(paragraph, text, "Dimas")

    first, second = changed(bank, tmp_path, edit)
    assert (first.section, first.kind, first.author) == ("improvement", "suggestion", "Gita")
    assert first.after.endswith("Cost counts least.")
    assert (second.section, second.kind, second.author, second.after) == ("review", "suggestion", "Dimas", "")


def test_a_cell_a_new_row_and_a_new_section_are_proposals_with_their_place(bank: Dossier, tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        table = next(each for each in document.tables if each.rows[0].cells[1].text == "Limitation")
        table.rows[1].cells[1].paragraphs[0].runs[0].text = "Two people know the switch"
        row = table.add_row().cells
        row[0].text, row[1].text = "LIM-99", "The lift is slow"
        document.add_heading("Annex: words", 1)
        document.add_paragraph("A glossary.")

    cell, row, section = changed(bank, tmp_path, edit)
    assert cell.address.startswith("scope.limitations/")
    assert cell.address.endswith("/Limitation")
    assert cell.after == "Two people know the switch"
    assert (row.address, row.before) == ("scope.limitations/LIM-99", "")
    assert "The lift is slow" in row.after
    assert (section.title, section.before, section.after) == ("Annex: words", "", "A glossary.")


def test_a_section_taken_out_is_a_proposal_to_remove_it(bank: Dossier, tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        at = heading(document, "Retention")
        for paragraph in document.paragraphs[at : at + 2]:
            paragraph._p.getparent().remove(paragraph._p)

    (found,) = changed(bank, tmp_path, edit)
    assert (found.address, found.after) == ("review.retention", "")
