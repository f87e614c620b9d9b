"""The governed path: a draft is submitted, top management decides about exactly that text, an approved one is sealed."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Literal, NamedTuple, TypeAlias, cast

from django.db import IntegrityError
from django.db.models import Max

from opensmp.actions.deed import Actor, Deed, deed
from opensmp.checking.finding import Severity
from opensmp.dossier import Dossier
from opensmp.dossier.digests import canonical
from opensmp.exchange.values import value_from_text
from opensmp.exchange.writing import document
from opensmp.i18n import LANGUAGES, Forbidden, Refused, _
from opensmp.lifecycle.history import Approval, Version
from opensmp.plan.plan import SECTIONS
from opensmp.plan.prose import Prose
from opensmp.store.mapping import body_of, digest_of_body
from opensmp.store.models import Decision, Entry, Membership, PlanRow, Refinement, Revision, SealedVersion, Submission
from opensmp.store.reading import dossier_for, report_for


class Submitted(NamedTuple):
    """What a submission gives back: the row, and the secret of the link that goes to top management."""

    submission: Submission
    secret: str


Outcome: TypeAlias = Literal["approved", "returned", "refused"]


class Verdict(NamedTuple):
    """What top management decides. ``refinements`` are changes asked for, by section; ``start`` the first day in force.

    ``override`` is the reason for signing in spite of what blocks; it is printed on the control page.
    """

    outcome: Outcome
    note: str = ""
    refinements: tuple[tuple[str, str], ...] = ()
    start: date | None = None
    override: str = ""


def submit(actor: Actor, plan: PlanRow, seen: str, what: str, why: str, exception: str = "") -> Submitted:
    """Put the draft before top management, bound to the digest that the submitter saw.

    ``exception`` is the declared reason why its author or last editor may approve, for organisations too small for two.
    Raises Refused where the text changed meanwhile, its version number is taken, or one is waiting already.
    """
    actor.must("submit")
    dossier = dossier_for(plan, actor.organisation, actor.today)
    number = dossier.plan.identity.version
    _must_be_submittable(actor, plan, dossier, seen, number, what, why)
    secret = secrets.token_urlsafe(32)
    report = report_for(plan, actor.organisation, actor.today)
    editor = _last_editor(actor, plan)
    history = Version(
        number=number, digest=dossier.digest, what=Prose.of(what), why=Prose.of(why), author=actor.person or None,
        last_editor=_person_of(editor.by_id, actor) if editor else actor.person or None, submitted=actor.today,
    )  # fmt: skip
    try:
        with deed(actor, "submitted", permission="submit", subject=f"{plan.slug} {number}") as doing:
            doing.digest, doing.reason = dossier.digest, why
            row = Submission.objects.create(
                organisation=actor.organisation, plan=plan, number=number, value=canonical(dossier.seal()).decode(),
                digest=dossier.digest, history=document(history), what=what, why=why, head=doing.number,
                exception=exception.strip(), authors=sorted({actor.account.pk, (editor.by_id if editor else None) or actor.account.pk}),
                blocking=[
                    [found.rule, str(found.where), {language: found.says.text(language) for language in LANGUAGES}]
                    for found in report.of(Severity.BLOCKS)
                ],
                token_hash=sha256(secret.encode()).hexdigest(), submitted_by=actor.account, submitted_at=doing.at,
            )  # fmt: skip
    except IntegrityError as twice:
        raise Refused(
            _("A draft of this plan is waiting for a decision already."), _("Withdraw it first, or wait.")
        ) from twice
    return Submitted(row, secret)


def _must_be_submittable(
    actor: Actor, plan: PlanRow, dossier: Dossier, seen: str, number: str, what: str, why: str
) -> None:
    if seen != dossier.digest:
        raise Refused(_("The plan has changed since you opened this page."), _("Look at it again, then submit."))
    if not number:
        raise Refused(_("The draft has no version number."), _("Give it one in the plan's identity."))
    if SealedVersion.objects.of(actor.organisation).filter(plan=plan, number=number).exists():
        raise Refused(
            _("Version {number} is sealed already.", number=number),
            _("Give the draft the next number in its identity."),
        )
    if not what.strip() or not why.strip():
        raise Refused(_("Say what changed and why."), _("Top management and auditors read these two lines first."))


def _last_editor(actor: Actor, plan: PlanRow) -> Revision | None:
    changes = Revision.objects.of(actor.organisation).filter(
        plan=plan, by__isnull=False, place__startswith="plan/", number__gt=1
    )
    return changes.order_by("-event", "-pk").first()


def _person_of(account: int | None, actor: Actor) -> str | None:
    if account is None or account == actor.account.pk:
        return actor.person or None
    member = Membership.objects.of(actor.organisation).filter(account_id=account).first()
    return (member.person or None) if member else None


def withdraw(actor: Actor, submission: Submission, reason: str) -> None:
    """Take a waiting draft back before anybody decided."""
    with deed(actor, "withdrew", permission="withdraw", subject=f"{submission.number}") as doing:
        doing.digest, doing.reason = submission.digest, reason
        _settle(actor, submission, submission.digest, "withdrawn")


def decide(actor: Actor, submission: Submission, seen: str, verdict: Verdict) -> Decision:
    """Approve, return or refuse exactly the text whose digest the person saw.

    An approval seals the version: its value is stored for ever and is in force from ``verdict.start``. Raises Refused
    where something else was decided meanwhile or the text is another one, Forbidden for its author and last editor.
    """
    actor.must("decide")
    _must_be_decidable(actor, submission, verdict)
    try:
        with deed(
            actor, verdict.outcome, permission="decide", subject=f"{submission.plan.slug} {submission.number}"
        ) as doing:
            doing.digest, doing.reason = seen, verdict.note
            _settle(actor, submission, seen, verdict.outcome, verdict.override)
            decision = Decision.objects.create(
                organisation=actor.organisation, submission=submission, outcome=verdict.outcome, digest=seen,
                note=verdict.note, by=actor.account, person=actor.person, office=_office(actor, submission.plan) or "",
                at=doing.at,
            )  # fmt: skip
            for section, text in verdict.refinements:
                Refinement.objects.create(
                    organisation=actor.organisation, decision=decision, section=section, text=text
                )
            if verdict.outcome == "approved":
                _seal(actor, submission, verdict, doing)
    except IntegrityError as twice:
        raise _decided_already() from twice
    return decision


def _decided_already() -> Refused:
    return Refused(
        _("This was decided or changed while you were reading."), _("Open the page again to see where it stands.")
    )


def _settle(actor: Actor, submission: Submission, seen: str, status: str, override: str = "") -> None:
    """Compare and set: only a waiting submission of the digest that was seen moves on."""
    waiting = Submission.objects.of(actor.organisation).filter(pk=submission.pk, status="waiting", digest=seen)
    if not waiting.update(status=status, override=override):
        raise _decided_already()


def _must_be_decidable(actor: Actor, submission: Submission, verdict: Verdict) -> None:
    if verdict.outcome not in ("approved", "returned", "refused"):
        raise Refused(_("A decision is one of: approve, return, refuse."))
    if actor.account.pk in submission.authors and not submission.exception:
        raise Forbidden(
            _("You wrote or last edited this text, so you cannot decide about it."),
            _("Somebody else of top management decides, or the SMS owner declares an exception, which is printed."),
        )
    people = dossier_for(submission.plan, actor.organisation, actor.today).people
    person = people.persons.get(actor.person)
    if person is None or not people.present(person) or not people.is_top_management(person.id):
        raise Forbidden(
            _("The register of people does not show you in an office of top management."),
            _("Ask the SMS owner to bring your office up to date under People and offices."),
        )
    if verdict.outcome == "approved" and submission.blocking and not verdict.override.strip():
        raise Refused(
            _("Findings block this text."), _("Return it, or give the reason for signing all the same: it is printed.")
        )
    if verdict.outcome != "approved" and not (verdict.note.strip() or verdict.refinements):
        raise Refused(_("Say what should change, or why not."), _("One sentence is enough; it goes to the SMS owner."))
    if any(section not in SECTIONS for section, _text in verdict.refinements):
        raise Refused(_("A refinement belongs to one of the ten sections."))


def _office(actor: Actor, plan: PlanRow) -> str | None:
    """Return the office of top management that the actor holds today."""
    people = dossier_for(plan, actor.organisation, actor.today).people
    person = people.persons.get(actor.person)
    offices = (tenure.office for tenure in person.offices) if person else ()
    return next(
        (office for office in offices if people.is_top_management(office) and person in people.holders(office)), None
    )


def _seal(actor: Actor, submission: Submission, verdict: Verdict, doing: Deed) -> None:
    plan = submission.plan
    submitted = value_from_text(submission.history, Version).value
    approval = Approval(
        person=actor.person, office=_office(actor, plan), authority=_authority(actor, plan), on=actor.today,
        digest=submission.digest,
        note=Prose.of(" ".join(part for part in (verdict.note, submission.exception, verdict.override) if part)),
    )  # fmt: skip
    earlier = _earlier(actor, submission)
    version = replace(submitted, start=verdict.start or actor.today, approvals=(*earlier, approval))
    rows = SealedVersion.objects.of(actor.organisation).filter(plan=plan)
    last = rows.aggregate(last=Max("position"))["last"]
    SealedVersion.objects.create(
        organisation=actor.organisation, plan=plan, number=submission.number, position=0 if last is None else last + 1,
        value=submission.value, digest=submission.digest, history=document(version), sealed_at=doing.at,
    )  # fmt: skip
    _register(actor, plan, submission.number, doing)
    _open_next_draft(actor, plan, submission.number, doing)


def _authority(actor: Actor, plan: PlanRow) -> Prose:
    """Return by which authority the actor signs: section 10 names its approver; whoever is not behind that has none yet."""
    dossier = dossier_for(plan, actor.organisation, actor.today)
    approver = dossier.plan.review.approver
    if not approver or all(person.id != actor.person for person in dossier.people.holders(approver)):
        return Prose()
    words = _("Authority to approve the plan under section 10")
    return Prose.of({language: words.text(language) for language in dossier.languages})


def _register(actor: Actor, plan: PlanRow, number: str, doing: Deed) -> None:
    """Bring the plan's own row in the document register up to date, where there is one."""
    dossier = dossier_for(plan, actor.organisation, actor.today)
    row = dossier.documents.get(dossier.plan.identity.number)
    if row is None:
        return
    entry = Entry.objects.of(actor.organisation).get(plan=None, place="registers/documents", key=row.id)
    value = replace(row, version=number, status="approved", approved=actor.today, approved_by=actor.person or None)
    _rewrite(entry, body_of(value), doing)


def _earlier(actor: Actor, submission: Submission) -> tuple[Approval, ...]:
    """Return the decisions that sent earlier drafts of the same number back; they stay with the version."""
    rows = Decision.objects.of(actor.organisation).filter(
        submission__plan=submission.plan, submission__number=submission.number, outcome__in=("returned", "refused")
    )
    asked: dict[int, list[str]] = {}
    for decision, section in (
        Refinement.objects.of(actor.organisation).filter(decision__in=rows).values_list("decision", "section")
    ):
        asked.setdefault(decision, []).append(section)
    return tuple(
        Approval(
            person=row.person, office=row.office or None, on=row.at.date(), outcome=cast(Outcome, row.outcome), digest=row.digest,
            sections=tuple(dict.fromkeys(asked.get(row.pk, ()))), note=Prose.of(row.note),
        )
        for row in rows.order_by("pk")
    )  # fmt: skip


def _open_next_draft(actor: Actor, plan: PlanRow, number: str, doing: Deed) -> None:
    """Give the draft the next number, where it still has the one just sealed."""
    dossier = dossier_for(plan, actor.organisation, actor.today)
    identity = dossier.plan.identity
    if identity.version != number:
        return
    entry = Entry.objects.of(actor.organisation).get(plan=plan, place="plan/identity")
    _rewrite(entry, body_of(replace(identity, version=next_number(number))), doing)


def _rewrite(entry: Entry, body: str, doing: Deed) -> None:
    """Give an entry a new text that follows from a decision; nobody's name stands behind such a revision."""
    digest = digest_of_body(body)
    rows = Entry.objects.of(entry.organisation_id).filter(pk=entry.pk)
    rows.update(body=body, digest=digest, revision=entry.revision + 1, edited_at=doing.at)
    Revision.objects.create(
        organisation_id=entry.organisation_id, plan_id=entry.plan_id, place=entry.place, key=entry.key,
        number=entry.revision + 1, body=body, digest=digest, event=doing.number, by=None, at=doing.at,
    )  # fmt: skip


def next_number(number: str) -> str:
    """Return the number after ``number``: its last part counted up (``2.0`` → ``2.1``)."""
    *front, last = number.split(".")
    return ".".join([*front, str(int(last) + 1)]) if last.isdecimal() else f"{number}.1"


def open_refinements(actor: Actor, plan: PlanRow) -> Mapping[str, tuple[Refinement, ...]]:
    """Return what top management asked for at the last decision, by section, until the next draft is submitted."""
    last = Submission.objects.of(actor.organisation).filter(plan=plan).order_by("-pk").first()
    if last is None or last.status != "returned":
        return {}
    rows = Refinement.objects.of(actor.organisation).filter(decision__submission=last).select_related("decision__by")
    found: dict[str, list[Refinement]] = {}
    for row in rows.order_by("pk"):
        found.setdefault(row.section, []).append(row)
    return {section: tuple(held) for section, held in found.items()}
