"""The rows of a merge become files of the store: written week by week, named by their content, forced to the disk."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import ibis.expr.types as ir
from ibis.backends.duckdb import Backend

from opensmp.evidence.drafting import WEEK
from opensmp.evidence.growth import Growth
from opensmp.evidence.manifest import Partition, refused_file
from opensmp.evidence.merging import Merge, anchor, week_name
from opensmp.evidence.slices import ROWS_OF_A_GROUP, Ends, cut, write_parquet
from opensmp.evidence.store import RecordStore, file_digest, layout
from opensmp.measures.records import TABLES


def stored(con: Backend, store: RecordStore, done: Merge) -> tuple[Partition, ...]:
    """Write the touched weeks of a table, and return all its partitions as they are then; nothing counts yet."""
    drafts = _drafts(con, store, done)
    fresh = {week: _described(done.table.name, week_name(week), *draft) for week, draft in drafts.items()}
    held = store.partitions(done.table.name)
    Growth(store.folder).add(con, done, held, fresh.values())  # while the drafts are where they were written
    place = store.folder / "records" / done.table.name
    if not place.is_dir():
        place.mkdir()
        store.disk.sync_folder(place.parent)
    for week, (draft, _ends) in drafts.items():
        _settle(store, draft, store.folder / fresh[week].file)
    store.disk.sync_folder(place)
    kept = [each for each in held if each.week not in done.replaced]
    return tuple(sorted([*kept, *fresh.values()], key=lambda each: each.week))


def store_refused(con: Backend, store: RecordStore, refused: ir.Table, batch: str, reasons: Mapping[str, int]) -> None:
    """Write what is known of the rows of a batch that could not be read; where there are none there is no file."""
    if not reasons:
        return
    draft = store.scratch / "refused.parquet"
    con.to_parquet(refused, str(draft), compression="zstd", row_group_size=ROWS_OF_A_GROUP)
    _settle(store, draft, store.folder / refused_file(batch))
    store.disk.sync_folder(store.folder / "refused")


def _drafts(con: Backend, store: RecordStore, done: Merge) -> dict[int, tuple[Path, Ends]]:
    """Write the rows of the touched weeks to the scratch folder; a week that lost all its rows has no file."""
    drafts = {week: (draft.path, draft.ends) for week, draft in done.ready.items()}
    for weeks in done.portions():
        for week, parts in cut(con.to_pyarrow_batches(done.rows(weeks), chunk_size=ROWS_OF_A_GROUP), WEEK):
            draft = store.scratch / f"{done.table.name}-{week_name(week)}.parquet"
            drafts[week] = draft, write_parquet(draft, done.table, anchor(done.table), parts)
    return drafts


def _settle(store: RecordStore, draft: Path, target: Path) -> None:
    """Give a written file its name; a file of that name has that content already, or is refused rows of the same batch."""
    store.disk.sync(draft)
    store.disk.rename(draft, target)


def _described(table: str, week: str, draft: Path, ends: Ends) -> Partition:
    """Return the partition that a written file will be."""
    digest = file_digest(draft)
    return Partition(
        table=table,
        week=week,
        file=f"records/{table}/{week}-{digest[:16]}.parquet",
        rows=ends.rows,
        sha256=digest,
        times=ends.times,
        keys=ends.keys or ("", ""),
        layout=layout(TABLES[table]),
    )
