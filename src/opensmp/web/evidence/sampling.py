"""The sample of an auditor: drawn by a word, so that anybody draws the same records again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from opensmp.actions.drawing import record_draw
from opensmp.i18n import Message, Refused, _
from opensmp.measures.sample_sizes import FREQUENCIES
from opensmp.store.reading import Kept
from opensmp.web.desk import Desk, page
from opensmp.web.evidence.behind import opened, stamp
from opensmp.web.evidence.engine import engine
from opensmp.web.evidence.lines import Line
from opensmp.web.evidence.told import has_records, store_folder
from opensmp.web.evidence.words import lasted, moment, promised, window_title
from opensmp.web.settings.activity import attached

FIELDS = ("method", "size", "word", "audit", "by", "tolerable", "frequency", "window")
METHODS: dict[str, tuple[Message, Message]] = {
    "attribute": (_("By the risk you accept"), _("The size follows from what the promise allows, at 95% confidence.")),
    "lot": (_("By the table of ISO 2859-1"), _("A lot is accepted or not.")),
    "frequency": (_("By how often the control runs"), _("The custom of auditors.")),
    "habit": (_("Square root of the population"), _("A habit without statistics behind it.")),
    "judgement": (_("Those of highest risk"), _("Chosen, not drawn: it says nothing of the rest.")),
    "full": (_("All records"), _("No sample at all.")),
}
STRATA: dict[str, Message] = {
    "": _("One draw from all"), "month": _("Each month"), "service": _("Each service"), "priority": _("Each priority"),
    "month,service": _("Each month and service"),
}  # fmt: skip
_FREQUENCIES: dict[str, Message] = {
    "yearly": _("yearly"), "quarterly": _("quarterly"), "monthly": _("monthly"), "weekly": _("weekly"), "daily": _("daily"),
    "many times a day": _("many times a day"),
}  # fmt: skip

_drawn: Kept[Any] = Kept(16)


def form_of(desk: Desk, line: Line, given: Mapping[str, str]) -> dict[str, Any]:
    """Return what the form of a draw shows."""
    windows = [
        (each.name, window_title(each.start, each.end, desk.language))
        for each in reversed(line.windows)
        if not each.running
    ]
    return {
        "given": {name: given.get(name, "") for name in FIELDS}, "windows": windows,
        "methods": [(name, desk.say(said)) for name, (said, _hint) in METHODS.items()],
        "strata": [(name, desk.say(said)) for name, said in STRATA.items()],
        "frequencies": [(name, desk.say(_FREQUENCIES.get(name, Message(name)))) for name in FREQUENCIES],
        "today": desk.today.isoformat(),
    }  # fmt: skip


@page("draw_sample")
def sample(desk: Desk, commitment: str) -> HttpResponse:
    """Show a sample; POST draws it, which leaves an event, and leads to its address."""
    _dossier, line = opened(desk, commitment)
    sent = desk.request.POST or desk.request.GET
    given = {name: sent[name] for name in FIELDS if sent.get(name)}
    drawn, problem = None, None
    if not has_records(desk.organisation):
        problem = Refused(_("There are no records to draw from yet."), _("Import an export first."))
    elif given or desk.request.method == "POST":
        try:
            drawn = _draw(desk, commitment, given)
        except Refused as refusal:
            problem = refusal
    if desk.request.method == "POST" and drawn is not None:
        paper = drawn.paper
        given |= {"word": paper.word, "window": f"{paper.population.start}..{paper.population.end}"}
        record_draw(desk.actor, desk.plan, commitment, paper.draw.seed, len(paper.records), paper.population.count)
        return redirect(desk.url("sample", commitment=commitment, **given))
    return desk.show(
        "evidence/sample.html", status=422 if problem and given else 200, line=line, problem=problem, form=form_of(desk, line, given),
        shown=_shown(desk, drawn.paper, drawn.promise) if drawn else None,
        papers=[(form.upper(), desk.url("sample_papers", commitment=commitment, form=form, **given)) for form in ("xlsx", "csv", "json")],
        hint=METHODS.get(given.get("method", ""), METHODS["attribute"])[1],
    )  # fmt: skip


def _draw(desk: Desk, commitment: str, given: Mapping[str, str]) -> Any:
    drawn, drilled = engine("drawn"), engine("drilled")
    dossier, _line = opened(desk, commitment)

    def draw() -> Any:
        store = drawn.RecordStore.open(store_folder(desk.organisation))
        return drawn.draw(dossier, store, commitment, given, drilled.days_of(given.get("window", "")))

    return _drawn.get((*stamp(desk), commitment, tuple(sorted(given.items()))), draw)


def _shown(desk: Desk, paper: Any, promise: Any) -> dict[str, Any]:
    """Return a sample as the page shows it."""
    population, zone = paper.population, paper.population.zone
    return {
        "paper": paper, "population": population, "promised": promised(promise.target), "count": population.count, "seed": paper.draw.seed,
        "window": window_title(population.start, population.end, desk.language), "size": len(paper.records),
        "says": [desk.say(words) for words in paper.says], "why": [desk.say(words) for words in (paper.size.says, *paper.size.warnings)],
        "complete": [desk.say(words) for words in population.completeness.says],
        "rows": [
            {
                "id": row.number, "service": row.service, "opened": moment(row.opened_at, zone), "took": lasted(row.elapsed),
                "limit": lasted(row.limit), "version": row.version, "good": row.good, "state": _state(row),
                "note": desk.say(row.note) if row.note else "", "risk": [desk.say(words) for words in row.risk],
                "href": desk.url("evidence_record", commitment=population.commitment, key=row.number) if row.elapsed is not None else "",
            }
            for row in paper.records
        ],
    }  # fmt: skip


def _state(row: Any) -> tuple[str, Message]:
    if row.good is None:
        return "wait", _("Cannot be judged")
    if row.good:
        return "ok", _("Kept")
    if row.elapsed is not None and row.limit is not None:
        return "stop", _("Over by {time}", time=lasted(row.elapsed - row.limit))
    return "stop", _("Missed")


@page("draw_sample")
def papers(desk: Desk, commitment: str, form: str) -> HttpResponse:
    """Give the working papers of a sample as a workbook, as CSV files in a ZIP, or as JSON."""
    given = {name: desk.request.GET[name] for name in FIELDS if desk.request.GET.get(name)}
    if form not in ("xlsx", "csv", "json") or not given or not has_records(desk.organisation):
        raise Http404
    name, media, content = engine("drawn").papers(_draw(desk, commitment, given), form, desk.language)
    return attached(content, name, media)
