"""What a disk holds after a process was ended or the power was lost, and whether it is right."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, TypeAlias

from opensmp.store.chain import broken_at

Loss: TypeAlias = Literal["kill", "power", "undone"]
LOSSES: tuple[Loss, ...] = ("kill", "power", "undone")
"""The process is ended; every write that was not forced to the disk is lost; so is every new, removed or changed name."""

DATABASE = "opensmp.sqlite3"
VOLATILE = frozenset(
    {
        "at", "previous", "hash", "head_hash", "changed_hash", "created_at", "edited_at", "submitted_at", "sealed_at", "settled_at",
        "started_at", "ended_at", "token_hash", "secret_hash", "expires_at", "used_at", "password", "last_login", "body", "value",
    }
)  # fmt: skip
"""Columns that differ each time something is done (times, secrets, hashes over them), or whose digest stands beside them."""


def names_in(home: Path) -> dict[int, dict[str, int]]:
    """Return the names in every folder, by the folder's inode."""
    folders = [home, *(path for path in home.rglob("*") if path.is_dir())]
    return {each.stat().st_ino: {path.name: path.lstat().st_ino for path in each.iterdir()} for each in folders}


def after(loss: Loss, home: Path, base: Path, kept: Path, before: Mapping[int, dict[str, int]], place: Path) -> None:
    """Put into ``place`` what the disk of ``home`` holds after a loss.

    ``base`` is what was on the disk before, ``before`` its names with their inodes in ``home``, ``kept`` the copies that
    were made whenever a file or folder was forced to the disk.
    """
    if loss == "kill":
        shutil.copytree(home, place)
        return
    origins = {number: path for path, number in _paths(home.stat().st_ino, before)}
    place.mkdir(parents=True)
    for path, number, is_folder in _standing(loss, home, kept, before):
        if is_folder:
            (place / path).mkdir()
        elif (kept / str(number)).exists():
            shutil.copyfile(kept / str(number), place / path)
        elif number in origins and not path.endswith("-shm"):
            shutil.copyfile(base / origins[number], place / path)
        else:
            (place / path).touch()


def _paths(root: int, names: Mapping[int, dict[str, int]], at: str = "") -> Iterator[tuple[str, int]]:
    for name, number in names[root].items():
        yield f"{at}{name}", number
        if number in names:
            yield from _paths(number, names, f"{at}{name}/")


def _standing(
    loss: Loss, home: Path, kept: Path, before: Mapping[int, dict[str, int]]
) -> Iterator[tuple[str, int, bool]]:
    """Yield (path, inode, whether a folder) of everything that has a name after a loss."""
    now = names_in(home)
    if loss == "undone":
        now = {number: _forced(kept, number, before.get(number, {})) for number in {*now, *before}}
    folders = set(now)
    for path, number in _paths(home.stat().st_ino, now):
        yield path, number, number in folders


def _forced(kept: Path, folder: int, before: dict[str, int]) -> dict[str, int]:
    listed = kept / f"names.{folder}"
    if not listed.exists():
        return before
    rows = (line.partition(" ") for line in listed.read_text().splitlines())
    return {name: int(number) for number, _blank, name in rows if name not in (".", "..")}


def shape(home: Path) -> str:
    """Return what a database says, without what differs each time: two with the same shape were brought about alike."""
    with closing(sqlite3.connect(home / DATABASE)) as database:
        return sha256(json.dumps(list(_told(database)), default=str).encode()).hexdigest()


def _told(database: sqlite3.Connection) -> Iterator[tuple[str, list[Any]]]:
    for table in _tables(database):
        columns = [row[1] for row in database.execute(f'PRAGMA table_info("{table}")') if row[1] not in VOLATILE]
        listed = ", ".join(f'"{name}"' for name in columns)
        yield table, database.execute(f'SELECT {listed} FROM "{table}" ORDER BY rowid').fetchall()  # noqa: S608  # our tables


def _tables(database: sqlite3.Connection) -> list[str]:
    found = database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'store\\_%' ESCAPE '\\'"
    )
    return sorted(name for (name,) in found)


def faults(home: Path, allowed: Sequence[str]) -> Iterator[str]:
    """Yield what is wrong with a recovered workspace. ``allowed`` are the shapes it may have."""
    try:
        with closing(sqlite3.connect(home / DATABASE)) as database:
            found = database.execute("PRAGMA integrity_check").fetchall()
            if found != [("ok",)]:
                yield f"integrity: {found[:2]}"
                return
            yield from _inside(database, home)
        if (is_now := shape(home)) not in allowed:
            yield f"stands as nothing that was ever done ({is_now[:8]} is none of {[each[:8] for each in allowed]})"
    except sqlite3.DatabaseError as broken:
        yield f"cannot be opened: {broken}"


def _inside(database: sqlite3.Connection, home: Path) -> Iterator[str]:
    database.row_factory = sqlite3.Row
    if database.execute("PRAGMA foreign_key_check").fetchall():
        yield "a row names a row that is not there"
    for place in database.execute("SELECT * FROM store_organisation").fetchall():
        rows = database.execute("SELECT * FROM store_event WHERE organisation_id = ? ORDER BY number", (place["id"],))
        events = [{**dict(row), "organisation": place["slug"]} for row in rows]
        if (at := broken_at(events)) is not None:
            yield f"the chain breaks at event {at}"
        if place["head"] != len(events) or (events and place["head_hash"] != events[-1]["hash"]):
            yield f"the head is {place['head']}, and there are {len(events)} events"
    for row in database.execute("SELECT number, value, digest FROM store_sealedversion WHERE value <> ''"):
        if sha256(row["value"].encode()).hexdigest() != row["digest"]:
            yield f"version {row['number']} is not its digest"
    for (digest,) in database.execute("SELECT DISTINCT sha256 FROM store_upload").fetchall():
        file = home / "uploads" / digest
        if not file.is_file() or sha256(file.read_bytes()).hexdigest() != digest:
            yield f"the file {digest[:8]} that a row names is not there as it was brought"
    database.row_factory = None
