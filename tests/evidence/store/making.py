"""Small files of records, a mapping that reads them, and looks at what a store then holds."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from opensmp.evidence.disk import Disk
from opensmp.evidence.importing import import_file
from opensmp.evidence.mapping import Column, History, Mapping
from opensmp.evidence.reading import connect
from opensmp.evidence.store import RecordStore

NOW = 1_795_000_000
ISO = "%Y-%m-%d %H:%M:%S"
HEADER = ("number", "state", "priority", "assigned_to", "opened_at", "resolved_at", "updated_at", "reopened")
Row = tuple[str, ...]

INCIDENTS = Mapping(
    source="desk",
    table="incident",
    zone="UTC",
    missing=("?",),
    columns={
        "id": Column(column="number"),
        "state": Column(column="state", values={"Open": "active", "Solved": "resolved"}),
        "priority": Column(column="priority"),
        "assignee": Column(column="assigned_to"),
        "opened_at": Column(column="opened_at", format=ISO),
        "resolved_at": Column(column="resolved_at", format=ISO),
        "updated_at": Column(column="updated_at", format=ISO),
        "reopen_count": Column(column="reopened"),
    },
)
EVENTS = Mapping(
    source="desk",
    table="incident",
    zone="UTC",
    columns={
        "id": Column(column="number"),
        "state": Column(column="state", values={"Open": "active", "Waiting": "paused", "Solved": "resolved"}),
        "opened_at": Column(column="opened_at", format=ISO),
        "resolved_at": Column(column="resolved_at", format=ISO),
        "updated_at": Column(column="updated_at", format=ISO),
    },
    history=History(order="updated_at"),
)


def at(day: float, hour: float = 0) -> str:
    """Return a time so many days after the first Monday of 2026, as the files write it."""
    return (datetime(2026, 1, 5, tzinfo=UTC) + timedelta(days=day, hours=hour)).strftime(ISO)


def incident(
    number: int,
    day: float,
    hours: float | None = 3.0,
    *,
    updated: float = 0.0,
    priority: str = "2",
    state: str = "Solved",
) -> Row:
    """Return the row of an incident that was opened that day and resolved so many hours later."""
    resolved = "" if hours is None else at(day, hours)
    changed = at(day, (hours or 0) + updated)
    return (f"INC{number:05}", state, priority, f"Person {number % 7}", at(day), resolved, changed, "0")


def month(weeks: int = 18, a_week: int = 3) -> list[Row]:
    """Return incidents of many weeks, a few each."""
    return [incident(week * a_week + place, week * 7 + place) for week in range(weeks) for place in range(a_week)]


def write(path: Path, rows: Iterable[Sequence[str]], header: Sequence[str] = HEADER) -> Path:
    """Write a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
    return path


def empty_store(folder: Path, disk: Disk | None = None) -> RecordStore:
    """Make a store with a known key, so that the same imports give the same bytes in any folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pseudonyms.key").write_bytes(b"11" * 32)
    return RecordStore.create(folder, "Bank Nusa", "Asia/Jakarta", disk)


def import_once(folder: Path, file: Path, ready: Connection) -> None:
    """Import a file, in a process of its own that says when it begins."""
    ready.send(True)
    import_file(RecordStore.open(folder), file, INCIDENTS, NOW)


def rows(store: RecordStore, table: str = "incident", without: Sequence[str] = ("batch",)) -> list[dict[str, Any]]:
    """Return the records of a table by key, without their batch."""
    con = connect()
    held = store.read(con, table).drop(*without)
    found: list[dict[str, Any]] = con.to_pyarrow(held.order_by(held.columns)).to_pylist()
    con.disconnect()
    return found


def folder_bytes(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder with its content."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
