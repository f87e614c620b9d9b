"""All rows as lines of JSON, and back: what a backup holds, readable by either database.

Reading happens in one snapshot, so that writers go on working; rows are stored in the order in which they name each other.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.core.serializers import sort_dependencies
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.db.models.options import Options

PASSING = ("sessions.session", "django_tasks_database.dbtaskresult")
"""Tables that a restored place begins without: who is signed in, and work in progress."""


def tables() -> list[type[models.Model]]:
    """Return every table to keep, those that others name first."""
    configs = [(config, None) for config in apps.get_app_configs()]
    found = sort_dependencies(configs, allow_cycles=True)
    return [model for model in found if about(model).managed and about(model).label_lower not in PASSING]


def about(model: type[models.Model]) -> Options[models.Model]:
    """Return what Django knows of a table: its name, its application, its columns."""
    return model._meta  # noqa: SLF001  # Django's own way to ask


def rows_of(model: type[models.Model]) -> models.Manager[models.Model]:
    """Return every row of a table, of whichever organisation."""
    return model._base_manager  # noqa: SLF001  # the one manager that hides no row


@contextmanager
def snapshot() -> Iterator[None]:
    """Read everything as it was at one moment, without holding up anybody who writes."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("BEGIN DEFERRED")
        else:
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def lines_of(model: type[models.Model]) -> Iterator[str]:
    """Yield a line for each row, in the order of the primary key."""
    names = [each.attname for each in about(model).concrete_fields]
    for row in rows_of(model).order_by("pk").values(*names).iterator(2_000):
        yield json.dumps(row, cls=_Exact, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class _Exact(DjangoJSONEncoder):
    """Times keep their microseconds."""

    def default(self, o: Any) -> Any:
        """Write what JSON does not know."""
        return o.isoformat() if hasattr(o, "isoformat") else super().default(o)


def store_lines(model: type[models.Model], lines: Iterable[str]) -> int:
    """Store rows as they were, with their keys; return how many. The caller holds the transaction."""
    fields = {each.attname: each for each in about(model).concrete_fields}
    waiting: list[models.Model] = []
    count = 0
    for line in lines:
        given = json.loads(line)
        waiting.append(model(**{name: fields[name].to_python(value) for name, value in given.items()}))
        count += 1
        if len(waiting) == 500:
            _insert(model, waiting)
            waiting = []
    _insert(model, waiting)
    return count


def _insert(model: type[models.Model], rows: list[models.Model]) -> None:
    """Insert as is: a time of creation is the one of then, not of now."""
    fields = about(model).concrete_fields
    automatic = [each for each in fields if isinstance(each, models.DateField) and each.auto_now_add]
    for each in automatic:
        each.auto_now_add = False
    try:
        rows_of(model).bulk_create(rows)
    finally:
        for each in automatic:
            each.auto_now_add = True


def count_keys_on() -> None:
    """Let new rows get keys after those that were stored with theirs (PostgreSQL counts apart)."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables()):
            cursor.execute(statement)


def is_empty() -> bool:
    """Whether the database holds nothing of anybody's."""
    return not any(rows_of(model).exists() for model in tables() if about(model).app_label == "store")
