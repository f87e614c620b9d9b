"""A plan that was edited in Word comes home: the document is kept, and what a person chose of it becomes one change of the draft."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction

from opensmp.actions.brought import BroughtFile, kept_file
from opensmp.actions.deed import Actor, deed
from opensmp.actions.editing import Change, edit
from opensmp.actions.undoing import undo
from opensmp.i18n import Refused, _
from opensmp.store.models import Import, PlanRow, Upload

TARGET = "returned"
"""The kind of an upload that came back, and the target of its import."""
WAITING, DONE, UNDONE = "waiting", "done", "undone"


def hold(actor: Actor, name: str, blocks: Iterable[bytes]) -> BroughtFile:
    """Keep a document for reading; nothing names it before it was read. Raises where it is empty, too large, or not theirs to bring."""
    actor.must("edit_register")
    return kept_file(name, blocks, _("Take large pictures out of it, and bring it again."))


def receive(actor: Actor, plan: PlanRow, file: BroughtFile) -> Import:
    """Store that a document came back to a plan. It changes no text."""
    with deed(actor, "brought", permission="edit_register", changes=False, subject=file.name) as doing:
        doing.digest = file.sha256
        upload = Upload.objects.create(
            organisation=actor.organisation, name=file.name, sha256=file.sha256, size=file.size, kind=TARGET, by=actor.account, at=doing.at
        )  # fmt: skip
        return Import.objects.create(
            organisation=actor.organisation, upload=upload, status=WAITING, target=TARGET, options={"plan": plan.pk}
        )


def take(actor: Actor, plan: PlanRow, row: Import, changes: Sequence[Change], authors: Sequence[str]) -> int:
    """Store what was chosen of a document as one event that names who wrote it in Word, and return the event's number.

    Raises what :func:`edit` raises; nothing is stored then.
    """
    file = row.upload.name
    said = (
        _("Edited in Word by {authors} ({file})", authors=tuple(authors), file=file)
        if authors
        else _("Edited in Word ({file})", file=file)
    )
    with transaction.atomic():
        number = edit(actor, plan, changes, said.text(actor.account.language))
        _note(actor, row, DONE, [*row.result.get("events", ()), number])
    return number


def take_back(actor: Actor, plan: PlanRow, row: Import) -> int:
    """Put back what stood before the last time that something was taken from a document. Raises Conflict where it was changed since."""
    events = list(row.result.get("events", ()))
    if not events:
        raise Refused(_("Nothing of this document stands in the plan."))
    with transaction.atomic():
        number = undo(actor, plan, events.pop())
        _note(actor, row, DONE if events else UNDONE, events)
    return number


def _note(actor: Actor, row: Import, status: str, events: Sequence[int]) -> None:
    Import.objects.of(actor.organisation).filter(pk=row.pk).update(status=status, result={"events": list(events)})
