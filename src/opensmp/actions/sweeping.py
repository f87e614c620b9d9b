"""Throwing away what was brought and never used: files that nothing names, and register files that were never taken over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import rmtree

from django.db import transaction

from opensmp.store.files import folder
from opensmp.store.log import tell
from opensmp.store.models import Import, Organisation, Upload

UNUSED = timedelta(days=2)
"""So long a file waits for whoever brought it: four times as long as they stay signed in."""
BY = "opensmp"


def sweep(now: datetime | None = None) -> int:
    """Throw away what has been waiting too long, and return how many files of the disk that were.

    Rows go first, with an event of the organisation that names them; a file goes once no row names it.
    """
    before = (now or datetime.now(UTC)) - UNUSED
    organisations = list(Organisation.objects.order_by("pk"))
    for organisation in organisations:
        _forget(organisation.pk, before)
    named = {digest for each in organisations for digest in Upload.objects.of(each).values_list("sha256", flat=True)}
    return sum(_is_removed(path, before) for path in _files() if path.name not in named)


def _forget(organisation: int, before: datetime) -> None:
    """Remove the rows of register files that nobody took over."""
    with transaction.atomic():
        used = Import.objects.of(organisation).values("upload")
        unused = Upload.objects.of(organisation).filter(kind="register", at__lt=before).exclude(pk__in=used)
        names = [row.name for row in unused.order_by("pk")]
        if not names:
            return
        unused.delete()
        tell(organisation, by=BY, verb="swept", subject=", ".join(names)[:300])


def _files() -> list[Path]:
    place = folder()
    return list(place.iterdir()) if place.is_dir() else []


def _is_removed(path: Path, before: datetime) -> bool:
    """Remove a file, or the folder of a reading that was cut off, where it is old; whether it was."""
    try:
        if path.lstat().st_mtime >= before.timestamp():
            return False
        if path.is_dir() and not path.is_symlink():
            rmtree(path)
        else:
            path.unlink()
    except FileNotFoundError:  # its owner was quicker
        return False
    return True
