"""Bringing records in: an export, how it is read, and what became of its rows."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpResponse

from opensmp.actions.recording import (
    DONE,
    FAILED,
    LARGEST,
    QUEUED,
    RUNNING,
    TARGET,
    WAITING,
    bring_records,
    is_stalled,
    start_import,
)
from opensmp.i18n import Message, Refusal, Unreadable, _
from opensmp.store.files import named
from opensmp.store.models import Import
from opensmp.web.desk import Desk, page
from opensmp.web.evidence.engine import engine
from opensmp.web.evidence.tasks import import_records, measure_again
from opensmp.web.evidence.told import has_records, told_for
from opensmp.web.evidence.words import says
from opensmp.web.telling import tell

MOST_SHOWN = 20
ENDINGS = ".csv,.tsv,.txt,.xlsx,.json,.jsonl,.parquet,.gz"
STATES: dict[str, tuple[str, Message]] = {
    WAITING: ("live", _("Waits for you")), QUEUED: ("wait", _("In the queue")), RUNNING: ("live", _("Under way")), DONE: ("ok", _("Done")),
    FAILED: ("stop", _("Not imported")),
}  # fmt: skip


@page("import_records")
def records(desk: Desk) -> HttpResponse:
    """Show what records there are and who brought them; POST brings an export."""
    problem, status = "", 200
    if desk.request.method == "POST":
        brought = desk.request.FILES.get("file")
        try:
            if brought is None:
                raise Unreadable(_("Choose a file."))
            row = bring_records(desk.actor, brought.name or "export.csv", brought.chunks())
            return desk.go("records_import", number=row.pk)
        except Refusal as trouble:
            problem, status = trouble.text(desk.language), 422
    rows = (
        Import.objects.of(desk.organisation)
        .filter(target=TARGET)
        .select_related("upload", "upload__by")
        .order_by("-pk")
    )
    told = told_for(desk.plan, desk.organisation)
    return desk.show(
        "evidence/intake.html", status=status, problem=problem, most=LARGEST // 1024 // 1024, endings=ENDINGS, told=told,
        measured_at=desk.shown(datetime.fromisoformat(told["at"])) if told else None,
        has_records=has_records(desk.organisation), held=[_held(desk, row) for row in told.get("held", ())],
        imports=[{"row": row, "state": STATES[row.status]} for row in rows[:MOST_SHOWN]],
    )  # fmt: skip


def _held(desk: Desk, row: dict[str, Any]) -> dict[str, Any]:
    days = [date.fromisoformat(row[name]) if row[name] else None for name in ("from", "to")]
    return {"title": says(row["title"], desk.language), "rows": row["rows"], "first": days[0], "last": days[1]}


def _row(desk: Desk, number: int) -> Import:
    row = (
        Import.objects.of(desk.organisation)
        .filter(pk=number, target=TARGET)
        .select_related("upload", "upload__by")
        .first()
    )
    if row is None:
        raise Http404
    desk.here = "records"
    return row


@page("import_records")
def one(desk: Desk, number: int) -> HttpResponse:
    """Show how an export would be read, or how far its import has come; POST confirms the reading."""
    row = _row(desk, number)
    sent = desk.request.POST or desk.request.GET
    again = row.status == FAILED or is_stalled(row)
    if row.status != WAITING and not (again and ("again" in sent or desk.request.method == "POST")):
        return desk.show("evidence/imported.html", **_came_to(desk, row))
    brought = engine("brought")
    try:
        with named(row.upload.sha256, row.upload.name) as path:
            reading = brought.read_as(path, row.upload, sent.dict(), brought.zone_of(desk.dossier))
            if desk.request.method == "POST" and "confirm" in sent and reading.proposal.ready:
                return _started(desk, row, brought.text_of(reading.mapping), sent.get("sheet", ""))
    except Refusal as trouble:
        return desk.show(
            "evidence/unreadable.html", status=422, row=row, problem=trouble, tools=brought.choices()[0], kinds=brought.choices()[1],
            sent=sent.dict(),
        )  # fmt: skip
    return _mapping(desk, row, reading, sent.dict())


def _started(desk: Desk, row: Import, mapping: str, sheet: str) -> HttpResponse:
    start_import(desk.actor, desk.plan, row, {"mapping": mapping, "sheet": sheet})
    import_records.enqueue(desk.organisation.pk, row.pk)
    return desk.go("records_import", number=row.pk)


def _mapping(desk: Desk, row: Import, reading: Any, sent: dict[str, str]) -> HttpResponse:
    tools, kinds = engine("brought").choices()
    must = [doubt for doubt in reading.proposal.doubts if doubt.must]
    confirmed = "confirm" in sent
    return desk.show(
        "evidence/mapping.html", status=422 if confirmed and must else 200, row=row, reading=reading, sent=sent, tools=tools, kinds=kinds,
        columns=list(reading.looked.profile.columns), sheets=[each.name for each in reading.looked.shape.sheets],
        errors=[(f"id_answer-{doubt.place}", desk.say(doubt.says)) for doubt in must] if confirmed else [],
        unused=[each for each in reading.looked.profile.columns if each not in {row.column for row in reading.rows}],
    )  # fmt: skip


def _came_to(desk: Desk, row: Import) -> dict[str, Any]:
    result, language = row.result, desk.language
    known = desk.dossier.commitments
    return {
        "row": row, "state": STATES[row.status], "over": row.status in (DONE, FAILED), "step": says(result.get("step"), language),
        "stalled": is_stalled(row),
        "problem": says(result.get("problem"), language), "hint": says(result.get("hint"), language), "result": result,
        "table": says(result.get("table"), language),
        "refused": [(says(each["says"], language), each["records"]) for each in result.get("refused", ())],
        "tables": [{**each, "title": says(each["title"], language)} for each in result.get("tables", ())],
        "quality": [says(each, language) for each in result.get("quality", ())],
        "broken": [known[each] for each in result.get("broken", ()) if each in known],
    }  # fmt: skip


@page("import_records")
def progress(desk: Desk, number: int) -> HttpResponse:
    """Give the part of the page that shows how far an import has come; once it is over, the page loads anew."""
    row = _row(desk, number)
    if row.status in (DONE, FAILED):
        answer = HttpResponse(status=204)
        answer["HX-Refresh"] = "true"
        return answer
    return desk.show("evidence/progress.html", **_came_to(desk, row))


@page("import_records")
def measure(desk: Desk) -> HttpResponse:
    """Hold the promises against the records anew; POST only."""
    if desk.request.method == "POST" and has_records(desk.organisation):
        measure_again.enqueue(desk.organisation.pk, desk.plan.pk, desk.membership.account.pk)
        tell(desk, "success", _("The promises are being held against the records. Come back in a minute."))
    return desk.go("records")
