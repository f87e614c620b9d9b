"""The governed path below the screen: who may decide about which text, what is refused, and what an approval leaves."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from opensmp.actions.approving import Verdict, decide, next_number, open_refinements, submit, withdraw
from opensmp.actions.deed import Actor
from opensmp.actions.editing import Change, edit
from opensmp.checking import BLOCKS
from opensmp.dossier import Dossier
from opensmp.exchange.values import dossier_of_sealed
from opensmp.i18n import Forbidden, Refused
from opensmp.plan.prose import Prose
from opensmp.store.comparing import submitted_for
from opensmp.store.models import Decision, Entry, Event, Organisation, PlanRow, Role, SealedVersion, Submission
from opensmp.store.reading import dossier_for, report_for

Acting = Callable[[str], Actor]
WHAT, WHY = "The boundaries are drawn anew.", "Decision D-2026-09."


@pytest.fixture
def ratna(acting: Acting) -> Actor:
    """The SMS owner."""
    return acting("ratna")


@pytest.fixture
def maya(acting: Acting) -> Actor:
    """The Chief Information Officer, in top management."""
    return acting("maya")


def draft(actor: Actor, plan: PlanRow) -> Dossier:
    """The draft as it stands now, whoever wrote last."""
    return dossier_for(plan, Organisation.objects.get(pk=actor.organisation.pk), actor.today)


def change(actor: Actor, plan: PlanRow, place: str, value: Any, key: str = "") -> None:
    seen = Entry.objects.of(plan.organisation_id).get(place=place, key=key).digest
    edit(actor, plan, [Change(place, key, seen, value)])


def write(actor: Actor, plan: PlanRow, words: str) -> None:
    change(
        actor,
        plan,
        "plan/scope",
        replace(draft(actor, plan).plan.scope, boundaries=Prose.of({"en": words, "id": words})),
    )


def submitted(actor: Actor, plan: PlanRow, **more: str) -> Submission:
    return submit(actor, plan, draft(actor, plan).digest, WHAT, WHY, **more).submission


@pytest.fixture
def waiting(ratna: Actor, plan: PlanRow) -> Submission:
    """A draft with one change waits for a decision."""
    write(ratna, plan, "Everything but the branches.")
    return submitted(ratna, plan)


def nothing_happened(submission: Submission) -> bool:
    """The submission still waits, nobody decided, and no version was sealed."""
    row = Submission.objects.of(submission.organisation_id).get(pk=submission.pk)
    decided = Decision.objects.of(submission.organisation_id).filter(submission=submission).exists()
    sealed = SealedVersion.objects.of(submission.organisation_id).filter(number=submission.number).exists()
    return (row.status, decided, sealed) == ("waiting", False, False)


@pytest.mark.parametrize(
    ("number", "after"),
    [("2.0", "2.1"), ("2.9", "2.10"), ("3", "4"), ("1.2.3", "1.2.4"), ("0.09", "0.10"), ("2.0-draft", "2.0-draft.1"), ("", ".1")],
)  # fmt: skip
def test_the_next_number_counts_up_the_last_part(number: str, after: str) -> None:
    assert next_number(number) == after


@pytest.mark.requirement("R05")
def test_a_submission_binds_the_text_and_what_stood_behind_it(ratna: Actor, plan: PlanRow) -> None:
    write(ratna, plan, "Everything but the branches.")
    digest = draft(ratna, plan).digest
    made = submit(ratna, plan, digest, WHAT, WHY)
    row = made.submission
    assert (row.digest, row.number, row.status, row.blocking) == (digest, "2.1", "waiting", [])
    assert row.authors == [ratna.account.pk]
    assert made.secret not in (row.token_hash, row.value)
    write(ratna, plan, "The branches as well.")
    assert (
        submitted_for(row, ratna.organisation, ratna.today).plan.scope.boundaries.text("en")
        == "Everything but the branches."
    )


@pytest.mark.parametrize(
    ("what", "why", "seen", "told"),
    [
        ("", WHY, None, "what changed and why"), (WHAT, "  ", None, "what changed and why"), ("\n", "", None, "what changed and why"),
        (WHAT, WHY, "0" * 64, "has changed since you opened"), (WHAT, WHY, "", "has changed since you opened"),
    ],
)  # fmt: skip
def test_a_submission_that_says_nothing_or_saw_another_text_is_refused(
    ratna: Actor, plan: PlanRow, what: str, why: str, seen: str | None, told: str
) -> None:
    head = ratna.organisation.head
    with pytest.raises(Refused, match=told):
        submit(ratna, plan, draft(ratna, plan).digest if seen is None else seen, what, why)
    assert not Submission.objects.of(plan.organisation_id).exists()
    assert Organisation.objects.get(pk=plan.organisation_id).head == head


@pytest.mark.parametrize(("number", "told"), [("2.0", "2.0 is sealed already"), ("", "has no version number")])
def test_a_draft_whose_number_is_taken_or_missing_is_not_submitted(
    ratna: Actor, plan: PlanRow, number: str, told: str
) -> None:
    change(ratna, plan, "plan/identity", replace(draft(ratna, plan).plan.identity, version=number))
    with pytest.raises(Refused, match=told):
        submitted(ratna, plan)


def test_one_draft_waits_at_a_time(ratna: Actor, plan: PlanRow, waiting: Submission) -> None:
    with pytest.raises(Refused, match="waiting for a decision already"):
        submitted(ratna, plan)
    assert Submission.objects.of(plan.organisation_id).count() == 1


@pytest.mark.parametrize("person", ["maya", "dimas", "intan", "lukman"])
def test_only_the_sms_owner_submits_and_takes_back(
    acting: Acting, plan: PlanRow, waiting: Submission, person: str
) -> None:
    with pytest.raises(Forbidden):
        submit(acting(person), plan, waiting.digest, WHAT, WHY)
    with pytest.raises(Forbidden):
        withdraw(acting(person), waiting, "Not mine to take back.")
    assert nothing_happened(waiting)


@pytest.mark.requirement("R05")
def test_an_approval_seals_the_submitted_text_with_its_digest_and_names_who_signed(
    ratna: Actor, maya: Actor, plan: PlanRow, waiting: Submission
) -> None:
    write(ratna, plan, "Written while the decision was waiting.")
    decide(maya, waiting, waiting.digest, Verdict("approved", "Well done.", start=date(2026, 12, 1)))
    row = SealedVersion.objects.of(plan.organisation_id).get(number="2.1")
    after = draft(ratna, plan)
    sealed = dossier_of_sealed(json.loads(row.value), after)
    assert row.digest == waiting.digest == sealed.digest
    assert sealed.plan.scope.boundaries.text("en") == "Everything but the branches."
    version = next(each for each in after.history.versions if each.number == "2.1")
    assert (version.start, version.author, version.last_editor, version.submitted) == (
        date(2026, 12, 1), "ratna", "ratna", ratna.today
    )  # fmt: skip
    signed = version.approvals[-1]
    assert (signed.person, signed.office, signed.outcome, signed.on, signed.digest, signed.note.text("en")) == (
        "maya", "cio", "approved", maya.today, waiting.digest, "Well done."
    )  # fmt: skip
    assert signed.authority.text("en") == "Authority to approve the plan under section 10"
    assert after.plan.scope.boundaries.text("en") == "Written while the decision was waiting."


def test_an_approval_opens_the_next_draft_and_brings_the_document_register_up_to_date(
    ratna: Actor, maya: Actor, plan: PlanRow, waiting: Submission
) -> None:
    decide(maya, waiting, waiting.digest, Verdict("approved"))
    after = draft(ratna, plan)
    assert after.plan.identity.version == "2.2"
    own = after.documents[after.plan.identity.number]
    assert (own.version, own.status, own.approved, own.approved_by) == ("2.1", "approved", maya.today, "maya")
    assert [each.verb for each in Event.objects.of(plan.organisation_id).order_by("-number")[:1]] == ["approved"]


@pytest.mark.requirement("R30")
def test_what_is_superseded_ends_the_day_before_the_next_begins(
    ratna: Actor, maya: Actor, plan: PlanRow, waiting: Submission
) -> None:
    decide(maya, waiting, waiting.digest, Verdict("approved", start=date(2026, 12, 1)))
    after = draft(ratna, plan)
    ends = {row.number: row.end for row in after.history.versions}
    assert (ends["2.0"], ends["2.1"]) == (date(2026, 11, 30), None)
    assert after.in_force is not None
    assert after.in_force.number == "2.0", "the new one begins in December"
    later = dossier_for(plan, Organisation.objects.get(pk=plan.organisation_id), date(2026, 12, 1)).in_force
    assert later is not None
    assert later.number == "2.1"


@pytest.mark.requirement("R05")
def test_the_author_of_a_text_does_not_decide_about_it_whatever_their_role(
    ratna: Actor, plan: PlanRow, waiting: Submission
) -> None:
    both = replace(ratna, role=Role.TOP_MANAGEMENT)
    for outcome in ("approved", "returned", "refused"):
        with pytest.raises(Forbidden, match="wrote or last edited"):
            decide(both, waiting, waiting.digest, Verdict(outcome, "All well."))  # type: ignore[arg-type]
    assert nothing_happened(waiting)


@pytest.mark.requirement("R05")
def test_who_edited_last_does_not_decide_although_somebody_else_submitted(
    ratna: Actor, maya: Actor, plan: PlanRow
) -> None:
    write(replace(maya, role=Role.SMS_OWNER), plan, "Maya wrote this herself.")
    row = submitted(replace(ratna, organisation=Organisation.objects.get(pk=plan.organisation_id)), plan)
    assert sorted(row.authors) == sorted([ratna.account.pk, maya.account.pk])
    with pytest.raises(Forbidden, match="wrote or last edited"):
        decide(maya, row, row.digest, Verdict("approved"))
    assert nothing_happened(row)


def test_a_declared_exception_lets_the_author_sign_and_is_printed_with_the_signature(
    ratna: Actor, maya: Actor, plan: PlanRow
) -> None:
    alone = replace(maya, role=Role.SMS_OWNER)
    write(alone, plan, "There are only two of us.")
    row = submitted(alone, plan, exception=" The firm has one director. ")
    decide(replace(alone, role=Role.TOP_MANAGEMENT), row, row.digest, Verdict("approved", "Signed."))
    version = next(each for each in draft(ratna, plan).history.versions if each.number == "2.1")
    assert version.approvals[-1].note.text("en") == "Signed. The firm has one director."


@pytest.mark.requirement("R05")
def test_who_holds_no_office_of_top_management_in_the_register_does_not_decide(
    acting: Acting, plan: PlanRow, waiting: Submission
) -> None:
    for stranger in (
        replace(acting("dimas"), role=Role.TOP_MANAGEMENT),
        replace(acting("maya"), person=""),
        replace(acting("dimas"), role=Role.TOP_MANAGEMENT, person="cio"),
    ):
        with pytest.raises(Forbidden, match="office of top management"):
            decide(stranger, waiting, waiting.digest, Verdict("approved"))
    assert nothing_happened(waiting)


def test_who_left_the_office_does_not_decide(ratna: Actor, maya: Actor, plan: PlanRow, waiting: Submission) -> None:
    row = next(each for each in draft(ratna, plan).organisation.people if each.id == "maya")
    change(ratna, plan, "organisation/people", replace(row, left=date(2026, 11, 20)), "maya")
    with pytest.raises(Forbidden, match="office of top management"):
        decide(replace(maya, organisation=ratna.organisation), waiting, waiting.digest, Verdict("approved"))


@pytest.fixture
def blocked(ratna: Actor, plan: PlanRow) -> Submission:
    """A waiting draft with an objective that nobody answers for."""
    row = draft(ratna, plan).objectives["SMO-1"]
    change(ratna, plan, "plan/objectives/objectives", replace(row, owner=None), "SMO-1")
    return submitted(ratna, plan)


@pytest.mark.requirement("R05")
def test_what_blocks_is_signed_only_with_a_reason_which_is_printed(
    ratna: Actor, maya: Actor, plan: PlanRow, blocked: Submission
) -> None:
    assert [each[1] for each in blocked.blocking] == ["plan/objectives/objectives/SMO-1/owner"]
    assert set(blocked.blocking[0][2]) == {"en", "id"}
    for override in ("", "   "):
        with pytest.raises(Refused, match="Findings block"):
            decide(maya, blocked, blocked.digest, Verdict("approved", "Well.", override=override))
    assert nothing_happened(blocked)
    decide(maya, blocked, blocked.digest, Verdict("approved", "Well.", override="The owner begins on Monday."))
    version = next(each for each in draft(ratna, plan).history.versions if each.number == "2.1")
    assert version.approvals[-1].note.text("en") == "Well. The owner begins on Monday."
    assert Submission.objects.of(plan.organisation_id).get(pk=blocked.pk).override == "The owner begins on Monday."


def test_what_blocks_can_be_returned_without_an_override(maya: Actor, blocked: Submission) -> None:
    decide(maya, blocked, blocked.digest, Verdict("returned", "Name an owner."))
    assert Submission.objects.of(blocked.organisation_id).get(pk=blocked.pk).status == "returned"


@pytest.mark.parametrize(
    ("verdict", "told"),
    [
        (Verdict("returned"), "what should change"), (Verdict("refused", " \n "), "what should change"),
        (Verdict("postponed", "Later."), "approve, return, refuse"),  # type: ignore[arg-type]
        (Verdict("", "Nothing."), "approve, return, refuse"),  # type: ignore[arg-type]
        (Verdict("returned", refinements=(("appendix", "Shorter."),)), "one of the ten sections"),
    ],
)  # fmt: skip
def test_a_decision_that_says_nothing_or_something_impossible_is_refused(
    maya: Actor, waiting: Submission, verdict: Verdict, told: str
) -> None:
    with pytest.raises(Refused, match=told):
        decide(maya, waiting, waiting.digest, verdict)
    assert nothing_happened(waiting)


@pytest.mark.requirement("R05")
def test_a_decision_about_another_text_than_the_submitted_one_is_refused(
    maya: Actor, ratna: Actor, plan: PlanRow, waiting: Submission
) -> None:
    write(ratna, plan, "Another text.")
    for seen in ("", "0" * 64, draft(ratna, plan).digest):
        with pytest.raises(Refused, match="decided or changed while you were reading"):
            decide(maya, waiting, seen, Verdict("approved"))
    assert nothing_happened(waiting)


@pytest.mark.parametrize("first", ["approved", "returned", "refused"])
def test_nothing_is_decided_twice(maya: Actor, ratna: Actor, waiting: Submission, first: Any) -> None:
    decide(maya, waiting, waiting.digest, Verdict(first, "So be it."))
    for second in ("approved", "returned"):
        with pytest.raises(Refused, match="decided or changed"):
            decide(maya, waiting, waiting.digest, Verdict(second, "Otherwise."))  # type: ignore[arg-type]
    with pytest.raises(Refused, match="decided or changed"):
        withdraw(ratna, waiting, "Too late.")
    row = Submission.objects.of(waiting.organisation_id).get(pk=waiting.pk)
    assert row.status == first
    assert Decision.objects.of(waiting.organisation_id).filter(submission=row).count() == 1


def test_a_draft_that_was_taken_back_is_not_decided_about_and_may_be_submitted_again(
    maya: Actor, ratna: Actor, plan: PlanRow, waiting: Submission
) -> None:
    withdraw(ratna, waiting, "A mistake in the table.")
    assert Submission.objects.of(plan.organisation_id).get(pk=waiting.pk).status == "withdrawn"
    told = Event.objects.of(plan.organisation_id).order_by("-number").first()
    assert told is not None
    assert (told.verb, told.reason, told.digest) == ("withdrew", "A mistake in the table.", waiting.digest)
    with pytest.raises(Refused, match="decided or changed"):
        decide(maya, waiting, waiting.digest, Verdict("approved"))
    assert submitted(ratna, plan).number == "2.1"


@pytest.mark.requirement("R30")
def test_drafts_that_were_sent_back_stay_in_the_history_of_the_version_in_their_order(
    ratna: Actor, maya: Actor, plan: PlanRow, waiting: Submission
) -> None:
    asked = (("scope", "Name the branches."), ("review", "Name the deputy."), ("scope", "And the cities."))
    decide(maya, waiting, waiting.digest, Verdict("returned", "Two sections.", refinements=asked))
    assert {key: [each.text for each in held] for key, held in open_refinements(ratna, plan).items()} == {
        "scope": ["Name the branches.", "And the cities."], "review": ["Name the deputy."]
    }  # fmt: skip
    write(ratna, plan, "Everything but the branches in Java.")
    second = submitted(ratna, plan)
    assert not open_refinements(ratna, plan), "what was asked for is answered by the next submission"
    decide(maya, second, second.digest, Verdict("refused", "Not this year."))
    write(ratna, plan, "Everything, after all.")
    third = submitted(ratna, plan)
    decide(maya, third, third.digest, Verdict("approved", "Now it is right."))
    version = next(each for each in draft(ratna, plan).history.versions if each.number == "2.1")
    assert [(row.outcome, row.note.text("en"), row.sections, row.digest) for row in version.approvals] == [
        ("returned", "Two sections.", ("scope", "review"), waiting.digest),
        ("refused", "Not this year.", (), second.digest),
        ("approved", "Now it is right.", (), third.digest),
    ]
    assert all((row.person, row.office) == ("maya", "cio") for row in version.approvals)
    now = Organisation.objects.get(pk=ratna.organisation.pk)
    assert report_for(plan, now, ratna.today).of(BLOCKS) == (), "what was sent back on the way blocks no later approval"
