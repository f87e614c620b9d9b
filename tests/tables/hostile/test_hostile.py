"""Whatever stands in a file, the answer is a table or a named refusal: soon, in little memory, and without touching anything else."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from tests.tables.hostile.texts import TEXTS, Made
from tests.tables.hostile.workbooks import WORKBOOKS
from tests.tables.packages import saved

from opensmp.tables import REASONS, UPLOAD, Unreadable, as_csv, inspect
from opensmp.tables.process import ROOT

SECONDS = 10
HOSTILE = {
    **{f"text: {name}": made for name, made in TEXTS.items()},
    **{f"workbook: {name}": made for name, made in WORKBOOKS.items()},
}

LARGE = ("bomb", "inflating", "liar", "list.json", "longest", "many")
CASES = [
    pytest.param(made, id=name, marks=pytest.mark.thorough if made[0].startswith(LARGE) else ())
    for name, made in HOSTILE.items()
]


def _read(path: Path, target: Path) -> None:
    inspect(path)
    as_csv(path, target, seconds=SECONDS)


@pytest.mark.requirement("R56")
@pytest.mark.parametrize("made", CASES)
def test_a_hostile_file_is_refused_by_name_soon_and_in_little_memory(made: Made, tmp_path: Path) -> None:
    name, make, code = made
    folder = tmp_path / "in"
    folder.mkdir()
    path = saved(folder / name, make())
    begun = time.monotonic()
    with pytest.raises(Unreadable) as refused:
        _read(path, tmp_path / "out.csv")
    assert refused.value.code == code
    assert time.monotonic() - begun < 2 * SECONDS
    assert refused.value.peak_memory <= UPLOAD.memory
    assert [each.name for each in tmp_path.rglob("*")] == ["in", name]


def test_there_are_at_least_a_hundred_and_forty_hostile_files_that_meet_nearly_every_reason() -> None:
    assert len(HOSTILE) >= 140
    met = {code for _name, _make, code in HOSTILE.values()}
    not_of_a_file = {"missing", "no-permission", "not-a-file", "memory", "time", "died", "target", "output-size"}
    of_a_choice = {"no-header-row", "no-such-sheet", "parquet-is-read-by-the-engine", "file-size", "json-lines"}
    assert set(REASONS) - met == not_of_a_file | of_a_choice


@pytest.mark.parametrize("place", ["a folder", "a device", "a pipe", "nothing"])
def test_what_is_no_ordinary_file_is_refused_at_once(place: str, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    places = {"a folder": tmp_path, "a device": Path("/dev/zero"), "a pipe": pipe, "nothing": tmp_path / "none"}
    with pytest.raises(Unreadable) as refused:
        inspect(places[place])
    assert refused.value.code == ("missing" if place == "nothing" else "not-a-file")


HOSTILE_NAMES = [
    "-rf.csv", "a b.csv", "ä€.csv", "new\nline.csv", "$(touch evil).csv", "`x`.csv", "..csv", "%00.csv",
     "\udcff.csv", "con.csv", "'.csv", '".csv', "x" * 240 + ".csv", ";.csv", "*.csv", "=1+1.csv", "\u202egpj.csv",
]  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE_NAMES, ids=ascii)
def test_a_name_of_a_file_is_never_more_than_a_name(name: str, tmp_path: Path) -> None:
    try:
        path = saved(tmp_path / name, "Number,State\nINC1,Closed\n")
    except (OSError, ValueError):
        pytest.skip("this file system does not hold such a name")
    assert inspect(path).table.columns == ("Number", "State")
    assert len(list(tmp_path.iterdir())) == 1


def in_the_child(code: str) -> str:
    """Run code as confined as the reader of a file is, and return what it says."""
    start = f"""
        import sys; sys.path.append({ROOT!r})
        from opensmp.tables.child import confine
        from opensmp.tables.limits import UPLOAD
        import socket, subprocess, os
        confine(UPLOAD, 2)
        try:
            {code}
        except (OSError, MemoryError) as trouble:
            os.write(1, type(trouble).__name__.encode())
        else:
            os.write(1, b"possible")
    """
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", textwrap.dedent(start)], capture_output=True, env={}, check=False
    )
    return done.stdout.decode()


@pytest.mark.requirement("R56")
@pytest.mark.parametrize(
    "code",
    [
        "socket.socket()",
        "open('/etc/hostname')",
        "open('evil.txt', 'w')",
        "os.pipe()",
        "subprocess.run(['true'])",
        "bytearray(400_000_000)",
    ],
)
def test_the_child_can_open_nothing_start_nothing_and_hold_little(code: str) -> None:
    assert in_the_child(code) in {"OSError", "MemoryError"}


def test_the_child_is_stopped_when_it_takes_too_long() -> None:
    assert in_the_child("[None for _ in iter(int, 1) if False]") == ""


def test_the_child_sees_no_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen: dict[str, object] = {}
    started = subprocess.Popen

    def watched(*arguments: object, **options: object) -> subprocess.Popen[bytes]:
        seen.update(options)
        return started(*arguments, **options)  # type: ignore[call-overload, no-any-return]  # handed through as it came

    monkeypatch.setattr(subprocess, "Popen", watched)
    monkeypatch.setenv("SECRET", "x")
    inspect(saved(tmp_path / "a.csv", "Number\n1\n"))
    assert seen["env"] == {}
