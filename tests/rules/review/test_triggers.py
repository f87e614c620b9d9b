"""The seven events that make the plan change: named, watched, and answered when they happen."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from opensmp.checking import Finding, add, edit
from opensmp.dossier import Dossier
from opensmp.lifecycle.history import Change
from opensmp.plan.prose import Prose
from opensmp.rules import all_rules

RULES = {rule.id: rule for rule in all_rules()}
EVENTS = {
    "R31": "new service", "R32": "new customer", "R33": "new objective", "R34": "organisation change", "R35": "top management change",
    "R36": "operation differs", "R37": "management review",
}  # fmt: skip
each_event = pytest.mark.parametrize(
    "kind",
    [pytest.param(kind, marks=pytest.mark.requirement(requirement), id=kind) for requirement, kind in EVENTS.items()],
)


def found(rule: str, dossier: Dossier) -> list[Finding]:
    return list(RULES[rule].findings(dossier))


@each_event
def test_a_plan_that_leaves_out_one_of_the_seven_events_is_told_which(bank: Dossier, kind: str) -> None:
    silent = edit(bank, "plan/review/triggers", lambda held: tuple(each for each in held if each.kind != kind))
    (finding,) = found("REV-08", silent)
    assert kind in finding.says.text("en")
    assert finding.says.text("id") != finding.says.text("en")


@each_event
def test_an_event_that_nobody_watches_for_is_told(bank: Dossier, kind: str) -> None:
    blind = edit(
        bank,
        "plan/review/triggers",
        lambda held: tuple(replace(each, watched_by=None) if each.kind == kind else each for each in held),
    )
    (finding,) = found("REV-15", blind)
    assert finding.quote == kind


@each_event
@pytest.mark.parametrize(
    ("days", "answered", "rules"), [(60, "", ["LIF-11"]), (7, "", ["LIF-21"]), (60, "2.1", []), (0, "", ["LIF-21"])]
)
def test_an_event_is_answered_within_thirty_days(
    bank: Dossier, kind: str, days: int, answered: str, rules: list[str]
) -> None:
    what = Prose.of("Something changed.")
    change = Change(id="CHG-T", on=bank.today - timedelta(days=days), kind=kind, what=what, answered_by=answered)
    happened = add(bank, "history/changes", change)
    assert [rule for rule in ("LIF-11", "LIF-21") if found(rule, happened)] == rules
