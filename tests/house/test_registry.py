"""The registry of rules: every rule has a page, examples that are true, a place in the checklist, and stays pure."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest

from opensmp.checking import Finding, Rule, chosen, run
from opensmp.dossier import Dossier
from opensmp.rules import all_rules
from opensmp.standard import standard

RULES = all_rules()
bases = pytest.mark.parametrize("base", [pytest.param("bank", marks=pytest.mark.thorough), "provider"])
by_id = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


def _key(found: Finding) -> tuple[str, str]:
    return found.rule, str(found.where)


def new_findings(before: Dossier, after: Dossier, profile: str) -> list[Finding]:
    """The findings of a profile that the change brought; a finding that only moved its words is not new."""
    known = baseline(before, profile)
    return [found for found in run(after, chosen(RULES, profile)).findings if _key(found) not in known]


_baselines: dict[tuple[int, str], set[tuple[str, str]]] = {}


def baseline(dossier: Dossier, profile: str) -> set[tuple[str, str]]:
    if (id(dossier), profile) not in _baselines:
        _baselines[id(dossier), profile] = {_key(found) for found in run(dossier, chosen(RULES, profile)).findings}
    return _baselines[id(dossier), profile]


def test_there_are_at_least_110_rules() -> None:
    assert len(RULES) >= 110


def test_ids_are_unique_and_say_their_group() -> None:
    assert [rule.id for rule in RULES] == sorted({rule.id for rule in RULES})
    assert all(re.fullmatch(r"[A-Z]{3}-\d\d", rule.id) for rule in RULES)


def test_names_are_unique() -> None:
    assert [name for name, n in Counter(rule.name for rule in RULES).items() if n > 1] == []


@by_id
def test_a_rule_has_a_page(rule: Rule) -> None:
    assert len(rule.title.template) <= 90
    assert rule.title.template.endswith(".")
    assert len(rule.why.template) > 30
    assert len(rule.fix.template) > 20


@by_id
def test_a_rule_cites_a_clause_and_requirements_that_exist(rule: Rule) -> None:
    assert rule.clause in standard().clauses
    assert rule.requirements
    assert all(re.fullmatch(r"R\d\d", requirement) for requirement in rule.requirements)


@by_id
def test_a_rule_shows_what_fails_and_what_passes(rule: Rule) -> None:
    assert any(example.fails for example in rule.examples)
    assert any(not example.fails for example in rule.examples)
    assert all(example.shows for example in rule.examples)


@pytest.mark.requirement("R50", "R51", "R55", "R58", "R59")
@bases
@by_id
def test_its_defect_gives_that_finding_and_no_other(rule: Rule, base: str, request: pytest.FixtureRequest) -> None:
    dossier: Dossier = request.getfixturevalue(base)
    for example in rule.examples:
        if example.fails:
            fresh = new_findings(dossier, example.change(dossier), rule.profiles[0])
            assert {found.rule for found in fresh} == {rule.id}, [f"{f.rule} {f.where}: {f.says}" for f in fresh]


@bases
@by_id
def test_it_leaves_its_sound_examples_alone(rule: Rule, base: str, request: pytest.FixtureRequest) -> None:
    dossier: Dossier = request.getfixturevalue(base)
    sound = [example.change(dossier) for example in rule.examples if not example.fails]
    known = {_key(found) for found in run(dossier, [rule]).findings} if sound else set()
    assert [found for each in sound for found in run(each, [rule]).findings if _key(found) not in known] == []


@by_id
def test_a_finding_speaks_both_languages_and_names_its_place(rule: Rule, provider: Dossier) -> None:
    for example in rule.examples:
        if example.fails:
            for found in rule.findings(example.change(provider)):
                assert found.says.text("en")
                assert found.says.text("id")
                assert "{" not in found.says.text("en").replace("{{", "")


@pytest.mark.requirement("R70", "R71", "R72", "R73", "R74", "R75", "R76", "R77", "R78", "R79", "R19")
def test_every_failure_mode_of_the_checklist_has_a_rule() -> None:
    modes = {failure.key for row in standard().checklist.values() for failure in row.failures}
    detected = {key for rule in RULES for key in rule.detects}
    assert detected <= modes, detected - modes
    assert modes <= detected, modes - detected


@pytest.mark.requirement("R21", "R51")
def test_every_item_of_clause_6_3_has_a_rule() -> None:
    assert {letter for rule in RULES for letter in rule.items} == set("abcdefgh")


def test_rules_do_not_change_what_they_look_at(bank: Dossier) -> None:
    copy = replace(bank)
    run(bank, RULES)
    assert bank == copy


def test_the_order_of_rules_does_not_matter(bank: Dossier) -> None:
    assert run(bank, RULES).findings == run(bank, reversed(RULES)).findings
