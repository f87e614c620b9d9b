"""The process in which a file is read: with little memory, little time, and nothing to write to but what it was given.

It has three descriptors and cannot open a fourth: 0 is the file, 1 the table that is written, 2 the answer, one line
of JSON. So it can reach no other file and no network. What it was asked for stands in its one argument. It is started
without site packages and without an environment; whatever happens to it is :class:`~opensmp.tables.Unreadable` for
its parent.

Linux holds it to memory, time, descriptors, processes and size of output. macOS does not enforce the memory limit and
Windows has none of them: there the time that the parent waits and the counting caps of
:class:`~opensmp.tables.limits.Limits` remain.
"""

from __future__ import annotations

import codecs
import io
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from opensmp.tables.fault import Fault
from opensmp.tables.limits import Limits
from opensmp.tables.work import TASKS, Asked, as_csv

if sys.platform != "win32":
    import resource

ENCODINGS = ("ascii", "cp437", "cp1252", "latin-1", "utf-8-sig", "utf-16", "utf-16-be", "utf-16-le")
"""What files may need, loaded before the descriptors run out; ``cp437`` is for names inside a ZIP file."""

_OUTPUT_FACTOR = 4


Done = Callable[[dict[str, Any], Limits], dict[str, Any]]
"""What a child does: from what it was asked, the answer."""


def main() -> None:
    """Read descriptor 0 as the argument says and answer on descriptor 2."""
    answering(_done)


def answering(done: Done) -> NoReturn:
    """Take away what reading does not need, do what was asked, and answer on descriptor 2."""
    asked = json.loads(sys.argv[1])
    limits = Limits(**asked["limits"])
    for name in ENCODINGS:
        codecs.lookup(name)
    status = _own_status()
    confine(limits, int(asked["seconds"]))
    answer = {**_answer(done, asked, limits), "memory": peak_memory(status)}
    with io.FileIO(2, "wb", closefd=False) as told:
        io.BufferedWriter(told).write(json.dumps(answer).encode("ascii"))
    os._exit(0)


def _answer(done: Done, asked: dict[str, Any], limits: Limits) -> dict[str, Any]:
    try:
        return {"answer": done(asked, limits)}
    except Fault as fault:
        return {"fault": fault.code, "values": fault.values}
    except MemoryError:
        return {"fault": "memory", "values": {"cap": limits.memory // 1_000_000}}
    except RecursionError:
        return {"fault": "nested-too-deep", "values": {}}
    except OSError:
        return {"fault": "output-size", "values": {}}


def _done(asked: dict[str, Any], limits: Limits) -> dict[str, Any]:
    with io.FileIO(0, "rb", closefd=False) as source, io.FileIO(1, "wb", closefd=False) as out:
        work = Asked(
            io.BufferedReader(source, 1 << 18), asked["name"], limits, asked.get("sheet"), asked.get("header_row")
        )
        result: dict[str, Any] = as_csv(work, out) if asked["task"] == "as_csv" else TASKS[asked["task"]](work)
        return result


def confine(limits: Limits, seconds: int) -> None:
    """Take away what reading a file does not need. A limit that the system does not know is left out."""
    if sys.platform == "win32":
        return
    bounds = {
        "RLIMIT_AS": limits.memory,
        "RLIMIT_CPU": seconds,
        "RLIMIT_FSIZE": _OUTPUT_FACTOR * max(limits.text_bytes, limits.inflated_text_bytes),
        "RLIMIT_NPROC": 0,
        "RLIMIT_CORE": 0,
        "RLIMIT_NOFILE": 3,
    }
    for name, most in bounds.items():
        kind = getattr(resource, name, None)
        if kind is None:
            continue
        hard = resource.getrlimit(kind)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(kind, (most, most))
        except (ValueError, OSError):
            continue


def _own_status() -> io.FileIO | None:
    """Open what Linux tells of this process: what ``getrusage`` tells there includes the memory of the parent before the start."""
    return io.FileIO("/proc/self/status") if Path("/proc/self/status").exists() else None


def peak_memory(status: io.FileIO | None) -> int:
    """Return the most memory that this process ever held, in bytes; 0 where the system does not tell."""
    if status:
        line = next((line for line in status.readall().splitlines() if line.startswith(b"VmHWM")), b"VmHWM: 0 kB")
        return int(line.split()[1]) * 1024
    if sys.platform == "win32":
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024
