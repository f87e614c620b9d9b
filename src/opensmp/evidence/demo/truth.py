"""The truth of the demo operations, computed from what was made up and never from what was imported or measured.

Everything here is counted record by record in plain Python, with clocks of its own, so that a figure of the measuring engine
that equals it was not copied from it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, NamedTuple

from opensmp.evidence.demo.sheets import spoiled
from opensmp.evidence.demo.upkeep import CORE
from opensmp.evidence.demo.world import DAY, HOUR, MINUTE, OfficeHours, Promises, Row, World

REFUSED = {"bad date": "time", "no number": "no-key"}
"""Flaws after which an import refuses the row, and the reason that it must give."""
CONSEQUENCES: Mapping[str, str] = {
    "bad date": "refused: the day does not exist",
    "no number": "refused: the row has no number",
    "no end": "excluded from what is measured to the resolution",
    "ends before it starts": "excluded from what is measured to the resolution",
    "answered before it was opened": "excluded from the first response",
    "unknown state": "counted; its state is reported as unknown",
    "duplicate": "stored once",
}
FEWEST = 5
"""Records that a verdict takes; where every record must keep the promise, one is enough."""
Records = Mapping[str, list[Row]]
"""The records of each table, as made up."""


class Case(NamedTuple):
    """A record of a population: which day's version judges it, which moment dates it, and whether the promise was kept.

    ``elapsed`` seconds are compared with the limit of that version where ``kept`` is left open; ``excluded`` says why it
    cannot be judged.
    """

    begun: int
    at: int
    kept: bool | None = None
    elapsed: int = 0
    excluded: str = ""


class Ground(NamedTuple):
    """What the questions look at."""

    world: World
    hours: OfficeHours
    records: Records


Question = Callable[[Ground], Iterator[Case]]


def _readable(rows: list[Row]) -> Iterator[Row]:
    """Yield the records as their flawed exports have them, without those that an import must refuse."""
    return (spoiled(row) for row in rows if row.get("flaw") not in REFUSED)


def _paused(row: Row, end: int) -> int:
    """Return the seconds of the record's pauses up to ``end``; pauses that overlap count once."""
    total, reached = 0, row["opened_at"]
    for start, stop in sorted((each["start_at"], each["end_at"] or end) for each in row["pauses"]):
        total += max(0, min(stop, end) - max(start, reached))
        reached = max(reached, min(stop, end))
    return total


def _answered(ground: Ground) -> Iterator[Case]:
    for row in _readable(ground.records["incident"]):
        opened, answered = row["opened_at"], row["acknowledged_at"]
        if answered is None or row["state"] == "Canceled":
            continue
        flaw = "ends before it starts" if answered < opened else ""
        yield Case(opened, opened, answered - opened <= row["response_target"], excluded=flaw)


def _restored(ground: Ground) -> Iterator[Case]:
    for row in _readable(ground.records["incident"]):
        end, over = row["resolved_at"], row["closed_at"] is not None
        if row["priority"] != 1 or (end is None and not over):
            continue
        elapsed = 0 if end is None else end - row["opened_at"] - _paused(row, end)
        yield Case(row["opened_at"], end or row["closed_at"], elapsed=elapsed, excluded="" if end else "no end")


def _major_reviewed(ground: Ground) -> Iterator[Case]:
    for row in _readable(ground.records["incident"]):
        if row["major"] and row["resolved_at"]:
            reviewed = row["reviewed_at"]
            kept = reviewed is not None and ground.hours.working_days(row["resolved_at"], reviewed) <= 5
            yield Case(row["opened_at"], row["resolved_at"], kept)


def _fulfilled(ground: Ground) -> Iterator[Case]:
    for row in ground.records["request"]:
        start, end = row["requested_at"], row["fulfilled_at"]
        yield Case(start, end, ground.hours.elapsed(start, end) <= row["item_target"])


def _cause_found(ground: Ground) -> Iterator[Case]:
    for row in ground.records["problem"]:
        found = row["root_cause_at"]
        if row["major"] and found is not None:
            yield Case(row["opened_at"], row["opened_at"], ground.hours.working_days(row["opened_at"], found) <= 10)


def _changed_well(ground: Ground) -> Iterator[Case]:
    for row in ground.records["change"]:
        if not row["cancelled"]:
            yield Case(
                row["requested_at"], row["closed_at"], row["close_code"] == "successful" and not row["backed_out"]
            )


def _emergency(ground: Ground) -> Iterator[Case]:
    for row in ground.records["change"]:
        yield Case(row["requested_at"], row["closed_at"], row["type"] == "emergency")


def _emergency_reviewed(ground: Ground) -> Iterator[Case]:
    for row in ground.records["change"]:
        if row["type"] == "emergency":
            days = ground.hours.working_days(row["actual_end"], row["reviewed_at"])
            yield Case(row["requested_at"], row["closed_at"], days <= 2)


def _accepted(ground: Ground) -> Iterator[Case]:
    for row in ground.records["release"]:
        yield Case(row["planned_at"], row["deployed_at"], row["accepted_at"] <= row["deployed_at"])


def _stayed(ground: Ground) -> Iterator[Case]:
    for row in ground.records["release"]:
        yield Case(row["planned_at"], row["deployed_at"], not row["rolled_back"])


def _verified(ground: Ground) -> Iterator[Case]:
    for row in ground.records["verification"]:
        if row["tier"] == 1:
            yield Case(row["verified_at"], row["verified_at"], row["correct"])


def _complaint_closed(ground: Ground) -> Iterator[Case]:
    for row in ground.records["complaint"]:
        if row["closed_at"] is not None:
            yield Case(
                row["opened_at"], row["opened_at"], ground.hours.working_days(row["opened_at"], row["closed_at"]) <= 10
            )


def _vulnerability_fixed(ground: Ground) -> Iterator[Case]:
    for row in ground.records["vulnerability"]:
        if row["severity"] == "Critical" and row["fixed_at"] is not None:
            yield Case(row["found_at"], row["found_at"], row["fixed_at"] - row["found_at"] <= 15 * DAY)


def _short_of_capacity(ground: Ground) -> Iterator[Case]:
    for row in _readable(ground.records["incident"]):
        yield Case(row["opened_at"], row["opened_at"], row["cause"] == "capacity")


def _duty(kind: str) -> Question:
    """Duties of a kind, kept when they were done by the end of their day and, where that is said, passed."""

    def question(ground: Ground) -> Iterator[Case]:
        for row in ground.records["duty"]:
            if row["kind"] == kind:
                done = row["done_at"] is not None and row["done_at"] <= row["due_at"]
                yield Case(row["due_at"], row["due_at"], done and row.get("passed") is not False)

    return question


DATED: Mapping[str, Question] = {
    "CM-IM-1": _answered, "CM-IM-2": _restored, "CM-IM-3": _major_reviewed, "CM-SR-1": _fulfilled, "CM-PM-1": _cause_found,
    "CM-CH-1": _changed_well, "CM-CH-2": _emergency, "CM-CH-3": _emergency_reviewed, "CM-RL-1": _accepted, "CM-RL-2": _stayed,
    "CM-CF-1": _verified, "CM-RM-1": _complaint_closed, "CM-SL-1": _duty("sla target"), "CM-SU-1": _duty("supplier review"),
    "CM-DT-1": _duty("service acceptance"), "CM-CP-1": _short_of_capacity, "CM-IS-1": _vulnerability_fixed,
    "CM-IS-2": _duty("access review"),
}  # fmt: skip
"""Commitments whose records have a day of their own."""


# Commitments judged on the last day of a window, or by sums ------------------------------------------------------------


def _core_up(ground: Ground, since: int, until: int) -> tuple[int, int]:
    """Return the seconds that core banking was up, of all seconds of the window; minute by minute, planned work left out."""
    name = next(each.name for each in ground.world.facilities if each.id == CORE)
    rows = [row for row in ground.records["outage"] if row["service"] == name and not row["degraded"]]
    down: set[int] = set()
    planned: set[int] = set()
    for row in rows:
        minutes = range(max(row["outage_start"], since) // MINUTE, min(row["outage_end"], until) // MINUTE)
        (planned if row["planned"] else down).update(minutes)
    return until - since - len(down - planned) * MINUTE, until - since


def _owned(ground: Ground, _since: int, until: int) -> tuple[int, int]:
    rows = [row for row in ground.records["asset"] if row["acquired_at"] < until]
    return sum(1 for row in rows if row["owner"] != ""), len(rows)


def _articles_reviewed(ground: Ground, _since: int, until: int) -> tuple[int, int]:
    rows = [row for row in ground.records["duty"] if row["kind"] == "article review" and row["due_at"] < until]
    return sum(1 for row in rows if until - 365 * DAY <= row["done_at"] < until), len(rows)


def _budget(ground: Ground, since: int, until: int) -> tuple[int, int]:
    rows = [row for row in ground.records["duty"] if row["kind"] == "budget line" and since <= row["due_at"] < until]
    return sum(abs(row["actual_amount"] - row["planned_amount"]) for row in rows), sum(
        row["planned_amount"] for row in rows
    )


def _tested(ground: Ground, _since: int, until: int) -> tuple[int, int]:
    """Return the tier 1 services with a passed test in the year before the end of the window, of those in the register."""
    tested = {
        row["service"]
        for row in ground.records["continuity_test"]
        if row["passed"] and until - 365 * DAY <= row["performed_at"] < until
    }
    critical = [each.id for each in ground.world.facilities if each.tier == 1]
    return sum(1 for each in critical if each in tested), len(critical)


def _with_sla(ground: Ground, _since: int, _until: int) -> tuple[int, int]:
    return sum(1 for each in ground.world.facilities if each.slas), len(ground.world.facilities)


STANDING: Mapping[str, Callable[[Ground, int, int], tuple[int, int]]] = {
    "CM-AV-1": _core_up, "CM-AS-1": _owned, "CM-KN-1": _articles_reviewed, "CM-BU-1": _budget, "CM-CT-1": _tested, "CM-SP-1": _with_sla,
}  # fmt: skip


# Verdicts ------------------------------------------------------------------------------------------------------------

_MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}


def verdicts(world: World, records: Records) -> dict[str, list[dict[str, Any]]]:
    """Return, by commitment, what is true of each window that was over at the export."""
    ground = Ground(world, OfficeHours(world), records)
    found: dict[str, list[dict[str, Any]]] = {}
    for identity, target in sorted(_targets(world).items()):
        windows = _windows(world, _MONTHS[target["window"]])
        if identity in STANDING:
            told = [_standing(ground, identity, first, last) for first, last in windows]
        elif identity in DATED:
            cases = list(DATED[identity](ground))
            told = [_dated(world, identity, cases, first, last) for first, last in windows]
        else:
            continue
        found[identity] = [each for each in told if each]
    return found


def _targets(world: World) -> dict[str, Mapping[str, Any]]:
    """Return every commitment that was ever in force, as the latest version has it."""
    return {identity: target for version in world.promises for identity, target in version.targets.items()}


def _windows(world: World, months: int) -> Iterator[tuple[date, date]]:
    first = world.first
    while True:
        following = first
        for _ in range(months):
            following = (following + timedelta(days=31)).replace(day=1)
        if following > world.until + timedelta(days=1):
            return
        yield first, following - timedelta(days=1)
        first = following


def _dated(world: World, identity: str, cases: list[Case], first: date, last: date) -> dict[str, Any]:
    since, until = world.at(first), world.at(last + timedelta(days=1))
    wordings = _wordings(world, identity)
    parts: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    apart = 0
    for case in cases:
        if since <= case.at < until:
            version = world.in_force(world.day(case.begun))
            if version is None or identity not in version.targets:
                apart += 1
                continue
            counts = parts[wordings[version.number]]
            counts[case.excluded or "judged"] += 1
            counts["kept"] += not case.excluded and _kept(case, version.targets[identity])
    named = [_part(numbers, counts) for numbers, counts in sorted(parts.items())]
    return _told(world, identity, (first, last), named, apart)


def _wordings(world: World, identity: str) -> dict[str, tuple[str, ...]]:
    """Return, for each version, the versions running that promised the same as it does."""
    runs: list[list[Promises]] = []
    for version in world.promises:
        target = version.targets.get(identity)
        if target is None:
            continue
        if runs and _bare(runs[-1][-1].targets[identity]) == _bare(target):
            runs[-1].append(version)
        else:
            runs.append([version])
    return {version.number: tuple(each.number for each in run) for run in runs for version in run}


def _bare(target: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in target.items() if name not in {"id", "population"}}


def _kept(case: Case, target: Mapping[str, Any]) -> bool:
    if case.kept is not None:
        return case.kept
    amount, unit = target["limit"].split()
    return case.elapsed <= int(amount) * {"h": HOUR, "min": MINUTE}[unit]


def _part(versions: tuple[str, ...], counts: Counter[str]) -> dict[str, Any]:
    excluded = {reason: count for reason, count in sorted(counts.items()) if reason not in {"judged", "kept"}}
    return {
        "versions": list(versions),
        "numerator": counts["kept"],
        "denominator": counts["judged"],
        "excluded": excluded,
    }


def _standing(ground: Ground, identity: str, first: date, last: date) -> dict[str, Any]:
    world = ground.world
    top, bottom = STANDING[identity](ground, world.at(first), world.at(last + timedelta(days=1)))
    version = world.in_force(last)
    if version is None or identity not in version.targets:
        return {}
    versions = _wordings(world, identity)[version.number]
    part = {"versions": list(versions), "numerator": top, "denominator": bottom, "excluded": {}}
    return _told(world, identity, (first, last), [part], 0)


def _told(
    world: World, identity: str, days: tuple[date, date], parts: list[dict[str, Any]], apart: int
) -> dict[str, Any]:
    """Return the window with its parts, a part for each wording of the promise, and the verdict on them together."""
    by_number = {version.number: version.targets for version in world.promises}
    for part in parts:
        part["verdict"] = _verdict(by_number[part["versions"][0]][identity], part)
    words = {part["verdict"] for part in parts}
    found = next((word for word in ("broken", "unknown", "kept", "too few") if word in words), "unknown")
    return {
        "start": days[0].isoformat(), "end": days[1].isoformat(), "verdict": found, "apart": apart, "parts": parts,
    }  # fmt: skip


def _verdict(target: Mapping[str, Any], part: Mapping[str, Any]) -> str:
    """Kept only if it is kept whatever the records were that could not be judged; too few records give no verdict."""
    judged, excluded = part["denominator"], sum(part["excluded"].values())
    if not judged:
        return "unknown"
    wanted, at_least = Fraction(target["value"]), target["comparator"] == "at least"
    if judged < (1 if wanted == 100 else FEWEST):
        return "too few"
    shares = [
        Fraction(100 * (part["numerator"] + more), judged + lost)
        for more, lost in ((0, 0), (0, excluded), (excluded, excluded))
    ]
    held = [share >= wanted if at_least else share <= wanted for share in shares]
    if not held[0]:
        return "broken"
    return "kept" if all(held) else "unknown"


def flaws(records: Records) -> list[dict[str, str]]:
    """Return the records whose export was spoiled, with what must follow."""
    return [
        {"table": table, "record": row["id"], "flaw": row["flaw"], "expected": CONSEQUENCES[row["flaw"]]}
        for table, rows in records.items()
        for row in rows
        if row.get("flaw")
    ]
