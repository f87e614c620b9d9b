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

PASSING = ("sessions.session", "django_tasks_database.dbtaskresult")
"""Tables that a restored place begins without: who is signed in, and work in progress."""


def tables() -> list[type[models.Model]]:
    """Return every table to keep, those that others name first."""
    configs = [(config, None) for config in apps.get_app_configs()]
    found = sort_dependencies(configs, allow_cycles=True)
    return [model for model in found if model._meta.managed and model._meta.label_lower not in PASSING]  # noqa: SLF001  # Django's way to ask


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
    names = [each.attname for each in model._meta.concrete_fields]  # noqa: SLF001  # Django's way to ask
    for row in model._base_manager.order_by("pk").values(*names).iterator(2_000):  # noqa: SLF001
        yield json.dumps(row, cls=_Exact, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class _Exact(DjangoJSONEncoder):
    """Times keep their microseconds."""

    def default(self, o: Any) -> Any:
        """Write what JSON does not know."""
        return o.isoformat() if hasattr(o, "isoformat") else super().default(o)


def store_lines(model: type[models.Model], lines: Iterable[str]) -> int:
    """Store rows as they were, with their keys; return how many. The caller holds the transaction."""
    fields = {each.attname: each for each in model._meta.concrete_fields}  # noqa: SLF001
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
    automatic = [each for each in model._meta.concrete_fields if getattr(each, "auto_now_add", False)]  # noqa: SLF001
    for each in automatic:
        setattr(each, "auto_now_add", False)  # noqa: B010  # Django's types do not know it
    try:
        model._base_manager.bulk_create(rows)  # noqa: SLF001
    finally:
        for each in automatic:
            setattr(each, "auto_now_add", True)  # noqa: B010


def count_keys_on() -> None:
    """Let new rows get keys after those that were stored with theirs (PostgreSQL counts apart)."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables()):
            cursor.execute(statement)


def is_empty() -> bool:
    """Whether the database holds nothing of anybody's."""
    return not any(model._base_manager.exists() for model in tables() if model._meta.app_label == "store")  # noqa: SLF001
