"""Files of records as they arrive from anywhere, each read by a child process of its own that can do nothing else.

    shape = inspect(path)                  what is it, which tables, which columns, the first rows
    plain = check_plain(path)              may the engine read this CSV as it is?
    table = as_csv(path, target)           else: the table as clean CSV

A file that cannot be read raises :class:`Unreadable` with a reason code, and nothing is left behind.
"""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import opensmp
from opensmp.tables.atomic import replacing
from opensmp.tables.limits import MEGABYTE, UPLOAD, Limits
from opensmp.tables.reasons import Unreadable, note, unreadable
from opensmp.tables.shape import Converted, Plain, Shape, sheet_of

__all__ = ["Unreadable", "as_csv", "check_plain", "inspect"]

_START = """
import sys, types
sys.path.append(sys.argv.pop(1))
import opensmp
package = sys.modules["opensmp.tables"] = types.ModuleType("opensmp.tables")
package.__path__ = [f"{path}/tables" for path in opensmp.__path__]
from opensmp.tables.child import main
main()
"""
"""Starts the child with the modules that it names and no other: the package around them, which has words for people and
starts children itself, would take as long to load as the reading of a small file."""
_ROOT = str(Path(opensmp.__file__).parents[1])
_KEPT_VARIABLES = ("SYSTEMROOT",)
"""Without it Windows starts no process; everywhere else the child has no environment."""
_CONVERTING = 6
"""How many times longer a conversion may take than a look: a workbook at the cap of cells is parsed cell by cell."""
_TICK = 0.003
"""Seconds between two looks whether the child has ended: ``Popen.wait`` with a time-out looks up to 0.05 s late."""
_SMALL = 25 * MEGABYTE
_PER_SECOND = 5 * MEGABYTE


def inspect(path: Path, *, limits: Limits = UPLOAD, seconds: float | None = None) -> Shape:
    """Return what a file is: its kind, encoding, tables, columns and first rows.

    ``seconds`` bounds both the processor time and the wait; left out, it is ``limits.seconds``, more for a file above
    25 MB.

    Raises:
        Unreadable: the file is missing, contradicts its name, is beyond a cap, or is not a table.
    """
    raw = _asked("inspect", path, limits, seconds)
    raw["sheets"] = tuple(sheet_of(sheet) for sheet in raw["sheets"])
    return Shape(**_with_notes(raw))


def check_plain(path: Path, *, limits: Limits = UPLOAD, seconds: float | None = None) -> Plain:
    """Return whether a CSV file, also one packed with gzip, may be given to the engine as it is (see :class:`Plain`).

    Raises:
        Unreadable: the file cannot be read in either way.
    """
    raw = _asked("check_plain", path, limits, seconds)
    why = raw.pop("why")
    return Plain(**{**raw, "columns": tuple(raw.get("columns", ())), "why": note(*why) if why else None})


def as_csv(
    path: Path,
    target: Path,
    *,
    sheet: str | None = None,
    header_row: int | None = None,
    limits: Limits = UPLOAD,
    seconds: float | None = None,
) -> Converted:
    """Write one table of a file to ``target`` as clean CSV; ``target`` appears complete or not at all.

    ``sheet`` names a worksheet or the list of a JSON document; left out, it is the first visible worksheet that has
    cells, or the longest list. ``header_row`` counts from 1; left out, it is found; 0 says that there is no header.
    ``seconds`` left out is six times that of :func:`inspect`: a workbook at the cap of cells takes a while.

    Raises:
        Unreadable: the file is refused; an earlier ``target`` stays as it was.
    """
    with replacing(target) as out:
        raw = _asked("as_csv", path, limits, seconds, out, sheet=sheet, header_row=header_row)
    lists = {key: tuple(raw[key]) for key in ("columns", "ragged")}
    return Converted(target=target, **_with_notes({**raw, **lists}))


def _with_notes(raw: dict[str, Any]) -> dict[str, Any]:
    return {**raw, "notes": tuple(note(code, values) for code, values in raw["notes"])}


def _asked(
    task: str, path: Path, limits: Limits, seconds: float | None, out: IO[bytes] | None = None, **options: Any
) -> dict[str, Any]:
    """Have a child process do a task and return its answer."""
    with _opened(path) as (source, size):
        usual = limits.seconds * (_CONVERTING if out else 1) + max(0, size - _SMALL) // _PER_SECOND
        allowed = usual if seconds is None else seconds
        asked = {
            "task": task,
            "name": _ending(path),
            "limits": limits.as_json(),
            "seconds": max(1, int(allowed)),
            **options,
        }
        with tempfile.TemporaryFile() as told:
            code = _run(json.dumps(asked), source, out, told, allowed)
            told.seek(0)
            return _answer(told.read(), code, int(allowed))


def _ending(path: Path) -> str:
    """Return the end of the file's name as plain letters: more of it is nobody's business."""
    return path.name[-24:].encode("ascii", "replace").decode("ascii")


@contextmanager
def _opened(path: Path) -> Iterator[tuple[int, int]]:
    """Open an ordinary file and yield its descriptor and size; anything else that has a name is refused."""
    try:
        source = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except PermissionError as trouble:
        raise unreadable("not-a-file" if path.is_dir() else "no-permission") from trouble
    except (OSError, ValueError) as trouble:
        raise unreadable("missing") from trouble
    try:
        status = os.fstat(source)
        if not stat.S_ISREG(status.st_mode):
            raise unreadable("not-a-file")
        yield source, status.st_size
    finally:
        os.close(source)


def _run(asked: str, source: int, out: IO[bytes] | None, told: IO[bytes], seconds: float) -> int:
    """Run the child to its end and return its exit code; what takes too long is killed and counts as ``time``."""
    kept = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    child = subprocess.Popen(  # noqa: S603  # our own interpreter and our own module
        [sys.executable, "-I", "-S", "-X", "utf8", "-c", _START, _ROOT, asked],
        stdin=source,
        stdout=out or subprocess.DEVNULL,
        stderr=told,
        env=kept,
        cwd=_ROOT,
    )
    late = time.monotonic() + seconds
    try:
        while child.poll() is None:
            if time.monotonic() > late:
                raise unreadable("time", cap=int(seconds))
            time.sleep(_TICK)
        return child.returncode
    finally:
        child.kill()
        child.wait()


def _answer(told: bytes, code: int, seconds: int) -> dict[str, Any]:
    """Return the child's answer, or raise what it said, or what its silence means."""
    try:
        answer = json.loads(told)
    except ValueError as silence:
        cut_off = code < 0 and -code == getattr(signal, "SIGXCPU", 0)
        raise unreadable("time" if cut_off else "died", cap=seconds) from silence
    if "fault" in answer:
        refusal = unreadable(answer["fault"], **answer["values"])
        refusal.peak_memory = answer["memory"]
        raise refusal
    result: dict[str, Any] = {**answer["answer"], "peak_memory": answer["memory"]}
    return result
