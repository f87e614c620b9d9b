"""A year of requests, changes, problems and releases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from opensmp.evidence.demo.quotas import MONTHS
from opensmp.evidence.demo.world import DAY, HOUR, MINUTE, OfficeHours, Row, World

CATALOGUE = (
    ("Password reset", 4), ("Access to an application", 9), ("Software installation", 18), ("New workplace", 45),
    ("Mailbox or mailing list", 9), ("Firewall opening", 27), ("Report from the data warehouse", 36), ("Virtual server", 27),
)  # fmt: skip
"""Items of the service catalogue and the office hours that it allows for each."""


def requests(world: World, hours: OfficeHours) -> list[Row]:
    """Return the service requests, so many of them fulfilled late as the month's figures say."""
    rng = world.random("requests")
    rows = [row for first, last in world.months() for row in _requests_of(world, hours, rng, first, last)]
    rows.sort(key=lambda row: row["requested_at"])
    for number, row in enumerate(rows, 8_001):
        row["id"] = f"REQ-{number}"
        row["flaw"] = "duplicate" if number % 1_999 == 0 else ""
    return rows


def _requests_of(world: World, hours: OfficeHours, rng: Random, first: date, last: date) -> Iterator[Row]:
    quota, part = MONTHS[first.month], world.share_of(first, last)
    number = world.scaled(round(quota.requests * part))
    late = set(rng.sample(range(number), min(number, world.scaled(round(quota.late_requests * part)))))
    begin, end = world.at(first), world.at(last + timedelta(days=1))
    if not hours.elapsed(begin, end):
        return
    for place in range(number):
        item, allowed = rng.choice(CATALOGUE)
        target = allowed * HOUR
        share = rng.uniform(1.05, 1.9) if place in late else rng.betavariate(2, 3) * 0.97 + 0.02
        taken = max(MINUTE, int(target * share) // MINUTE * MINUTE)
        asked = _asked(world, hours, rng, begin, end, taken)
        done = hours.after(asked, taken)
        yield {
            "item": item, "item_target": target, "requested_at": asked, "fulfilled_at": done, "updated_at": done,
            "sla_met": taken <= target, "channel": rng.choice(("portal", "portal", "portal", "email", "phone")),
            "service": rng.choice(world.live(first)).name, "caller": rng.randrange(900), "assignee": rng.randrange(48),
            "csat": rng.choice(("", "", "", 3, 4, 4, 5, 5)),
        }  # fmt: skip


def _asked(world: World, hours: OfficeHours, rng: Random, begin: int, end: int, taken: int) -> int:
    """Return when somebody asked for what was fulfilled within the month ``begin`` to ``end`` after so much working time."""
    latest = hours.before(end, taken + HOUR)
    earliest = hours.before(begin, taken) + DAY
    asked = rng.randrange(min(earliest, latest - HOUR), latest)
    while not begin <= hours.after(asked, taken) < end:
        asked = rng.randrange(hours.before(begin, taken), latest)
    return asked // MINUTE * MINUTE


def changes(world: World) -> list[Row]:
    """Return the changes: closed in their month, the emergencies reviewed, and some cancelled ones beside them."""
    rng, hours = world.random("changes"), OfficeHours(world)
    rows: list[Row] = []
    for first, last in world.months():
        quota, part = MONTHS[first.month], world.share_of(first, last)
        number, failures = round(quota.changes * part), round(quota.failures * part)
        kinds = ["emergency"] * round(quota.emergencies * part)
        kinds += ["standard" if rng.random() < 0.4 else "normal" for _ in range(number - len(kinds))]
        failed = set(rng.sample(range(len(kinds) // 2, number), failures))
        for place, kind in enumerate(kinds):
            rows.append(_change(world, hours, rng, (first, last), kind, failed=place in failed))
        rows += [
            _cancelled(_change(world, hours, rng, (first, last), "normal", failed=False))
            for _ in range(3 if first.month < 7 else 0)
        ]
    rows = sorted((row for row in rows if row["closed_at"] < world.exported), key=lambda row: row["requested_at"])
    for number, row in enumerate(rows, 3_001):
        row["id"] = f"CHG{number:07d}"
    return rows


def _change(world: World, hours: OfficeHours, rng: Random, month: tuple[date, date], kind: str, *, failed: bool) -> Row:
    first, last = month
    day = first + timedelta(days=rng.randrange(max(1, (last - first).days - 5)))
    begun = world.at(day, rng.choice((1, 2, 20, 21, 22)) * HOUR + rng.randrange(4) * 15 * MINUTE)
    ended = begun + rng.randint(3, 16) * 15 * MINUTE
    lead = 2 * HOUR if kind == "emergency" else rng.randint(3, 15) * DAY
    reviewed = hours.on_working_day(ended, rng.randint(1, 2), 10 * HOUR) if kind == "emergency" or failed else None
    closed = max(ended + 4 * HOUR, (reviewed or 0) + HOUR)
    return {
        "type": kind, "requested_at": begun - lead, "approved_at": begun - lead // 3, "planned_start": begun, "planned_end": ended + HOUR,
        "actual_start": begun, "actual_end": ended, "closed_at": closed, "updated_at": closed, "reviewed_at": reviewed,
        "close_code": "unsuccessful" if failed else "successful", "backed_out": failed, "cancelled": False, "state": "Closed",
        "incident_count": int(failed), "service": rng.choice(world.live(first)).name, "risk": rng.choices((2, 3, 4), (1, 5, 8))[0],
        "backout_plan": True, "tested": rng.random() < 0.98, "cab": kind == "normal", "flaw": "",
    }  # fmt: skip


def _cancelled(row: Row) -> Row:
    row.update(
        close_code="",
        cancelled=True,
        state="Canceled",
        actual_start=None,
        actual_end=None,
        reviewed_at=None,
        type="normal",
    )
    return row


def link(incidents: list[Row], changes: list[Row], problems: list[Row]) -> None:
    """Name the failed change in the first incident that followed it, and each problem in incidents of the days before it."""
    _name_in_next(
        incidents, [(row["actual_end"], row["id"]) for row in changes if row["backed_out"]], "caused_by_change"
    )
    earlier = [
        (row["opened_at"] - place * 5 * HOUR, row["id"]) for row in problems for place in range(row["incident_count"])
    ]
    _name_in_next(incidents, earlier, "problem_id")


def _name_in_next(incidents: list[Row], moments: list[tuple[int, str]], field: str) -> None:
    """Write each name into the first incident opened after its moment, one name to an incident."""
    waiting = sorted(moments)
    place = 0
    for row in incidents:
        if place < len(waiting) and row["opened_at"] >= waiting[place][0]:
            row[field] = waiting[place][1]
            place += 1


def problems(world: World) -> list[Row]:
    """Return the problems; of the major ones the cause is found within ten working days."""
    rng, hours = world.random("problems"), OfficeHours(world)
    rows: list[Row] = []
    for first, last in world.months():
        for place in range(9):
            major = place < 3
            day = first + timedelta(days=rng.randrange(15, 19) if major else rng.randrange((last - first).days + 1))
            opened = world.at(day, rng.randint(8, 16) * HOUR + rng.randrange(60) * MINUTE)
            found = hours.on_working_day(opened, rng.randint(2, 9) if major else rng.randint(3, 25), 15 * HOUR)
            rows.append(_problem(world, rng, first, opened, found, major=major))
    rows.sort(key=lambda row: row["opened_at"])
    for number, row in enumerate(rows, 701):
        row["id"] = f"PRB{number:07d}"
    return rows


def _problem(world: World, rng: Random, first: date, opened: int, found: int, *, major: bool) -> Row:
    closed = found + rng.randint(2, 30) * DAY
    now = world.exported
    return {
        "priority": 1 if major else rng.choice((2, 3)), "major": major, "opened_at": opened,
        "root_cause_at": found if found < now else None, "resolved_at": closed if closed < now else None,
        "closed_at": closed if closed < now else None, "updated_at": min(closed, now - 1),
        "state": "Closed" if closed < now else "Root Cause Analysis", "known_error": rng.random() < 0.4,
        "workaround": rng.random() < 0.6, "service": rng.choice(world.live(first)).name, "incident_count": rng.randint(1, 9), "flaw": "",
    }  # fmt: skip


def releases(world: World) -> list[Row]:
    """Return the releases: accepted before they were deployed, about one in thirty rolled back."""
    rng = world.random("releases")
    rows: list[Row] = []
    for first, last in world.months():
        whole = 8 if first.month % 3 else 10
        for place in range(max(1, round(whole * world.share_of(first, last)))):
            day = first + timedelta(days=rng.randrange((last - first).days + 1))
            deployed = world.at(day, 21 * HOUR + rng.randrange(90) * MINUTE)
            back = first.month in (2, 5, 8, 11) and place == 3
            rows.append({
                "type": rng.choice(("minor", "minor", "major")), "planned_at": deployed, "deployed_at": deployed,
                "accepted_at": deployed - rng.randint(1, 6) * DAY, "rolled_back": back, "failed": back,
                "service": rng.choice(world.live(first)).name, "baseline_id": f"BL-{deployed // DAY}-{place}",
                "updated_at": deployed + DAY, "flaw": "",
            })  # fmt: skip
    rows.sort(key=lambda row: row["deployed_at"])
    for number, row in enumerate(rows, 201):
        row["id"] = f"RLSE{number:06d}"
        row["updated_at"] = min(row["updated_at"], world.exported - 1)
    return rows
