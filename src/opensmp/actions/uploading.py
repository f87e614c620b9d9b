"""Spreadsheets of registers that people bring: kept by their content, and what became of each."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

from opensmp.actions.deed import Actor, deed
from opensmp.i18n import Refused, _
from opensmp.store.models import Import, Upload

LARGEST = 32 * 1024 * 1024
"""Bytes of a register's file; records come in by another way."""


def folder() -> Path:
    """Return where brought files are kept."""
    return Path(settings.HOME) / "uploads"


def bring(actor: Actor, name: str, blocks: Iterable[bytes], kind: str = "register") -> Upload:
    """Keep a file. Raises Refused where it is too large; the disk then holds nothing of it."""
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    digest, size = sha256(), 0
    with NamedTemporaryFile(dir=folder(), delete=False) as file:
        made = Path(file.name)
        for block in blocks:
            size += len(block)
            if size > LARGEST:
                break
            digest.update(block)
            file.write(block)
    try:
        if size > LARGEST:
            raise Refused(
                _("The file is larger than {n} MB.", n=LARGEST // 1024 // 1024), _("Bring one register at a time.")
            )
        with deed(actor, "brought", permission="import_register", subject=name[:200]) as doing:
            doing.digest = digest.hexdigest()
            row = Upload.objects.create(
                organisation=actor.organisation, name=name[:200], sha256=doing.digest, size=size, kind=kind, by=actor.account,
                at=doing.at,
            )  # fmt: skip
        made.replace(folder() / row.sha256)
    finally:
        made.unlink(missing_ok=True)
    return row


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
