"""A file on its way into a store: its rows typed once, parted into fresh rows and refused ones, and counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Mapping as Named
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import ibis
import ibis.expr.types as ir
import pyarrow as pa
from ibis.backends.duckdb import Backend

from opensmp.evidence.canonical import PROBLEM, REFUSED, ROW, numbered, persons, refused, split, typed, uncertain
from opensmp.evidence.drafting import WEEK, Drafting, Drafts, Problems
from opensmp.evidence.engine import tabled
from opensmp.evidence.mapping import Mapping
from opensmp.evidence.merging import NO_WEEK, anchor, week_of
from opensmp.evidence.pseudonyms import Hiding, pseudonymised
from opensmp.evidence.reading import Raw, counted, fetched, raw
from opensmp.evidence.slices import ROWS_OF_A_GROUP, ahead
from opensmp.evidence.store import RecordStore, columns, whole
from opensmp.i18n import Refused, _
from opensmp.measures.records import TABLES

READY = "100MB"
"""Typed rows that the engine keeps ready while a file streams through it."""
_TYPED = "typed"
_ARROW = {"string": pa.string(), "int64": pa.int64(), "float64": pa.float64()}


@dataclass(frozen=True)
class Intake:
    """What a file became before it meets the store.

    ``fresh`` are the rows by canonical table, as they are stored, and ``drafts`` the files that hold them, where they stand
    in files already; ``counted`` names the table that has a row for each row of the file that was read. ``rows`` are those
    of the file, ``kept`` those in that table; ``reasons`` counts the refused ones. ``keys`` are the least and the greatest
    key of the mapping's table, and ``missing`` counts its rows with nothing in a column, where that is known.
    """

    file: Raw
    fresh: Named[str, ir.Table]
    refused: ir.Table
    uncertain: ir.Table
    counted: str
    kept: int
    rows: int
    reasons: Named[str, int]
    drafts: Named[str, Drafts] = field(default_factory=dict)
    keys: tuple[str, str] | None = None
    missing: Named[str, int] | None = None

    @property
    def stored(self) -> int:
        """The rows of the file that were not refused."""
        return self.rows - sum(self.reasons.values())


def taken_in(
    con: Backend, store: RecordStore, path: Path, mapping: Mapping, batch: Callable[[], str], sheet: str | None = None
) -> Intake:
    """Read a file into the engine. The file is evaluated once; everything after that works on typed rows.

    ``batch`` gives the id of the batch, and is asked once the file has been looked at.

    Raises Refused where a row would be neither stored nor refused: a fault of OpenSMP, which must not pass for a record.
    """
    file = raw(con, path, store.scratch, sheet)
    read = _streamed if mapping.history is None else _told
    intake = read(con, store, file, mapping, batch())
    if intake.kept != intake.stored:
        raise Refused(
            _("The rows of {file} do not add up: some would be lost, so nothing was imported", file=path.name),
            _("Report this as a fault of OpenSMP"),
        )
    return intake


# Records, a row each ---------------------------------------------------------------------------------------------------


def _streamed(con: Backend, store: RecordStore, file: Raw, mapping: Mapping, batch: str) -> Intake:
    """Type the rows while they stream from the file into the files of their weeks."""
    table, wanted = mapping.canonical, columns(mapping.canonical)
    schema = pa.schema([(name, _ARROW[kind]) for name, kind in wanted.items()])
    drafting = Drafting(store.scratch, table, anchor(table), schema, {"source": mapping.source, "batch": batch})
    hiding = Hiding(persons(mapping), store.key)
    with _far_ahead(con), Problems(store.scratch / "problems.parquet", table.key) as problems:
        for rows in ahead(con.to_pyarrow_batches(_rows(file, mapping), chunk_size=ROWS_OF_A_GROUP)):
            drafting.add(problems.left_out(hiding.hidden(rows)))
    drafts = drafting.done()
    bad = con.read_parquet(str(problems.path)) if problems.count else None
    refused, reasons = _refusals(con, file, bad, mapping)
    paths = [str(path) for path in drafts.paths]
    return Intake(
        file=file,
        fresh={table.name: whole(con.read_parquet(paths), wanted) if paths else tabled([], wanted)},
        refused=refused,
        uncertain=uncertain(file.table, mapping),
        counted=table.name,
        kept=drafts.rows,
        rows=problems.rows + _ragged(con, file),
        reasons=reasons,
        drafts={table.name: drafts},
        keys=drafts.keys if anchor(table) == table.key else None,
        missing=drafts.missing,
    )


@contextmanager
def _far_ahead(con: Backend) -> Iterator[None]:
    """Let the engine keep many rows ready while those before them are written: with few, its threads wait for each other."""
    con.raw_sql(f"SET streaming_buffer_size = '{READY}'")
    try:
        yield
    finally:
        con.raw_sql("RESET streaming_buffer_size")


def _rows(file: Raw, mapping: Mapping) -> ir.Table:
    """Return the typed rows of a file with the week that each belongs to, without the columns that nothing fills."""
    rows = typed(file.bare.mutate(**{ROW: ibis.literal(0)}), mapping, None)
    opened, empty = mapping.canonical.opened, _empty(mapping)
    week = ibis.literal(NO_WEEK, "int64") if opened in empty else week_of(rows[opened])
    return rows.mutate(**{WEEK: week}).drop(ROW, *empty)


def _empty(mapping: Mapping) -> list[str]:
    """Return the fields that nothing fills."""
    filled = {*mapping.columns, *mapping.constants}
    return [field.name for field in mapping.canonical.fields if field.name not in filled]


# An event log, from which records are told ----------------------------------------------------------------------------


def _told(con: Backend, store: RecordStore, file: Raw, mapping: Mapping, batch: str) -> Intake:
    """Type all events, and tell from them the records, their history and their pauses."""
    parts = split(_typed(con, file, mapping, store.key), mapping, uncertain(file.table, mapping))
    refused, reasons = _refusals(con, file, parts.refused, mapping)
    fresh = {name: _fresh(con, name, part, mapping, batch) for name, part in parts.tables.items()}
    return Intake(
        file=file,
        fresh=fresh,
        refused=refused,
        uncertain=parts.uncertain,
        counted=parts.counted,
        kept=counted(con, fresh[parts.counted]),
        rows=counted(con, con.table(_TYPED)) + _ragged(con, file),
        reasons=reasons,
    )


def _typed(con: Backend, file: Raw, mapping: Mapping, key: bytes) -> ir.Table:
    """Return one typed row for each row of the file; columns that nothing fills take no room."""
    rows = typed(file.bare.mutate(**{ROW: ibis.literal(0)}), mapping, None)
    empty = _empty(mapping)
    cached = con.create_table(_TYPED, rows.drop(ROW, *empty))
    cached = numbered(cached, cached.rowid() + 1, mapping)
    mended = file.numbered(cached)
    if mended is not cached:
        cached = con.create_table(_TYPED, mended, overwrite=True)
    nulls = {name: ibis.null(kind) for name, kind in rows.schema().items() if name in empty}
    return pseudonymised(con, cached, persons(mapping), key).mutate(**nulls)


def _fresh(con: Backend, name: str, part: ir.Table, mapping: Mapping, batch: str) -> ir.Table:
    """Return the rows as they are stored, near the other rows of their week, so that a week is written without reading all."""
    table = TABLES[name]
    stored = whole(part.mutate(source=ibis.literal(mapping.source), batch=ibis.literal(batch)), columns(table))
    return con.create_table(f"fresh_{name}", stored.order_by(table.opened))


# Rows that could not be read -------------------------------------------------------------------------------------------


def _refusals(con: Backend, file: Raw, bad: ir.Table | None, mapping: Mapping) -> tuple[ir.Table, dict[str, int]]:
    """Return what is kept of all refused rows, and how many there are for each reason; ``bad`` are rows with a problem."""
    if bad is None and not _ragged(con, file):
        return tabled([], dict.fromkeys(REFUSED.names, "string") | {ROW: "int64"}), {}
    missing = {name: ibis.null("string") for name in ("key", "field", "column")}
    found = file.ragged().mutate(**missing).select(*REFUSED.names)
    if bad is not None:
        told = bad if PROBLEM not in bad.columns else refused(file.numbered(bad), mapping)
        found = told.select(*REFUSED.names).union(found)
    kept = con.create_table("refused", found.order_by(ROW))
    reasons = fetched(con, kept.group_by("reason").aggregate(n=kept.count()).order_by("reason"))
    return kept, {row["reason"]: row["n"] for row in reasons}


def _ragged(con: Backend, file: Raw) -> int:
    """Return how many rows of the file have more or fewer cells than its header."""
    return counted(con, file.ragged()) if file.rejects else 0
