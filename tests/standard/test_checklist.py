"""The content checklist: eleven rows, each with what it asks, how it fails and where it stands."""

from __future__ import annotations

from typing import get_args

import pytest

from opensmp.standard import Verdict, clause, split_reference, standard

ROWS = {
    "scope": ("R70", "scope"),
    "objectives": ("R71", "objectives"),
    "roles": ("R72", "roles"),
    "resources": ("R73", "resources"),
    "practices": ("R74", "practices"),
    "portfolio": ("R75", "portfolio"),
    "suppliers": ("R76", "suppliers"),
    "audit": ("R77", "assurance"),
    "management-review": ("R78", "assurance"),
    "improvement": ("R79", "improvement"),
    "review": ("R19", "review"),
}


@pytest.mark.requirement("R70", "R71", "R72", "R73", "R74", "R75", "R76", "R77", "R78", "R79", "R19")
def test_the_checklist_has_eleven_rows_and_each_stands_in_its_section() -> None:
    assert {row.key: (row.requirement, row.section) for row in standard().checklist.values()} == ROWS


@pytest.mark.requirement("R70", "R71", "R72", "R73", "R74", "R75", "R76", "R77", "R78", "R79", "R19")
@pytest.mark.parametrize("key", ROWS)
def test_a_row_says_what_it_asks_and_how_it_fails(key: str) -> None:
    row = standard().checklist[key]
    assert len(row.content) >= 2
    assert len(row.failures) >= 3
    assert all(clause(reference) for reference in row.clauses)


def test_a_failure_mode_has_one_key_in_the_whole_checklist() -> None:
    keys = [failure.key for row in standard().checklist.values() for failure in row.failures]
    assert len(keys) == len(set(keys)) >= 33


@pytest.mark.parametrize(
    ("row", "says", "verdict", "published"),
    [
        ("scope", "4.3", "right", ("4.3",)),
        ("roles", "6.2(c)", "moved", ("6.3 d)",)),
        ("practices", "8.1-8.12", "no such clause", ("8.1", "8.7")),
        ("suppliers", "8.7", "wrong clause", ("8.3.4",)),
        ("audit", "9.2", "right", ("9.2",)),
    ],
)
def test_the_source_document_s_clause_stands_beside_the_published_one(
    row: str, says: str, verdict: str, published: tuple[str, ...]
) -> None:
    stated = {one.says: (one.verdict, one.published) for one in standard().checklist[row].source}
    assert stated[says] == (verdict, published)


def test_the_row_that_the_source_document_forgot_cites_nothing_of_it() -> None:
    assert standard().checklist["review"].source == ()


def test_a_section_and_its_checklist_rows_agree_on_a_clause() -> None:
    known = standard()
    for row in known.checklist.values():
        section = known.sections[row.section]
        numbers = {split_reference(one).number for one in section.clauses}
        assert numbers & {split_reference(one).number for one in row.clauses}, row.key


def test_every_verdict_on_the_source_document_is_a_word_of_the_product() -> None:
    cited = [one for row in standard().checklist.values() for one in row.source]
    cited += [one for section in standard().sections.values() for one in section.source]
    assert {one.verdict for one in cited} <= {*get_args(Verdict), "right family"}
