"""The clauses, items, practices and document kinds of the published edition."""

from __future__ import annotations

import pytest

from opensmp.standard import Bilingual, clause, standard

CLAUSES = [
    "4", "4.1", "4.2", "4.3", "4.4", "5", "5.1", "5.2", "5.2.1", "5.2.2", "5.3", "6", "6.1", "6.2", "6.2.1", "6.2.2",
    "6.3", "7", "7.1", "7.2", "7.3", "7.4", "7.5", "7.5.1", "7.5.2", "7.5.3", "7.5.4", "7.6", "8", "8.1", "8.2",
    "8.2.1", "8.2.2", "8.2.3", "8.2.4", "8.2.5", "8.2.6", "8.3", "8.3.1", "8.3.2", "8.3.3", "8.3.4", "8.3.4.1",
    "8.3.4.2", "8.4", "8.4.1", "8.4.2", "8.4.3", "8.5", "8.5.1", "8.5.1.1", "8.5.1.2", "8.5.1.3", "8.5.2", "8.5.2.1",
    "8.5.2.2", "8.5.2.3", "8.5.3", "8.6", "8.6.1", "8.6.2", "8.6.3", "8.7", "8.7.1", "8.7.2", "8.7.3", "8.7.3.1",
    "8.7.3.2", "8.7.3.3", "9", "9.1", "9.2", "9.3", "9.4", "10", "10.1", "10.2",
]  # fmt: skip


@pytest.mark.requirement("R51")
def test_every_clause_from_4_to_10_is_there_in_the_order_of_the_standard() -> None:
    assert list(standard().clauses) == CLAUSES


@pytest.mark.requirement("R51")
def test_the_citation_names_the_amendment() -> None:
    assert standard().citation == "ISO/IEC 20000-1:2018 (incl. Amd 1:2024)"
    assert standard().edition == "2018"


def test_only_clause_8_is_specific_to_services() -> None:
    assert {one.number[0] for one in standard().clauses.values() if one.layer == "service"} == {"8"}
    assert all(one.layer == "service" for one in standard().clauses.values() if one.number.startswith("8"))


def test_the_two_disputed_titles_are_not_called_confirmed() -> None:
    uncertain = [one.number for one in standard().clauses.values() if one.certainty != "confirmed"]
    assert uncertain == ["6.2.1", "6.2.2"]


def test_every_clause_stands_below_one_that_exists() -> None:
    clauses = standard().clauses
    assert [one.number for one in clauses.values() if one.parent and one.parent not in clauses] == []


@pytest.mark.requirement("R83")
def test_a_clause_is_named_in_the_reader_s_language() -> None:
    plan = clause("6.3 c)")
    assert plan is not None
    assert plan.title == Bilingual("Plan the service management system", "Merencanakan sistem manajemen layanan")
    assert plan.title.text("id") == "Merencanakan sistem manajemen layanan"
    assert str(plan.title) == plan.title.text("fr") == "Plan the service management system"


def test_a_clause_that_does_not_exist_is_none() -> None:
    assert clause("8.12") is None


@pytest.mark.requirement("R51")
def test_clause_6_3_has_items_a_to_h_and_each_has_a_section_that_carries_it() -> None:
    items = standard().planning_items
    assert "".join(items) == "abcdefgh"
    assert all(set(item.sections) <= set(standard().sections) and item.sections for item in items.values())


@pytest.mark.requirement("R51")
def test_no_letter_is_printed_as_certain() -> None:
    known = standard()
    assert {row.certainty for row in known.planning_items.values()} == {"unverified"}
    assert {row.certainty for row in known.document_kinds.values()} == {"unverified"}
    assert {row.certainty for row in known.review_inputs.values()} == {"unverified"}
    assert "letters" in known.note("planning-items").en


def test_the_counted_items_are_the_items_that_the_packs_list() -> None:
    known = standard()
    counted = {one.number: one.items for one in known.clauses.values() if one.items}
    assert counted == {
        "6.2.2": 5,
        "6.3": len(known.planning_items),
        "7.5.4": len(known.document_kinds),
        "9.3": len(known.review_inputs),
    }


def test_the_ten_sections_are_numbered_in_plan_order() -> None:
    keys = (
        "scope", "objectives", "roles", "resources", "practices", "portfolio", "suppliers", "assurance", "improvement",
        "review",
    )  # fmt: skip
    assert [(one.number, one.key) for one in standard().sections.values()] == list(enumerate(keys, 1))


@pytest.mark.requirement("R14")
def test_the_twelve_core_practices_come_first_and_the_further_topics_of_clause_8_after_them() -> None:
    practices = list(standard().practices.values())
    assert [one.number for one in practices] == [f"P{n}" for n in range(1, len(practices) + 1)]
    core = {one.key: one.clause for one in practices[:12]}
    assert all(one.core for one in practices[:12])
    assert core == {
        "incident": "8.6.1", "problem": "8.6.3", "request": "8.6.2", "change": "8.5.1", "release": "8.5.3",
        "configuration": "8.2.6", "portfolio": "8.2", "relationship": "8.3.2", "continuity": "8.7.2",
        "availability": "8.7.1", "capacity": "8.4.3", "security": "8.7.3",
    }  # fmt: skip
    further = [one.clause for one in practices[12:] if not one.core]
    assert further == ["8.1", "8.2.3", "8.2.4", "8.2.5", "8.3.3", "8.3.4", "8.4.1", "8.4.2", "8.5.2", "7.6"]


def test_there_are_twelve_document_kinds_and_only_internal_agreements_may_be_none() -> None:
    kinds = standard().document_kinds
    assert "".join(kinds) == "abcdefghijkl"
    assert [kind.letter for kind in kinds.values() if kind.none_allowed] == ["j"]
    assert all(kind.checks for kind in kinds.values())


def test_a_management_review_has_twelve_inputs_each_with_a_register_to_take_it_from() -> None:
    inputs = standard().review_inputs
    assert "".join(inputs) == "abcdefghijkl"
    assert inputs["g"].key == "objectives"
    assert all(one.source.en for one in inputs.values())


@pytest.mark.requirement("R50", "R51", "R52", "R53", "R54", "R55")
def test_the_six_stage_1_questions_carry_their_requirements() -> None:
    assert [one.requirement for one in standard().stage1_questions.values()] == [f"R{n}" for n in range(50, 56)]
