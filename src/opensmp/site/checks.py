"""What must be right before anything is served: how the database keeps what it acknowledged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection

from opensmp.store.fences import missing


def register_all() -> None:
    """Let Django run the checks of this module."""
    register(Tags.database)(durable)


def durable(*, databases: Sequence[str] | None = None, **_options: Any) -> list[CheckMessage]:
    """The database flushes every commit: SQLite in WAL with synchronous=FULL, PostgreSQL with its safe defaults."""
    if not databases:
        return []
    return [*(_sqlite() if connection.vendor == "sqlite" else _postgresql()), *_fenced()]


def _fenced() -> list[CheckMessage]:
    """The rules that the database itself keeps stand, once there are tables."""
    if "store_event" not in connection.introspection.table_names() or not (gone := missing()):
        return []
    told = f"The database lacks rules of its own: {', '.join(sorted(gone))}."
    return [Error(told, hint="Run opensmp migrate; it raises them again.", id="opensmp.E005")]


def _sqlite() -> list[CheckMessage]:
    with connection.cursor() as cursor:
        journal = cursor.execute("PRAGMA journal_mode").fetchone()[0]
        synchronous = cursor.execute("PRAGMA synchronous").fetchone()[0]
    wrong: list[CheckMessage] = []
    if journal != "wal":
        wrong.append(Error("SQLite is not in WAL mode.", hint="Keep the database on a local disk.", id="opensmp.E001"))
    if synchronous != 2:
        wrong.append(
            Error("SQLite does not flush every commit.", hint="Leave its OPTIONS as they are.", id="opensmp.E002")
        )
    return wrong


_SAFE = {"fsync": "on", "full_page_writes": "on"}


def _postgresql() -> list[CheckMessage]:
    wrong: list[CheckMessage] = []
    with connection.cursor() as cursor:
        for name, safe in _SAFE.items():
            cursor.execute("SELECT current_setting(%s)", [name])
            if cursor.fetchone()[0] != safe:
                wrong.append(Error(f"PostgreSQL runs with {name} off.", hint=f"Set {name} = on.", id="opensmp.E003"))
        cursor.execute("SELECT current_setting('synchronous_commit')")
        if cursor.fetchone()[0] == "off":
            wrong.append(
                Error(
                    "PostgreSQL acknowledges before it flushes.", hint="Set synchronous_commit = on.", id="opensmp.E004"
                )
            )
    return wrong
