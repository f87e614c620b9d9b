"""What the demo operations know of their organisation: services, holidays, versions of the plan, and how time is told."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from random import Random
from typing import Any, NamedTuple, TypeAlias
from zoneinfo import ZoneInfo

from opensmp.dossier import Dossier

DAY, HOUR, MINUTE = 86_400, 3_600, 60
EPOCH = date(1970, 1, 1)

Row: TypeAlias = dict[str, Any]
"""A record by canonical field: times as seconds since 1970 UTC. ``flaw`` names what its export has wrong."""


class Facility(NamedTuple):
    """A service that records may name."""

    id: str
    name: str
    tier: int
    since: date | None
    slas: int


class Promises(NamedTuple):
    """The commitments of a version and the days on which it was in force; none where its text is not kept."""

    number: str
    start: date
    end: date | None
    targets: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, kw_only=True)
class World:
    """The year from its first day to ``until``, the last day whose records were exported."""

    seed: int
    until: date
    scale: float
    facilities: tuple[Facility, ...]
    holidays: frozenset[date]
    promises: tuple[Promises, ...]
    zone: str

    @property
    def first(self) -> date:
        return date(self.until.year, 1, 1)

    @cached_property
    def offset(self) -> int:
        """Seconds that local time is ahead of UTC: Indonesia has no daylight saving time."""
        shift = datetime(self.until.year, 1, 1, tzinfo=ZoneInfo(self.zone)).utcoffset()
        return int(shift.total_seconds()) if shift else 0

    @property
    def exported(self) -> int:
        """The moment of the export: the end of the last day."""
        return self.at(self.until + timedelta(days=1))

    def random(self, topic: str) -> Random:
        """Return the topic's own random numbers, so that one topic never disturbs another."""
        return Random(f"{self.seed} {topic}")  # noqa: S311 - a demo must be repeatable, not secret

    def at(self, day: date, seconds: int = 0) -> int:
        """Return the moment so many seconds after midnight of a local day."""
        return (day - EPOCH).days * DAY + seconds - self.offset

    def local(self, moment: int) -> datetime:
        """Return what the clock on the wall shows."""
        return datetime.fromtimestamp(moment + self.offset, UTC).replace(tzinfo=None)

    def day(self, moment: int) -> date:
        """Return the local day of a moment."""
        return EPOCH + timedelta(days=(moment + self.offset) // DAY)

    def scaled(self, number: int) -> int:
        """Return a monthly number at this demo's scale; at least one."""
        return max(1, round(number * self.scale))

    def months(self) -> Iterator[tuple[date, date]]:
        """Yield the first and last day of each month; the month of the export ends with it."""
        first = self.first
        while first <= self.until:
            following = (first + timedelta(days=31)).replace(day=1)
            yield first, min(following - timedelta(days=1), self.until)
            first = following

    def share_of(self, first: date, last: date) -> float:
        """Return how much of its month lies before the export."""
        whole = (first + timedelta(days=31)).replace(day=1) - first
        return ((last - first).days + 1) / whole.days

    def live(self, day: date) -> tuple[Facility, ...]:
        """Return the services that were in operation on a day."""
        return tuple(each for each in self.facilities if each.since is None or each.since <= day)

    def in_force(self, day: date) -> Promises | None:
        """Return the version of the plan that judges what began on a day; None where its text is not kept."""
        held = [each for each in self.promises if each.start <= day and (each.end is None or day <= each.end)]
        return held[-1] if held else None


def world_of(plan: Dossier, seed: int, until: date, scale: float) -> World:
    """Return what the demo needs to know of a plan."""
    calendar = max(plan.organisation.calendars, key=lambda each: len(each.holidays))
    return World(
        seed=seed,
        until=until,
        scale=scale,
        facilities=tuple(
            Facility(row.id, row.name.text("en"), row.criticality or 3, row.since, len(plan.slas_of.get(row.id, ())))
            for row in plan.services_in_scope
        ),
        holidays=frozenset(holiday.on for holiday in calendar.holidays),
        promises=tuple(_promises(plan)),
        zone=calendar.zone,
    )


def _promises(plan: Dossier) -> Iterator[Promises]:
    for version in plan.history.versions:
        sealed = plan.sealed.get(version.number)
        if version.start and sealed:
            rows = sealed["plan"].get("commitments", {}).get("commitments", [])
            targets = {
                row["id"]: row["target"] | {name: row.get(name) for name in ("parameters", "services")} for row in rows
            }
            yield Promises(version.number, version.start, version.end, targets)


class OfficeHours:
    """Plain arithmetic of working time, Monday to Friday 08:00–17:00 without holidays: the truth's own, used by nothing else."""

    opens, closes = 8 * HOUR, 17 * HOUR

    def __init__(self, world: World) -> None:
        self._offset = world.offset
        start = (world.first - EPOCH).days - 40
        days = range(start, start + 500)
        self._open = [day for day in days if (EPOCH + timedelta(days=day)).isoweekday() < 6
                      and EPOCH + timedelta(days=day) not in world.holidays]  # fmt: skip

    def _before(self, moment: int) -> int:
        """Return the open seconds before a moment."""
        day, second = divmod(moment + self._offset, DAY)
        place = bisect_right(self._open, day)
        if not place or self._open[place - 1] != day:
            return place * (self.closes - self.opens)
        today = min(max(second - self.opens, 0), self.closes - self.opens)
        return (place - 1) * (self.closes - self.opens) + today

    def elapsed(self, start: int, end: int) -> int:
        """Return the open seconds between two moments."""
        return self._before(end) - self._before(start)

    def after(self, start: int, seconds: int) -> int:
        """Return the moment when so many open seconds have passed."""
        day, second = divmod(self._before(start) + seconds, self.closes - self.opens)
        return self._open[day] * DAY + self.opens + second - self._offset

    def before(self, end: int, seconds: int) -> int:
        """Return the latest moment from which so many open seconds pass until ``end``."""
        day, second = divmod(self._before(end) - seconds - 1, self.closes - self.opens)
        return self._open[day] * DAY + self.opens + second + 1 - self._offset

    def working_days(self, start: int, end: int) -> int:
        """Return how many working days after the day of the start the end lies."""
        first, last = ((moment + self._offset) // DAY for moment in (start, end))
        return bisect_right(self._open, last) - bisect_right(self._open, first)

    def on_working_day(self, start: int, number: int, second: int) -> int:
        """Return a moment on the n-th working day after the day of the start."""
        first = (start + self._offset) // DAY
        return self._open[bisect_right(self._open, first) + number - 1] * DAY + second - self._offset
