"""The sentence that Home opens with: the most pressing thing first, in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.conftest import TODAY

from opensmp.checking import standing
from opensmp.checking.run import Report, chosen, run
from opensmp.checking.standing import Waiting, spelled, standing_of
from opensmp.dossier import Dossier
from opensmp.rules import all_rules

WAITS = Waiting("2.1", TODAY, "Ratna Wijayanti")


@pytest.fixture(scope="module")
def report_of() -> Callable[[Dossier], Report]:
    """Run the rules of stage 1 over a dossier."""
    rules = chosen(all_rules(), "stage1")
    return lambda dossier: run(dossier, rules)


def without_broken(dossier: Dossier) -> Dossier:
    return replace(dossier, verdicts=tuple(replace(row, verdict="kept") for row in dossier.verdicts))


def sound(report: Report) -> Report:
    """The same dossier as if no finding were open."""
    return Report(dossier=report.dossier, rules=report.rules, findings=(), accepted=())


def versions(dossier: Dossier, **changes: object) -> Dossier:
    """Change the version in force."""
    held = [replace(row, **changes) if row.number == "2.0" else row for row in dossier.history.versions]  # type: ignore[arg-type]
    return replace(dossier, history=replace(dossier.history, versions=tuple(held)))


@pytest.mark.requirement("R20")
def test_a_plan_that_was_never_signed_says_how_far_it_is_from_its_first_signature(
    bank: Dossier, report_of: Callable[[Dossier], Report]
) -> None:
    bare = replace(bank, history=replace(bank.history, versions=()))
    said = standing_of(sound(report_of(bare)))
    assert (said.kind, str(said.headline)) == ("unsigned", "Draft 2.1 is ready for its first signature.")


def test_a_version_that_ended_without_a_next_one_is_expired(
    bank: Dossier, report_of: Callable[[Dossier], Report]
) -> None:
    ended = versions(bank, end=TODAY - timedelta(days=1))
    said = standing_of(report_of(ended), WAITS)
    assert (said.kind, str(said.headline)) == ("expired", "No version is in force: 2.0 ended on 21 November 2026.")


def test_a_version_that_begins_later_is_signed_and_not_in_force(
    bank: Dossier, report_of: Callable[[Dossier], Report]
) -> None:
    coming = replace(bank.history.versions[-1], start=date(2027, 1, 1))
    later = replace(bank, history=replace(bank.history, versions=(coming,)))
    assert (
        str(standing_of(report_of(later)).headline) == "Version 2.0 is signed and comes into force on 1 January 2027."
    )


def test_findings_that_block_come_before_promises_and_decisions(
    bank: Dossier, report_of: Callable[[Dossier], Report]
) -> None:
    objectives = tuple(
        replace(row, owner=None) if row.id == "SMO-1" else row for row in bank.plan.objectives.objectives
    )
    plan = replace(bank.plan, objectives=replace(bank.plan.objectives, objectives=objectives))
    said = standing_of(report_of(replace(bank, plan=plan)), WAITS)
    assert said.kind == "blocked"
    assert str(said.headline) == "Draft 2.1 is one finding away from approval."
    assert "One finding blocks the signature." in [str(each) for each in said.because]


def test_an_overdue_review_comes_before_a_broken_promise(bank: Dossier, report_of: Callable[[Dossier], Report]) -> None:
    late = replace(bank, today=date(2027, 5, 1))
    said = standing_of(sound(report_of(late)))
    assert (said.kind, str(said.headline)) == (
        "review overdue", "The review of this plan has been overdue since 16 February 2027."
    )  # fmt: skip


def test_a_broken_promise_comes_before_a_decision_that_waits(
    bank: Dossier, report_of: Callable[[Dossier], Report]
) -> None:
    said = standing_of(report_of(bank), WAITS)
    assert (said.kind, str(said.headline)) == (
        "promise broken",
        "Version 2.0 is in force; two of its promises are not kept.",
    )
    assert any("it waits for a decision" in str(each) for each in said.because)


def test_a_decision_that_waits_is_said_where_all_else_is_well(
    bank: Dossier, report_of: Callable[[Dossier], Report]
) -> None:
    said = standing_of(report_of(without_broken(bank)), WAITS)
    assert (said.kind, str(said.headline)) == ("waiting", "Version 2.1 waits for a decision.")


def test_a_plan_agrees_with_practice_only_when_somebody_measured(
    bank: Dossier, report_of: Callable[[Dossier], Report]
) -> None:
    said = standing_of(report_of(without_broken(bank)))
    assert (said.kind, str(said.headline)) == ("agrees", "Version 2.0 is in force and agrees with practice.")
    unmeasured = standing_of(report_of(replace(bank, verdicts=())))
    assert unmeasured.kind == "unmeasured"
    assert "agrees" not in str(unmeasured.headline)


def test_a_signer_who_left_is_named(bank: Dossier, report_of: Callable[[Dossier], Report]) -> None:
    people = tuple(
        replace(row, left=date(2026, 11, 20)) if row.id == "maya" else row for row in bank.organisation.people
    )  # fmt: skip
    gone = replace(bank, organisation=replace(bank.organisation, people=people))
    assert any(
        "Maya Kusumawardhani left on 20 November 2026" in str(each) for each in standing_of(report_of(gone)).because
    )


def test_the_next_audit_from_outside_is_counted_in_days(bank: Dossier, report_of: Callable[[Dossier], Report]) -> None:
    because = [str(each) for each in standing_of(report_of(bank)).because]
    assert "Certification audit, Stage 1 is on 18 January 2027, 57 days from now." in because


def test_counts_are_words_up_to_ten() -> None:
    assert [str(spelled(n)) for n in (1, 7, 10, 11)] == ["one", "seven", "ten", "11"]
    assert str(spelled(3, start=True)) == "Three"


# Each kind of day, in both languages -----------------------------------------------------------------------------------

Change = Callable[[Dossier], Dossier]


def unsigned(dossier: Dossier) -> Dossier:
    return replace(dossier, history=replace(dossier.history, versions=()))


def numbered(dossier: Dossier, number: str) -> Dossier:
    return replace(dossier, plan=replace(dossier.plan, identity=replace(dossier.plan.identity, version=number)))


def ownerless(dossier: Dossier) -> Dossier:
    rows = tuple(replace(row, owner=None) if row.id == "SMO-1" else row for row in dossier.plan.objectives.objectives)
    return replace(dossier, plan=replace(dossier.plan, objectives=replace(dossier.plan.objectives, objectives=rows)))


def coming(dossier: Dossier) -> Dossier:
    return versions(unsigned_but_last(dossier), start=date(2027, 1, 1))


def unsigned_but_last(dossier: Dossier) -> Dossier:
    return replace(dossier, history=replace(dossier.history, versions=dossier.history.versions[-1:]))


def one_broken(dossier: Dossier) -> Dossier:
    first = standing.broken_promises(dossier)[0]
    rows = (row if row == first else replace(row, verdict="kept") for row in dossier.verdicts)
    return replace(dossier, verdicts=tuple(rows))


DAYS: dict[str, tuple[Change, Waiting | None, bool, str, str, str]] = {
    "first signature": (unsigned, None, True, "unsigned", "Draft 2.1 is ready for its first signature.",
                        "Konsep 2.1 siap untuk tanda tangan pertamanya."),
    "no number": (lambda d: numbered(unsigned(d), ""), None, True, "unsigned", "The draft has no version number yet.",
                  "Konsep belum memiliki nomor versi."),
    "never signed, blocked": (lambda d: ownerless(unsigned(d)), None, False, "unsigned",
                              "Draft 2.1 is two findings away from approval.", "dua temuan"),
    "never signed, blocked, no number": (lambda d: numbered(ownerless(unsigned(d)), ""), None, False, "unsigned",
                                         "The draft is three findings away from approval.", "tiga temuan"),
    "coming": (coming, None, True, "unsigned", "comes into force on 1 January 2027.", "1 Januari 2027"),
    "expired": (lambda d: versions(d, end=date(2026, 11, 20)), WAITS, True, "expired",
                "No version is in force: 2.0 ended on 20 November 2026.", "20 November 2026"),
    "blocked": (ownerless, WAITS, False, "blocked", "Draft 2.1 is one finding away from approval.", "2.1"),
    "review overdue": (lambda d: replace(d, today=date(2027, 5, 1)), WAITS, True, "review overdue",
                       "overdue since 16 February 2027.", "16 Februari 2027"),
    "one promise broken": (one_broken, WAITS, True, "promise broken",
                           "Version 2.0 is in force; one of its promises is not kept.", "2.0"),
    "two promises broken": (lambda d: d, None, True, "promise broken",
                            "Version 2.0 is in force; two of its promises are not kept.", "dua"),
    "waiting": (without_broken, WAITS, True, "waiting", "Version 2.1 waits for a decision.", "2.1"),
    "unmeasured": (lambda d: replace(d, verdicts=()), None, True, "unmeasured", "Nobody has measured yet", "2.0"),
    "agrees": (without_broken, None, True, "agrees", "is in force and agrees with practice.", "2.0"),
}  # fmt: skip


@pytest.mark.parametrize("case", DAYS.values(), ids=DAYS.keys())
@pytest.mark.requirement("R83")
def test_each_kind_of_day_has_its_sentence_in_both_languages(
    bank: Dossier, report_of: Callable[[Dossier], Report], case: tuple[Change, Waiting | None, bool, str, str, str]
) -> None:
    change, waiting, all_closed, kind, english, indonesian = case
    report = report_of(change(bank))
    said = standing_of(sound(report) if all_closed else report, waiting)
    assert said.kind == kind
    assert english in said.headline.text("en")
    assert indonesian in said.headline.text("id")
    for sentence in (said.headline, *said.because):
        assert sentence.text("id") != sentence.text("en"), "each sentence is translated"
        assert "{" not in sentence.text("en") + sentence.text("id")


def test_who_waits_for_a_decision_is_said_once_whatever_the_headline(
    bank: Dossier, report_of: Callable[[Dossier], Report]
) -> None:
    told = [str(each) for each in standing_of(report_of(without_broken(bank)), WAITS).because]
    assert "Ratna Wijayanti submitted it on 22 November 2026." in told
    told = [str(each) for each in standing_of(report_of(bank), WAITS).because]
    assert "Ratna Wijayanti submitted 2.1 on 22 November 2026; it waits for a decision." in told
    assert not [each for each in standing_of(report_of(bank)).because if "decision" in str(each)]


def test_an_old_broken_promise_that_was_kept_since_is_not_held_against_anybody(bank: Dossier) -> None:
    broken = standing.broken_promises(bank)[0]
    later = replace(broken, start=broken.end + timedelta(days=1), end=broken.end + timedelta(days=30), verdict="kept")
    after = replace(bank, verdicts=(later, *bank.verdicts))
    assert broken.commitment not in {row.commitment for row in standing.broken_promises(after)}


def test_an_audit_that_was_performed_or_is_our_own_is_not_ahead(bank: Dossier) -> None:
    ahead = standing.next_certification(bank)
    assert ahead is not None
    rows = tuple(replace(row, performed=row.planned) if row == ahead else row for row in bank.registers.audits)
    after = standing.next_certification(replace(bank, registers=replace(bank.registers, audits=rows)))
    assert after != ahead
    internal = tuple(replace(row, kind="internal") for row in bank.registers.audits)
    assert standing.next_certification(replace(bank, registers=replace(bank.registers, audits=internal))) is None
