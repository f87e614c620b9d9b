"""An import that is stopped anywhere leaves the store as it was or as it is after; the same import again ends in one state."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.evidence.store.making import INCIDENTS, NOW, empty_store, folder_bytes, month, rows, write

from opensmp.evidence.disk import Disk
from opensmp.evidence.importing import import_file
from opensmp.evidence.store import RecordStore
from opensmp.i18n import Unavailable

ROWS = [*month(18, 2), ("INC99999", "Open", "1", "", "no time", "", "", "0")]
EVERY = 40
"""Points at which an import of these rows is stopped, at least."""


class Killed(BaseException):
    """The process is gone."""


class DyingDisk(Disk):
    """Counts the verbs; at the verb ``last`` the process dies, and nothing reaches the disk any more."""

    def __init__(self, last: int = 1_000_000) -> None:
        self.left, self.done = last, 0
        self.synced: set[Path] = set()

    def _step(self) -> None:
        if self.done >= self.left:
            raise Killed
        self.done += 1

    def write(self, path: Path, data: bytes, mode: int = 0o644) -> None:
        self._step()
        if self.done == self.left:
            path.write_bytes(data[: len(data) // 2])
            raise Killed
        super().write(path, data, mode)

    def sync(self, path: Path) -> None:
        self._step()
        self.synced.add(path)
        super().sync(path)

    def rename(self, path: Path, target: Path) -> None:
        self._step()
        assert path in self.synced, f"{path.name} was renamed before it was on the disk"
        super().rename(path, target)

    def sync_folder(self, folder: Path) -> None:
        self._step()
        super().sync_folder(folder)

    def remove(self, path: Path) -> None:
        self._step()
        super().remove(path)


@pytest.mark.requirement("R34")
@pytest.mark.parametrize(
    "every", [pytest.param(1, marks=pytest.mark.slow), pytest.param(6, marks=pytest.mark.thorough)]
)
def test_an_import_that_is_killed_at_any_point_and_repeated_ends_in_the_same_bytes(tmp_path: Path, every: int) -> None:
    first = write(tmp_path / "first.csv", month(2))
    file = write(tmp_path / "file.csv", ROWS)
    import_file(empty_store(tmp_path / "base"), first, INCIDENTS, NOW)
    base = folder_bytes(tmp_path / "base")
    shutil.copytree(tmp_path / "base", tmp_path / "right")
    counting = DyingDisk()
    import_file(RecordStore(tmp_path / "right", counting), file, INCIDENTS, NOW)
    right = folder_bytes(tmp_path / "right")
    assert counting.done >= EVERY
    for point in range(1, counting.done, every):
        folder = tmp_path / "killed"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(tmp_path / "base", folder)
        with pytest.raises(Killed):
            import_file(RecordStore(folder, DyingDisk(point)), file, INCIDENTS, NOW)
        assert (folder / "store.json").read_bytes() in (base["store.json"], right["store.json"])
        assert RecordStore.open(folder).verify() == ()
        import_file(RecordStore.open(folder), file, INCIDENTS, NOW)
        assert folder_bytes(folder) == right


class FullDisk(Disk):
    """Takes nothing after the first file."""

    def sync(self, path: Path) -> None:
        raise OSError(28, "No space left on device")


@pytest.mark.requirement("R34")
def test_a_full_disk_is_told_and_leaves_the_records_as_they_were(tmp_path: Path) -> None:
    store = empty_store(tmp_path / "store")
    import_file(store, write(tmp_path / "first.csv", month(2)), INCIDENTS, NOW)
    before = folder_bytes(store.folder)
    file = write(tmp_path / "file.csv", month(3))
    with pytest.raises(Unavailable, match="No space left"):
        import_file(RecordStore(store.folder, FullDisk()), file, INCIDENTS, NOW)
    assert folder_bytes(store.folder) == before
    assert import_file(store, file, INCIDENTS, NOW).tables["incident"].new == 3
    assert len(rows(store)) == 9
