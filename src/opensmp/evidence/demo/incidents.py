"""A year of incidents: when they come, who answers how fast, how long they wait, and what is wrong with their records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count, cycle
from random import Random
from typing import NamedTuple

from opensmp.evidence.demo.quotas import CRITICAL, MONTHS, Critical
from opensmp.evidence.demo.world import DAY, HOUR, MINUTE, Row, World

FIRST_NUMBER = 24_001
RESPONSE = {1: 15 * MINUTE, 2: 30 * MINUTE, 3: 2 * HOUR, 4: 4 * HOUR}
RESOLUTION = {1: 4 * HOUR, 2: 8 * HOUR, 3: 3 * DAY, 4: 5 * DAY}
_TYPICAL = {1: 2 * HOUR, 2: 3 * HOUR, 3: 20 * HOUR, 4: 34 * HOUR}
_HOURS = (2, 1, 1, 1, 1, 2, 5, 20, 62, 88, 84, 70, 48, 66, 74, 66, 50, 34, 22, 16, 14, 11, 8, 4)
"""Incidents by the hour of the day."""
_WEEKDAYS = (1.15, 1.05, 1.0, 1.0, 1.0, 0.34, 0.24)
LEBARAN = {2026: date(2026, 3, 21)}
"""First day of Idul Fitri, by year: the offices are closed, and the days after bring what waited."""
CATEGORIES = ("Application", "Network", "Access", "Hardware", "Database", "Batch", "Interface")
CAUSES = ("software", "configuration", "hardware", "user", "supplier", "data")
CHANNELS = ("Phone", "Self-service", "Email", "Monitoring", "Chat")
_CHANNEL_WEIGHTS = (46, 27, 12, 11, 4)
GROUPS = (
    "Service Desk",
    "IT Operations",
    "Infrastructure",
    "Core Applications",
    "Digital Channels",
    "Information Security",
)
FLAWS = (
    "bad date",
    "no end",
    "no number",
    "ends before it starts",
    "answered before it was opened",
    "unknown state",
    "duplicate",
)
"""What the export has wrong with some records: see the truth for what follows from each."""
_EXTRA = frozenset({"bad date", "no number", "answered before it was opened"})
"""Flaws after which a record cannot be counted; a sound one stands beside it, so that the month's figures hold."""
_FLAW_EVERY = 331


class Incidents(NamedTuple):
    """Incidents with their pauses and history, in the order in which they were opened."""

    records: list[Row]
    pauses: list[Row]
    events: list[Row]


def incidents(world: World) -> Incidents:
    """Return the incidents of the year, numbered as they come; every 97th number was never used."""
    sound = sorted(_all(world), key=lambda row: (row["opened_at"], row["service"], row["priority"]))
    records = _with_flaws(world, sound)
    numbers = (number for number in count(FIRST_NUMBER) if number % 97)
    for row, number in zip(records, numbers, strict=False):
        row["id"] = f"INC{number:07d}"
    pauses = [pause | {"record": row["id"]} for row in records for pause in row["pauses"]]
    return Incidents(records, pauses, [event for row in records for event in _history(row)])


def _all(world: World) -> Iterator[Row]:
    rng = world.random("incidents")
    for first, last in world.months():
        yield from _month(world, rng, first, last)
    for each in CRITICAL:
        if world.at(date(world.until.year, each.month, each.day)) < world.exported:
            yield _critical(world, rng, each)


def _month(world: World, rng: Random, first: date, last: date) -> Iterator[Row]:
    """Yield the month's incidents below P1, so many of them answered late as the month's figures say."""
    quota, part = MONTHS[first.month], world.share_of(first, last)
    critical = sum(1 for each in CRITICAL if each.month == first.month)
    number = max(1, world.scaled(round(quota.incidents * part)) - critical)
    days = [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
    chosen = rng.choices(days, [_weight(day) for day in days], k=number)
    late = set(rng.sample(range(number), min(number, world.scaled(round(quota.late_answers * part)))))
    short = set(rng.sample(range(number), min(number, world.scaled(round(quota.capacity * part)))))
    for place, day in enumerate(chosen):
        yield _ordinary(world, rng, day, is_late=place in late, is_capacity=place in short)
    for day in rng.choices(days, k=max(1, number // 100)):
        yield _cancelled(world, rng, day)


def _weight(day: date) -> float:
    """Return how busy a day is: weekdays, paydays, the end of the month, and the time around Idul Fitri."""
    weight = _WEEKDAYS[day.weekday()]
    if 25 <= day.day <= 27:
        weight *= 1.3
    if (day + timedelta(days=2)).day <= 2:
        weight *= 1.25
    feast = LEBARAN.get(day.year)
    ahead = (day - feast).days if feast else 99
    if -3 <= ahead <= 3:
        return weight * 0.45
    return weight * 1.6 if 4 <= ahead <= 6 else weight


def _opened(world: World, rng: Random, day: date) -> int:
    hour = rng.choices(range(24), _HOURS)[0]
    return world.at(day, hour * HOUR + rng.randrange(HOUR))


def _ordinary(world: World, rng: Random, day: date, *, is_late: bool, is_capacity: bool) -> Row:
    opened, priority = _opened(world, rng, day), rng.choices((2, 3, 4), (10, 58, 32))[0]
    allowed = RESPONSE[priority]
    answered = allowed + 1 + int(allowed * rng.expovariate(1.5)) if is_late else _in_time(rng, allowed)
    work = int(_TYPICAL[priority] * rng.lognormvariate(0, 0.8)) + 5 * MINUTE
    row = _record(world, rng, opened, priority, answered, answered + work)
    row["service"] = rng.choice(world.live(day)).name
    row["cause"] = "capacity" if is_capacity else rng.choice(CAUSES)
    if rng.random() < (0.04 if priority == 2 else 0.2):
        _hold(rng, row, opened + answered, work)
    return _as_of_export(world, row)


def _in_time(rng: Random, allowed: int) -> int:
    """Return a time within the limit; one in two hundred takes exactly as long as allowed, which is in time."""
    return allowed if rng.random() < 0.005 else 20 + int((allowed - 20) * rng.betavariate(1.6, 3.2))


def _critical(world: World, rng: Random, told: Critical) -> Row:
    opened = world.at(date(world.until.year, told.month, told.day), told.hour * HOUR + told.minute * MINUTE)
    answered, length = 60 + rng.randrange(8 * MINUTE), told.minutes * MINUTE
    row = _record(world, rng, opened, 1, answered, length)
    row["service"] = next((each.name for each in world.facilities if each.id == told.service), told.service)
    row["cause"], row["story"], row["flaw"] = rng.choice(CAUSES), told.story, told.flaw
    if told.paused:
        row["pauses"].append(_pause(opened + answered + 10 * MINUTE, told.paused * MINUTE, "Awaiting Vendor"))
    if told.major:
        row["major"] = 1
        row["reviewed_after"] = rng.randint(1, 4)
    return _as_of_export(world, row)


def _cancelled(world: World, rng: Random, day: date) -> Row:
    opened = _opened(world, rng, day)
    row = _record(world, rng, opened, 4, 10 * MINUTE, HOUR)
    row["service"] = rng.choice(world.live(day)).name
    closed = min(opened + HOUR, world.exported - 1)
    row.update(state="Canceled", closed_at=closed, updated_at=closed)
    row.update(dict.fromkeys(("acknowledged_at", "resolved_at", "sla_met", "cause")))
    return row


def _record(world: World, rng: Random, opened: int, priority: int, answered: int, length: int) -> Row:
    resolved = opened + length
    met = length <= RESOLUTION[priority]
    return {
        "priority": priority, "opened_at": opened, "acknowledged_at": opened + answered, "resolved_at": resolved,
        "closed_at": resolved + 5 * DAY, "updated_at": resolved + 5 * DAY, "state": "Closed",
        "response_target": RESPONSE[priority], "sla_target": RESOLUTION[priority],
        "sla_met": met if rng.random() < 0.985 else not met, "category": rng.choice(CATEGORIES),
        "assignment_group": rng.choice(GROUPS), "assignee": rng.randrange(48), "caller": rng.randrange(900),
        "channel": rng.choices(CHANNELS, _CHANNEL_WEIGHTS)[0],
        "reassign_count": min(6, int(rng.expovariate(1.4))), "reopen_count": int(rng.random() < 0.028),
        "major": 0, "reviewed_at": None, "caused_by_change": None, "problem_id": None, "pauses": [], "flaw": "", "story": "",
    }  # fmt: skip


def _hold(rng: Random, row: Row, answered: int, work: int) -> None:
    """Let the incident wait for its user or a vendor, now and then twice at once, and be resolved so much later."""
    start = answered + int(work * rng.uniform(0.1, 0.6))
    length = int(rng.uniform(0.5, 20) * HOUR)
    row["pauses"].append(_pause(start, length, rng.choice(("Awaiting User Info", "Awaiting Vendor"))))
    if rng.random() < 0.1:
        row["pauses"].append(_pause(start + length // 3, length // 2, "Awaiting Vendor"))
    for moment in ("resolved_at", "closed_at", "updated_at"):
        row[moment] += length


def _pause(start: int, length: int, reason: str) -> Row:
    return {"start_at": start, "end_at": start + length, "reason": reason}


def _as_of_export(world: World, row: Row) -> Row:
    """Forget what had not happened at the moment of the export."""
    now = world.exported
    row["pauses"] = [
        {**pause, "end_at": pause["end_at"] if pause["end_at"] < now else None}
        for pause in row["pauses"]
        if pause["start_at"] < now
    ]
    if row["closed_at"] >= now:
        row["closed_at"], row["state"] = None, "Resolved"
    if row["resolved_at"] >= now:
        row["resolved_at"], row["state"], row["sla_met"] = None, "In Progress", None
    if row["acknowledged_at"] >= now:
        row["acknowledged_at"], row["state"] = None, "New"
    row["updated_at"] = min(row["updated_at"], now - 1)
    return row


def _with_flaws(world: World, records: list[Row]) -> list[Row]:
    """Spoil a record now and then, never a critical one, each kind of flaw in its turn."""
    rng, kinds = world.random("flaws"), cycle(FLAWS)
    spoiled = [
        place
        for place in range(rng.randrange(40, 90), len(records), _FLAW_EVERY)
        if records[place]["state"] == "Closed"
        and records[place]["cause"] != "capacity"
        and records[place]["priority"] > 1
    ]
    told = dict(zip(spoiled, kinds, strict=False))
    found: list[Row] = []
    for place, row in enumerate(records):
        flaw = told.get(place, "")
        if flaw in _EXTRA:
            found.append(row)
        found.append({**row, "flaw": flaw, "pauses": []} if flaw else row)
    return found


def _history(row: Row) -> Iterator[Row]:
    """Yield what happened to an incident, step by step."""
    steps = [(row["opened_at"], "New"), (row["acknowledged_at"], "In Progress")]
    for pause in row["pauses"]:
        steps += [(pause["start_at"], pause["reason"]), (pause["end_at"], "In Progress")]
    steps += [
        (row["resolved_at"], "Resolved"),
        (row["closed_at"], "Canceled" if row["state"] == "Canceled" else "Closed"),
    ]
    told = sorted((moment, state) for moment, state in steps if moment is not None)
    for place, (moment, state) in enumerate(told, 1):
        yield {"record": row["id"], "place": place, "at": moment, "state": state, "priority": row["priority"]}
