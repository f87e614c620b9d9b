"""Rules that the database itself keeps, whatever a program asks: SQL triggers for SQLite and PostgreSQL.

Sealed versions, decisions, events and revisions are insert-only; a row never changes its organisation; a row that names
a plan, a submission or an upload names one of its own organisation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.db import connections

INSERT_ONLY = ("store_sealedversion", "store_decision", "store_refinement", "store_event", "store_revision")
"""Tables whose rows are never changed and never removed."""

OWNED = (
    *INSERT_ONLY, "store_plan", "store_membership", "store_invitation", "store_entry", "store_submission", "store_comment",
    "store_readingplace", "store_upload", "store_import",
)  # fmt: skip
"""Tables with an organisation."""

NAMES = (
    *((table, "plan_id", "store_plan") for table in (
        "store_entry", "store_revision", "store_submission", "store_sealedversion", "store_comment", "store_readingplace")),
    ("store_decision", "submission_id", "store_submission"),
    ("store_refinement", "decision_id", "store_decision"),
    ("store_import", "upload_id", "store_upload"),
)  # fmt: skip
"""Columns that must name a row of the same organisation."""


def raise_fences(using: str = "default", **_sent: Any) -> None:
    """Raise every fence that does not stand: after each ``migrate``, since SQLite drops triggers with a table that it rebuilds."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for statement in _statements(connection.vendor):
            cursor.execute(statement, None)


def missing(using: str = "default") -> frozenset[str]:
    """Return the fences that do not stand."""
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            if connection.vendor == "sqlite"
            else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        )
        standing = {name for (name,) in cursor.fetchall()}
    wanted = (_TRIGGER.search(statement) for statement in _statements(connection.vendor))
    return frozenset(found[1] for found in wanted if found) - standing


_TRIGGER = re.compile(r"TRIGGER (?:IF NOT EXISTS )?(\w+)")


def _statements(vendor: str) -> Iterator[str]:
    """Yield the SQL that raises the fences; ``vendor`` is ``sqlite`` or ``postgresql``. Each may run again."""
    yield from _sqlite() if vendor == "sqlite" else _postgresql()


def _sqlite() -> Iterator[str]:
    for table in INSERT_ONLY:
        for verb in ("UPDATE", "DELETE"):
            yield (
                f"CREATE TRIGGER IF NOT EXISTS {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is insert-only'); END"
            )
    for table in OWNED:
        yield (
            f"CREATE TRIGGER IF NOT EXISTS {table}_stays BEFORE UPDATE OF organisation_id ON {table} "
            "WHEN NEW.organisation_id <> OLD.organisation_id "
            "BEGIN SELECT RAISE(ABORT, 'a row never changes its organisation'); END"
        )
    for table, column, other in NAMES:
        for verb in ("INSERT", f"UPDATE OF {column}"):
            yield (
                f"CREATE TRIGGER IF NOT EXISTS {table}_{column}_{verb[:6].lower()} BEFORE {verb} ON {table} "
                f"WHEN NEW.{column} IS NOT NULL AND NOT EXISTS "  # our own names
                f"(SELECT 1 FROM {other} o WHERE o.id = NEW.{column} AND o.organisation_id = NEW.organisation_id) "
                "BEGIN SELECT RAISE(ABORT, 'a row names only rows of its own organisation'); END"
            )


def _postgresql() -> Iterator[str]:
    yield (
        "CREATE OR REPLACE FUNCTION opensmp_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is insert-only', TG_TABLE_NAME USING ERRCODE = '23000'; END $$"
    )
    yield (
        "CREATE OR REPLACE FUNCTION opensmp_stay() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN IF NEW.organisation_id <> OLD.organisation_id THEN "
        "RAISE EXCEPTION 'a row never changes its organisation' USING ERRCODE = '23000'; END IF; RETURN NEW; END $$"
    )
    for table in INSERT_ONLY:
        yield (
            f"CREATE OR REPLACE TRIGGER {table}_insert_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION opensmp_refuse()"
        )
    for table in OWNED:
        yield (
            f"CREATE OR REPLACE TRIGGER {table}_stays BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION opensmp_stay()"
        )
    for table, column, other in NAMES:
        name = f"opensmp_{table}_{column}"
        yield (
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF NEW.{column} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {other} o WHERE o.id = NEW.{column} "
            "AND o.organisation_id = NEW.organisation_id) THEN "
            "RAISE EXCEPTION 'a row names only rows of its own organisation' USING ERRCODE = '23000'; END IF; "
            "RETURN NEW; END $$"
        )
        yield (
            f"CREATE OR REPLACE TRIGGER {table}_{column} BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
        )
