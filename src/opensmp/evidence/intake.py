"""A file on its way into a store: its rows typed once, parted into fresh rows and refused ones, and counted."""

from __future__ import annotations

from collections.abc import Mapping as Named
from dataclasses import dataclass
from pathlib import Path

import ibis
import ibis.expr.types as ir
from ibis.backends.duckdb import Backend

from opensmp.evidence.canonical import REFUSED, ROW, Canonical, numbered, persons, split, typed, uncertain
from opensmp.evidence.mapping import Mapping
from opensmp.evidence.merging import week_of
from opensmp.evidence.pseudonyms import pseudonymised
from opensmp.evidence.reading import Raw, counted, fetched, raw
from opensmp.evidence.store import RecordStore, columns, whole
from opensmp.i18n import Refused, _
from opensmp.measures.records import TABLES, Table

ROWS_OF_A_GROUP = 122_880
"""Rows of a row group, in the engine and in every file of a store."""

_TYPED = "typed"
_SCATTER = 3
"""How often, on average, a week may be met in another block of rows before sorting is cheaper."""


@dataclass(frozen=True)
class Intake:
    """What a file became before it meets the store.

    ``fresh`` are the rows by canonical table, as they are stored; ``counted`` names the one that has a row for each row of the
    file that was read. ``rows`` are those of the file; ``reasons`` counts the refused ones.
    """

    file: Raw
    fresh: Named[str, ir.Table]
    refused: ir.Table
    uncertain: ir.Table
    counted: str
    rows: int
    reasons: Named[str, int]

    @property
    def stored(self) -> int:
        """The rows of the file that were not refused."""
        return self.rows - sum(self.reasons.values())


def taken_in(
    con: Backend, store: RecordStore, path: Path, mapping: Mapping, batch: str, sheet: str | None = None
) -> Intake:
    """Read a file into the engine. The file is evaluated once; everything after that works on typed rows.

    Raises Refused where a row would be neither stored nor refused: a fault of OpenSMP, which must not pass for a record.
    """
    file = raw(con, path, store.scratch, sheet)
    rows = _typed(con, file, mapping, store.key)
    parts = split(rows, mapping, uncertain(file.table, mapping))
    refused = con.create_table("refused", _all_refused(file, parts))
    fresh = {name: _fresh(con, name, part, mapping, batch) for name, part in parts.tables.items()}
    reasons = fetched(con, refused.group_by("reason").aggregate(n=refused.count()).order_by("reason"))
    intake = Intake(
        file=file,
        fresh=fresh,
        refused=refused,
        uncertain=parts.uncertain,
        counted=parts.counted,
        rows=counted(con, con.table(_TYPED)) + counted(con, file.ragged()),
        reasons={row["reason"]: row["n"] for row in reasons},
    )
    if counted(con, fresh[parts.counted]) != intake.stored:
        raise Refused(
            _("The rows of {file} do not add up: some would be lost, so nothing was imported", file=path.name),
            _("Report this as a fault of OpenSMP"),
        )
    return intake


def _typed(con: Backend, file: Raw, mapping: Mapping, key: bytes) -> ir.Table:
    """Return one typed row for each row of the file; columns that nothing fills take no room."""
    rows = typed(file.bare.mutate(**{ROW: ibis.literal(0)}), mapping, None)
    empty = [
        field.name
        for field in mapping.canonical.fields
        if field.name not in mapping.columns and field.name not in mapping.constants
    ]
    cached = con.create_table(_TYPED, rows.drop(ROW, *empty))
    cached = numbered(cached, cached.rowid() + 1, mapping)
    mended = file.numbered(cached)
    if mended is not cached:
        cached = con.create_table(_TYPED, mended, overwrite=True)
    nulls = {name: ibis.null(kind) for name, kind in rows.schema().items() if name in empty}
    return pseudonymised(con, cached, persons(mapping), key).mutate(**nulls)


def _all_refused(file: Raw, parts: Canonical) -> ir.Table:
    ragged = file.ragged()
    missing = {name: ibis.null("string") for name in ("key", "field", "column")}
    return parts.refused.select(*REFUSED.names).union(ragged.mutate(**missing).select(*REFUSED.names)).order_by(ROW)


def _fresh(con: Backend, name: str, part: ir.Table, mapping: Mapping, batch: str) -> ir.Table:
    """Return the rows as they are stored, near the other rows of their week, so that a week is written without reading all."""
    table = TABLES[name]
    stored = whole(part.mutate(source=ibis.literal(mapping.source), batch=ibis.literal(batch)), columns(table))
    if mapping.history is None and _in_order(con, table):
        return con.create_view(f"fresh_{name}", stored)
    return con.create_table(f"fresh_{name}", stored.order_by(table.opened))


def _in_order(con: Backend, table: Table) -> bool:
    """Return whether the typed rows stand about in the order of their weeks: few weeks in each block of the engine's rows."""
    rows = con.table(_TYPED)
    if table.opened not in rows.columns:
        return True
    placed = rows.select(block=(rows.rowid() / ROWS_OF_A_GROUP).floor(), week=week_of(rows[table.opened]))
    distinct = placed.aggregate(
        pairs=placed.distinct().count().as_scalar(), blocks=placed.block.nunique(), weeks=placed.week.nunique()
    )
    (found,) = fetched(con, distinct)
    return bool(found["pairs"] <= _SCATTER * (found["blocks"] + found["weeks"]))
