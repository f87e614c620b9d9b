"""Approval as the SMS owner sees it: submitting the draft, where it stands, and what was decided."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from django.http import Http404, HttpResponse

from opensmp.actions.approving import submit, withdraw
from opensmp.checking.finding import Severity
from opensmp.i18n import Message, Plural, Refused, Unreadable, _, n_
from opensmp.plan.plan import SECTIONS
from opensmp.store.comparing import changes_between, version_for
from opensmp.store.models import Decision, Refinement, Revision, Submission
from opensmp.web.desk import Desk, page
from opensmp.web.governance.changes import Group, groups_of
from opensmp.web.governance.mailing import link_to, tell_top_management
from opensmp.web.home.panels import finding_page
from opensmp.web.telling import tell

_LETTERS = "approval_letters"
"""Where a session keeps, of each submission it made, the secret of the link, stored nowhere else, and who got a letter."""


NUMBERS = {key: number for number, key in enumerate(SECTIONS, 1)}


class Step(NamedTuple):
    """One stop of the route to a version in force."""

    state: str
    title: Message
    text: Message | Plural | str
    said: Message


class Letter(NamedTuple):
    """The link of a submission, and the names of those to whom it went by e-mail."""

    link: str
    names: tuple[str, ...]


class Asked(NamedTuple):
    """A refinement that top management asked for, and whether its section was changed since."""

    section: str
    text: str
    done: bool


@page("read_draft", post="submit")
def approval(desk: Desk) -> HttpResponse:
    """Show where the draft stands; POST submits it."""
    problems: list[tuple[str, str]] = []
    status = 200
    if desk.request.method == "POST":
        problems = _missing(desk)
        status = 422
        if not problems:
            try:
                return _submit(desk)
            except (Refused, Unreadable) as trouble:
                problems, status = [("", trouble.text(desk.language))], trouble.status
    return desk.show("governance/approval.html", status=status, problems=problems, **_context(desk))


def _missing(desk: Desk) -> list[tuple[str, str]]:
    wanted = {"what": _("Say what changed."), "why": _("Say why it changed.")}
    return [
        (f"id_{name}", desk.say(says)) for name, says in wanted.items() if not desk.request.POST.get(name, "").strip()
    ]


def _submit(desk: Desk) -> HttpResponse:
    given = desk.request.POST
    made = submit(
        desk.actor,
        desk.plan,
        given.get("seen", ""),
        given["what"].strip(),
        given["why"].strip(),
        given.get("exception", ""),
    )
    told = tell_top_management(desk, made.submission, made.secret)
    kept = desk.request.session.get(_LETTERS, {})
    desk.request.session[_LETTERS] = {**kept, str(made.submission.pk): {"secret": made.secret, "names": told.names}}
    tell(desk, told.kind, told.says())
    return desk.go("approval")


def _context(desk: Desk) -> dict[str, Any]:
    dossier = desk.dossier
    waiting = latest(desk, "waiting")
    last = _last(desk)
    current = dossier.in_force.number if dossier.in_force else ""
    given = desk.request.POST
    before = last if last and last.status in ("returned", "withdrawn", "refused") else None
    groups = changes_since(desk, current)
    return {
        "waiting": waiting,
        "letter": _letter(desk, waiting),
        "last": last,
        "decision": decision_of(desk, last) if last else None,
        "asked": asked_of(desk, last) if last and last.status == "returned" else [],
        "groups": groups,
        "count": sum(len(group.changes) for group in groups),
        "current": current,
        "number": dossier.plan.identity.version,
        "seen": dossier.digest,
        "blocking": [(found, finding_page(desk, found)) for found in desk.report.of(Severity.BLOCKS)],
        "advice": len(desk.report.of(Severity.ADVICE)),
        "what": given.get("what", before.what if before else ""),
        "why": given.get("why", before.why if before else ""),
        "exception": given.get("exception", ""),
        "signed": signed_before(desk),
        "route": route_of(desk, waiting),
        "approver": _approver(desk),
        "numbers": NUMBERS,
    }


def _approver(desk: Desk) -> str:
    approver = desk.dossier.plan.review.approver
    return ", ".join(row.name for row in desk.dossier.people.holders(approver)) if approver else ""


def latest(desk: Desk, status: str) -> Submission | None:
    """Return the last submission of a status."""
    rows = Submission.objects.of(desk.organisation).filter(plan=desk.plan, status=status)
    return rows.select_related("submitted_by").defer("value").order_by("-pk").first()


def _last(desk: Desk) -> Submission | None:
    rows = Submission.objects.of(desk.organisation).filter(plan=desk.plan).exclude(status="waiting")
    return rows.select_related("submitted_by").defer("value").order_by("-pk").first()


def _letter(desk: Desk, waiting: Submission | None) -> Letter | None:
    """Return the letter of a waiting submission, for whoever submitted it in this session."""
    kept = desk.request.session.get(_LETTERS, {}).get(str(waiting.pk)) if waiting else None
    return Letter(link_to(desk, kept["secret"]), tuple(kept["names"])) if kept else None


def decision_of(desk: Desk, submission: Submission) -> Decision | None:
    """Return what was decided about a submission."""
    return (
        Decision.objects.of(desk.organisation)
        .filter(submission=submission)
        .select_related("by")
        .order_by("-pk")
        .first()
    )


def asked_of(desk: Desk, submission: Submission) -> list[Asked]:
    """Return the refinements asked for, each marked once its section was changed after the decision."""
    rows = Refinement.objects.of(desk.organisation).filter(decision__submission=submission).select_related("decision")
    return [Asked(row.section, row.text, _changed_since(desk, row)) for row in rows.order_by("pk")]


def _changed_since(desk: Desk, row: Refinement) -> bool:
    changes = Revision.objects.of(desk.organisation).filter(plan=desk.plan, at__gt=row.decision.at)
    return changes.filter(place__regex=rf"^plan/{row.section}(/|$)").exists()


def changes_since(desk: Desk, number: str) -> list[Group]:
    """Return what changed in the draft since a version, by section."""
    found = changes_between(desk.plan, desk.organisation, desk.today, number) if number else None
    older = version_for(desk.plan, desk.organisation, desk.today, number) if found else None
    return groups_of(found, older, desk.dossier, desk.language) if found and older else []


def signed_before(desk: Desk) -> list[tuple[str, str, date | None]]:
    """Return the signed versions, newest first: number, who signed, the day."""
    people = desk.dossier.people
    found = [
        (row.number, people.name(each.person), each.on)
        for row in reversed(desk.dossier.history.versions)
        for each in row.approvals
        if each.outcome == "approved"
    ]
    return found[:5]


def route_of(desk: Desk, waiting: Submission | None) -> list[Step]:
    """Return the stops from a draft to a version in force, and where this one stands."""
    blocking = len(desk.report.of(Severity.BLOCKS))
    done, now, later = _("done"), _("now"), _("not yet")
    checked = Step(
        "stop" if blocking else "ok", _("Checked"),
        n_("{n} finding blocks approval", "{n} findings block approval", blocking) if blocking else _("Nothing blocks approval"),
        _("blocks") if blocking else done,
    )  # fmt: skip
    if waiting is None:
        return [
            checked,
            Step("live", _("Submit"), _("You say what changed and why"), now),
            Step("wait", _("Decision"), _("Top management approves, returns or refuses"), later),
            Step("wait", _("In force"), _("Sealed; the version before is withdrawn"), later),
        ]
    told = _("{name}, {day}", name=str(waiting.submitted_by), day=desk.shown(waiting.submitted_at).date())
    return [
        checked,
        Step("ok", _("Submitted"), told, done),
        Step("live", _("Decision"), _approver(desk) or _("Top management"), now),
        Step("wait", _("In force"), _("Sealed; the version before is withdrawn"), later),
    ]


@page("withdraw")
def withdrawing(desk: Desk) -> HttpResponse:
    """Take a waiting draft back; a page of its own asks why."""
    waiting = latest(desk, "waiting")
    if waiting is None:
        return desk.go("approval")
    if desk.request.method == "POST":
        withdraw(desk.actor, waiting, desk.request.POST.get("reason", "").strip())
        tell(
            desk,
            "success",
            _("Version {version} was taken back. Nothing waits for a decision now.", version=waiting.number),
        )
        return desk.go("approval")
    return desk.show("governance/withdraw.html", waiting=waiting)


@page("read_draft")
def decided(desk: Desk, submission: int) -> HttpResponse:
    """What happened to a submission."""
    rows = Submission.objects.of(desk.organisation).filter(plan=desk.plan, pk=submission)
    row = rows.select_related("submitted_by").defer("value").first()
    if row is None:
        raise Http404
    version = next((each for each in desk.dossier.history.versions if each.number == row.number), None)
    return desk.show(
        "governance/decided.html", submission=row, decision=decision_of(desk, row), asked=asked_of(desk, row),
        version=version if row.status == "approved" else None, numbers=NUMBERS,
    )  # fmt: skip
