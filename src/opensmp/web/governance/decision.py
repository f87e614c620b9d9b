"""The decision of top management, on a phone or a desk: one page, three outcomes, bound to the text that was shown."""

from __future__ import annotations

import secrets
from datetime import date
from hashlib import sha256
from typing import Any, NamedTuple, cast

from django.http import Http404, HttpResponse

from opensmp.actions.approving import Outcome, Verdict, decide
from opensmp.checking.standing import broken_promises
from opensmp.i18n import Forbidden, Message, Refused, _
from opensmp.plan.plan import SECTIONS
from opensmp.store.comparing import compare, submitted_for, version_for
from opensmp.store.models import Submission
from opensmp.web.answers import day_in
from opensmp.web.desk import Desk, page
from opensmp.web.governance.approval import latest
from opensmp.web.governance.changes import Change, Group, groups_of
from opensmp.web.governance.confirming import can_confirm, must_be_confirmed
from opensmp.web.governance.onepage import facts_of
from opensmp.web.home.panels import promises_of
from opensmp.web.letters import is_sent
from opensmp.web.telling import tell

ROWS = 4
"""Refinements that one page asks for; more are written into the note."""


class Problem(NamedTuple):
    """Something to mend in the form: the id of the field, and the sentence."""

    field: str
    says: Message


@page("decide")
def decision(desk: Desk) -> HttpResponse:
    """Show what waits, and take the decision. Where nothing waits, say so."""
    waiting = latest(desk, "waiting")
    if desk.request.method != "POST":
        return _page(desk, waiting)
    seen = desk.request.POST.get("seen", "")
    if waiting is None or waiting.digest != seen:
        return _page(desk, waiting, changed=True, status=409)
    problems = _problems(desk, waiting)
    if problems:
        return _page(desk, waiting, problems, status=422)
    must_be_confirmed(desk.request)
    try:
        decide(desk.actor, waiting, seen, _verdict(desk))
    except (Refused, Forbidden) as trouble:
        return _page(desk, latest(desk, "waiting"), said=trouble.text(desk.language), status=trouble.status)
    tell(desk, "success", _("Your decision is recorded."))
    return desk.go("decided", submission=waiting.pk)


@page("decide")
def decision_link(desk: Desk, secret: str) -> HttpResponse:
    """Open the link of an e-mail: it leads to what it was sent for, also when that is settled by now."""
    wanted = sha256(secret.encode()).hexdigest()
    rows = Submission.objects.of(desk.organisation).filter(plan=desk.plan).exclude(token_hash="")
    row = next(
        (each for each in rows.only("token_hash", "status") if secrets.compare_digest(each.token_hash, wanted)), None
    )
    if row is None:
        raise Http404
    return desk.go("decision") if row.status == "waiting" else desk.go("decided", submission=row.pk)


def _problems(desk: Desk, waiting: Submission) -> list[Problem]:
    given = desk.request.POST
    outcome = given.get("outcome", "")
    if outcome == "approved":
        found = []
        if waiting.blocking and not given.get("override", "").strip():
            found.append(
                Problem("id_override", _("Findings block this text: say why you sign all the same, or return it."))
            )
        if given.get("start", "").strip() and _start(desk) is None:
            found.append(Problem("id_start", _("Write the first day in force as 2027-01-31, or leave it out.")))
        if not given.get("read"):
            found.append(Problem("id_read", _("Tick that you have read the plan or its changes.")))
        return found
    if outcome == "returned" and not _refinements(desk) and not given.get("note", "").strip():
        return [Problem("id_text-1", _("Say what should change, in at least one sentence."))]
    if outcome == "refused" and not given.get("reason", "").strip():
        return [Problem("id_reason", _("Say why not; the SMS owner reads it first."))]
    return [] if outcome in ("returned", "refused") else [Problem("id_outcome-approved", _("Choose one of the three."))]


def _verdict(desk: Desk) -> Verdict:
    given = desk.request.POST
    outcome = cast(Outcome, given["outcome"])  # one of the three: _problems has looked
    return Verdict(
        outcome=outcome,
        note={"returned": given.get("note", ""), "refused": given.get("reason", "")}.get(outcome, "").strip(),
        refinements=_refinements(desk) if outcome == "returned" else (),
        start=_start(desk) if outcome == "approved" else None,
        override=given.get("override", "").strip() if outcome == "approved" else "",
    )


def _start(desk: Desk) -> date | None:
    written = day_in(desk.request.POST.get("start", "").strip())
    return date.fromisoformat(written) if written else None


def _refinements(desk: Desk) -> tuple[tuple[str, str], ...]:
    given = desk.request.POST
    rows = ((given.get(f"section-{n}", ""), given.get(f"text-{n}", "").strip()) for n in range(1, ROWS + 1))
    return tuple((section if section in SECTIONS else SECTIONS[0], text) for section, text in rows if text)


def _page(
    desk: Desk, waiting: Submission | None, problems: list[Problem] | None = None, *,
    changed: bool = False, said: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    context: dict[str, Any] = {"waiting": waiting, "changed": changed, "said": said, "is_mailed": is_sent()}
    if waiting is not None:
        waiting = Submission.objects.of(desk.organisation).select_related("submitted_by", "plan").get(pk=waiting.pk)
        context |= _shown(desk, waiting)
    errors = [(problem.field, desk.say(problem.says)) for problem in problems or ()]
    return desk.show(
        "governance/decision.html", status=status, errors=errors, faults=dict(errors), given=desk.request.POST,
        rows=range(1, ROWS + 1), **context,
    )  # fmt: skip


def _shown(desk: Desk, waiting: Submission) -> dict[str, Any]:
    dossier = submitted_for(waiting, desk.organisation, desk.today)
    current = desk.dossier.in_force
    before = version_for(desk.plan, desk.organisation, desk.today, current.number) if current else None
    groups = groups_of(compare(before, dossier), before, dossier, desk.language) if before else []
    titles = desk.dossier.standard.sections
    return {
        "submission": waiting,
        "facts": facts_of(dossier, before),
        "current": current,
        "count": sum(len(group.changes) for group in groups),
        "telling": telling(groups),
        "groups": groups,
        "minutes": dossier.extent.minutes,
        "blocking": [
            (rule, where, says.get(desk.language) or says.get("en", "")) for rule, where, says in waiting.blocking
        ],
        "broken": promises_of(desk.dossier, len(broken_promises(desk.dossier))),
        "choices": [(key, f"{n} {titles[key].title.text(desk.language)}") for n, key in enumerate(SECTIONS, 1)],
        "office": _office(desk),
        "hindrance": _hindrance(desk, waiting),
        "is_asked_again": can_confirm(desk.request),
    }


def telling(groups: list[Group], most: int = 7) -> list[tuple[Group, Change]]:
    """Return the changes that say most on a small page: two of a section at first, short ones, registers left out."""
    ranked = [
        (place >= 2, sum(len(text) for _kind, text in change.pieces) > 220, order, place, group, change)
        for order, group in enumerate(groups)
        if group.key not in ("registers", "organisation")
        for place, change in enumerate(group.changes)
    ]
    chosen = sorted(ranked, key=lambda row: row[:4])[:most]
    return [(group, change) for _more, _long, _order, _place, group, change in sorted(chosen, key=lambda row: row[2:4])]


def _office(desk: Desk) -> str:
    """Return the office that the person signs as."""
    people = desk.dossier.people
    person = people.persons.get(desk.actor.person)
    held = [tenure.office for tenure in person.offices if person in people.holders(tenure.office)] if person else []
    tops = [office for office in held if people.is_top_management(office)]
    return people.offices[tops[0]].title.text(desk.language) if tops else ""


def _hindrance(desk: Desk, waiting: Submission) -> Message | None:
    """Return why this person cannot decide, before they write anything."""
    if desk.actor.account.pk in waiting.authors and not waiting.exception:
        return _("You wrote or last edited this text, so somebody else of top management decides about it.")
    if not desk.dossier.people.is_top_management(desk.actor.person):
        return _("The register of people does not show you in an office of top management today. Ask the SMS owner.")
    return None
