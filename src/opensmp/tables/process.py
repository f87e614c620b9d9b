"""Having a child process read one file: started without site packages and without an environment, watched, and ended.

The child of :mod:`opensmp.tables.child` reads tables; another package of the layer above has a ``child`` module of its own with
a ``main`` and asks for it by the package's name.
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
from opensmp.tables.fault import Fault
from opensmp.tables.limits import MEGABYTE, Limits
from opensmp.tables.reasons import REASONS, Reasons, unreadable

START = """
import sys, types
sys.path.append(sys.argv.pop(1))
import opensmp
names = sys.argv.pop(1).split()
for name in names:
    package = sys.modules[f"opensmp.{name}"] = types.ModuleType(f"opensmp.{name}")
    package.__path__ = [f"{path}/{name}" for path in opensmp.__path__]
main = __import__(f"opensmp.{names[-1]}.child", fromlist=["main"]).main
main()
"""
"""Starts the child with the modules that it names and no other: the packages around them, which have words for people and
start children themselves, would take as long to load as the reading of a small file."""
ROOT = str(Path(opensmp.__file__).parents[1])
_TABLES = "tables"
_KEPT_VARIABLES = ("SYSTEMROOT",)
"""Without it Windows starts no process; everywhere else the child has no environment."""
_CONVERTING = 6
"""How many times longer a conversion may take than a look: a workbook at the cap of cells is parsed cell by cell."""
_TICK = 0.003
"""Seconds between two looks whether the child has ended: ``Popen.wait`` with a time-out looks up to 0.05 s late."""
_SMALL = 25 * MEGABYTE
_PER_SECOND = 5 * MEGABYTE


def in_child(
    task: str,
    path: Path,
    limits: Limits,
    seconds: float | None = None,
    out: IO[bytes] | None = None,
    *,
    package: str = _TABLES,
    reasons: Reasons = REASONS,
    **options: Any,
) -> dict[str, Any]:
    """Have a child process do a task on a file and return its answer.

    ``package`` is the one whose child does it, ``reasons`` are its words for refusals.

    Raises:
        Unreadable: the file is no ordinary one, or is refused, or the child takes too long or dies.
    """
    packages = _TABLES if package == _TABLES else f"{_TABLES} {package}"
    memory = 0
    try:
        with _opened(path) as (source, size):
            usual = limits.seconds * (_CONVERTING if out else 1) + max(0, size - _SMALL) // _PER_SECOND
            allowed = usual if seconds is None else seconds
            whole = max(1, int(allowed))
            asked = {"task": task, "name": _ending(path), "limits": limits.as_json(), "seconds": whole, **options}
            with tempfile.TemporaryFile() as told:
                code = _run([packages, json.dumps(asked)], source, out, told, allowed)
                told.seek(0)
                answer = _answer(told.read(), code, int(allowed))
        memory = answer["memory"]
        if "fault" in answer:
            raise Fault(answer["fault"], **answer["values"])
    except Fault as fault:
        refusal = unreadable(fault.code, reasons, **fault.values)
        refusal.peak_memory = memory
        raise refusal from fault
    return {**answer["answer"], "peak_memory": memory}


def _ending(path: Path) -> str:
    """Return the end of the file's name as plain letters: more of it is nobody's business."""
    return path.name[-24:].encode("ascii", "replace").decode("ascii")


@contextmanager
def _opened(path: Path) -> Iterator[tuple[int, int]]:
    """Open an ordinary file and yield its descriptor and size; anything else that has a name is refused."""
    try:
        source = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except PermissionError as trouble:
        raise Fault("not-a-file" if path.is_dir() else "no-permission") from trouble
    except (OSError, ValueError) as trouble:
        raise Fault("missing") from trouble
    try:
        status = os.fstat(source)
        if not stat.S_ISREG(status.st_mode):
            raise Fault("not-a-file")
        yield source, status.st_size
    finally:
        os.close(source)


def _run(asked: list[str], source: int, out: IO[bytes] | None, told: IO[bytes], seconds: float) -> int:
    """Run the child to its end and return its exit code; what takes too long is killed and counts as ``time``."""
    kept = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    child = subprocess.Popen(  # noqa: S603  # our own interpreter and our own module
        [sys.executable, "-I", "-S", "-X", "utf8", "-c", START, ROOT, *asked],
        stdin=source,
        stdout=out or subprocess.DEVNULL,
        stderr=told,
        env=kept,
        cwd=ROOT,
    )
    late = time.monotonic() + seconds
    try:
        while child.poll() is None:
            if time.monotonic() > late:
                raise Fault("time", cap=int(seconds))
            time.sleep(_TICK)
        return child.returncode
    finally:
        child.kill()
        child.wait()


def _answer(told: bytes, code: int, seconds: int) -> dict[str, Any]:
    """Return what the child said, or raise what its silence means."""
    try:
        answer: dict[str, Any] = json.loads(told)
    except ValueError as silence:
        cut_off = code < 0 and -code == getattr(signal, "SIGXCPU", 0)
        raise Fault("time" if cut_off else "died", cap=seconds) from silence
    return answer
