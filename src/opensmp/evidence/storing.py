"""The rows of a merge become files of the store: written week by week, named by their content, forced to the disk."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import ibis.expr.types as ir
from ibis.backends.duckdb import Backend

from opensmp.evidence.intake import ROWS_OF_A_GROUP
from opensmp.evidence.manifest import Partition, refused_file
from opensmp.evidence.merging import Merge, anchor, week_name
from opensmp.evidence.reading import fetched
from opensmp.evidence.store import RecordStore, file_digest
from opensmp.measures.records import Table


def stored(con: Backend, store: RecordStore, done: Merge) -> tuple[Partition, ...]:
    """Write the touched weeks of a table, and return all its partitions as they are then; nothing counts yet."""
    drafts = {week: store.scratch / f"{done.table.name}-{week_name(week)}.parquet" for week in done.weeks}
    for week, draft in drafts.items():
        _write(con, done.rows(week), draft)
    fresh = _described(con, done.table, {str(draft): week_name(week) for week, draft in drafts.items()})
    place = store.folder / "records" / done.table.name
    if not place.is_dir():
        place.mkdir()
        store.disk.sync_folder(place.parent)
    for week, draft in drafts.items():
        if week_name(week) in fresh:
            _settle(store, draft, store.folder / fresh[week_name(week)].file)
    store.disk.sync_folder(place)
    kept = [each for each in store.partitions(done.table.name) if each.week not in done.replaced]
    return tuple(sorted([*kept, *fresh.values()], key=lambda each: each.week))


def store_refused(con: Backend, store: RecordStore, refused: ir.Table, batch: str, reasons: Mapping[str, int]) -> None:
    """Write what is known of the rows of a batch that could not be read; where there are none there is no file."""
    if not reasons:
        return
    draft = store.scratch / "refused.parquet"
    _write(con, refused, draft)
    _settle(store, draft, store.folder / refused_file(batch))
    store.disk.sync_folder(store.folder / "refused")


def _write(con: Backend, rows: ir.Table, draft: Path) -> None:
    con.to_parquet(rows, str(draft), compression="zstd", row_group_size=ROWS_OF_A_GROUP)


def _settle(store: RecordStore, draft: Path, target: Path) -> None:
    """Give a written file its name; a file of that name has that content already, or is refused rows of the same batch."""
    store.disk.sync(draft)
    store.disk.rename(draft, target)


def _described(con: Backend, table: Table, drafts: Mapping[str, str]) -> dict[str, Partition]:
    """Return the partitions that were written, by week; a week that lost all its rows has none."""
    if not drafts:
        return {}
    rows = con.read_parquet(list(drafts), filename=True)
    key, times = rows[anchor(table)], [field.name for field in table.fields if field.kind == "time"]
    ends = {f"min_{name}": rows[name].min() for name in times} | {f"max_{name}": rows[name].max() for name in times}
    found = rows.group_by("filename").aggregate(rows=rows.count(), least=key.min(), greatest=key.max(), **ends)
    described = {}
    for row in fetched(con, found):
        draft = Path(row["filename"])
        digest = file_digest(draft)
        week = drafts[row["filename"]]
        described[week] = Partition(
            table=table.name,
            week=week,
            file=f"records/{table.name}/{week}-{digest[:16]}.parquet",
            rows=row["rows"],
            sha256=digest,
            times={name: (row[f"min_{name}"], row[f"max_{name}"]) for name in times if row[f"min_{name}"] is not None},
            keys=(row["least"], row["greatest"]),
        )
    return described
