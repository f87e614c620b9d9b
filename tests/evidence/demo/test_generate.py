"""The demo operations themselves: the same seed gives the same files, and their figures are those the bank's plan speaks of."""

from __future__ import annotations

import csv
import json
from collections import Counter
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from opensmp.dossier import Dossier
from opensmp.evidence.demo import Demo, generate
from opensmp.evidence.demo.incidents import incidents
from opensmp.evidence.demo.world import HOUR, OfficeHours, World, world_of
from opensmp.evidence.mapping import load

UNTIL = date(2026, 11, 20)


@pytest.fixture(scope="module")
def demo(bank: Dossier, tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return generate(tmp_path_factory.mktemp("demo"), bank)


@pytest.fixture(scope="module")
def truth(demo: Demo) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(demo.truth.read_text("utf-8"))
    return told


def rows(demo: Demo, name: str) -> list[dict[str, str]]:
    path = next(export for export, _ in demo.exports if export.name == name)
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def digests(demo: Demo) -> list[str]:
    files = [demo.truth, *(path for pair in demo.exports for path in pair)]
    return [sha256(path.read_bytes()).hexdigest() for path in files]


def window(truth: dict[str, Any], commitment: str, start: str) -> dict[str, Any]:
    return next(each for each in truth["commitments"][commitment] if each["start"] == start)


def fraction(truth: dict[str, Any], commitment: str, start: str) -> tuple[int, int]:
    parts = window(truth, commitment, start)["parts"]
    return sum(part["numerator"] for part in parts), sum(part["denominator"] for part in parts)


@pytest.mark.requirement("R60")
def test_the_same_seed_gives_the_same_files_and_another_seed_others(bank: Dossier, tmp_path: Path) -> None:
    first, again = (generate(tmp_path / name, bank, 7, scale=0.02) for name in ("first", "again"))
    assert digests(first) == digests(again)
    assert digests(generate(tmp_path / "other", bank, 8, scale=0.02)) != digests(first)


@pytest.mark.requirement("R60")
@pytest.mark.parametrize(
    ("commitment", "start", "told"),
    [
        ("CM-IM-1", "2026-10-01", (1907, 1978)),
        ("CM-IM-2", "2026-07-01", (17, 20)),
        ("CM-CH-1", "2026-10-01", (101, 103)),
        ("CM-CH-2", "2026-10-01", (7, 103)),
        ("CM-SR-1", "2026-10-01", (913, 982)),
        ("CM-CF-1", "2026-07-01", (116, 120)),
        ("CM-RM-1", "2026-07-01", (22, 24)),
        ("CM-IS-1", "2026-10-01", (41, 42)),
        ("CM-AS-1", "2026-07-01", (9873, 9934)),
    ],
)
def test_the_year_holds_the_figures_that_the_plan_speaks_of(
    truth: dict[str, Any], commitment: str, start: str, told: tuple[int, int]
) -> None:
    assert fraction(truth, commitment, start) == told


@pytest.mark.requirement("R60")
def test_the_two_declared_deviations_are_the_two_broken_promises(truth: dict[str, Any], bank: Dossier) -> None:
    latest = {commitment: told[-1]["verdict"] for commitment, told in truth["commitments"].items() if told}
    broken = {commitment for commitment, verdict in latest.items() if verdict == "broken"}
    assert broken == {deviation.commitment for deviation in bank.plan.review.deviations}
    assert set(latest) == set(bank.commitments)


@pytest.mark.requirement("R57")
def test_the_same_five_hours_are_kept_under_1_2_and_broken_under_1_3(demo: Demo, truth: dict[str, Any]) -> None:
    found = {row["number"]: row for row in rows(demo, "servicenow_incident.csv")}
    kept, broken = (found[truth["stories"][name]] for name in ("kept under 1.2", "broken under 1.3"))
    assert [kept["opened_at"], kept["resolved_at"]] == ["2026-09-29 21:10:00", "2026-09-30 02:10:00"]
    assert [broken["opened_at"], broken["resolved_at"]] == ["2026-10-02 01:20:00", "2026-10-02 06:20:00"]


def test_flawed_rows_are_listed_with_what_must_follow(demo: Demo, truth: dict[str, Any]) -> None:
    kinds = Counter(each["flaw"] for each in truth["flaws"] if each["table"] == "incident")
    assert len(kinds) == 7
    assert all(count >= 5 for count in kinds.values())
    numbers = [row["number"] for row in rows(demo, "servicenow_incident.csv")]
    assert numbers.count("") == kinds["no number"]
    assert len(numbers) - len(set(numbers) - {""}) - kinds["no number"] == kinds["duplicate"]


def test_every_mapping_reads_its_export(demo: Demo) -> None:
    for export, mapping in demo.exports:
        read = load(mapping)
        first = export.read_text("utf-8").partition("\n")[0]
        header = first.split(";" if ";" in first else ",")
        assert {column.column for column in read.columns.values()} <= set(header), export.name


def test_nothing_is_known_that_happened_after_the_export(demo: Demo) -> None:
    for row in rows(demo, "servicenow_incident.csv"):
        assert max(row[name] for name in ("resolved_at", "closed_at", "sys_updated_on")) < "2026-11-21"


def test_a_year_has_its_seasons(bank: Dossier) -> None:
    world = world_of(bank, 1, UNTIL, 1.0)
    days = Counter(world.day(row["opened_at"]) for row in incidents(world).records)
    mondays = [days[day] for day in days if day.weekday() == 0]
    assert days[date(2026, 3, 21)] < 0.5 * sum(mondays) / len(mondays)
    paydays = [days[day] for day in days if 25 <= day.day <= 27 and day.weekday() < 5]
    others = [days[day] for day in days if 5 <= day.day <= 20 and day.weekday() < 5 and day.month != 3]
    assert sum(paydays) / len(paydays) > 1.1 * sum(others) / len(others)


# The truth's own clock -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def world(bank: Dossier) -> World:
    return world_of(bank, 1, UNTIL, 1.0)


def at(world: World, written: str, hour: int) -> int:
    return world.at(date.fromisoformat(written), hour * HOUR)


@pytest.mark.parametrize(
    ("start", "end", "hours_between"),
    [
        (("2026-10-05", 9), ("2026-10-05", 11), 2),
        (("2026-10-02", 16), ("2026-10-05", 9), 2),
        (("2026-03-17", 16), ("2026-03-25", 9), 2),
        (("2026-10-03", 9), ("2026-10-04", 9), 0),
    ],
)
def test_office_hours_leave_out_nights_weekends_and_holidays(
    world: World, start: tuple[str, int], end: tuple[str, int], hours_between: int
) -> None:
    hours = OfficeHours(world)
    begun, ended = at(world, *start), at(world, *end)
    assert hours.elapsed(begun, ended) == hours_between * HOUR


def test_working_time_is_the_same_forwards_and_backwards(world: World) -> None:
    hours = OfficeHours(world)
    for start in range(at(world, "2026-03-01", 9), at(world, "2026-04-10", 9), 50_021):
        end = hours.after(start, 11 * HOUR)
        assert hours.elapsed(start, end) == 11 * HOUR
        assert hours.elapsed(hours.before(end, 11 * HOUR), end) == 11 * HOUR
    assert hours.working_days(at(world, "2026-03-17", 10), at(world, "2026-03-25", 10)) == 1


def test_changes_cause_incidents_and_problems_gather_them(demo: Demo) -> None:
    incidents_told = rows(demo, "servicenow_incident.csv")
    failed = {row["number"] for row in rows(demo, "servicenow_change_request.csv") if row["u_backed_out"] == "true"}
    assert {row["caused_by"] for row in incidents_told} - {""} == failed
    gathered = Counter(row["problem_id"] for row in incidents_told if row["problem_id"])
    told = {row["number"]: int(row["related_incidents"]) for row in rows(demo, "servicenow_problem.csv")}
    assert sum(gathered.values()) > 0.9 * sum(told.values())
    assert all(gathered[number] <= told[number] + 1 for number in gathered)


@pytest.mark.parametrize("until", [date(2026, 1, 1), date(2026, 3, 22), date(2026, 11, 1), date(2026, 12, 31)])
def test_a_year_may_end_on_any_day(bank: Dossier, tmp_path: Path, until: date) -> None:
    made = generate(tmp_path, bank, 3, until=until, scale=0.02)
    times = ("sys_created_on", "work_end", "closed_at", "review_date", "sys_updated_on")
    written = [row[name] for row in rows(made, "servicenow_change_request.csv") for name in times]
    assert max(written, default="") < (until + timedelta(days=1)).isoformat()
    told: dict[str, Any] = json.loads(made.truth.read_text("utf-8"))
    assert all(window["end"] <= until.isoformat() for windows in told["commitments"].values() for window in windows)
