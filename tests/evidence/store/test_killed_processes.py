"""A process that is killed while it imports, at any moment: the same import again ends in the same folder (G10)."""

from __future__ import annotations

import multiprocessing
import random
import shutil
import signal
import sys
import time
from pathlib import Path

import pytest
from tests.evidence.store.making import INCIDENTS, NOW, empty_store, folder_bytes, import_once, month, write

from opensmp.evidence.importing import import_file
from opensmp.evidence.store import RecordStore

ROWS = [*month(12, 2), ("INC99999", "Open", "1", "", "no time", "", "", "0")]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill that a process cannot see coming")


@pytest.mark.thorough
@pytest.mark.requirement("R34")
def test_an_import_killed_at_twenty_moments_and_repeated_ends_in_the_same_folder(tmp_path: Path) -> None:
    _kill_and_repeat(tmp_path, 20)


@pytest.mark.slow
@pytest.mark.requirement("R34")
def test_an_import_killed_at_two_hundred_moments_and_repeated_ends_in_the_same_folder(tmp_path: Path) -> None:
    _kill_and_repeat(tmp_path, 200)


def _kill_and_repeat(place: Path, kills: int) -> None:
    """Kill that many imports, each after another share of the time that a whole one takes."""
    first, file = write(place / "first.csv", month(2)), write(place / "file.csv", ROWS)
    import_file(empty_store(place / "base"), first, INCIDENTS, NOW)
    shutil.copytree(place / "base", place / "right")
    import_file(RecordStore.open(place / "right"), file, INCIDENTS, NOW)
    known = {(place / each / "store.json").read_bytes() for each in ("base", "right")}
    right = folder_bytes(place / "right")
    shutil.copytree(place / "base", place / "timed")
    whole = _imported(place / "timed", file, None)
    chance, killed = random.Random(kills), 0  # noqa: S311  # moments, not secrets
    while killed < kills:
        folder = place / "killed"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(place / "base", folder)
        killed += _imported(folder, file, chance.uniform(0, whole)) < 0
        assert (folder / "store.json").read_bytes() in known
        assert RecordStore.open(folder).verify() == ()
        import_file(RecordStore.open(folder), file, INCIDENTS, NOW)
        assert folder_bytes(folder) == right


def _imported(folder: Path, file: Path, until: float | None) -> float:
    """Import in another process and return how long it took; a negative time if it was killed after ``until`` seconds."""
    apart = multiprocessing.get_context("forkserver")
    apart.set_forkserver_preload(["tests.evidence.store.making"])
    here, there = apart.Pipe()
    process = apart.Process(target=import_once, args=(folder, file, there))
    process.start()
    here.recv()
    begun = time.monotonic()
    process.join(until)
    process.kill()
    process.join()
    took = time.monotonic() - begun
    assert process.exitcode in (0, -signal.SIGKILL)
    return took if process.exitcode == 0 else -took
