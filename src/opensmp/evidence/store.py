"""The record store: canonical records on disk as Parquet, named by their content, under one manifest.

store.json                                what counts; replaced as a whole
records/<table>/<week>-<sha256>.parquet   the records opened in that week
refused/<batch>.parquet                   the rows of an import that could not be read
pseudonyms.key                            what pseudonyms are made with; whoever has it can test a name
tmp/                                      scratch of an import; empty otherwise
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import sys
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import ibis
import ibis.expr.types as ir
from ibis.backends.duckdb import Backend

from opensmp.evidence.disk import Disk
from opensmp.evidence.engine import Engine, tabled
from opensmp.evidence.manifest import Manifest, Partition, as_json, from_json
from opensmp.i18n import Message, Refused, Unavailable, Unreadable, _
from opensmp.measures.records import TABLES, Kind, Table

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

TYPES: Mapping[Kind, str] = {
    "text": "string", "list": "string", "person": "string", "state": "string", "number": "float64",
    "time": "int64", "seconds": "int64", "flag": "int64", "count": "int64", "rank": "int64",
}  # fmt: skip
"""The type of each kind of field, in Ibis' words, on every engine."""

PROVENANCE = ("source", "batch")
"""The columns that every stored row has beside those of its table: the tool it came from, and the import that brought it."""

MANIFEST = "store.json"
KEY = "pseudonyms.key"
LOCK = ".lock"
_RESTORE = _("Restore it from a backup, or import everything anew into another folder")


def columns(table: Table) -> dict[str, str]:
    """Return the columns of a stored table with their types, in their order."""
    return {field.name: TYPES[field.kind] for field in table.fields} | dict.fromkeys(PROVENANCE, "string")


def layout(table: Table) -> str:
    """Return the digest of the columns that a file of a table has today."""
    return hashlib.sha256(json.dumps(columns(table)).encode()).hexdigest()[:8]


class RecordStore:
    """The records of one organisation, in one folder.

    ``manifest`` is the state that this object read; ``reload`` reads what another process has imported since.
    """

    def __init__(self, folder: Path, disk: Disk | None = None) -> None:
        self.folder = folder
        self.disk = disk or Disk()
        self.manifest = self._read_manifest()

    @classmethod
    def open(cls, folder: Path) -> RecordStore:
        """Open a store that exists. Raises Unreadable where there is none, or where its manifest is damaged."""
        return cls(folder)

    @classmethod
    def create(cls, folder: Path, organisation: str, zone: str, disk: Disk | None = None) -> RecordStore:
        """Make an empty store for an organisation whose days begin in ``zone`` (such as ``Asia/Jakarta``).

        Raises Refused where the folder holds a store already, or the zone is unknown.
        """
        if (folder / MANIFEST).exists():
            raise Refused(
                _("{folder} holds a record store already", folder=folder.name),
                _("Import into it, or name another folder"),
            )
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as trouble:
            raise Refused(
                _("The zone {zone} is unknown", zone=zone), _("Name a zone such as Asia/Jakarta")
            ) from trouble
        disk = disk or Disk()
        for inside in ("", "records", "refused", "tmp"):
            (folder / inside).mkdir(parents=True, exist_ok=True)
        (folder / "tmp").chmod(0o700)
        (folder / LOCK).touch()
        if not (folder / KEY).exists():
            disk.write(folder / "tmp" / KEY, secrets.token_hex(32).encode(), 0o600)
            disk.rename(folder / "tmp" / KEY, folder / KEY)
        _commit(folder, disk, Manifest(organisation=organisation, zone=zone))
        return cls(folder, disk)

    # Reading ---------------------------------------------------------------------------------------------------------

    @property
    def organisation(self) -> str:
        return self.manifest.organisation

    @property
    def zone(self) -> str:
        """The zone in which the organisation's days begin."""
        return self.manifest.zone

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of the canonical tables that hold records."""
        return tuple(name for name in TABLES if self.manifest.tables.get(name))

    def partitions(self, table: str, weeks: Collection[str] | None = None) -> tuple[Partition, ...]:
        """Return the partitions of a table, or those of some weeks; *undated* stands last."""
        held = self.manifest.tables.get(table, ())
        return held if weeks is None else tuple(each for each in held if each.week in weeks)

    def files(self, table: str, weeks: Collection[str] | None = None) -> tuple[Path, ...]:
        """Return their Parquet files."""
        return tuple(self.folder / each.file for each in self.partitions(table, weeks))

    def read(self, con: Backend, table: str, weeks: Collection[str] | None = None) -> ir.Table:
        """Return a table's records with all its columns; what was never imported is empty, or null."""
        wanted = columns(TABLES[table])
        files = [str(file) for file in self.files(table, weeks)]
        if not files:
            return tabled([], wanted)
        alike = {each.layout for each in self.partitions(table, weeks)} == {layout(TABLES[table])}
        if alike and isinstance(con, Engine):
            return con.parquet(files, wanted)
        return whole(con.read_parquet(files, union_by_name=not alike), wanted)

    def verify(self) -> tuple[Message, ...]:
        """Return what is wrong with the files that the manifest names; nothing means that every byte is as it was stored."""
        return tuple(self._faults())

    def must_be_whole(self) -> None:
        """Raise Unreadable where a file is not as it was stored."""
        for fault in self._faults():
            raise Unreadable(fault, _RESTORE)

    def _faults(self) -> Iterator[Message]:
        for partition in (each for held in self.manifest.tables.values() for each in held):
            path = self.folder / partition.file
            if not path.is_file():
                yield _("{file} is missing", file=partition.file)
            elif file_digest(path) != partition.sha256:
                yield _("{file} is not as it was stored", file=partition.file)

    @property
    def key(self) -> bytes:
        """The key of the pseudonyms. Raises Unreadable where it is lost: new pseudonyms would not match the stored ones."""
        try:
            return bytes.fromhex((self.folder / KEY).read_text("ascii"))
        except (OSError, ValueError) as trouble:
            raise Unreadable(
                _("The key of the pseudonyms, {file}, is missing or damaged", file=KEY), _RESTORE
            ) from trouble

    # Writing ---------------------------------------------------------------------------------------------------------

    @property
    def scratch(self) -> Path:
        """The folder for what an import needs in between; raw rows may pass through it, so nobody else may look."""
        place = self.folder / "tmp"
        place.mkdir(exist_ok=True)
        place.chmod(0o700)
        return place

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the store for writing, with the newest manifest. Raises Refused while another import runs."""
        with (self.folder / LOCK).open("a+b") as file:
            if not _lock(file):
                raise Refused(
                    _("Another import into this store is running"), _("Wait until it has ended, then import again")
                )
            try:
                self.reload()
                yield
            finally:
                _unlock(file)

    def reload(self) -> None:
        """Read the manifest again."""
        self.manifest = self._read_manifest()

    def commit(self, manifest: Manifest) -> None:
        """Make a manifest the one that counts."""
        _commit(self.folder, self.disk, manifest)
        self.manifest = manifest

    def sweep(self) -> None:
        """Remove what no manifest names: leavings of an import that was stopped, and files that were replaced."""
        named = self.manifest.files()
        for part in ("tmp", "refused", "records"):
            for path in sorted((self.folder / part).rglob("*"), reverse=True):
                if path.is_dir():
                    continue
                if path.relative_to(self.folder).as_posix() not in named:
                    self.disk.remove(path)

    def _read_manifest(self) -> Manifest:
        place = self.folder / MANIFEST
        try:
            return from_json(place.read_bytes())
        except FileNotFoundError as trouble:
            raise Unreadable(
                _("{folder} holds no records", folder=self.folder.name),
                _("Import some with: opensmp records import FILE --into DIR"),
            ) from trouble
        except OSError as trouble:
            reason = trouble.strerror or type(trouble).__name__
            raise Unavailable(_("The record store cannot be opened: {reason}", reason=reason)) from trouble
        except (ValueError, KeyError, TypeError, AttributeError) as trouble:
            raise Unreadable(
                _("{file} is damaged, or of another version of OpenSMP", file=MANIFEST), _RESTORE
            ) from trouble


def whole(table: ir.Table, wanted: Mapping[str, str]) -> ir.Table:
    """Return exactly the wanted columns, in order and type; one that the table lacks is null."""
    have = table.schema()
    return table.select(
        **{
            name: ibis.null(kind)
            if name not in have
            else table[name]
            if have[name] == ibis.dtype(kind)
            else table[name].cast(kind)
            for name, kind in wanted.items()
        }
    )


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _commit(folder: Path, disk: Disk, manifest: Manifest) -> None:
    fresh = folder / "tmp" / MANIFEST
    disk.write(fresh, as_json(manifest))
    disk.rename(fresh, folder / MANIFEST)
    disk.sync_folder(folder)


if sys.platform == "win32":

    def _lock(file: IO[bytes]) -> bool:
        """Take the lock at once, or say that somebody else has it."""
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(file: IO[bytes]) -> None:
        file.seek(os.SEEK_SET)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:

    def _lock(file: IO[bytes]) -> bool:
        """Take the lock at once, or say that somebody else has it."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _unlock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
