"""Importing a file: read, made canonical, merged into the store, and reported on; all of it, or nothing.

Whatever stops an import, the store is as it was before or as it is after, and the same import again ends in the same
state. A row of the file is stored or refused with a reason, and an import whose rows do not add up is refused as a whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from opensmp.evidence.intake import taken_in
from opensmp.evidence.manifest import Batch, Partition
from opensmp.evidence.mapping import Mapping as Reading
from opensmp.evidence.mapping import as_text
from opensmp.evidence.merging import merge
from opensmp.evidence.progress import Progress, Step, silent
from opensmp.evidence.quality import report
from opensmp.evidence.reading import connect
from opensmp.evidence.store import RecordStore, file_digest
from opensmp.evidence.storing import store_refused, stored
from opensmp.i18n import Refused, Unavailable, _

_STEPS = (
    _("Looking at the file"), _("Reading the rows"), _("Comparing them with the store"), _("Looking at their quality"),
    _("Writing the records"), _("Done"),
)  # fmt: skip


def import_files(
    store: RecordStore, paths: Sequence[Path], mapping: Reading, now: int, progress: Progress = silent
) -> tuple[Batch, ...]:
    """Import several files that are read alike, each as a batch of its own; see ``import_file``."""
    return tuple(import_file(store, path, mapping, now, progress) for path in paths)


def import_file(
    store: RecordStore,
    path: Path,
    mapping: Reading,
    now: int,
    progress: Progress = silent,
    *,
    sheet: str | None = None,
    exported_at: int | None = None,
) -> Batch:
    """Import a file and return its batch. A file that was imported with this mapping before changes nothing: see ``known``.

    ``now`` and ``exported_at`` in seconds since 1970 UTC. Raises Refused while another import runs or where the file
    changes under it, Unreadable where file and mapping do not fit, and Unavailable where the disk does not take it.
    """
    with store.locked(), _disk_troubles(), ThreadPoolExecutor(1) as pool:
        store.sweep()
        _tell(progress, 0)
        before = path.stat()
        blank = pool.submit(_blank, path, mapping, sheet, before.st_size, now, exported_at)
        alike = any(each.bytes == before.st_size for each in store.manifest.batches)
        batch = store.manifest.batch(blank.result().id) if alike else None
        if batch is None:
            try:
                batch, partitions = _imported(store, path, mapping, blank, progress, sheet)
                after = path.stat()
                if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
                    raise Refused(
                        _("{file} was changed while it was read", file=path.name),
                        _("Import it again once it is complete"),
                    )
                _commit(store, batch, partitions)
            finally:
                store.sweep()
        _tell(progress, len(_STEPS) - 1)
        return batch


def known(store: RecordStore, path: Path, mapping: Reading, sheet: str | None = None) -> Batch | None:
    """Return the batch of an earlier import of this very file with this very mapping, if there was one."""
    return store.manifest.batch(_blank(path, mapping, sheet).id)


def _blank(
    path: Path, mapping: Reading, sheet: str | None, size: int = 0, now: int = 0, exported_at: int | None = None
) -> Batch:
    """Return a batch that knows its file and its mapping, and nothing of its rows yet."""
    digest = file_digest(path)
    return Batch(
        id=hashlib.sha256(f"{digest} {mapping.digest} {sheet or ''}".encode()).hexdigest()[:16],
        file=path.name,
        sha256=digest,
        bytes=size,
        source=mapping.source,
        table=mapping.table,
        mapping=as_text(mapping),
        mapping_digest=mapping.digest,
        imported_at=now,
        exported_at=exported_at,
    )


def _imported(
    store: RecordStore, path: Path, mapping: Reading, coming: Future[Batch], progress: Progress, sheet: str | None
) -> tuple[Batch, Mapping[str, tuple[Partition, ...]]]:
    """Write the files of an import; return its batch and the partitions as they shall be. Nothing of it counts yet.

    The digest of the file, and with it the batch, may still be ``coming`` while the file is looked at.
    """
    con = connect(store.scratch)
    con.doubt = store.must_be_whole
    try:
        _tell(progress, 1)
        intake = taken_in(con, store, path, mapping, lambda: coming.result().id, sheet)
        blank = coming.result()
        _tell(progress, 2)
        merges = {name: merge(con, store, name, rows, intake.drafts.get(name)) for name, rows in intake.fresh.items()}
        _tell(progress, 3)
        quality = report(con, intake, mapping, merges[mapping.table].counts, store.zone, blank.imported_at)
        _tell(progress, 4)
        partitions = {name: stored(con, store, done) for name, done in merges.items()}
        store_refused(con, store, intake.refused, blank.id, intake.reasons)
        return replace(
            blank,
            read=intake.rows,
            stored=intake.stored,
            refused=intake.reasons,
            tables={name: done.counts for name, done in merges.items()},
            period=quality.period,
            latest=quality.latest,
            quality=quality.remarks,
        ), partitions
    finally:
        con.disconnect()


def _commit(store: RecordStore, batch: Batch, partitions: Mapping[str, tuple[Partition, ...]]) -> None:
    """Make the import count, in one moment."""
    manifest = store.manifest
    store.commit(replace(manifest, batches=(*manifest.batches, batch), tables={**manifest.tables, **partitions}))


@contextmanager
def _disk_troubles() -> Iterator[None]:
    """Tell a person what the disk did not take; the store is unharmed."""
    try:
        yield
    except OSError as trouble:
        raise Unavailable(
            _("The import was stopped: {reason}", reason=trouble.strerror or type(trouble).__name__),
            _("The records are as they were; mend this, and import again"),
        ) from trouble


def _tell(progress: Progress, done: int) -> None:
    progress(Step(_STEPS[done], done, len(_STEPS) - 1))
