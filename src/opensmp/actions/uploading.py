"""Spreadsheets of registers that people bring: kept by their content, and what became of each."""

from __future__ import annotations

from collections.abc import Iterable

from opensmp.actions.deed import Actor, deed
from opensmp.i18n import Refused, _
from opensmp.store.files import keep
from opensmp.store.models import Import, Upload

LARGEST = 32 * 1024 * 1024
"""Bytes of a register's file; records come in by another way."""


def bring(actor: Actor, name: str, blocks: Iterable[bytes], kind: str = "register") -> Upload:
    """Keep a file. Raises Refused where it is too large; the disk then holds nothing of it."""
    actor.must("import_register")
    stored = keep(blocks, LARGEST)
    if stored is None:
        raise Refused(
            _("The file is larger than {n} MB.", n=LARGEST // 1024 // 1024), _("Bring one register at a time.")
        )
    with deed(actor, "brought", permission="import_register", changes=False, subject=name[:200]) as doing:
        doing.digest = stored.sha256
        return Upload.objects.create(
            organisation=actor.organisation, name=name[:200], sha256=stored.sha256, size=stored.size, kind=kind,
            by=actor.account, at=doing.at,
        )  # fmt: skip


def remember(actor: Actor, upload: Upload, target: str, event: int, counts: dict[str, int]) -> Import:
    """Keep what became of an upload, so that it can be undone."""
    with deed(actor, "imported", permission="import_register", subject=target) as doing:
        doing.digest = upload.sha256
        return Import.objects.create(
            organisation=actor.organisation, upload=upload, status="done", progress=100, target=target,
            result={"event": event, **counts}, started_at=doing.at, ended_at=doing.at,
        )  # fmt: skip


def forget(actor: Actor, row: Import) -> None:
    """Mark an import as undone."""
    with deed(actor, "undid", permission="import_register", subject=row.target):
        Import.objects.of(actor.organisation).filter(pk=row.pk, status="done").update(status="undone")
