"""Does practice match the plan? Each promise with what the records say of it, window by window."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse

from opensmp.dossier import Dossier
from opensmp.dossier.schedule import claims_of, schedule_of
from opensmp.i18n import Message, Plural, _, n_
from opensmp.measures.observation import told as told_observation
from opensmp.web.desk import Desk, page
from opensmp.web.evidence.coming import is_coming
from opensmp.web.evidence.lines import Line, lines_of
from opensmp.web.evidence.promise import opened_promise
from opensmp.web.evidence.told import Told, has_records, told_for
from opensmp.web.names import Names
from opensmp.web.rows.whereto import address_of
from opensmp.web.seen import seen_dossier

VIEWS = ("", "calendar", "else")
SCHEDULE: dict[str, tuple[str, Message]] = {
    "performed": ("ok", _("Performed")), "performed late": ("warn", _("Performed late")), "overdue": ("stop", _("Overdue")),
    "ahead": ("wait", _("Still ahead")), "never due": ("calm", _("Without a day")), "not shown": ("calm", _("No record shows it")),
}  # fmt: skip
KINDS: dict[str, Message] = {
    "audit": _("Audit"), "management review": _("Management review"), "plan review": _("Review of the plan"),
    "supplier review": _("Supplier review"), "SLA review": _("SLA review"), "customer review": _("Customer review"),
    "satisfaction survey": _("Satisfaction survey"), "training": _("Training"), "improvement": _("Improvement"),
    "decision": _("Decision"), "activity": _("Activity"), "claim": _("Claim of the plan"),
}  # fmt: skip


@page("see_evidence")
def evidence(desk: Desk) -> HttpResponse:
    """Show the promises with the one that is open, the plan's own calendar, or what else the records showed."""
    dossier, told = seen_dossier(desk), told_for(desk.plan, desk.organisation)
    view = desk.request.GET.get("view", "")
    key = desk.request.GET.get("commitment", "")
    if key in dossier.claims:
        view = "else"
    if view not in VIEWS:
        raise Http404
    lines = lines_of(dossier, told)
    context: dict[str, Any] = {
        "view": view, "tabs": _tabs(desk, view), "lead": lead_of(desk, lines, told), "has_records": has_records(desk.organisation),
        "told": told, "claim": key, "coming": not told and is_coming(desk.organisation, desk.plan),
    }  # fmt: skip
    if view == "calendar":
        return desk.show("evidence/calendar.html", rows=_calendar(desk, dossier), **context)
    if view == "else":
        return desk.show(
            "evidence/else.html", claims=_claims(desk, dossier, told), observations=_observed(dossier), **context
        )
    line = next((each for each in lines if each.commitment.id == key), lines[0] if lines else None)
    if key and line is not None and line.commitment.id != key:
        raise Http404
    return desk.show(
        "evidence/evidence.html", lines=lines, line=line, measured=any(each.windows for each in lines),
        **(opened_promise(desk, dossier, line, told) if line else {}), **context,
    )  # fmt: skip


def _tabs(desk: Desk, view: str) -> list[tuple[str, str, bool]]:
    words = {"": _("Promises"), "calendar": _("The plan’s own calendar"), "else": _("Beside the promises")}
    return [(desk.say(said), desk.url("evidence", view=name or None), name == view) for name, said in words.items()]


def lead_of(desk: Desk, lines: Sequence[Line], told: Told) -> str:
    """Return how many promises were held against how many records, and how many hold."""
    counts = Counter(line.word for line in lines)
    silent = counts["too few"] + counts["unknown"] + counts[""]
    said: list[Message | Plural] = [
        n_("{n} promise of the plan", "{n} promises of the plan", len(lines)),
        n_("{n} holds", "{n} hold", counts["kept"]), n_("{n} does not", "{n} do not", counts["broken"]),
    ]  # fmt: skip
    if told.get("records"):
        first = _(
            "{promises}, held against {records} from {start} to {end}.", promises=said[0],
            records=n_("{n} record", "{n} records", told["records"]), start=_day(told["start"]), end=_day(told["end"]),
        )  # fmt: skip
    else:
        first = _("{promises}.", promises=said[0])
    second = _("{hold}, {broken}.", hold=said[1], broken=said[2])
    if silent:
        rest = n_("of {n} the records do not say enough", "of {n} the records do not say enough", silent)
        second = _("{hold}, {broken}; {rest}.", hold=said[1], broken=said[2], rest=rest)
    return f"{desk.say(first)} {desk.say(second)}"


def _day(iso: str) -> date:
    return date.fromisoformat(iso)


def _calendar(desk: Desk, dossier: Dossier) -> list[dict[str, Any]]:
    """Return what the plan set itself, overdue first, then what is ahead, then what was done."""
    order = {"overdue": 0, "ahead": 1, "performed late": 2, "performed": 3}
    rows = sorted(schedule_of(dossier), key=lambda row: order.get(row.state, 4))
    return [
        {"row": row, "state": SCHEDULE[row.state], "kind": KINDS[row.kind], "href": address_of(desk, row.where)}
        for row in rows
    ]


def _claims(desk: Desk, dossier: Dossier, told: Told) -> list[dict[str, Any]]:
    """Return each claim with what the calendar of the plan tells of it, and the records, as far as there are any."""
    calendar = {row.id: (row.state, row.due, row.done) for row in claims_of(dossier, {})}
    records = {
        key: (row["state"], _day(row["due"]) if row["due"] else None, _day(row["done"]) if row["done"] else None)
        for key, row in told.get("claims", {}).items()
    }
    names = Names(dossier, desk.language)
    found: list[dict[str, Any]] = []
    for row in dossier.plan.commitments.claims:
        state, due, done = records.get(row.id) or calendar.get(row.id) or ("not shown", None, None)
        found.append(
            {
                "row": row,
                "state": SCHEDULE[state],
                "due": due,
                "done": done,
                "evidence": names.of("document", row.evidence),
            }
        )
    return found


def _observed(dossier: Dossier) -> list[Message | Plural]:
    return [told_observation(row) for row in dossier.observations]
