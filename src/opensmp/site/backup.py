"""Backup and restore: one file with every row and every file, each with its SHA-256, and proof that it can be read back.

A backup is written beside its place, flushed, then renamed. A restore first checks every byte, then fills an empty place in
one transaction, and is itself an event. There is no address for it: it exists on the command line alone.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Model

from opensmp.i18n import Message, Refused, Unreadable, _
from opensmp.store import archive
from opensmp.store.chain import broken_at
from opensmp.store.files import force, make_folder
from opensmp.store.log import tell
from opensmp.store.models import Organisation
from opensmp.tables.atomic import replacing

FOLDERS = ("records", "uploads")
"""Folders of the data folder whose files belong to a backup; all are named by their content or replaced as a whole."""
MANIFEST = "manifest.json"


class Kept(NamedTuple):
    """One member of a backup."""

    name: str
    sha256: str
    size: int


def back_up(target: Path) -> Message:
    """Write a backup while others go on working. Raises Refused where the file exists or cannot be written."""
    if target.exists():
        raise Refused(
            _("{path} exists already.", path=str(target)), _("A backup never replaces another: choose a new name.")
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.{os.getpid()}~")
    try:
        with tarfile.open(beside, "w") as tar:
            kept = [*_rows(tar), *_files(tar)]
            text = json.dumps(
                {"format": 1, "made": datetime.now(UTC).isoformat(), "members": [each._asdict() for each in kept]}
            )
            _add(tar, MANIFEST, text.encode())
        with beside.open("rb") as file:
            os.fsync(file.fileno())
        beside.rename(target)
        force(target.parent)
    except OSError as trouble:
        raise Refused(
            _("The backup cannot be written: {reason}.", reason=trouble.strerror or str(trouble))
        ) from trouble
    finally:
        beside.unlink(missing_ok=True)
    return _("{path} holds {n} parts, each with its SHA-256.", path=str(target), n=len(kept))


def _rows(tar: tarfile.TarFile) -> Iterator[Kept]:
    with archive.snapshot():
        for model in archive.tables():
            text = "".join(f"{line}\n" for line in archive.lines_of(model))
            yield _add(tar, _name(model), text.encode())


def _name(model: type[Model]) -> str:
    return f"rows/{archive.about(model).label_lower}.jsonl"


def _files(tar: tarfile.TarFile) -> Iterator[Kept]:
    home = Path(settings.HOME)
    for folder in FOLDERS:
        for path in sorted((home / folder).rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield _add(tar, f"files/{path.relative_to(home).as_posix()}", path.read_bytes())


def _add(tar: tarfile.TarFile, name: str, raw: bytes) -> Kept:
    member = tarfile.TarInfo(name)
    member.size, member.mode = len(raw), 0o600
    tar.addfile(member, io.BytesIO(raw))
    return Kept(name, hashlib.sha256(raw).hexdigest(), len(raw))


def read_checked(source: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every member of a backup, each checked against the manifest. Raises Unreadable for any difference."""
    manifest = _manifest(source)
    seen = set()
    try:
        with tarfile.open(source, "r:") as tar:
            for member in tar:
                if member.name == MANIFEST:
                    continue
                raw = _content(tar, member)
                expected = manifest.get(member.name)
                if expected is None or expected != Kept(member.name, hashlib.sha256(raw).hexdigest(), len(raw)):
                    raise _damaged(member.name)
                seen.add(member.name)
                yield member.name, raw
    except (tarfile.TarError, EOFError, OSError) as trouble:
        raise _damaged(str(trouble)) from trouble
    if missing := sorted(manifest.keys() - seen):
        raise _damaged(missing[0])


def _manifest(source: Path) -> dict[str, Kept]:
    try:
        with tarfile.open(source, "r:") as tar:
            said: Any = json.loads(_content(tar, tar.getmember(MANIFEST)))
            members = [Kept(each["name"], each["sha256"], each["size"]) for each in said["members"]]
    except (tarfile.TarError, EOFError, OSError, KeyError, TypeError, ValueError) as trouble:
        raise _damaged(MANIFEST) from trouble
    if any(not _is_inside(each.name) for each in members):
        raise _damaged(MANIFEST)
    return {each.name: each for each in members}


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and path.parts[:1] in (("rows",), ("files",))


def _content(tar: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    file = tar.extractfile(member) if member.isreg() else None
    if file is None:
        raise _damaged(member.name)
    return file.read()


def _damaged(where: str) -> Unreadable:
    return Unreadable(
        _("The backup is damaged or was changed ({where}).", where=where), _("Take another one: nothing was restored.")
    )


def verify(source: Path) -> Message:
    """Check every byte of a backup, and that its rows fit this version of OpenSMP and the chains of events hold."""
    events: list[dict[str, Any]] = []
    slugs: dict[int, str] = {}
    count = 0
    for name, raw in read_checked(source):
        count += 1
        if name == "rows/store.event.jsonl":
            events = [json.loads(line) for line in raw.decode().splitlines()]
        if name == "rows/store.organisation.jsonl":
            slugs = {row["id"]: row["slug"] for row in map(json.loads, raw.decode().splitlines())}
    for number, slug in slugs.items():
        own = sorted((row for row in events if row["organisation_id"] == number), key=lambda row: row["number"])
        if (at := broken_at([{**row, "organisation": slug} for row in own])) is not None:
            raise _damaged(f"{slug}: event {at}")
    return _("{path} is whole: {n} parts, and every chain of events holds.", path=str(source), n=count)


def restore(source: Path) -> Message:
    """Fill an empty place from a backup. Raises Refused where the place is not empty, Unreadable for a damaged file."""
    if not archive.is_empty():
        raise _not_empty()
    verify(source)
    models = {_name(model): model for model in archive.tables()}
    texts = {name: raw for name, raw in read_checked(source) if name.startswith("rows/")}
    if unknown := sorted(texts.keys() - models.keys()):
        raise Unreadable(_("The backup holds {name}, which this version does not know.", name=unknown[0]))
    home = Path(settings.HOME)
    for name, raw in read_checked(source):
        if name.startswith("files/"):
            _place(home / name.removeprefix("files/"), raw)
    with transaction.atomic():
        _clear_made_by_migrations(models.values())
        count = sum(
            archive.store_lines(model, texts[name].decode().splitlines())
            for name, model in models.items()
            if name in texts
        )
        for organisation in Organisation.objects.order_by("pk"):
            tell(
                organisation.pk, by="opensmp restore", verb="restored", subject=organisation.slug,
                digest=hashlib.sha256(texts["rows/store.event.jsonl"]).hexdigest(), reason=connection.vendor,
            )  # fmt: skip
    archive.count_keys_on()
    return _("{n} rows are restored.", n=count)


def _clear_made_by_migrations(models: Iterable[type[Model]]) -> None:
    """Take out what migrations stored by themselves (content types and permissions), which the backup brings again."""
    for model in reversed(list(models)):
        if archive.about(model).app_label in ("contenttypes", "auth", "sites"):
            archive.rows_of(model).all().delete()


def _place(path: Path, raw: bytes) -> None:
    """Put a file where it was, whole and safely on the disk; a restore that was cut off may have brought it before."""
    if path.exists() and path.read_bytes() != raw:
        raise _not_empty()
    make_folder(path.parent)
    with replacing(path) as file:
        file.write(raw)


def _not_empty() -> Refused:
    return Refused(
        _("There is data here already."),
        _("Restore into an empty place: set OPENSMP_HOME or OPENSMP_DATABASE_URL."),
    )
