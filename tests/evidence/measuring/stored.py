"""Records written straight into a store, as if a file had been imported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import ibis

from opensmp.evidence.manifest import Batch, Counts
from opensmp.evidence.merging import merge
from opensmp.evidence.reading import connect
from opensmp.evidence.store import RecordStore, columns
from opensmp.evidence.storing import stored
from opensmp.measures.records import TABLES

Rows = Sequence[Mapping[str, Any]]


def at(text: str, zone: str = "Asia/Jakarta") -> int:
    """Return a local time such as ``2026-09-14 08:00`` in seconds since 1970 UTC."""
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp())


def store_with(folder: Path, tables: Mapping[str, Rows], known_until: str, zone: str = "Asia/Jakarta") -> RecordStore:
    """Return a new store that holds the rows; ``known_until`` is when the export was made."""
    store = RecordStore.create(folder, "bank", zone)
    for table, rows in tables.items():
        add(store, table, rows, known_until, zone)
    return store


def add(
    store: RecordStore, table: str, rows: Rows, known_until: str, zone: str = "Asia/Jakarta", source: str = "test"
) -> None:
    """Bring rows into a store as one batch."""
    definition = TABLES[table]
    batch = f"{table}-{len(store.manifest.batches)}"
    wanted = columns(definition)
    full = [{**dict.fromkeys(wanted), **row, "source": source, "batch": batch} for row in rows]
    con = connect()
    done = merge(con, store, table, ibis.memtable(full, schema=ibis.schema(wanted)))
    partitions = stored(con, store, done)
    opened = [row[definition.opened] for row in full if row[definition.opened] is not None]
    made = Batch(
        id=batch, file=f"{batch}.csv", sha256="", bytes=0, source=source, table=table, mapping="", mapping_digest="",
        imported_at=at(known_until, zone), exported_at=at(known_until, zone), period=(min(opened), max(opened)),
        read=len(full), stored=len(full), tables={table: Counts(rows=len(full), new=len(full))},
    )  # fmt: skip
    manifest = store.manifest
    store.commit(replace(manifest, batches=(*manifest.batches, made), tables={**manifest.tables, table: partitions}))
