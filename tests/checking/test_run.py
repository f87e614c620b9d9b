"""Running rules: sorted, complete, repeatable; acceptances; the two counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from opensmp.checking import (
    ADVICE,
    BLOCKS,
    Address,
    Finding,
    Rule,
    Severity,
    add,
    at,
    checklist_rows,
    chosen,
    drop,
    edit,
    fails,
    planning_items,
    put,
    rule,
    run,
)  # fmt: skip
from opensmp.checking.rule import UndocumentedRule, page
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.lifecycle.history import Acceptance
from opensmp.plan.objectives import Objective
from opensmp.plan.prose import Prose
from opensmp.registers.organisation import Person

TODAY = date(2026, 11, 22)
EMPTY = Dossier(today=TODAY)


def made(rule_id: str, severity: Severity, *places: str, **about: tuple[str, ...]) -> Rule:
    def check(dossier: Dossier) -> Iterator[Finding]:
        """It speaks.

        Why: because.

        Fix: so.
        """
        for place in places:
            yield Finding(where=at(place), says=_("Here."))

    return rule(rule_id, clause="6.3", severity=severity, examples=(), **about)(check)  # type: ignore[arg-type]


def test_blocking_findings_come_first_then_the_order_of_the_plan() -> None:
    advice = made("AAA-01", ADVICE, "plan/scope/x")
    blocks = made("ZZZ-01", BLOCKS, "plan/review/y", "registers/slas/z", "plan/scope/y", "plan/identity/a")
    found = [str(each.where) for each in run(EMPTY, [advice, blocks]).findings]
    assert found == ["plan/identity/a", "plan/scope/y", "plan/review/y", "registers/slas/z", "plan/scope/x"]


def test_the_same_finding_twice_counts_once() -> None:
    assert len(run(EMPTY, [made("AAA-01", BLOCKS, "plan/scope", "plan/scope")]).findings) == 1


def accepted(**fields: object) -> Dossier:
    given = Acceptance(
        rule="AAA-01", where="plan/scope", reason=Prose.of("Decided in the board."), by="ratna", until=TODAY
    )
    return replace(EMPTY, acceptances=(replace(given, **fields),))


@pytest.mark.requirement("R60")
def test_an_acceptance_takes_a_finding_out_of_the_count_and_keeps_it_listed() -> None:
    report = run(accepted(), [made("AAA-01", BLOCKS, "plan/scope")])
    assert report.findings == ()
    assert [str(each.finding.where) for each in report.accepted] == ["plan/scope"]


@pytest.mark.parametrize(
    "fields",
    [
        {"until": TODAY - timedelta(days=1)},
        {"by": None},
        {"reason": Prose()},
        {"where": "plan/roles"},
        {"rule": "AAA-02"},
    ],
)
def test_an_acceptance_needs_somebody_a_reason_time_left_and_its_finding(fields: dict[str, object]) -> None:
    assert len(run(accepted(**fields), [made("AAA-01", BLOCKS, "plan/scope")]).findings) == 1


def test_profiles_choose_rules_and_all_is_the_union() -> None:
    rules = [
        made("AAA-01", BLOCKS),
        made("AAA-02", BLOCKS, profiles=("stage2",)),
        made("AAA-03", ADVICE, profiles=("ojk", "stage1")),
    ]
    assert [each.id for each in chosen(rules, "stage1")] == ["AAA-01", "AAA-03"]
    assert [each.id for each in chosen(rules, "stage2")] == ["AAA-02"]
    assert len(chosen(rules, "all")) == 3


@pytest.mark.requirement("R51")
def test_the_two_counts_are_never_merged() -> None:
    rules = [
        made("AAA-01", BLOCKS, "plan/scope", requirements=("R70",)),
        made("AAA-02", BLOCKS, "plan/scope", items=("c",)),
    ]
    report = run(EMPTY, rules)
    rows, items = checklist_rows(report), planning_items(report)
    assert (rows.met, len(rows.rows), items.met, len(items.rows)) == (10, 11, 7, 8)
    assert [row.clause for row in items.rows if row.state == "not met"] == ["6.3 c)"]


@pytest.mark.requirement("R51", "R60")
def test_an_accepted_finding_is_a_declared_gap() -> None:
    rows = checklist_rows(run(accepted(), [made("AAA-01", BLOCKS, "plan/scope", requirements=("R70",))]))
    assert (rows.met, rows.declared) == (11, 1)


def test_advice_does_not_unmake_a_row() -> None:
    assert checklist_rows(run(EMPTY, [made("AAA-01", ADVICE, "plan/scope", requirements=("R70",))])).met == 11


@pytest.mark.parametrize("docstring", [None, "", "Title.", "Title.\n\nWhy: x", "Title.\n\nFix: y"])
def test_a_rule_without_its_page_is_not_a_rule(docstring: str | None) -> None:
    with pytest.raises(UndocumentedRule, match="AAA-01"):
        page("AAA-01", docstring)


def test_a_page_is_read_across_line_breaks() -> None:
    assert page("AAA-01", "Title.\n\n    Why: one\n    two.\n\n    Fix: three.\n") == ("Title.", "One two.", "Three.")


def test_an_address_names_a_place_and_its_section() -> None:
    where = at("plan/objectives/objectives", "SMO-9", "target")
    assert str(where) == "plan/objectives/objectives/SMO-9/target"
    assert where.section == "objectives"
    assert at("registers/slas").section is None
    assert str(at("plan") / "scope") == "plan/scope"


def test_a_finding_needs_a_place() -> None:
    with pytest.raises(ValueError, match="place"):
        Finding(where=Address(()), says=_("x"))


ONE = Objective(id="SMO-1", statement=Prose.of("x"), kind="increase")
WITH_ONE = add(EMPTY, "plan/objectives/objectives", ONE)


def test_changes_by_address_leave_the_original_alone() -> None:
    changed = put(WITH_ONE, "plan/objectives/objectives/SMO-1", statement="Other words", unit="%")
    assert str(changed.plan.objectives.objectives[0].statement) == "Other words"
    assert str(WITH_ONE.plan.objectives.objectives[0].statement) == "x"
    assert drop(changed, "plan/objectives/objectives/*").plan.objectives.objectives == ()
    assert edit(WITH_ONE, "today", lambda day: day + timedelta(days=1)).today == date(2026, 11, 23)


def test_a_change_at_a_place_that_is_not_there_says_so() -> None:
    with pytest.raises(LookupError, match="SMO-7"):
        put(WITH_ONE, "plan/objectives/objectives/SMO-7", unit="%")


def test_fails_and_passes_are_told_apart() -> None:
    assert fails("x", lambda d: d).fails
    assert add(EMPTY, "organisation/people", Person(id="p", name="P")).people.known("p")
