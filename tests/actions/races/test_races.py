"""Several people at once: nobody's work is lost, nothing is counted twice, nothing is approved that nobody saw (G2).

Each scenario runs in threads that start together, on a real file or a real server. A naive control stands beside the
cure: it must fail, or the scenario shows nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from threading import Barrier, Thread

import pytest
from django.db import DatabaseError, connections

from opensmp.actions.approving import Verdict, decide, submit, withdraw
from opensmp.actions.deed import Actor, deed
from opensmp.actions.editing import Change, Conflict, edit
from opensmp.actions.members import invite, join
from opensmp.i18n import Refusal
from opensmp.plan.prose import Prose
from opensmp.site.demo import DAY, PLAN, SLUG
from opensmp.store.chain import broken_at
from opensmp.store.models import (
    Account,
    Decision,
    Entry,
    Event,
    Membership,
    Organisation,
    PlanRow,
    Role,
    SealedVersion,
    Submission,
)
from opensmp.store.reading import dossier_for

pytestmark = [pytest.mark.thorough, pytest.mark.usefixtures("for_others")]
ROUNDS = 5
"""Rounds in CI; `make nightly` runs five hundred."""


def person(name: str, email: str | None = None) -> Actor:
    organisation = Organisation.objects.get(slug=SLUG)
    account = Account.objects.get(email=email or f"{name}@bns.example")
    row = Membership.objects.of(organisation).get(account=account)
    return Actor(account, organisation, row.role, row.person, DAY)


def the_plan() -> PlanRow:
    return PlanRow.objects.of(Organisation.objects.get(slug=SLUG)).get(slug=PLAN)


def together(*deeds: Callable[[], object]) -> list[object]:
    """Run deeds in threads that start at the same moment; return what each gave back or refused with."""
    barrier, told = Barrier(len(deeds)), [None] * len(deeds)

    def run(number: int, doing: Callable[[], object]) -> None:
        barrier.wait()
        try:
            told[number] = doing()
        except (Refusal, DatabaseError) as refusal:
            told[number] = refusal
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=each) for each in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not [each for each in told if isinstance(each, DatabaseError)]
    return told


def done(told: list[object]) -> int:
    return sum(1 for each in told if not isinstance(each, Refusal))


def scope_entry() -> Entry:
    return Entry.objects.of(Organisation.objects.get(slug=SLUG)).get(place="plan/scope")


def write_scope(words: str, seen: str) -> Callable[[], object]:
    def doing() -> object:
        ratna = person("ratna")
        scope = dossier_for(the_plan(), ratna.organisation, DAY).plan.scope
        return edit(ratna, the_plan(), [Change("plan/scope", "", seen, replace(scope, text=Prose.of(words)))])

    return doing


def test_of_two_editors_of_one_section_one_saves_and_one_is_told() -> None:
    for _round in range(ROUNDS):
        seen = scope_entry().digest
        told = together(write_scope(f"A{_round}", seen), write_scope(f"B{_round}", seen))
        assert done(told) == 1
        assert sum(isinstance(each, Conflict) for each in told) == 1


def test_the_naive_editor_loses_work() -> None:
    """The control: without the digest that was seen, both are told "saved" and one text is gone."""

    def naive(words: str) -> Callable[[], object]:
        def doing() -> object:
            rows = Entry.objects.of(Organisation.objects.get(slug=SLUG)).filter(place="plan/scope")
            return rows.update(body=f"text: {words}\n")

        return doing

    told = together(naive("A"), naive("B"))
    assert done(told) == 2


def again(row: Submission) -> Submission:
    return Submission.objects.of(row.organisation_id).get(pk=row.pk)


def submitted() -> Submission:
    ratna = person("ratna")
    return submit(ratna, the_plan(), dossier_for(the_plan(), ratna.organisation, DAY).digest, "What", "Why").submission


def test_one_approver_who_presses_twice_decides_once() -> None:
    row = submitted()

    def approve() -> object:
        return decide(
            person("maya"),
            Submission.objects.of(row.organisation_id).get(pk=row.pk),
            row.digest,
            Verdict("approved", override="x"),
        )

    assert done(together(*[approve] * 12)) == 1
    assert Decision.objects.of(row.organisation_id).count() == 1
    assert SealedVersion.objects.of(row.organisation_id).filter(number=row.number).count() == 1


def test_approving_against_returning_and_withdrawing_ends_in_one_of_them() -> None:
    row = submitted()
    fresh = lambda: Submission.objects.of(row.organisation_id).get(pk=row.pk)  # noqa: E731
    told = together(
        lambda: decide(person("maya"), fresh(), row.digest, Verdict("approved", override="x")),
        lambda: decide(person("maya"), fresh(), row.digest, Verdict("returned", note="Not yet.")),
        lambda: withdraw(person("ratna"), fresh(), "A mistake."),
    )
    assert done(told) == 1
    sealed = SealedVersion.objects.of(row.organisation_id).filter(number=row.number).exists()
    assert sealed == (fresh().status == "approved")


def test_submitting_twice_makes_one_submission() -> None:
    told = together(submitted, submitted, submitted)
    assert done(told) == 1


def test_an_edit_during_the_approval_never_changes_what_was_approved() -> None:
    row = submitted()
    told = together(
        lambda: decide(person("maya"), again(row), row.digest, Verdict("approved", override="x")),
        write_scope("Changed meanwhile.", scope_entry().digest),
    )
    assert done(told) == 2
    version = SealedVersion.objects.of(row.organisation_id).get(number=row.number)
    assert version.digest == row.digest
    assert "Changed meanwhile" not in version.value


def test_one_invitation_opened_by_many_lets_one_in() -> None:
    lukman = person("lukman")
    secret = invite(lukman, "new@bns.example", "New", Role.CONTRIBUTOR).secret
    told = together(*[lambda: join(secret, None, "New", "a long sentence of mine")] * 4)
    assert Membership.objects.of(lukman.organisation).filter(account__email="new@bns.example").count() == 1
    assert done(told) >= 1


def test_many_events_at_once_make_one_chain() -> None:
    def act() -> object:
        ratna = person("ratna")
        with deed(ratna, "looked", permission="read"):
            return True

    assert done(together(*[act] * 12)) == 12
    organisation = Organisation.objects.get(slug=SLUG)
    rows = Event.objects.of(organisation).order_by("number").values()
    assert broken_at([{**row, "organisation": SLUG} for row in rows]) is None
    assert organisation.head == len(rows)
