"""Runs in a process of its own, with the failing disk preloaded: acts, ends, recovers, and says what was wrong.

    harness.py prepare FOLDER                          the example organisation in FOLDER/base, an empty place, a backup
    harness.py run FOLDER ACTION DURABILITY POINTS     POINTS for each act at most, 0 for all; the answer is a line of JSON

Each act is carried out in a child, forked once Django stands, that is ended before its N-th touch of the disk; a remark
follows the act, so that something was acknowledged before and after.
"""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    os.environ["OPENSMP_HOME"] = str(Path(sys.argv[2]) / "base")
    os.environ["OPENSMP_MODE"] = "demo"
    os.environ["DJANGO_SETTINGS_MODULE"] = "opensmp.site.settings"

import django

django.setup()

from django.conf import settings  # noqa: E402  # models can be read once Django runs
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from tests.store.faults.acts import ACTIONS, Act, remarked, restored  # noqa: E402
from tests.store.faults.disk import DATABASE, LOSSES, after, faults, names_in, shape  # noqa: E402

from opensmp.site.backup import back_up  # noqa: E402
from opensmp.site.demo import seed  # noqa: E402

WEAK = ("normal", "off")
"""Ways to open the database that lose; ``full`` is as the product opens it."""
UNFORCED = "unforced"
"""The database as it should be, and no file or folder beside it forced to the disk."""


def prepare(folder: Path) -> None:
    """Make what the acts begin from."""
    call_command("migrate", verbosity=0)
    at_home(folder / "empty")
    call_command("migrate", verbosity=0)
    at_home(folder / "base")
    seed()
    connection.close()
    shutil.copytree(folder / "base", folder / "full")
    at_home(folder / "full")
    for act in ACTIONS["import"]:
        act()
    back_up(folder / "backup.tar")
    connection.close()


def at_home(home: Path) -> None:
    """Work in another folder of data from now on."""
    connection.close()
    home.mkdir(parents=True, exist_ok=True)
    settings.HOME = home
    connection.settings_dict["NAME"] = str(home / DATABASE)


class Bench:
    """The failing disk, and the folders it is tried on."""

    def __init__(self, folder: Path, durability: str) -> None:
        self.folder = folder
        self.shim = ctypes.CDLL(None)
        self.shim.faults_count.restype = ctypes.c_long
        self.work = folder / f"work-{os.getpid()}"
        options = connection.settings_dict["OPTIONS"]
        if durability in WEAK:
            weak = options["init_command"].replace("synchronous=full", f"synchronous={durability}")
            assert weak != options["init_command"], "the product no longer says that every commit is flushed"
            connection.settings_dict["OPTIONS"] = {**options, "init_command": weak}
        if durability == UNFORCED:
            os.fsync = lambda _file: None

    def run(self, base: Path, acts: tuple[Act, ...], n: int) -> list[Any]:
        """Carry out acts in a child on a copy of ``base``, ended before the ``n``-th touch (0: never).

        Returns the shape before, where nothing was to end; then a line for each act that was acknowledged, with the touches
        so far and the shape; the last line, where it came so far, says that the database was closed.
        """
        shutil.rmtree(self.work, ignore_errors=True)
        (self.work / "kept").mkdir(parents=True)
        shutil.copytree(base, self.work / "home")
        self.before = names_in(self.work / "home")
        return self.told_by(lambda tell: self._act(acts, n, tell))

    def told_by(self, work: Callable[[Callable[[Any], None]], None]) -> list[Any]:
        """Let a child do something, and return the lines that it told before it ended."""
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            os.close(reading)
            try:
                work(lambda said: bool(os.write(writing, f"{json.dumps(said)}\n".encode())))
            finally:
                os._exit(0)
        os.close(writing)
        with os.fdopen(reading) as pipe:
            told = [json.loads(line) for line in pipe]
        os.waitpid(child, 0)
        return told

    def _act(self, acts: tuple[Act, ...], n: int, tell: Callable[[Any], None]) -> None:
        home = self.work / "home"
        at_home(home)
        connection.ensure_connection()
        if not n:
            tell([0, shape(home)])
        self.shim.faults_arm(str(home).encode(), str(self.work / "kept").encode(), ctypes.c_long(n))
        for act in acts:
            act()
            tell([self.shim.faults_count(), "" if n else shape(home)])
        connection.close()
        tell([self.shim.faults_count(), CLOSED])

    def recoveries(self, base: Path, acknowledged: int, shapes: list[str]) -> dict[str, list[str]]:
        """Play every kind of loss, and return what was wrong after each."""
        found = {}
        for loss in LOSSES:
            place = self.work / loss
            after(loss, self.work / "home", base, self.work / "kept", self.before, place)
            found[loss] = list(faults(place, shapes[acknowledged : acknowledged + 2]))
        return found

    def again(self, act: Act, whole: str) -> list[str]:
        """Do the act once more in every recovered place where it did not come to stand, and return what was wrong."""
        found = []
        for loss in LOSSES:
            place = self.work / loss
            if shape(place) != whole:
                told = self.told_by(lambda tell, place=place: (at_home(place), act(), connection.close(), tell("done")))  # type: ignore[misc]
                found += [
                    f"{loss}, then again: {each}" for each in ([] if told else ["refused"]) or faults(place, [whole])
                ]
        return found


CLOSED = "closed"


def run(folder: Path, action: str, durability: str, most: int) -> dict[str, Any]:
    """Try every act of an action at its points, and count."""
    bench, stage = Bench(folder, durability), folder / f"stage-{os.getpid()}"
    shutil.copytree(folder / ("empty" if action == "restore" else "base"), stage)
    points, wrong, recoveries = 0, [], Counter[str]()
    for number, act in enumerate(ACTIONS[action]):
        base = in_use(stage, action)
        acts = (act,) if act is restored else (act, remarked)
        whole = bench.run(base, acts, 0)
        shapes, touches = [said for _touches, said in whole if said != CLOSED], whole[-1][0]
        for n in chosen(touches, most):
            points += 1
            ended = bench.run(base, acts, n)
            acknowledged = sum(said != CLOSED for _touches, said in ended)
            where = f"{action} {number}, before touch {n} of {touches}"
            for loss, found in bench.recoveries(base, acknowledged, shapes).items():
                recoveries[loss] += 1
                wrong += [f"{where}, {loss}: {each}" for each in found]
            if act is restored:
                recoveries["again"] += len(LOSSES)
                wrong += [f"{where}, {each}" for each in bench.again(act, shapes[-1])]
        at_home(stage)
        act()
        connection.close()
        shutil.rmtree(base)
    shutil.rmtree(stage)
    shutil.rmtree(bench.work)
    return {"points": points, "recoveries": dict(recoveries), "wrong": wrong}


def in_use(stage: Path, action: str) -> Path:
    """Return a copy of a place as it is while a server runs: with a log beside the database that nobody moved in yet."""
    base = stage.with_name(f"{stage.name}-in-use")
    at_home(stage)
    if action != "restore":
        remarked()
    shutil.copytree(stage, base)
    connection.close()
    return base


def chosen(touches: int, most: int) -> list[int]:
    """Return the touches to end before, evenly over all of them; one more, at which nothing ends."""
    if not most or touches < most:
        return list(range(1, touches + 2))
    return sorted({1 + round(step * touches / (most - 1)) for step in range(most)})


if __name__ == "__main__":
    if sys.argv[1] == "prepare":
        prepare(Path(sys.argv[2]))
    else:
        print(json.dumps(run(Path(sys.argv[2]), sys.argv[3], sys.argv[4], int(sys.argv[5]))))
