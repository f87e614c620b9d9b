"""Stage 2: what the verdicts of past windows say about the plan in force."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from opensmp.checking import run
from opensmp.dossier import Dossier
from opensmp.lifecycle.history import History, Version
from opensmp.measures.verdict import Verdict, VerdictWord
from opensmp.plan.commitments import Commitment, Commitments
from opensmp.plan.plan import Plan
from opensmp.plan.prose import Prose
from opensmp.plan.review import Deviation, Review
from opensmp.plan.terms import Target
from opensmp.rules import all_rules

RULES = [rule for rule in all_rules() if rule.id.startswith("OPE")]
TODAY = date(2026, 11, 22)
PROMISE = Commitment(
    id="C-1",
    sentence=Prose.of("95 % of incidents are resolved in time each month."),
    target=Target(metric="incident.resolved_within", comparator="at least", value=Decimal(95), window="month"),
)


def month(number: int, verdict: VerdictWord = "kept", version: str = "1.0") -> Verdict:
    start = date(2026, number, 1)
    end = date(2026, number + 1, 1) - timedelta(days=1)
    return Verdict(commitment="C-1", start=start, end=end, verdict=verdict, version=version)


def found(*verdicts: Verdict, deviations: tuple[Deviation, ...] = (), begun: date = date(2026, 1, 1)) -> list[str]:
    dossier = Dossier(
        today=TODAY,
        plan=Plan(commitments=Commitments(commitments=(PROMISE,)), review=Review(deviations=deviations)),
        history=History(versions=(Version(number="1.0", start=begun),)),
        verdicts=verdicts,
    )
    return [finding.rule for finding in run(dossier, RULES).findings]


DECLARED = Deviation(id="DEV-1", commitment="C-1", reason=Prose.of("Missed since August."), until=date(2027, 3, 31))


@pytest.mark.requirement("R56")
def test_a_promise_kept_in_its_latest_window_is_no_finding() -> None:
    assert found(month(9, "broken"), month(10)) == []


@pytest.mark.requirement("R56", "R59")
def test_a_promise_is_due_a_window_and_a_month_after_it_came_into_force() -> None:
    assert found() == ["OPE-01"]
    assert found(begun=date(2026, 10, 15)) == []


@pytest.mark.requirement("R56")
def test_a_promise_that_the_sealed_versions_did_not_hold_is_not_due() -> None:
    dossier = Dossier(
        today=TODAY,
        plan=Plan(commitments=Commitments(commitments=(PROMISE,))),
        history=History(versions=(Version(number="1.0", start=date(2026, 1, 1)), Version(number="1.1", start=date(2026, 11, 1)))),
        sealed={"1.0": {"plan": {"commitments": {"commitments": []}}}, "1.1": {"plan": {"commitments": {"commitments": [{"id": "C-1"}]}}}},
    )  # fmt: skip
    assert run(dossier, RULES).findings == ()


@pytest.mark.requirement("R60")
def test_a_broken_promise_asks_for_a_deviation_and_three_in_a_row_block() -> None:
    assert found(month(10, "broken")) == ["OPE-02"]
    assert found(month(8, "broken"), month(9, "broken"), month(10, "broken")) == ["OPE-03"]
    assert found(month(7, "broken"), month(8, "broken"), month(9), month(10, "broken")) == ["OPE-02"]


@pytest.mark.requirement("R60")
def test_a_declared_deviation_stands_until_a_measurement_holds() -> None:
    assert found(month(8, "broken"), month(9, "broken"), month(10, "broken"), deviations=(DECLARED,)) == []
    assert found(month(9, "broken"), month(10), deviations=(DECLARED,)) == ["OPE-07"]


@pytest.mark.requirement("R56", "R57")
def test_a_window_across_two_versions_may_be_judged_by_either() -> None:
    versions = (
        Version(number="1.0", start=date(2026, 1, 1), end=date(2026, 10, 14)),
        Version(number="1.1", start=date(2026, 10, 15)),
    )
    for number, rules in (("1.0", []), ("1.1", []), ("2.0", ["OPE-04"]), ("", ["OPE-04"])):
        dossier = Dossier(
            today=TODAY,
            plan=Plan(commitments=Commitments(commitments=(PROMISE,))),
            history=History(versions=versions),
            verdicts=(month(10, version=number),),
        )
        assert [finding.rule for finding in run(dossier, RULES).findings] == rules


@pytest.mark.requirement("R56", "R59")
def test_a_window_is_missed_a_month_after_its_end() -> None:
    assert found(month(9)) == []
    assert found(month(8)) == ["OPE-05"]


@pytest.mark.requirement("R56")
@pytest.mark.parametrize("word", ["unknown", "too few"])
def test_no_records_are_no_proof(word: VerdictWord) -> None:
    assert found(month(10, word)) == ["OPE-06"]


@pytest.mark.requirement("R56")
def test_a_percentage_that_its_counts_do_not_give_is_found() -> None:
    right = replace(month(10), numerator=19, denominator=20, measured=Decimal("95.0"))
    assert found(right) == []
    assert found(replace(right, measured=Decimal("97.5"))) == ["OPE-08"]
    assert found(replace(right, numerator=21)) == ["OPE-08"]
    assert found(month(11)) == ["OPE-08"]


@pytest.mark.requirement("R56")
def test_the_sound_examples_have_no_finding_of_stage_2(bank: Dossier, provider: Dossier) -> None:
    assert run(bank, RULES).findings == run(provider, RULES).findings == ()


@pytest.mark.requirement("R60")
def test_the_deviation_to_declare_is_prepared_and_leaves_blank_what_people_decide() -> None:
    plan = Plan(commitments=Commitments(commitments=(replace(PROMISE, owner="dimas"),)))
    history = History(versions=(Version(number="1.0", start=date(2026, 1, 1)),))
    dossier = Dossier(today=TODAY, plan=plan, history=history, verdicts=(month(10, "broken"),))
    (finding,) = run(dossier, RULES).findings
    assert finding.correction is not None
    assert str(finding.correction.where) == "plan/review/deviations"
    assert finding.correction.after == (
        "{id: DEV-1, commitment: C-1, reason: ___, owner: dimas, until: ___, improvement: ___}"
    )
