"""What an auditor says about audits, reviews and the timeline, in other words than those of the rules' own examples."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from opensmp.checking import Rule, add, edit, put
from opensmp.dossier import Dossier
from opensmp.plan.assurance import Activity, Assurance
from opensmp.plan.prose import Prose
from opensmp.rules.assurance._helpers import after, clause_numbers, covers
from opensmp.rules.assurance.activities_take_place_as_planned import activities_take_place_as_planned
from opensmp.rules.assurance.auditor_audits_no_own_work import auditor_audits_no_own_work
from opensmp.rules.assurance.audits_are_scheduled import audits_are_scheduled
from opensmp.rules.assurance.audits_cover_every_clause import audits_cover_every_clause
from opensmp.rules.assurance.decisions_are_carried_out import decisions_are_carried_out
from opensmp.rules.assurance.lead_auditor_is_competent import lead_auditor_is_competent
from opensmp.rules.assurance.nonconformities_lead_to_corrective_action import nonconformities_lead_to_corrective_action
from opensmp.rules.assurance.review_record_covers_the_inputs import review_record_covers_the_inputs
from opensmp.rules.assurance.schedule_agrees_with_the_frequency import schedule_agrees_with_the_frequency
from opensmp.rules.assurance.top_management_reviews import top_management_reviews


def places(rule: Rule, dossier: Dossier) -> set[str]:
    return {str(each.where) for each in rule.findings(dossier)}


@pytest.mark.requirement("R77")
@pytest.mark.parametrize(
    ("written", "clause", "covered"),
    [
        (("4–7",), "6.3", True), (("clause 8.6",), "8.6.1", True), (("8.6.1",), "8.6.3", False),
        (("klausul 4 sampai 10",), "9.2", True), (("10",), "1", False), (("9",), "9.4", True),
    ],
)  # fmt: skip
def test_clauses_are_read_as_people_write_them(written: tuple[str, ...], clause: str, covered: bool) -> None:
    assert covers(clause_numbers(written), clause) is covered


@pytest.mark.requirement("R77")
def test_a_gap_in_the_coverage_is_named_at_its_highest_clause(provider: Dossier) -> None:
    def without(rows: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(
            replace(row, clauses=tuple(each for each in row.clauses if each not in {"8.4", "9"})) for row in rows
        )

    found = next(iter(audits_cover_every_clause.findings(edit(provider, "registers/audits", without))))
    assert "8.4 and 9" in str(found.says)


@pytest.mark.requirement("R77")
def test_audits_of_another_period_do_not_schedule_this_one(provider: Dossier) -> None:
    period = provider.plan.identity.period
    assert period is not None
    later = put(provider, "plan/identity/period", start=date(2031, 1, 1), end=date(2031, 12, 31))
    assert places(audits_are_scheduled, later) == {"plan/assurance/programme/audits"}
    assert (
        places(audits_are_scheduled, edit(later, "plan/assurance", lambda held: Assurance(keeper=held.keeper))) == set()
    )


@pytest.mark.requirement("R77")
def test_whoever_stands_in_the_raci_row_of_a_practice_does_not_audit_it(provider: Dossier) -> None:
    auditor = provider.registers.audits[0].lead
    duty = next(row for row in provider.plan.roles.raci if row.practice == "incident")
    role = next(key for key, cell in duty.cells.items() if "R" in cell)
    taking_part = edit(provider, f"plan/roles/roles/{role}", lambda row: replace(row, holders=(*row.holders, auditor)))
    assert f"registers/audits/{provider.registers.audits[0].id}/lead" in places(auditor_audits_no_own_work, taking_part)


@pytest.mark.requirement("R77")
def test_a_certificate_obtained_after_the_audit_came_too_late(provider: Dossier) -> None:
    audit = next(row for row in provider.registers.audits if row.performed)
    person = provider.people.persons[audit.lead or ""]
    late = tuple(
        replace(each, obtained=(audit.performed or provider.today) + timedelta(days=1)) for each in person.competences
    )
    found = places(lead_auditor_is_competent, put(provider, f"organisation/people/{person.id}", competences=late))
    assert found == {f"registers/audits/{audit.id}/lead"}


@pytest.mark.requirement("R17", "R78")
@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("The management review meets twice a year.", False),
        ("The management review is held every quarter and decides.", True),
        ("The annual management review decides.", True),
        ("Tinjauan manajemen dilakukan setiap bulan.", True),
        ("The yearly review of the plan is an item of the management review.", False),
        ("Reports reach the management review on time.", False),
    ],
)
def test_a_cadence_in_the_text_is_held_against_the_frequency(provider: Dossier, said: str, found: bool) -> None:
    told = put(provider, "plan/assurance/management_review", decides=said)
    assert bool(places(schedule_agrees_with_the_frequency, told)) is found


@pytest.mark.requirement("R20", "R61")
@pytest.mark.parametrize(
    ("activity", "missed"),
    [
        ({"start": date(2026, 8, 1)}, True),
        ({"start": date(2026, 8, 1), "performed": (date(2026, 8, 3),)}, False),
        ({"start": date(2026, 11, 1), "end": date(2026, 11, 30)}, False),
        ({"cadence": "yearly", "performed": (date(2025, 9, 1),)}, True),
        ({"cadence": "yearly", "performed": (date(2025, 12, 1),)}, False),
        ({"cadence": "monthly"}, True),
        ({"cadence": "monthly", "start": date(2026, 12, 1)}, False),
        ({"cadence": "quarterly", "performed": (date(2026, 8, 20),)}, False),
    ],
)
def test_a_test_that_was_never_held_is_found_and_one_that_is_not_due_is_not(
    provider: Dossier, activity: dict[str, object], missed: bool
) -> None:
    row = Activity(id="DR", title=Prose.of("Recovery test"), owner="top", **activity)
    found = places(activities_take_place_as_planned, add(provider, "plan/assurance/timeline", row))
    assert ("plan/assurance/timeline/DR/performed" in found) is missed


@pytest.mark.requirement("R17", "R18")
def test_corrective_actions_count_by_audit_by_report_and_by_numbered_nonconformity(provider: Dossier) -> None:
    item = next(row for row in provider.registers.improvements if row.corrective and row.source_ref in provider.audits)
    audit = provider.audits[item.source_ref]
    two = put(provider, f"registers/audits/{audit.id}", nonconformities=2)
    assert places(nonconformities_lead_to_corrective_action, two)
    for reference in (audit.id, f"{audit.id}/NC-2", audit.report or ""):
        answered = add(two, "registers/improvements", replace(item, id="IMP-X", source_ref=reference))
        assert not places(nonconformities_lead_to_corrective_action, answered)
    unrelated = add(two, "registers/improvements", replace(item, id="IMP-X", source_ref=f"{audit.id}9"))
    assert places(nonconformities_lead_to_corrective_action, unrelated)


@pytest.mark.requirement("R78")
def test_a_decision_done_late_is_not_overdue(provider: Dossier) -> None:
    review = next(row for row in provider.registers.reviews if row.decisions)
    done = tuple(replace(each, due=date(2026, 1, 1), done=date(2026, 2, 1)) for each in review.decisions)
    assert not places(decisions_are_carried_out, put(provider, f"registers/reviews/{review.id}", decisions=done))


@pytest.mark.requirement("R05", "R78")
def test_the_chair_was_top_management_on_the_day_of_the_review(provider: Dossier) -> None:
    office = next(row.id for row in provider.organisation.offices if row.top_management)
    person = next(row for row in provider.organisation.people if any(each.office == office for each in row.offices))
    review = next(row for row in provider.registers.reviews if row.performed)
    early = tuple(replace(each, since=date(2001, 1, 1), until=date(2002, 1, 1)) for each in person.offices)
    chaired = put(provider, f"registers/reviews/{review.id}", chair=person.id)
    assert not places(top_management_reviews, chaired)
    assert places(top_management_reviews, put(chaired, f"organisation/people/{person.id}", offices=early)) >= {
        f"registers/reviews/{review.id}/chair"
    }


def test_an_interval_ends_on_the_same_day_of_a_later_month() -> None:
    assert after(date(2026, 11, 30), "quarterly") == date(2027, 2, 28)
    assert after(date(2026, 12, 31), "two-yearly") == date(2028, 12, 31)
    assert after(date(2026, 12, 31), "weekly") == date(2027, 1, 7)


@pytest.mark.requirement("R78")
def test_a_dash_in_the_record_of_a_review_says_nothing(provider: Dossier) -> None:
    review = next(row for row in provider.registers.reviews if row.performed)
    dashed = put(provider, f"registers/reviews/{review.id}", inputs={**review.inputs, "k": Prose.of("–")})
    (found,) = review_record_covers_the_inputs.findings(dashed)
    assert str(found.says).startswith(
        f"The record of management review {review.id} says nothing on: Results of risk assessment"
    )
