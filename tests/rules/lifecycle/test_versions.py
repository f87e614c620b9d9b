"""Versions and approvals: who, in which office, when, on exactly which text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from opensmp.checking import Finding, edit, in_force_since, put
from opensmp.dossier import Dossier
from opensmp.rules import all_rules

RULES = {rule.id: rule for rule in all_rules()}


def found(rule: str, dossier: Dossier) -> list[Finding]:
    return list(RULES[rule].findings(dossier))


def in_force(dossier: Dossier) -> str:
    assert dossier.in_force is not None
    return dossier.in_force.number


@pytest.mark.requirement("R05")
def test_the_version_in_force_was_approved_by_top_management_on_its_exact_text(bank: Dossier) -> None:
    version = bank.in_force
    assert version is not None
    assert bank.is_sealed_as(version) is True
    assert {each.digest for each in version.approvals} == {version.digest}
    assert all(bank.people.is_top_management(each.person, each.on) for each in version.approvals)


@pytest.mark.requirement("R05", "R57")
def test_a_sealed_text_that_was_touched_shows(bank: Dossier) -> None:
    number = in_force(bank)
    touched = {**bank.sealed[number], "schema_version": 99}
    altered = replace(bank, sealed={**bank.sealed, number: touched}, sealed_digests={})
    assert [str(each.where) for each in found("LIF-20", altered)] == [f"history/versions/{number}/digest"]


@pytest.mark.requirement("R57")
def test_a_sealed_text_that_was_only_written_anew_does_not_show(bank: Dossier) -> None:
    assert found("LIF-20", replace(bank, sealed_digests={})) == []


@pytest.mark.requirement("R05")
@pytest.mark.parametrize("outcome", ["returned", "refused"])
def test_a_version_that_was_returned_or_refused_is_not_approved(bank: Dossier, outcome: str) -> None:
    place = f"history/versions/{in_force(bank)}/approvals"
    refused = edit(bank, place, lambda held: tuple(replace(each, outcome=outcome) for each in held))
    assert len(found("LIF-01", refused)) == 1


@pytest.mark.requirement("R05", "R35")
def test_an_approval_the_day_before_taking_office_does_not_count(bank: Dossier) -> None:
    version = bank.in_force
    assert version is not None
    person = bank.people.persons[version.approvals[0].person]
    taken = max(each.since for each in person.offices)
    place, before = f"history/versions/{version.number}/approvals", taken - timedelta(days=1)
    early = edit(bank, place, lambda held: tuple(replace(each, on=before) for each in held))
    assert len(found("LIF-02", early)) == 1


@pytest.mark.requirement("R30")
def test_a_plan_without_any_version_was_never_approved(bank: Dossier) -> None:
    assert len(found("LIF-01", edit(bank, "history/versions", lambda _: ()))) == 1


@pytest.mark.requirement("R30")
@pytest.mark.parametrize(("number", "told"), [("1.9", 1), ("2.0", 0), ("2.0.1", 0), ("10.0", 0), ("", 0)])
def test_a_draft_carries_a_number_above_the_version_in_force(bank: Dossier, number: str, told: int) -> None:
    assert len(found("LIF-12", put(bank, "plan/identity", version=number))) == told


@pytest.mark.requirement("R03", "R38")
def test_no_change_is_a_review_and_counts_from_its_day(bank: Dossier) -> None:
    aged = in_force_since(edit(bank, "history/reviews", lambda _: ()), date(2026, 5, 1))
    assert aged.last_review == date(2026, 5, 1)
    assert found("REV-04", aged)
    assert aged.review_due is not None
    assert aged.review_due < aged.today


@pytest.mark.requirement("R04")
def test_a_plan_has_one_named_owner_who_is_still_there(bank: Dossier) -> None:
    owner = bank.plan.identity.owner
    assert owner is not None
    assert [found(rule, bank) for rule in ("LIF-13", "LIF-14", "ROL-37")] == [[], [], []]
    assert [str(each.where) for each in found("LIF-13", put(bank, "plan/identity", owner=None))] == [
        "plan/identity/owner"
    ]
