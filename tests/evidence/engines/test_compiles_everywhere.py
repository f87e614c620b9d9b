"""Every metric, as it is counted, can be written in the SQL of four engines. None of them has to be installed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import ibis
import pytest
from ibis.backends.sql.compilers import ClickHouseCompiler, DuckDBCompiler, PostgresCompiler, PySparkCompiler
from ibis.config import Config
from tests.evidence.engines import nasty

from opensmp.evidence.asking import Ask
from opensmp.evidence.results import figures
from opensmp.evidence.stopwatch import Stopwatch
from opensmp.evidence.store import columns
from opensmp.measures.catalogue import CATALOGUE
from opensmp.measures.records import TABLES
from opensmp.measures.spans import Span

pytestmark = pytest.mark.requirement("R56")
COMPILERS = [DuckDBCompiler, PySparkCompiler, ClickHouseCompiler, PostgresCompiler]


class _Spark(Config):  # type: ignore[misc]  # Ibis has no types
    """What PySpark's compiler asks a session for."""

    treat_nan_as_null: bool = False


class _Writer:
    """Writes queries instead of running them, each in every dialect; every answer is empty."""

    def __init__(self) -> None:
        self.written: dict[str, list[str]] = {compiler.__name__: [] for compiler in COMPILERS}

    def to_pyarrow(self, expr: Any, /) -> Any:
        """Write the query of an expression."""
        for compiler in COMPILERS:
            self.written[compiler.__name__].append(compiler().to_sqlglot(expr).sql(dialect=compiler.dialect))
        return expr.schema().to_pyarrow().empty_table()


def narrowed(id: str) -> Ask:
    """A metric in the way that takes the longest query: narrowed, with a calendar; over one window, for there is little time."""
    ask = dict(nasty.asks(CATALOGUE[id]))["narrowed"]
    return replace(ask, windows=ask.windows[:1])


@pytest.mark.thorough
def test_every_metric_is_counted_in_the_sql_of_every_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ibis.options, "pyspark", _Spark())
    tables = {name: ibis.table(columns(table), name=name) for name, table in TABLES.items()}
    writer = _Writer()
    told = figures(writer, tables, [narrowed(id) for id in CATALOGUE], Stopwatch(Span(nasty.BEGIN, nasty.KNOWN_UNTIL)))
    assert [str(each) for each in told if not isinstance(each, dict)] == []
    for name, queries in writer.written.items():
        assert len(queries) > len(TABLES), name
        assert all(query.startswith(("SELECT", "WITH")) for query in queries), name
        assert not [query for query in queries if "IS NOT NULL IS NULL" in query], "Spark does not read that"
