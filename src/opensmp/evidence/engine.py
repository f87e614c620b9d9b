"""DuckDB through Ibis, for work that is small: what a question costs beside its answer is kept low.

Ibis loads pandas for each result, fuses nested queries that the engine fuses faster, and parses the types of a table anew
each time it is named; on the export of one day that would take longer than the records.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import accumulate
from typing import Any

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.operations as ops
import ibis.expr.types as ir
import pyarrow as pa
import sqlglot.expressions as sge
from duckdb import ConversionException
from duckdb import Error as DuckDBError
from ibis.backends.duckdb import Backend
from ibis.backends.sql.compilers import DuckDBCompiler
from ibis.backends.sql.datatypes import DuckDBType
from ibis.expr.operations import InMemoryTable
from ibis.formats.pyarrow import PyArrowData, PyArrowTableProxy
from ibis.util import gen_name

_ROWS_OF_LISTS = 200
"""Rows with lists that are handed over together: room for more is moved again and again as the lists grow in it."""
_SMALL = 100_000
"""Cells that are handed over one by one; more than that are worth the loading of pandas."""


class _Numbered(ops.Value):  # type: ignore[misc]  # Ibis has no types
    """The number that a macro of the connection gives for a time."""

    at: ops.Value
    macro: str
    dtype = dt.int16

    @property
    def shape(self) -> Any:
        """A number for each time."""
        return self.at.shape


class _Nested(DuckDBCompiler):  # type: ignore[misc]  # Ibis has no types
    """Writes each step of an expression as a query of its own, one inside the other."""

    def translate(self, op: Any, *, params: Any) -> Any:
        """Return the query of an operation. What two steps only read is read twice: the engine would copy it into memory."""
        fused, ibis.options.sql.fuse_selects = ibis.options.sql.fuse_selects, False
        try:
            query = super().translate(op, params=params)
        finally:
            ibis.options.sql.fuse_selects = fused
        for common in query.ctes:
            if common.find(sge.Join, sge.Group, sge.Window) is None:
                common.set("materialized", False)
        return query

    def visit__Numbered(self, _op: Any, *, at: Any, macro: str) -> Any:  # noqa: N802 - Ibis looks for it under this name
        """Return the call of a macro."""
        return self.f.anon[macro](at)


class Engine(Backend):  # type: ignore[misc]  # Ibis has no types
    """DuckDB as Ibis speaks to it, with less ado."""

    compiler = _Nested()
    doubt: Callable[[], None] | None = None
    """Says what is wrong with the files that are read, by raising; asked where the engine fails on them."""

    def to_pyarrow(self, expr: Any, /, **options: Any) -> Any:
        """Run an expression and return its rows as an Arrow table, or its one value."""
        with self._doubting():
            relation = self._to_duckdb_relation(expr, **options)
            lists = any(str(kind).endswith("[]") for kind in relation.types)
            found = relation.to_arrow_table(_ROWS_OF_LISTS) if lists else relation.to_arrow_table()
        return expr.__pyarrow_result__(found, data_mapper=PyArrowData)

    def raw_sql(self, query: Any, **options: Any) -> Any:
        """Run a statement of the engine's own."""
        with self._doubting():
            return super().raw_sql(query, **options)

    @contextmanager
    def _doubting(self) -> Iterator[None]:
        try:
            yield
        except ConversionException:  # a value is too great, no file is wrong
            raise
        except DuckDBError:
            if self.doubt is not None:
                self.doubt()
            raise

    def to_pyarrow_batches(self, expr: Any, /, *, chunk_size: int = _SMALL, **options: Any) -> Any:
        """Run an expression and return its rows as a stream of batches."""
        return self._to_duckdb_relation(expr, **options).to_arrow_reader(chunk_size)

    def bucket(self, at: Any, edges: tuple[int, ...], first: int = 0) -> Any:
        """Return the number of the window that a time lies in, as ``asking.bucket`` does.

        Its dozens of comparisons are a macro: as an expression they would take Ibis longer than a million records the engine.
        """
        tree = _tree(edges, first)
        macro = f"window_{hashlib.sha256(tree.encode()).hexdigest()[:16]}"
        self.raw_sql(f"CREATE TEMP MACRO IF NOT EXISTS {macro}(t) AS {tree}")
        return _Numbered(at.op(), macro).to_expr()

    def get_schema(self, table_name: str, *, catalog: str | None = None, database: str | None = None) -> ibis.Schema:
        """Return the columns of a table that exists."""
        named = sge.table_(table_name, db=database, catalog=catalog, quoted=True)
        columns = self.con.execute(sge.Describe(this=named).sql(self.dialect)).fetchall()
        return ibis.schema({name: _type(kind, optional == "YES") for name, kind, optional, *_rest in columns})

    def parquet(self, files: Sequence[str], columns: Mapping[str, str]) -> ir.Table:
        """Return files as a table; they have these columns with these types, so that none has to be opened to see."""
        name = gen_name("files")
        named = ", ".join(f'"{column}"' for column in columns)
        listed = ", ".join(sge.convert(file).sql("duckdb") for file in files)
        self.raw_sql(f'CREATE TEMP VIEW "{name}" AS SELECT {named} FROM read_parquet([{listed}])')  # noqa: S608 - our names
        return ops.DatabaseTable(name=name, schema=ibis.schema(columns), source=self).to_expr()

    def _register_in_memory_table(self, op: Any) -> None:
        """Make a table of an expression known; DuckDB loads pandas to look at one of Arrow, so a small one is written out."""
        held = op.data.to_pyarrow(op.schema)
        if held.num_rows * held.num_columns > _SMALL:
            super()._register_in_memory_table(op)
            return
        columns = [_written(name, op.schema[name], held[name].to_pylist()) for name in op.schema]
        self.con.execute(f'CREATE TEMP TABLE "{op.name}" AS SELECT {", ".join(columns)}')


def at_hand(con: Backend, table: ir.Table) -> ir.Table:
    """Return a table read into the memory of the engine, which otherwise opens the files of a table for each question anew."""
    name = gen_name("held")
    con.raw_sql("SET preserve_insertion_order = false")
    con.raw_sql(f'CREATE TEMP TABLE "{name}" AS {con.compile(table)}')
    con.raw_sql("RESET preserve_insertion_order")
    return con.table(name)


def _tree(edges: tuple[int, ...], first: int) -> str:
    """Return the comparisons that number a time ``t``, as a balanced tree."""
    if not edges:
        return str(first)
    middle = len(edges) // 2
    earlier, later = _tree(edges[:middle], first), _tree(edges[middle + 1 :], first + middle + 1)
    return f"CASE WHEN t < {edges[middle]} THEN {earlier} ELSE {later} END"


def _written(name: str, kind: Any, values: list[Any]) -> str:
    """Return a column of a small table in SQL."""
    if kind.is_string():
        listed = f"[{', '.join(sge.convert(value).sql('duckdb') for value in values)}]"
    else:  # read as one text: many numbers would be as many expressions
        listed = f"'[{', '.join('NULL' if value is None else repr(value) for value in values)}]'"
    return f'unnest({listed}::{DuckDBType.to_string(kind)}[]) AS "{name}"'


@cache
def _type(kind: str, optional: bool) -> Any:
    return DuckDBType.from_string(kind, nullable=optional)


def tabled(rows: Iterable[Mapping[str, Any]], kinds: Mapping[str, str]) -> ir.Table:
    """Return rows as a table; ``kinds`` are the types of its columns in Ibis' words: int64, float64 or string."""
    held = list(rows)
    return columned({name: [row.get(name) for row in held] for name in kinds}, kinds)


def columned(columns: Mapping[str, Sequence[Any]], kinds: Mapping[str, str]) -> ir.Table:
    """Return columns as a table. Ibis and Arrow would load pandas, only to ask whether a list is one of its own."""
    arrays = [_array(columns[name], kind) for name, kind in kinds.items()]
    held = PyArrowTableProxy(pa.Table.from_arrays(arrays, names=list(kinds)))
    return InMemoryTable(name=gen_name("small"), schema=ibis.schema(kinds), data=held).to_expr()


def _array(values: Sequence[Any], kind: str) -> Any:
    """Return values as Arrow lays them out: a bit for each that is there, where texts end, and the values themselves."""
    known = None
    if None in values:
        bits = "".join("0" if value is None else "1" for value in reversed(values))
        known = pa.py_buffer(int(bits, 2).to_bytes((len(values) + 7) // 8, "little"))
    if kind == "string":
        texts = [("" if value is None else value).encode() for value in values]
        ends = pa.py_buffer(array("i", accumulate(map(len, texts), initial=0)))
        return pa.Array.from_buffers(pa.string(), len(values), [known, ends, pa.py_buffer(b"".join(texts))])
    code, arrow = ("d", pa.float64()) if kind == "float64" else ("q", pa.int64())
    held = array(code, (0 if value is None else value for value in values))
    return pa.Array.from_buffers(arrow, len(values), [known, pa.py_buffer(held)])
