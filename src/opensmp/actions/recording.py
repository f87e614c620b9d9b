"""Records that people bring, and what measuring them says: kept by their content, read in the background, one event each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import F, Q

from opensmp.actions.deed import Actor, Deed, deed
from opensmp.i18n import Refused, _
from opensmp.measures.observation import Observation
from opensmp.measures.verdict import Verdict
from opensmp.store.files import Stored, keep, plain_name
from opensmp.store.mapping import body_of, digest_of_body, read_body
from opensmp.store.models import Entry, Import, PlanRow, Revision, Upload

LARGEST = 512 * 1024 * 1024
"""Bytes of one export; a larger one is imported on the command line, beside the server."""
TARGET = "records"
STALLED = timedelta(hours=1)
"""No import takes longer; one that seems to was left behind by a worker that stopped."""
WAITING, QUEUED, RUNNING, DONE, FAILED = "waiting", "queued", "running", "done", "failed"
"""An import waits for its mapping, then for its turn; it runs, and is done or failed."""


def bring_records(actor: Actor, name: str, blocks: Iterable[bytes]) -> Import:
    """Keep an export and return its import, which waits for somebody to say how it is read.

    Raises Refused where it is empty or too large; the disk then holds nothing of it.
    """
    actor.must("import_records")
    name, stored = plain_name(name, "export.csv"), _kept(blocks)
    with deed(actor, "brought", permission="import_records", changes=False, subject=name) as doing:
        doing.digest = stored.sha256
        upload = Upload.objects.create(
            organisation=actor.organisation, name=name, sha256=stored.sha256, size=stored.size, kind=TARGET,
            by=actor.account, at=doing.at,
        )  # fmt: skip
        return Import.objects.create(organisation=actor.organisation, upload=upload, status=WAITING, target=TARGET)


def _kept(blocks: Iterable[bytes]) -> Stored:
    stored = keep(blocks, LARGEST)
    if stored is None:
        raise Refused(
            _("The file is larger than {n} MB.", n=LARGEST // 1024 // 1024),
            _("Export a shorter period, or import it with the command line."),
        )
    if not stored.size:
        raise Refused(_("The file is empty."), _("Export it again, and choose it once more."))
    return stored


def is_stalled(row: Import) -> bool:
    """Whether an import has run for so long that its worker must have stopped. Started again, it counts nothing twice."""
    return row.status == RUNNING and row.started_at is not None and row.started_at < datetime.now(UTC) - STALLED


def start_import(actor: Actor, plan: PlanRow, row: Import, options: Mapping[str, Any]) -> None:
    """Put an import into the queue, with the mapping somebody confirmed. Raises Refused where it was started already."""
    with deed(actor, "confirmed mapping", permission="import_records", changes=False, subject=row.upload.name) as doing:
        doing.digest = digest_of_body(str(options.get("mapping", "")))
        chosen = {**options, "plan": plan.pk, "account": actor.account.pk}
        mine = Import.objects.of(actor.organisation).filter(pk=row.pk)
        started = mine.filter(
            Q(status__in=(WAITING, FAILED)) | Q(status=RUNNING, started_at__lt=datetime.now(UTC) - STALLED)
        )
        if not started.update(status=QUEUED, progress=0, options=chosen, result={}, started_at=None, ended_at=None):
            raise Refused(_("This import was started already."), _("Look at how far it has come."))


def begin(row: Import) -> bool:
    """Mark an import as running; whether it waited for that. A task that is delivered twice runs once."""
    waiting = Import.objects.of(row.organisation_id).filter(pk=row.pk, status=QUEUED)
    return bool(waiting.update(status=RUNNING, started_at=datetime.now(UTC)))


def tell_progress(row: Import, progress: int, says: Mapping[str, str]) -> None:
    """Say how far a running import has come, from 0 to 100, and what it does."""
    running = Import.objects.of(row.organisation_id).filter(pk=row.pk, status=RUNNING)
    running.update(progress=max(0, min(progress, 100)), result={"step": dict(says)})


def fail(row: Import, says: Mapping[str, str], hint: Mapping[str, str] | None) -> None:
    """Keep why an import could not be carried out. The store of records is as it was."""
    Import.objects.of(row.organisation_id).filter(pk=row.pk).update(
        status=FAILED, result={"problem": dict(says), "hint": dict(hint or {})}, ended_at=datetime.now(UTC)
    )


def record_verdicts(
    actor: Actor, plan: PlanRow, verdicts: Iterable[Verdict], observations: Iterable[Observation], *,
    done: Import | None = None, result: Mapping[str, Any] | None = None,
) -> bool:  # fmt: skip
    """Put verdicts beside those of the plan, and the observations in the place of all earlier ones; one event for both.

    A verdict on the same promise and window replaces the earlier one. ``done`` is the import that brought the records, and
    ``result`` what its page shows. Returns whether anything changed; where nothing did and no import ended, there is no event.
    """
    subject = done.upload.name if done else plan.slug
    held = _held(actor, plan, "measurements")
    merged = {_key(each): each for each in held} | {_key(each): each for each in verdicts}
    wanted = {
        "measurements": body_of(tuple(merged[key] for key in sorted(merged))),
        "observations": body_of(tuple(observations)),
    }
    changed = {place: body for place, body in wanted.items() if body != body_of(_held(actor, plan, place))}
    if not changed and done is None:
        return False
    with deed(actor, "imported records" if done else "measured", permission="import_records", subject=subject) as doing:
        doing.digest = done.upload.sha256 if done else digest_of_body("".join(changed.values()))
        for place, body in changed.items():
            _store(actor, plan, place, body, doing)
        if done is not None:
            Import.objects.of(actor.organisation).filter(pk=done.pk).update(
                status=DONE, progress=100, result=dict(result or {}), ended_at=doing.at
            )
    return bool(changed)


def _key(verdict: Verdict) -> tuple[date, date, str]:
    return verdict.start, verdict.end, verdict.commitment


def _held(actor: Actor, plan: PlanRow, place: str) -> Any:
    entry = Entry.objects.of(actor.organisation).filter(plan=plan, place=place, key="").first()
    return read_body(place, entry.body).value if entry else ()


def _store(actor: Actor, plan: PlanRow, place: str, body: str, doing: Deed) -> None:
    """Write one part that only measuring writes, with its revision."""
    rows = Entry.objects.of(actor.organisation).filter(plan=plan, place=place, key="")
    digest = digest_of_body(body)
    if not rows.update(
        revision=F("revision") + 1, body=body, digest=digest, edited_by=actor.account, edited_at=doing.at
    ):
        Entry.objects.create(
            organisation=actor.organisation, plan=plan, place=place, body=body, digest=digest, edited_by=actor.account, edited_at=doing.at
        )  # fmt: skip
    entry = rows.get()
    Revision.objects.create(
        organisation=actor.organisation, plan=plan, place=place, key="", number=entry.revision, body=body, digest=entry.digest,
        event=doing.number, by=actor.account, at=doing.at,
    )  # fmt: skip
