"""Would this plan pass Stage 1? By clause, each finding with its fix, and acceptances with their reasons."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpResponse

from opensmp.actions.accepting import accept, apply
from opensmp.actions.accepting import take_back as let_count
from opensmp.checking.finding import Finding, Severity
from opensmp.checking.run import Report
from opensmp.i18n import Refusal, Unreadable, _
from opensmp.store.reading import report_for
from opensmp.web.desk import Desk, page
from opensmp.web.readiness.listing import PROFILES, Listing, identity_of
from opensmp.web.telling import tell


@page("see_findings")
def readiness(desk: Desk) -> HttpResponse:
    """The findings of one profile."""
    return _shown(desk)


def _shown(desk: Desk, problem: Refusal | None = None, typed: str = "") -> HttpResponse:
    report = _report(desk)
    listing = Listing(desk, report)
    profile = desk.request.GET.get("profile", "stage1")
    return desk.show(
        "readiness/readiness.html", status=problem.status if problem else 200, listing=listing, report=report,
        blocks=listing.items(Severity.BLOCKS), advice=listing.items(Severity.ADVICE), accepted=listing.accepted(),
        profile=profile if profile in PROFILES else "stage1", profiles=PROFILES,
        problem=problem.text(desk.language) if problem else "", typed=typed,
    )  # fmt: skip


def _report(desk: Desk) -> Report:
    profile = desk.request.GET.get("profile", desk.request.POST.get("profile", "stage1"))
    return report_for(desk.plan, desk.organisation, desk.today, profile if profile in PROFILES else "stage1")


@page("see_findings")
def report(desk: Desk) -> HttpResponse:
    """The same findings on one page to print."""
    found = _report(desk)
    listing = Listing(desk, found)
    return desk.show(
        "readiness/report.html", listing=listing, report=found, blocks=listing.items(Severity.BLOCKS),
        advice=listing.items(Severity.ADVICE), accepted=listing.accepted(),
    )  # fmt: skip


def _named(desk: Desk) -> Finding:
    """Return the finding that a form names, open or accepted. One that is gone is nobody's mistake."""
    found, wanted = _report(desk), desk.request.POST.get("finding", "")
    for each in (*found.findings, *(row.finding for row in found.accepted)):
        if identity_of(each) == wanted:
            return each
    raise Http404


@page("see_findings", post="edit_own_section")
def apply_fix(desk: Desk) -> HttpResponse:
    """Put the ready wording of a finding in its place."""
    if desk.request.method != "POST":
        return desk.go("readiness")
    found = _named(desk)
    if found.correction is None:
        raise Http404
    apply(desk.actor, desk.plan, found.correction, f"{found.rule} {found.where}")
    tell(desk, "success", _("The new wording stands in the draft; the approver sees it among the changes."))
    return desk.go("readiness")


@page("see_findings", post="accept_finding")
def accept_finding(desk: Desk) -> HttpResponse:
    """Accept a finding with a reason, for a while or for good."""
    if desk.request.method != "POST":
        return desk.go("readiness")
    found, said = _named(desk), desk.request.POST
    try:
        accept(desk.actor, desk.plan, found.rule, str(found.where), said.get("reason", ""), _day(said.get("until", "")))
    except Refusal as problem:
        return _shown(desk, problem, said.get("reason", ""))
    tell(desk, "success", _("The finding is listed as accepted, with its reason."))
    return desk.go("readiness")


@page("see_findings", post="accept_finding")
def take_back(desk: Desk) -> HttpResponse:
    """Let an accepted finding count again."""
    if desk.request.method != "POST":
        return desk.go("readiness", show="accepted")
    found = _named(desk)
    let_count(desk.actor, desk.plan, found.rule, str(found.where))
    tell(desk, "success", _("The finding counts again."))
    return desk.go("readiness")


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError as wrong:
        raise Unreadable(_("“{day}” is not a date.", day=written), _("Choose the day in the calendar.")) from wrong
