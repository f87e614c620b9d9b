"""Does practice match the plan? Each promise with what the records say of it, window by window."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse

from opensmp.actions.editing import Change
from opensmp.dossier import Dossier
from opensmp.dossier.schedule import claims_of, schedule_of
from opensmp.evidence.pictures import dot_plot
from opensmp.i18n import Message, Plural, _, n_, spoken_number
from opensmp.measures.catalogue import CATALOGUE
from opensmp.measures.observation import told as told_observation
from opensmp.measures.reasons import reason_words
from opensmp.plan.review import Deviation
from opensmp.registers.assurance import ImprovementItem
from opensmp.web.answers import Ask
from opensmp.web.desk import Desk, page
from opensmp.web.evidence.coming import is_coming
from opensmp.web.evidence.lines import Line, Window, lines_of
from opensmp.web.evidence.told import Told, has_records, told_for
from opensmp.web.evidence.words import VERDICTS, lasted, promised, says, sentences, window_title
from opensmp.web.forms import ValueForm
from opensmp.web.markup import drawing
from opensmp.web.names import Names
from opensmp.web.plan.places import edit_address
from opensmp.web.rows.whereto import address_of
from opensmp.web.saving import Clash, may_change, must_change, save, tongue_of
from opensmp.web.seen import seen_dossier
from opensmp.web.telling import tell

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
    context = {
        "view": view, "tabs": _tabs(desk, view), "lead": lead_of(desk, lines, told), "has_records": has_records(desk.organisation),
        "told": told, "claim": key, "coming": not told and is_coming(desk.organisation, desk.plan),
    }  # fmt: skip
    if view == "calendar":
        return desk.show("evidence/calendar.html", rows=_calendar(desk, dossier), **context)
    if view == "else":
        return desk.show("evidence/else.html", claims=_claims(desk, dossier, told), observations=_observed(dossier), **context)
    line = next((each for each in lines if each.commitment.id == key), lines[0] if lines else None)
    if key and line is not None and line.commitment.id != key:
        raise Http404
    return desk.show(
        "evidence/evidence.html", lines=lines, line=line, measured=any(each.windows for each in lines),
        **(_opened(desk, dossier, line, told) if line else {}), **context,
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
    rest = n_("of {n} the records do not say enough", "of {n} the records do not say enough", silent)
    second = _("{hold}, {broken}; {rest}.", hold=said[1], broken=said[2], rest=rest) if silent else _("{hold}, {broken}.", hold=said[1], broken=said[2])
    return f"{desk.say(first)} {desk.say(second)}"


def _day(iso: str) -> date:
    return date.fromisoformat(iso)


# The promise that is open ------------------------------------------------------------------------------------------------


def _opened(desk: Desk, dossier: Dossier, line: Line, told: Told) -> dict[str, Any]:
    window = line.at(desk.request.GET.get("window", ""))
    metric = CATALOGUE.get(line.commitment.target.metric)
    sources = [row for row in told.get("imports", ()) if row["id"] in line.told.get("batches", ())]
    broken = bool(window and window.word == "broken" and not window.running)
    place = f"plan/commitments/commitments/{line.commitment.id}"
    return {
        "window": window, "window_title": window_title(window.start, window.end, desk.language) if window else "",
        "promised": promised(line.commitment.target), "metric": metric, "sources": sources, "broken": broken,
        "windows": [_listed(desk, line, each, each == window) for each in reversed(line.windows)],
        "values": [each.measured for each in line.windows if not each.running][-12:], "detail": _detail(desk, window),
        "picture": _picture(desk, line, window), "missed": _missed(line, window), "problem": says(line.told.get("problem"), desk.language),
        "trend": _trend(line), "differences": sentences(line.told.get("differences", ()), desk.language),
        "about": _about(desk, dossier, line), "whole": whole_words(line, window),
        "amend_href": edit_address(desk, place) if broken else "", "may_deviate": broken and may_change(desk, "plan/review/deviations"),
        "declared": [row for row in dossier.plan.review.deviations if row.commitment == line.commitment.id],
        "improvements": _improvements(dossier, line),
        "names": Names(dossier, desk.language), "lasted": lasted, "reason_words": reason_words,
    }  # fmt: skip


def _improvements(dossier: Dossier, line: Line) -> list[ImprovementItem]:
    """Return the improvements that are tied to a promise, or to its objective, or that its declared deviation names."""
    row = line.commitment
    named = {each.improvement for each in dossier.plan.review.deviations if each.commitment == row.id}
    return [
        each for each in dossier.registers.improvements
        if each.source_ref == row.id or each.id in named or (row.objective is not None and each.objective == row.objective)
    ]  # fmt: skip


def whole_words(line: Line, window: Window | None) -> Message | Plural | None:
    """Say what was counted. Every record was looked at, so there is no margin of error: an interval belongs to a sample."""
    if window is None or window.denominator is None:
        return None
    return n_("{n} record, all there are: no sample, so no margin", "{n} records, all there are: no sample, so no margin", window.denominator)


def _listed(desk: Desk, line: Line, each: Window, current: bool) -> dict[str, Any]:
    return {
        "title": window_title(each.start, each.end, desk.language), "each": each, "figure": line.figure_of(each), "current": current,
        "href": desk.url("evidence", commitment=line.commitment.id, window=each.name),
    }  # fmt: skip


def _detail(desk: Desk, window: Window | None) -> dict[str, Any]:
    """Return what the last measurement told of a window, in the person's language."""
    told = window.detail if window else {}
    language = desk.language
    return {
        "reasons": sentences(told.get("reasons", ()), language), "excluded": sorted(told.get("excluded", {}).items()),
        "apart": [(says(row["says"], language), row["records"]) for row in told.get("apart", ())],
        "parts": [
            {**part, "promise": says(part["promise"], language), "state": VERDICTS[part["word"]], "versions": ", ".join(part["versions"])}
            for part in told.get("parts", ())
        ],
        "flags": next((part["flags"] for part in told.get("parts", ()) if part["flags"]["flagged"]), None),
    }  # fmt: skip


def _picture(desk: Desk, line: Line, window: Window | None) -> Any:
    """Draw how long each record took, where the window that is shown is the one that was drawn."""
    spread = line.told.get("spread")
    if not spread or window is None or not spread["values"] or (spread["start"], spread["end"]) != (str(window.start), str(window.end)):
        return None
    unit, language = says(spread["unit"], desk.language), desk.language
    limit = _("limit in the plan: {limit} {unit}", limit=_short(spread["limit"]), unit=unit).text(language)
    label = n_(
        "{n} record, {over} of them over the limit of {limit} {unit}.", "{n} records, {over} of them over the limit of {limit} {unit}.",
        spread["records"], over=spread["over"], limit=_short(spread["limit"]), unit=unit,
    ).text(language)  # fmt: skip
    drawn = dot_plot(spread["values"], spread["limit"], label, limit, unit)
    return {"svg": drawing(drawn), "over": spread["over"], "unit": unit, "records": spread["records"], "shown": len(spread["values"])}


def _short(value: float) -> str:
    return spoken_number(int(value), "en") if value == int(value) else f"{value:g}"


def _missed(line: Line, window: Window | None) -> list[dict[str, Any]]:
    spread = line.told.get("spread") or {}
    last = line.shown
    same = window is not None and last is not None and window.name == last.name
    return list(line.told.get("missed", ())) if same or (window and spread.get("start") == str(window.start)) else []


def _trend(line: Line) -> Message | None:
    trend = line.told.get("trend")
    words = {
        "better": _("Getting better over {n} windows.", n=trend["windows"]), "worse": _("Getting worse over {n} windows.", n=trend["windows"]),
        "no clear change": _("No clear change over {n} windows.", n=trend["windows"]),
    } if trend else {}  # fmt: skip
    return words.get(trend["direction"]) if trend else None


def _about(desk: Desk, dossier: Dossier, line: Line) -> list[str]:
    """Return where the promise stands: its section, its practice, its objective, who keeps it."""
    row, names = line.commitment, Names(dossier, desk.language)
    said = [_("Section {number}", number=line.number).text(desk.language)] if line.number else []
    if row.practice:
        said.append(names.of("practice", row.practice))
    if row.objective:
        said.append(_("objective {id}", id=row.objective).text(desk.language))
    if row.owner:
        said.append(_("kept by {name}", name=names.holder(row.owner)).text(desk.language))
    return said


# The calendar, and what stands beside the promises -----------------------------------------------------------------------


def _calendar(desk: Desk, dossier: Dossier) -> list[dict[str, Any]]:
    """Return what the plan set itself, overdue first, then what is ahead, then what was done."""
    order = {"overdue": 0, "ahead": 1, "performed late": 2, "performed": 3}
    rows = sorted(schedule_of(dossier), key=lambda row: order.get(row.state, 4))
    return [
        {"row": row, "state": SCHEDULE[row.state], "kind": KINDS[row.kind], "href": address_of(desk, row.where)} for row in rows
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
        found.append({"row": row, "state": SCHEDULE[state], "due": due, "done": done, "evidence": names.of("document", row.evidence)})
    return found


def _observed(dossier: Dossier) -> list[Message | Plural]:
    return [told_observation(row) for row in dossier.observations]


# A declared deviation ----------------------------------------------------------------------------------------------------

_DEVIATION = (
    Ask("id"), Ask("commitment", _("Promise")), Ask("reason", _("What the records show, and why"), long=True), Ask("owner"),
    Ask("until", _("The promise holds again from"), _("After this day the deviation is a finding.")),
    Ask("improvement", _("The improvement that brings it about")),
)  # fmt: skip
_DEVIATIONS = "plan/review/deviations"


@page("edit_own_section")
def deviation(desk: Desk, commitment: str) -> HttpResponse:
    """Declare that practice differs from a promise, with an owner, a day and an improvement; it is printed in section 10."""
    desk.here = "evidence"
    must_change(desk, _DEVIATIONS)
    line = next((each for each in lines_of(desk.dossier, {}) if each.commitment.id == commitment), None)
    if line is None:
        raise Http404
    posted = desk.request.method == "POST"
    form = ValueForm(
        Deviation, _DEVIATION, Names(desk.dossier, desk.language), tongue_of(desk), sent=desk.request.POST if posted else None,
        begin=_begun(desk, line),
    )  # fmt: skip
    if posted and (made := form.read()) is not None:
        saved = save(desk, form, Change(_DEVIATIONS, made.id, "", made))
        if saved == "saved":
            tell(desk, "success", _("The deviation {id} is declared. Section 10 of the plan prints it.", id=made.id))
            return desk.go("evidence", commitment=commitment)
        if isinstance(saved, Clash):
            form.complain("id", _("“{id}” stands in this list already.", id=made.id))
    return desk.show(
        "evidence/deviation.html", status=422 if form.problems else 200, form=form, line=line,
        back=desk.url("evidence", commitment=commitment),
    )  # fmt: skip


def _begun(desk: Desk, line: Line) -> dict[str, str]:
    """Return what is known already: the figure and who keeps the promise. The day and the improvement are for people."""
    taken = {row.id for row in desk.dossier.plan.review.deviations}
    number = next(n for n in range(1, len(taken) + 2) if f"DEV-{n}" not in taken)
    begin = {"id": f"DEV-{number}", "commitment": line.commitment.id, "owner": line.commitment.owner or ""}
    if line.shown and line.shown.measured is not None:
        for language in tongue_of(desk).plan:
            reason = _(
                "{window}: {figure} was measured where the plan promises {promised}.", window=window_title(line.shown.start, line.shown.end, language),
                figure=line.figure, promised=promised(line.commitment.target),
            )  # fmt: skip
            begin[f"reason-{language}"] = reason.text(language)
    return begin
