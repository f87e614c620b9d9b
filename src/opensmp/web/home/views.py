"""Home: the standing of the plan in twenty seconds."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from opensmp.checking.standing import Kind, Standing, Waiting, standing_of
from opensmp.i18n import Message, Plural, _
from opensmp.store.comparing import changes_between
from opensmp.store.models import Submission
from opensmp.web.desk import Desk, page
from opensmp.web.home import panels

Way = tuple[Message | Plural, str]


@page("read")
def home(desk: Desk) -> HttpResponse:
    """The standing of the plan. Whoever may not read the draft reads the version in force instead."""
    if not desk.may("read_draft"):
        return desk.go("read")
    standing = desk.kept("home/standing.html", lambda: _said(desk))
    return desk.show("home/home.html", standing=standing, identity=desk.dossier.plan.identity)


def _said(desk: Desk) -> dict[str, Any]:
    """Return everything that Home says."""
    waiting = waiting_of(desk)
    standing = standing_of(desk.report, _waits(desk, waiting))
    tasks = panels.tasks_of(desk, waiting)
    dossier = desk.dossier
    current = dossier.in_force
    changes = (
        changes_between(desk.plan, desk.organisation, desk.today, current.number)
        if current and current.number in dossier.sealed
        else None
    )
    return {
        "standing": standing,
        "ways": _ways(desk, standing),
        "weekday": _("{weekday} {day}", weekday=_WEEKDAYS[desk.today.weekday()], day=desk.today),
        "tasks": tasks[: panels.MOST_TASKS],
        "more": len(tasks) - panels.MOST_TASKS,
        "has_tasks": desk.may("edit_own_section") or desk.may("decide"),
        "sections": panels.sections_of(desk),
        "extent": dossier.extent,
        "promises": panels.promises_of(dossier),
        "commitments": len(dossier.commitments),
        "control": panels.control_of(dossier),
        "current": current,
        "dates": panels.dates_ahead(dossier),
        "changes": panels.since(changes) if changes is not None else None,
    }


def waiting_of(desk: Desk) -> Submission | None:
    """Return the submission that waits for a decision."""
    rows = Submission.objects.of(desk.organisation).filter(plan=desk.plan, status="waiting")
    return rows.select_related("submitted_by").defer("value").first()


def _waits(desk: Desk, row: Submission | None) -> Waiting | None:
    return Waiting(row.number, desk.shown(row.submitted_at).date(), str(row.submitted_by)) if row else None


def _ways(desk: Desk, standing: Standing) -> list[Way]:
    """Return the two ways on from the sentence, the likelier first."""
    draft = desk.dossier.plan.identity.version
    read: Way = (_("Read draft {version}", version=draft) if draft else _("Read the draft"), desk.url("read"))
    if desk.may("decide") and standing.kind in ("waiting", "blocked", "unsigned") and waiting_of(desk):
        return [(_("Open your decision"), desk.url("decision")), read]
    name, words = _FIRST[standing.kind]
    first: Way = (words, desk.url(name))
    return [first, read] if name != "read" else [read]


_FIRST: dict[Kind, tuple[str, Message]] = {
    "unsigned": ("readiness", _("Work through the findings")),
    "expired": ("approval", _("See what approval needs")),
    "blocked": ("readiness", _("Work through the findings")),
    "review overdue": ("read", _("Read the plan")),
    "promise broken": ("evidence", _("See what the records say")),
    "waiting": ("approval", _("See where it stands")),
    "unmeasured": ("evidence", _("Compare it with records")),
    "agrees": ("read", _("Read the plan")),
}

_WEEKDAYS = (
    _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"),
)  # fmt: skip
