"""What a person says about a document holds: levels of headings, their homes, what tables are; and undoing it is leaving it out."""

from __future__ import annotations

import pytest
from tests.intake.sketches import drafted, sketched, understood

from opensmp.intake.headings import corrected, outline_of
from opensmp.intake.understanding import Corrections

pytestmark = pytest.mark.requirement("R01")
TEXT = """
# Scope
Everything that we do.
# Cakes
Mix flour and eggs.
Name | Owner
Hosting | Budi Santoso
"""
CAKES = 2
"""The block of the second heading."""


def titles(said: Corrections) -> list[tuple[int, str]]:
    return [(each.level, each.title) for each in understood(TEXT, said).outline.headings]


def test_nothing_said_changes_nothing() -> None:
    assert titles(Corrections()) == [(1, "Scope"), (1, "Cakes")] == titles(Corrections(levels={}, homes={}, tables={}))


@pytest.mark.parametrize(
    ("levels", "seen"),
    [
        ({CAKES: 2}, [(1, "Scope"), (2, "Cakes")]),
        ({CAKES: 0}, [(1, "Scope")]),
        ({1: 2}, [(1, "Scope"), (2, "Everything that we do."), (1, "Cakes")]),
        ({CAKES: -1}, [(1, "Scope")]),
        ({99: 1, -5: 1}, [(1, "Scope"), (1, "Cakes")]),
        ({4: 1}, [(1, "Scope"), (1, "Cakes")]),
    ],
    ids=["lower", "none", "a line made one", "less than none", "no such block", "a table"],
)
def test_a_level_is_what_a_person_says(levels: dict[int, int], seen: list[tuple[int, str]]) -> None:
    assert titles(Corrections(levels=levels)) == seen


def test_a_heading_that_a_person_set_is_sure() -> None:
    source = sketched("A line\nAnother line that is text\n")
    outline = corrected(source, outline_of(source), {0: 1})
    assert [(each.title, each.how, each.confidence > 0.9) for each in outline.headings] == [("A line", "style", True)]


def test_words_below_a_heading_lead_where_a_person_says() -> None:
    assert understood(TEXT).gathered.words == {"scope.statement": ["Everything that we do."]}
    read = understood(TEXT, Corrections(homes={CAKES: "review.retention"}))
    assert read.gathered.words["review.retention"] == ["Mix flour and eggs."]
    (home,) = [home for home in read.homes if home.address == "review.retention"]
    assert home.confidence == 1.0


def test_a_heading_that_a_person_sends_nowhere_is_kept_aside() -> None:
    draft = drafted(TEXT, said=Corrections(homes={0: ""}))
    assert str(draft.dossier.plan.scope.statement) == ""
    assert "Everything that we do." in [each.text for each in draft.aside]


def test_a_heading_below_one_that_a_person_placed_belongs_to_it() -> None:
    text = "# Cakes\nMix.\n## Icing\nSugar first, then more sugar.\n# Soups\nBoil.\n"
    read = understood(text, Corrections(homes={0: "improvement"}))
    assert [(home.section, home.inherited) for home in read.homes] == [
        ("improvement", False),
        ("improvement", True),
        ("", False),
    ]


@pytest.mark.parametrize(
    ("kind", "cells"),
    [
        ("Service", {"name": "Hosting", "owner": "Budi Santoso"}),
        ("Supplier", {"name": "Hosting", "owner": "Budi Santoso"}),
        ("ImprovementItem", {"owner": "Budi Santoso"}),
    ],
)
def test_a_table_is_what_a_person_says(kind: str, cells: dict[str, str]) -> None:
    (row,) = understood(TEXT, Corrections(tables={1: kind})).gathered.rows
    assert (row.kind, row.cells) == (kind, cells)


def test_a_table_that_a_person_calls_words_stays_a_table_in_the_words_of_its_section() -> None:
    text = "# Service catalogue\nService name | Service owner\nEmail | Budi Santoso\n"
    assert len(understood(text).gathered.rows) == 1
    draft = drafted(text, said=Corrections(tables={1: ""}))
    assert draft.dossier.registers.services == ()
    (held,) = draft.dossier.plan.portfolio.subsections
    assert "| Email | Budi Santoso |" in str(held.text)


def test_a_matrix_of_other_signs_is_one_where_a_person_says_so() -> None:
    text = "# Roles\nTask | CIO | Desk\nApprove | yes | no\nRun | no | yes\n"
    assert [row.kind for row in understood(text).gathered.rows] != ["Duty", "Duty"]
    assert [row.kind for row in understood(text, Corrections(tables={1: "Duty"})).gathered.rows] == ["Duty", "Duty"]


def test_labels_and_values_are_document_control_where_a_person_says_so() -> None:
    text = "# Scope\nOwner | Ratna Dewi\nColour | red\nTaste | sweet\n"
    draft = drafted(text, said=Corrections(tables={1: "Identity"}))
    assert draft.dossier.plan.identity.owner == "ratna-dewi"
    assert {"Colour: red", "Taste: sweet"} <= {each.text for each in draft.aside}


@pytest.mark.parametrize(
    ("text", "plan"),
    [
        ("Service Management Plan\nof the bank\n# Scope\nAll of it.\n# Objectives\nMany.\n", True),
        ("Rencana Manajemen Layanan\ndari bank\n# Ruang Lingkup\nSemua.\n# Sasaran\nBanyak.\n", True),
        ("# Scope\nA.\n# Objectives\nB.\n# Roles\nC.\n# Suppliers\nD.\n# Improvement\nE.\n", True),
        ("# Scope\nA.\n# Objectives\nB.\n# Roles\nC.\n", False),
        ("# Cakes\nMix flour.\n# Soups\nBoil water.\n", False),
        ("Employee handbook\nof the bank\n# Scope\nAll of it.\n# Holidays\nMany.\n", False),
    ],
    ids=["title", "title in Indonesian", "half of the sections", "too few sections", "a cook book", "another document"],
)
def test_a_plan_is_known_by_its_title_or_by_half_of_its_sections(text: str, plan: bool) -> None:
    assert understood(text).is_plan is plan
