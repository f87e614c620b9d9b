"""A year of everything else: outages, configuration items, tests, vulnerabilities, duties, customers, capacity."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from opensmp.evidence.demo.quotas import MONTHS
from opensmp.evidence.demo.world import DAY, HOUR, MINUTE, OfficeHours, Row, World

CORE = "S-01"
"""The service whose availability the plan promises."""

_INVENTORIES = (1_400, 980, 610, 365, 180, 60)
"""Days before the year on which items and assets were taken in."""


def _numbered(rows: list[Row], pattern: str, by: str) -> list[Row]:
    """Number records in the order of a time field, and give each what an export adds."""
    rows.sort(key=lambda row: (row[by] is None, row[by] or 0))
    for number, row in enumerate(rows, 1):
        row["id"] = pattern.format(number)
        row.setdefault("flaw", "")
    return rows


def outages(world: World, incidents: list[Row]) -> list[Row]:
    """Return the outages: those of core banking by the month's minutes, those that P1 incidents tell of, and planned work."""
    rng = world.random("outages")
    rows = [row for first, _ in world.months() for row in _core(world, first)]
    names = {each.name: each for each in world.facilities}
    for row in incidents:
        if row["priority"] == 1 and row["resolved_at"] and names[row["service"]].id != CORE:
            start, end = row["opened_at"] - 4 * MINUTE, row["resolved_at"]
            rows.append(_outage(row["service"], start, end, "major", cause=row["cause"]))
            if rng.random() < 0.4:
                rows.append(_outage(row["service"], end, end + rng.randint(5, 90) * MINUTE, "minor", degraded=True))
    return _numbered([row for row in rows if row["outage_start"] < world.exported], "OUT-{:04d}", "outage_start")


def _core(world: World, first: date) -> Iterator[Row]:
    """Yield a month of core banking: two reports of one outage that overlap, planned work, one crossing of the month end."""
    name = next(each.name for each in world.facilities if each.id == CORE)
    down = MONTHS[first.month].down
    start = world.at(first + timedelta(days=9), 10 * HOUR + 7 * MINUTE)
    night = world.at(first + timedelta(days=13), HOUR)
    crossing = 5 if first.month == 8 else 6 if first.month == 9 else 0
    rest = down - crossing
    yield _outage(name, start, start + (rest - 3) * MINUTE, "critical", cause="database")
    yield _outage(name, start + 2 * MINUTE, start + rest * MINUTE, "major", cause="database")
    yield _outage(name, night, night + 2 * HOUR, "maintenance", planned=True)
    yield _outage(name, night + 30 * MINUTE, night + 50 * MINUTE, "major", cause="change")
    if first.month == 9:
        midnight = world.at(first)
        yield _outage(name, midnight - 5 * MINUTE, midnight + 6 * MINUTE, "critical", cause="network")


def _outage(
    service: str, start: int, end: int, impact: str, *, planned: bool = False, degraded: bool = False, cause: str = ""
) -> Row:
    return {
        "service": service, "outage_start": start, "outage_end": end, "impact": impact, "planned": planned, "degraded": degraded,
        "cause": cause, "investigated_at": None if planned or degraded else end + 2 * DAY, "updated_at": end,
    }  # fmt: skip


def items(world: World) -> list[Row]:
    """Return the configuration items of the CMDB, some without an owner, some found twice."""
    rng = world.random("items")
    classes = ("Server", "Database", "Network device", "Application", "Storage")
    rows: list[Row] = []
    for number in range(1_800):
        place = rng.choice(world.facilities)
        made = world.at(world.first) - rng.choice(_INVENTORIES) * DAY
        rows.append({
            "class": rng.choice(classes), "tier": place.tier,
            "owner": "" if rng.random() < 0.01 else rng.randrange(48), "status": "Operational",
            "services": place.name, "created_at": made, "updated_at": world.exported - rng.randint(1, 80) * DAY,
            "required_missing": int(rng.random() < 0.03), "duplicate_of": f"CI{number - 1:06d}" if rng.random() < 0.004 else "",
            "relations": rng.randint(0, 9),
        })  # fmt: skip
    return _numbered(rows, "CI{:06d}", "created_at")


def verifications(world: World) -> list[Row]:
    """Return the quarterly verifications: 120 items of tier 1 services, and thirty of others, with those found wrong."""
    rng = world.random("verifications")
    wrong = {1: 5, 2: 6, 3: 4, 4: 1}
    rows: list[Row] = []
    for quarter in range(1, 5):
        first = date(world.until.year, 3 * quarter - 2, 1)
        for place in range(150):
            moment = world.at(first + timedelta(days=20 + place // 5), 9 * HOUR + place % 5 * HOUR)
            tier = 1 if place % 5 else rng.choice((2, 3))
            found_wrong = tier == 1 and place // 5 * 5 + 1 == place and place // 5 < wrong[quarter]
            rows.append({
                "ci": f"CI{rng.randrange(1_800) + 1:06d}", "class": "Server", "tier": tier, "due_at": moment + 5 * DAY,
                "verified_at": moment,
                "correct": not found_wrong, "updated_at": moment,
            })  # fmt: skip
    return _numbered([row for row in rows if row["verified_at"] < world.exported], "VER-{:05d}", "verified_at")


def assets(world: World) -> list[Row]:
    """Return the asset register; 61 assets of 9,934 lack an owner or a status."""
    rng = world.random("assets")
    number = world.scaled(9_934)
    bare = set(rng.sample(range(number), min(number, world.scaled(61))))
    rows: list[Row] = [
        {
            "class": rng.choice(("Laptop", "Monitor", "Server", "Phone", "Licence")), "owner": "" if place in bare else rng.randrange(900),
            "status": "In use", "acquired_at": world.at(world.first) - rng.choice(_INVENTORIES) * DAY, "updated_at": world.exported - DAY,
        }
        for place in range(number)
    ]  # fmt: skip
    return _numbered(rows, "AST{:06d}", "acquired_at")


def continuity_tests(world: World) -> list[Row]:
    """Return the recovery tests: each tier 1 service once in the first half of the year, all passed."""
    rng = world.random("continuity")
    rows: list[Row] = []
    for place, each in enumerate(one for one in world.facilities if one.tier == 1):
        moment = world.at(date(world.until.year, 2 + place % 5, 7), 23 * HOUR)
        rows.append({
            "service": each.id, "tier": 1, "plan": f"BCP-{each.id}", "kind": "test", "planned_at": moment, "performed_at": moment,
            "passed": True, "rto": 4 * HOUR, "rpo": 15 * MINUTE, "recovery_time": rng.randint(70, 230) * MINUTE,
            "data_loss": rng.randint(0, 14) * MINUTE, "updated_at": moment + DAY,
        })  # fmt: skip
    return _numbered([row for row in rows if row["performed_at"] < world.exported], "CT-{:03d}", "performed_at")


def vulnerabilities(world: World) -> list[Row]:
    """Return the vulnerabilities; of the critical ones of a month one or two are fixed too late."""
    rng = world.random("vulnerabilities")
    rows: list[Row] = []
    for first, last in world.months():
        number = round(42 * world.share_of(first, last))
        for place in range(number * 4):
            critical = place < number
            found = world.at(first + timedelta(days=rng.randrange((last - first).days + 1)), rng.randrange(24) * HOUR)
            late = critical and place == 0
            days = rng.uniform(16, 30) if late else rng.uniform(1, 14.5) if critical else rng.uniform(2, 60)
            fixed = found + int(days * DAY)
            rows.append({
                "ci": f"CI{rng.randrange(1_800) + 1:06d}", "severity": "Critical" if critical else rng.choice(("High", "Medium")),
                "kind": "vulnerability", "found_at": found, "due_at": found + (15 if critical else 60) * DAY,
                "fixed_at": fixed if fixed < world.exported else None, "updated_at": min(fixed, world.exported - 1),
            })  # fmt: skip
    return _numbered(rows, "VUL-{:05d}", "found_at")


def duties(world: World) -> list[Row]:
    """Return what recurs with a due day: reviews, SLA targets, budget lines, articles, acceptances, trainings."""
    rng = world.random("duties")
    rows = [*_monthly(world, rng), *_quarterly(world, rng), *_articles(world, rng)]
    return _numbered(rows, "DUTY-{:05d}", "due_at")


def _duty(kind: str, subject: str, due: int, done: int | None, world: World, **more: float | bool) -> Row:
    late = done is not None and done >= world.exported
    return {
        "kind": kind,
        "subject": subject,
        "due_at": due,
        "done_at": None if late else done,
        "updated_at": world.exported - 1,
        **more,
    }


def _monthly(world: World, rng: Random) -> Iterator[Row]:
    for first, last in world.months():
        due = world.at(last, 12 * HOUR)
        for place in range(59):
            yield _duty("sla target", f"SLA target {place + 1}", due, due, world, passed=place > 1)
        for place in range(10):
            yield _duty(
                "awareness training",
                f"{first:%Y-%m} group {place + 1}",
                due,
                due - rng.randint(1, 9) * DAY,
                world,
                passed=True,
            )


def _quarterly(world: World, rng: Random) -> Iterator[Row]:
    for quarter in range(1, 5):
        month = 3 * quarter
        due = world.at(date(world.until.year, month, 25), 15 * HOUR)
        if due >= world.exported:
            return
        for place in range(64):
            yield _duty(
                "access review", f"Application {place + 1}", due, due - rng.randint(0, 20) * DAY, world, passed=True
            )
        for place in range(8):
            yield _duty(
                "supplier review", f"Supplier {place + 1}", due, due - rng.randint(0, 30) * DAY, world, passed=True
            )
        for place in range(2):
            yield _duty("service acceptance", f"Change of service {place + 1}", due, due - 3 * DAY, world, passed=True)
        for place in range(12):
            planned = 1_000_000_000
            actual = planned + (28_000_000 if place % 2 else -28_000_000)
            amounts: dict[str, float] = {"planned_amount": planned, "actual_amount": actual}
            yield _duty("budget line", f"Line {place + 1}", due, due, world, **amounts)


def _articles(world: World, rng: Random) -> Iterator[Row]:
    """Yield the knowledge articles: 421, of which 33 wait for a review that was due."""
    for place in range(421):
        reviewed = (
            world.at(world.first) + rng.randint(-90, 110) * DAY
            if place >= 33
            else world.at(world.first) - rng.randint(400, 700) * DAY
        )
        yield _duty("article review", f"KB{place + 1:05d}", reviewed, reviewed, world, passed=True)


def complaints(world: World) -> list[Row]:
    """Return the complaints: eight a month, most closed within ten working days."""
    rng, hours = world.random("complaints"), OfficeHours(world)
    rows: list[Row] = []
    for first, last in world.months():
        for place in range(round(8 * world.share_of(first, last))):
            day = first + timedelta(days=rng.randrange((last - first).days + 1))
            opened = world.at(day, rng.randint(8, 16) * HOUR)
            late = place == 0 and first.month in (2, 5, 8, 9, 11)
            closed = hours.on_working_day(opened, rng.randint(12, 15) if late else rng.randint(1, 9), 14 * HOUR)
            rows.append({
                "customer": rng.choice(("Retail Banking", "Branch Network", "Treasury")), "service": rng.choice(world.live(day)).name,
                "opened_at": opened, "acknowledged_at": hours.on_working_day(opened, 1, 9 * HOUR),
                "closed_at": closed if closed < world.exported else None, "escalated": late, "updated_at": min(closed, world.exported - 1),
            })  # fmt: skip
    return _numbered(rows, "CMP-{:04d}", "opened_at")


def reviews(world: World) -> list[Row]:
    """Return the service reviews with the twelve customers, each half-year."""
    rows: list[Row] = []
    for half in (3, 9):
        for place in range(12):
            planned = world.at(date(world.until.year, half, 2 + place), 10 * HOUR)
            done = planned + 20 * DAY
            rows.append({
                "customer": f"C-{place + 1:02d}", "planned_at": planned, "held_at": planned, "minutes": True, "action_due": done + DAY,
                "action_done": done, "updated_at": done,
            })  # fmt: skip
    return _numbered([row for row in rows if row["planned_at"] < world.exported], "REV-{:03d}", "planned_at")


def satisfaction(world: World) -> list[Row]:
    """Return the answers to the survey of June: 611 of 1,400."""
    rng = world.random("satisfaction")
    sent = world.at(date(world.until.year, 6, 8), 9 * HOUR)
    rows: list[Row] = []
    for place in range(1_400):
        answered = place % 1_400 < 611
        rows.append({
            "customer": f"C-{place % 12 + 1:02d}", "service": world.facilities[place % len(world.facilities)].name, "sent_at": sent,
            "answered_at": sent + rng.randint(1, 12) * DAY if answered else None,
            "score": rng.choices((2, 3, 4, 5), (2, 10, 44, 44))[0] if answered else "", "updated_at": sent + 14 * DAY,
        })  # fmt: skip
    return _numbered([row for row in rows if sent < world.exported], "SAT-{:05d}", "sent_at")


def capacity(world: World) -> list[Row]:
    """Return a monthly reading of each tier 1 service: its volume grows, paydays stand out."""
    rng = world.random("capacity")
    rows: list[Row] = []
    for first, last in world.months():
        for each in world.live(first):
            if each.tier == 1:
                used = 48 + first.month * 1.4 + rng.uniform(-4, 6)
                moment = world.at(last, 20 * HOUR)
                rows.append({
                    "resource": f"{each.name}: transactions", "service": each.name,
                    "read_at": moment, "capacity": 100.0, "used": round(used, 1),
                    "warn": 70.0, "act": 85.0, "forecast": round(used + rng.uniform(-3, 3), 1), "updated_at": moment,
                })  # fmt: skip
    return _numbered(rows, "CAP-{:04d}", "read_at")
