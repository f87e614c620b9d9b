"""Counting on another engine: the records of a store taken to a database that Ibis speaks to.

The tables go there as the connection's own temporary tables, and nothing that is there already is touched. Every metric is
integers and exact fractions on every engine, so the verdicts are the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from typing import Any

import ibis
import ibis.expr.types as ir
from ibis.common.exceptions import IbisError

from opensmp.evidence.holdings import Holdings, holdings
from opensmp.evidence.store import RecordStore
from opensmp.i18n import Unavailable, _

OWN = "duckdb"
"""The engine that needs no address."""

_ERRORS: Mapping[str, tuple[str, str]] = {
    "postgres": ("psycopg", "Error"),
    "postgresql": ("psycopg", "Error"),
    "clickhouse": ("clickhouse_connect.driver.exceptions", "Error"),
    "pyspark": ("pyspark.errors", "PySparkException"),
    "sqlite": ("sqlite3", "Error"),
    "duckdb": ("duckdb", "Error"),
}
"""Where the driver of an engine keeps the mother of its errors. Without it an engine's own errors are not put into words."""


@contextmanager
def elsewhere(store: RecordStore, registered: Mapping[str, ir.Table], address: str) -> Iterator[Holdings]:
    """Open the records of a store on the engine at an address such as ``postgres://user@host/database``.

    Raises Unavailable where nobody knows the engine, where its driver is not installed, where it does not answer, and where it
    cannot compute what is asked of it inside the block.
    """
    name = address.partition(":")[0]
    with _in_words(name):
        backend = _connected(address, name)
        try:
            own = holdings(store, registered)
            there = {table: ibis.memtable(own.backend.to_pyarrow(own.tables[table])) for table in own.tables}
            yield replace(own, backend=backend, tables=there)
        finally:
            backend.disconnect()


def _connected(address: str, name: str) -> Any:
    try:
        return ibis.connect(address)
    except ImportError as trouble:
        raise Unavailable(
            _("The driver of the engine {name} is not installed", name=name),
            _("Install it with: pip install “ibis-framework[{name}]”", name=name),
        ) from trouble
    except (ValueError, AttributeError) as trouble:
        raise Unavailable(
            _("“{address}” is no address of an engine", address=name),
            _("Write duckdb, or an address that Ibis knows, such as postgres://user@host/database"),
        ) from trouble


@contextmanager
def _in_words(name: str) -> Iterator[None]:
    """Turn the errors of an engine and its driver into words."""
    try:
        yield
    except (IbisError, OSError, *_own_errors(name)) as trouble:
        reason = next(iter(str(trouble).strip().splitlines()), type(trouble).__name__)
        raise Unavailable(
            _("The engine {name} does not do what is asked of it: {reason}", name=name, reason=reason),
            _("Leave --engine out: the engine that comes with OpenSMP needs no server"),
        ) from trouble


def _own_errors(name: str) -> tuple[type[Exception], ...]:
    module, error = _ERRORS.get(name, ("", ""))
    if not module:
        return ()
    try:
        return (getattr(import_module(module), error),)
    except ImportError:
        return ()
