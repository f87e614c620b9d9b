"""Defects in the words of auditors, planted one by one in the sound bank: each is found, in its place, with little beside it."""

from __future__ import annotations

from collections import Counter

import pytest
from tests.stories.defects import agreements, assurance, life, objectives, practices, roles, scope, second
from tests.stories.making import Defect

from opensmp.checking import Finding, run
from opensmp.dossier import Dossier
from opensmp.rules import all_rules

DEFECTS: tuple[Defect, ...] = (
    *scope.DEFECTS, *objectives.DEFECTS, *roles.DEFECTS, *practices.DEFECTS, *agreements.DEFECTS, *assurance.DEFECTS, *life.DEFECTS,
    *second.DEFECTS,
)  # fmt: skip
BEYOND = tuple(defect for defect in DEFECTS if not defect.found_by)
"""What an auditor reads and these rules do not: kept in view, so that a rule which comes to find one is noticed."""

RULES = all_rules()
MOST_BESIDE = 2
"""How many findings of other rules may follow from the same defect, where the defect does not name them."""


def cases(defects: tuple[Defect, ...]) -> list[object]:
    return [
        pytest.param(defect, id=defect.key, marks=pytest.mark.requirement(*defect.proves.split())) for defect in defects
    ]


@pytest.fixture(scope="module")
def known(bank: Dossier) -> frozenset[tuple[str, str]]:
    """What is found in the bank before anything is planted."""
    return frozenset((found.rule, str(found.where)) for found in run(bank, RULES).findings)


def planted(defect: Defect, bank: Dossier, known: frozenset[tuple[str, str]]) -> list[Finding]:
    """Return what the rules of all profiles find in the bank with the defect, and not in the bank."""
    changed = defect.planted(bank)
    assert changed != bank
    return [found for found in run(changed, RULES).findings if (found.rule, str(found.where)) not in known]


@pytest.mark.parametrize("defect", cases(tuple(each for each in DEFECTS if each.found_by)))
def test_a_defect_in_an_auditors_words_is_found(
    defect: Defect, bank: Dossier, known: frozenset[tuple[str, str]]
) -> None:
    found = planted(defect, bank, known)
    said = [f"{each.rule} {each.where}: {each.says}" for each in found]
    assert any(each.rule in defect.accepted and str(each.where).startswith(defect.at) for each in found), said
    assert len([each for each in found if each.rule not in defect.allowed]) <= MOST_BESIDE, said


@pytest.mark.parametrize("defect", cases(BEYOND))
def test_what_is_beyond_the_rules_is_known(defect: Defect, bank: Dossier, known: frozenset[tuple[str, str]]) -> None:
    assert planted(defect, bank, known) == []


def test_a_defect_is_planted_once_and_its_rules_exist() -> None:
    assert [key for key, times in Counter(defect.key for defect in DEFECTS).items() if times > 1] == []
    rules = {rule.id for rule in RULES}
    assert {rule for defect in DEFECTS for rule in defect.allowed} <= rules
    assert len(DEFECTS) >= 90
    assert len(BEYOND) <= len(DEFECTS) // 20
