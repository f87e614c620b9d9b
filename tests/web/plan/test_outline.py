"""The plan as a document: each section says what the plan holds, in both languages, and no list loses a row."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.conftest import TODAY

from opensmp.dossier import Dossier
from opensmp.exchange import load
from opensmp.plan.plan import SECTIONS
from opensmp.plan.prose import Prose
from opensmp.plan.raci import roles_with
from opensmp.web.plan.outline import outline_of
from opensmp.web.plan.outline.blocks import Chapter, Facts, Heading, Outline, Table, Words

LANGUAGES = pytest.mark.parametrize("language", ["en", "id"])


@pytest.fixture(scope="module")
def outlines(request: pytest.FixtureRequest) -> dict[str, Outline]:
    """The bank's plan in both languages."""
    bank = request.getfixturevalue("bank")
    return {language: outline_of(bank, language) for language in ("en", "id")}


def chapter(outline: Outline, key: str) -> Chapter:
    return next(each for each in outline.chapters if each.key == key)


def table(outline: Outline, where: str) -> Table:
    return next(
        block for each in outline.chapters for block in each.blocks if isinstance(block, Table) and block.where == where
    )


def facts(outline: Outline, where: str) -> dict[str, str]:
    return {
        fact.where: fact.detail
        for each in outline.chapters for block in each.blocks if isinstance(block, Facts)
        for fact in block.facts if fact.where.startswith(where)
    }  # fmt: skip


@LANGUAGES
@pytest.mark.requirement("R15")
def test_the_ten_sections_stand_in_the_order_and_under_the_titles_of_the_standard(
    outlines: dict[str, Outline], bank: Dossier, language: str
) -> None:
    chapters = outlines[language].chapters
    assert [each.key for each in chapters] == list(SECTIONS)
    assert [each.number for each in chapters] == [str(number) for number in range(1, 11)]
    assert [each.title for each in chapters] == [bank.standard.sections[key].title.text(language) for key in SECTIONS]
    assert all(each.blocks for each in chapters)


@LANGUAGES
@pytest.mark.parametrize(
    ("section", "field"),
    [
        ("scope", "exclusions"), ("scope", "context"), ("scope", "parties"), ("scope", "risks"), ("scope", "limitations"),
        ("scope", "obligations"), ("objectives", "past"), ("objectives", "objectives"), ("roles", "roles"), ("roles", "raci"),
        ("resources", "people"), ("resources", "technology"), ("resources", "information"), ("resources", "training"),
        ("portfolio", "services"), ("suppliers", "suppliers"), ("suppliers", "others"), ("assurance", "reporting"),
        ("assurance", "timeline"), ("review", "cadence"), ("review", "triggers"), ("review", "deviations"),
    ],
)  # fmt: skip
def test_no_list_of_the_plan_loses_a_row_or_a_cell(
    outlines: dict[str, Outline], bank: Dossier, language: str, section: str, field: str
) -> None:
    held = getattr(bank.plan.section(section), field)
    found = [
        block for block in chapter(outlines[language], section).blocks
        if isinstance(block, Table) and block.where == f"plan/{section}/{field}"
    ]  # fmt: skip
    assert len(found) == bool(held)
    for each in found:
        assert len(each.rows) == len(held)
        assert len({row.where for row in each.rows}) == len(held)
        assert all(len(row.cells) == len(each.columns) for row in each.rows)
        assert all(row.cells[0] for row in each.rows)


@LANGUAGES
def test_a_cell_says_the_text_of_its_own_language(outlines: dict[str, Outline], bank: Dossier, language: str) -> None:
    rows = table(outlines[language], "plan/scope/exclusions").rows
    assert [row.cells[0] for row in rows] == [each.subject.text(language) for each in bank.plan.scope.exclusions]


def test_the_two_languages_tell_the_same_in_other_words(outlines: dict[str, Outline]) -> None:
    english, indonesian = outlines["en"], outlines["id"]
    for one, other in zip(english.chapters, indonesian.chapters, strict=True):
        assert [(type(block), block.where) for block in one.blocks] == [
            (type(block), block.where) for block in other.blocks
        ]
        assert one.title != other.title
        assert [block.text for block in one.blocks if isinstance(block, Words)] != [
            block.text for block in other.blocks if isinstance(block, Words)
        ] or not any(isinstance(block, Words) for block in one.blocks)


@LANGUAGES
def test_the_scope_counts_and_names_its_services(outlines: dict[str, Outline], bank: Dossier, language: str) -> None:
    detail = facts(outlines[language], "plan/scope/services")["plan/scope/services"]
    assert detail.count("[[service:") == len(bank.plan.scope.services)
    assert all(f"[[service:{each}]]" in detail for each in bank.plan.scope.services)


@LANGUAGES
def test_every_promise_stands_once_under_its_practice_or_its_section(
    outlines: dict[str, Outline], bank: Dossier, language: str
) -> None:
    shown = [
        row.key for each in outlines[language].chapters for block in each.blocks
        if isinstance(block, Table) and block.where.endswith("/commitments") for row in block.rows
    ]  # fmt: skip
    made = [*bank.plan.commitments.commitments, *bank.plan.commitments.claims]
    assert sorted(shown) == sorted(row.id for row in made if row.practice or row.section)


def test_a_promise_stands_with_its_target_and_never_with_what_was_measured(outlines: dict[str, Outline]) -> None:
    rows = {row.key: row for row in table(outlines["en"], "plan/practices/practices/incident/commitments").rows}
    assert "≥ 90%" in rows["CM-IM-2"].cells[1]


@LANGUAGES
def test_each_practice_has_its_number_its_owner_and_its_procedures(
    outlines: dict[str, Outline], bank: Dossier, language: str
) -> None:
    headings = chapter(outlines[language], "practices").headings
    assert [each.number for each in headings] == [f"5.{place}" for place in range(1, len(bank.practices) + 1)]
    for practice in bank.practices.values():
        said = facts(outlines[language], f"plan/practices/practices/{practice.id}/")
        assert (f"plan/practices/practices/{practice.id}/owner" in said) is bool(practice.owner)
        procedures = said.get(f"plan/practices/practices/{practice.id}/procedures", "")
        assert all(f"[[document:{each}]]" in procedures for each in practice.procedures)


def test_a_row_of_the_matrix_names_whoever_has_each_letter(outlines: dict[str, Outline], bank: Dossier) -> None:
    found = table(outlines["en"], "plan/roles/raci")
    assert found.columns == ("Activity", "Accountable", "Responsible", "Consulted", "Informed")
    titles = {role.id: role.title.text("en") for role in bank.plan.roles.roles}
    for row, duty in zip(found.rows, bank.plan.roles.raci, strict=True):
        assert row.cells[1] == ", ".join(titles[each] for each in roles_with(duty, "A"))
        assert row.cells[4] == ", ".join(titles[each] for each in roles_with(duty, "I"))


def test_an_objective_stands_with_the_sign_that_its_kind_asks_for(outlines: dict[str, Outline], bank: Dossier) -> None:
    column = table(outlines["en"], "plan/objectives/objectives").columns.index("Target")
    for row in table(outlines["en"], "plan/objectives/objectives").rows:
        objective = bank.objectives[row.key]
        sign = {"increase": "≥", "maintain at least": "≥", "decrease": "≤", "maintain at most": "≤"}.get(objective.kind)
        if sign and objective.target is not None:
            assert row.cells[column].startswith(sign)


@LANGUAGES
def test_the_budget_ends_with_its_sums_and_its_numbers_are_a_column_of_numbers(
    outlines: dict[str, Outline], bank: Dossier, language: str
) -> None:
    found, budget = table(outlines[language], "plan/resources/budget"), bank.plan.resources.budget
    assert budget is not None
    sums = [each for each in (budget.operation, budget.improvement, budget.total) if each is not None]
    assert len(found.rows) == len(budget.lines) + len(sums)
    assert found.numeric == (2,)
    assert budget.currency in found.title
    assert str(budget.period) in found.title


@LANGUAGES
def test_audits_reviews_and_improvements_are_those_that_the_plan_names(
    outlines: dict[str, Outline], bank: Dossier, language: str
) -> None:
    outline = outlines[language]
    named = bank.plan.assurance
    assert [row.key for row in table(outline, "plan/assurance/programme/audits").rows] == list(named.programme.audits)
    assert [row.key for row in table(outline, "plan/assurance/management_review/reviews").rows] == list(
        named.management_review.reviews
    )
    assert [row.key for row in table(outline, "plan/improvement/initiatives").rows] == list(
        bank.plan.improvement.initiatives
    )


@LANGUAGES
def test_the_topics_of_the_management_review_are_words_and_not_letters(
    outlines: dict[str, Outline], bank: Dossier, language: str
) -> None:
    where = "plan/assurance/management_review/topics"
    topics = facts(outlines[language], where)[where].split("; ")
    known = bank.standard.review_inputs
    assert topics == [known[each].title.text(language) for each in bank.plan.assurance.management_review.topics]


def test_no_column_is_empty_and_no_cell_shows_how_it_is_stored(outlines: dict[str, Outline]) -> None:
    for outline in outlines.values():
        for block in (block for each in outline.chapters for block in each.blocks if isinstance(block, Table)):
            for place in range(len(block.columns)):
                assert any(row.cells[place] for row in block.rows), (block.where, block.columns[place])
            for row in block.rows:
                assert not any(
                    word in cell for cell in row.cells for word in ("Decimal(", "Prose(", "None", "datetime")
                ), row


def test_anchors_on_the_page_are_given_once(outlines: dict[str, Outline]) -> None:
    anchors = [block.anchor for each in outlines["en"].chapters for block in each.blocks if isinstance(block, Heading)]
    assert len(anchors) == len(set(anchors))


def test_a_text_that_is_missing_in_one_language_stands_there_in_the_other(bank: Dossier) -> None:
    scope = replace(bank.plan.scope, boundaries=Prose.of({"en": "Only in English."}))
    changed = replace(bank, plan=replace(bank.plan, scope=scope))
    words = {
        block.where: block.text
        for block in chapter(outline_of(changed, "id"), "scope").blocks
        if isinstance(block, Words)
    }
    assert words["plan/scope/boundaries"] == "Only in English."


def test_what_the_plan_does_not_say_has_neither_heading_nor_table(bank: Dossier) -> None:
    scope = replace(bank.plan.scope, boundaries=Prose(), exclusions=(), climate=None, references=())
    changed = replace(bank, plan=replace(bank.plan, scope=scope))
    places = {block.where for block in chapter(outline_of(changed, "en"), "scope").blocks}
    assert not places & {
        "plan/scope/boundaries",
        "plan/scope/exclusions",
        "plan/scope/climate",
        "plan/scope/references",
    }


def test_a_practice_for_all_services_says_so(bank: Dossier) -> None:
    practice = replace(bank.plan.practices.practices[0], services=())
    practices = replace(bank.plan.practices, practices=(practice, *bank.plan.practices.practices[1:]))
    changed = replace(bank, plan=replace(bank.plan, practices=practices))
    said = facts(outline_of(changed, "en"), f"plan/practices/practices/{practice.id}/services")
    assert list(said.values()) == ["All in scope"]


def test_a_first_draft_is_ten_sections_under_a_title_too(examples: Path) -> None:
    outline = outline_of(load(examples / "bank-draft", TODAY), "en")
    assert len(outline.chapters) == 10
    assert outline.title
