"""What imports only added to a file of a store: a figure of the time before the additions need not be counted again.

Each note says that the file of one digest holds the rows of the file of another digest, and further ones that have no earlier
times than these. That stays true whatever becomes of the store, so the notes lie with the cache and can be deleted with it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from ibis.backends.duckdb import Backend

from opensmp.evidence.manifest import Partition
from opensmp.evidence.merging import Merge, week_name, week_of
from opensmp.evidence.reading import fetched
from opensmp.measures.records import PAUSE

_MOST = 1_000
"""Notes that are kept, the newest."""


class Growth:
    """The notes of the store in a folder."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "cache" / "grown.json"
        self._notes: dict[str, tuple[str, Mapping[str, int]]] = _read(self._file)

    def content(self, digest: str, dated: Iterable[str], end: int) -> str:
        """Return the digest of the oldest file that held the same rows, as far as their times of these names lie before ``end``."""
        names = tuple(dated)
        for _step in range(len(self._notes)):
            earlier, since = self._notes.get(digest, ("", {}))
            if not earlier or any(since.get(name, end) < end for name in names):
                break
            digest = earlier
        return digest

    def add(self, con: Backend, done: Merge, held: Iterable[Partition], now: Iterable[Partition]) -> None:
        """Note what a merge only added to files, of those that the store ``held`` and holds ``now``.

        A merge that meets other rows of the same records may change these, and pauses are united with others: nothing is
        noted of such.
        """
        if done.contested is not None or done.table is PAUSE or not done.held:
            return
        digests = {each.week: each.sha256 for each in now}
        times = [each.name for each in done.table.fields if each.kind == "time"]
        rows = done.fresh.mutate(week=week_of(done.fresh[done.table.opened]))
        rows = rows.filter(rows.week.isin(list(done.held)))
        least = {
            week_name(row.pop("week")): {name: time for name, time in row.items() if time is not None}
            for row in fetched(con, rows.group_by("week").aggregate(**{name: rows[name].min() for name in times}))
        }
        for each in held:
            if each.week in least and digests[each.week] != each.sha256:
                self._notes[digests[each.week]] = each.sha256, least[each.week]
        self._save()

    def _save(self) -> None:
        """Write the notes; where that is not possible, more is counted next time."""
        newest = dict(list(self._notes.items())[-_MOST:])
        draft = self._file.parents[1] / "tmp" / self._file.name
        with suppress(OSError):
            self._file.parent.mkdir(exist_ok=True)
            draft.write_text(json.dumps(newest), encoding="utf-8")
            draft.replace(self._file)


def _read(file: Path) -> dict[str, tuple[str, Mapping[str, int]]]:
    """Return the notes of a file; one that is missing or damaged has none."""
    try:
        held: Any = json.loads(file.read_text(encoding="utf-8"))
        return {
            digest: (str(earlier), {name: int(time) for name, time in since.items()})
            for digest, (earlier, since) in held.items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
