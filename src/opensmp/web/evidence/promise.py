"""One promise on its page: what the records of a window say of it, and what a reader must know about the figure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from opensmp.dossier import Dossier
from opensmp.evidence.pictures import dot_plot
from opensmp.i18n import Message, Plural, _, n_, spoken_number
from opensmp.measures.catalogue import CATALOGUE
from opensmp.measures.reasons import reason_words
from opensmp.registers.assurance import ImprovementItem
from opensmp.web.desk import Desk
from opensmp.web.evidence.lines import Line, Window
from opensmp.web.evidence.told import Told
from opensmp.web.evidence.words import VERDICTS, lasted, promised, says, sentences, window_title
from opensmp.web.markup import drawing
from opensmp.web.names import Names
from opensmp.web.plan.places import edit_address
from opensmp.web.saving import may_change

_TRENDS: Mapping[str, Message] = {
    "better": _("Getting better over {n} windows."), "worse": _("Getting worse over {n} windows."),
    "no clear change": _("No clear change over {n} windows."),
}  # fmt: skip


def opened_promise(desk: Desk, dossier: Dossier, line: Line, told: Told) -> dict[str, Any]:
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
    return n_(
        "{n} record, all there are: no sample, so no margin", "{n} records, all there are: no sample, so no margin", window.denominator
    )  # fmt: skip


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
    if (
        not spread
        or window is None
        or not spread["values"]
        or (spread["start"], spread["end"]) != (str(window.start), str(window.end))
    ):
        return None
    unit, language = says(spread["unit"], desk.language), desk.language
    limit = _("the plan allowed {limit} {unit}", limit=_short(spread["limit"]), unit=unit).text(language)
    label = n_(
        "{n} record, {over} of them over the limit of {limit} {unit}.", "{n} records, {over} of them over the limit of {limit} {unit}.",
        spread["records"], over=spread["over"], limit=_short(spread["limit"]), unit=unit,
    ).text(language)  # fmt: skip
    drawn = dot_plot(spread["values"], spread["limit"], label, limit, unit)
    return {
        "svg": drawing(drawn),
        "over": spread["over"],
        "unit": unit,
        "records": spread["records"],
        "shown": len(spread["values"]),
    }


def _short(value: float) -> str:
    return spoken_number(int(value), "en") if value == int(value) else f"{value:g}"


def _missed(line: Line, window: Window | None) -> list[dict[str, Any]]:
    spread = line.told.get("spread") or {}
    last = line.shown
    same = window is not None and last is not None and window.name == last.name
    return list(line.told.get("missed", ())) if same or (window and spread.get("start") == str(window.start)) else []


def _trend(line: Line) -> Message | None:
    trend = line.told.get("trend")
    said = _TRENDS.get(trend["direction"]) if trend else None
    return Message(said.template, (("n", trend["windows"]),)) if said and trend else None


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
