"""What changed between two plans: added, removed, changed, moved, each at its place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opensmp.plan.difference import differences
from opensmp.plan.plan import Plan
from opensmp.plan.portfolio import Portfolio, ServiceLine
from opensmp.plan.prose import Prose
from opensmp.plan.scope import Scope
from opensmp.plan.section import Subsection


def plan(*services: str, **fields: object) -> Plan:
    lines = tuple(ServiceLine(service=each, summary=Prose.of(f"Runs {each}.")) for each in services)
    return replace(Plan(portfolio=Portfolio(services=lines)), **fields)


def shown(older: Plan, newer: Plan) -> list[tuple[str, str]]:
    return [(each.kind, "/".join(each.where)) for each in differences(older, newer, ("plan",))]


@pytest.mark.requirement("R30")
def test_a_row_added_on_top_is_one_addition() -> None:
    assert shown(plan("S-1", "S-2"), plan("S-0", "S-1", "S-2")) == [("added", "plan/portfolio/services/S-0")]


def test_a_row_taken_out_is_one_removal() -> None:
    assert shown(plan("S-1", "S-2"), plan("S-2")) == [("removed", "plan/portfolio/services/S-1")]


def test_a_changed_word_is_one_change_with_both_texts() -> None:
    newer = plan("S-1", scope=Scope(statement=Prose.of("All of IT.")))
    older = plan("S-1", scope=Scope(statement=Prose.of("Most of IT.")))
    (found,) = differences(older, newer)
    assert (found.kind, str(found.before), str(found.after)) == ("changed", "Most of IT.", "All of IT.")


def test_a_row_in_another_place_is_moved() -> None:
    assert shown(plan("S-1", "S-2", "S-3"), plan("S-3", "S-1", "S-2")) == [("moved", "plan/portfolio/services/S-3")]


def test_a_subsection_in_another_section_is_moved_and_names_its_source() -> None:
    heading = Subsection(id="onboarding", title=Prose.of("Onboarding"), text=Prose.of("New staff read this plan."))
    older = replace(Plan(), scope=Scope(subsections=(heading,)))
    newer = replace(Plan(), portfolio=Portfolio(subsections=(heading,)))
    (found,) = differences(older, newer)
    assert found.kind == "moved"
    assert found.source == ("scope", "subsections", "onboarding")
    assert found.where == ("portfolio", "subsections", "onboarding")


def test_a_text_that_was_empty_is_added() -> None:
    assert shown(plan(), plan(scope=Scope(statement=Prose.of("All of IT.")))) == [("added", "plan/scope/statement")]


@given(st.lists(st.sampled_from("abcdefgh"), unique=True), st.lists(st.sampled_from("abcdefgh"), unique=True))
def test_the_differences_account_for_every_row(older: list[str], newer: list[str]) -> None:
    found = shown(plan(*older), plan(*newer))
    keys = {
        kind: {where.rpartition("/")[2] for k, where in found if k == kind} for kind in ("added", "removed", "moved")
    }
    assert keys["added"] == set(newer) - set(older)
    assert keys["removed"] == set(older) - set(newer)
    staying = [each for each in older if each in newer and each not in keys["moved"]]
    assert staying == [each for each in newer if each in older and each not in keys["moved"]]


@given(st.lists(st.sampled_from("abcdefgh"), unique=True))
def test_nothing_differs_from_itself(services: list[str]) -> None:
    assert differences(plan(*services), plan(*services)) == ()
