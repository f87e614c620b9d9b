"""The rows of a merge become files of the store: written week by week, named by their content, forced to the disk."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import ibis.expr.types as ir
from ibis.backends.duckdb import Backend

from opensmp.evidence.intake import ROWS_OF_A_GROUP
from opensmp.evidence.manifest import Partition, refused_file
from opensmp.evidence.merging import WEEK, Merge, anchor, week_name
from opensmp.evidence.reading import fetched
from opensmp.evidence.slices import cut, write_parquet
from opensmp.evidence.store import RecordStore, file_digest
from opensmp.measures.records import Table


def stored(con: Backend, store: RecordStore, done: Merge) -> tuple[Partition, ...]:
    """Write the touched weeks of a table, and return all its partitions as they are then; nothing counts yet."""
    drafts = _drafts(con, store, done)
    fresh = _described(con, done.table, {str(draft): week_name(week) for week, draft in drafts.items()})
    place = store.folder / "records" / done.table.name
    if not place.is_dir():
        place.mkdir()
        store.disk.sync_folder(place.parent)
    for week, draft in drafts.items():
        _settle(store, draft, store.folder / fresh[week_name(week)].file)
    store.disk.sync_folder(place)
    kept = [each for each in store.partitions(done.table.name) if each.week not in done.replaced]
    return tuple(sorted([*kept, *fresh.values()], key=lambda each: each.week))


def store_refused(con: Backend, store: RecordStore, refused: ir.Table, batch: str, reasons: Mapping[str, int]) -> None:
    """Write what is known of the rows of a batch that could not be read; where there are none there is no file."""
    if not reasons:
        return
    draft = store.scratch / "refused.parquet"
    con.to_parquet(refused, str(draft), compression="zstd", row_group_size=ROWS_OF_A_GROUP)
    _settle(store, draft, store.folder / refused_file(batch))
    store.disk.sync_folder(store.folder / "refused")


def _drafts(con: Backend, store: RecordStore, done: Merge) -> dict[int, Path]:
    """Write the rows of the touched weeks to the scratch folder; a week that lost all its rows has no file."""
    drafts = {}
    for weeks in done.portions():
        for week, parts in cut(con.to_pyarrow_batches(done.rows(weeks), chunk_size=ROWS_OF_A_GROUP), WEEK):
            drafts[week] = store.scratch / f"{done.table.name}-{week_name(week)}.parquet"
            write_parquet(drafts[week], parts, ROWS_OF_A_GROUP)
    return drafts


def _settle(store: RecordStore, draft: Path, target: Path) -> None:
    """Give a written file its name; a file of that name has that content already, or is refused rows of the same batch."""
    store.disk.sync(draft)
    store.disk.rename(draft, target)


def _described(con: Backend, table: Table, drafts: Mapping[str, str]) -> dict[str, Partition]:
    """Return the partitions that were written, by week, as the engine reads them again."""
    if not drafts:
        return {}
    rows = con.read_parquet(list(drafts), filename=True)
    key, times = rows[anchor(table)], [field.name for field in table.fields if field.kind == "time"]
    ends = {f"min_{name}": rows[name].min() for name in times} | {f"max_{name}": rows[name].max() for name in times}
    found = rows.group_by("filename").aggregate(rows=rows.count(), least=key.min(), greatest=key.max(), **ends)
    weeks = {Path(draft).name: week for draft, week in drafts.items()}  # the engine may tell the path in another way
    described = {}
    for row in fetched(con, found):
        draft = Path(row["filename"])
        digest = file_digest(draft)
        week = weeks[draft.name]
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
