"""Three thousand incidents whose promise is broken, and exports of them that make it look kept.

2,808 of 3,000 are resolved within eight hours: 93.6 %, where 95 % are promised. 66 of the others were resolved in time at
first and then reopened.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from opensmp.dossier import Dossier
from opensmp.evidence.guiding import answered, look
from opensmp.evidence.importing import import_file
from opensmp.evidence.mapping import Mapping as Reading
from opensmp.evidence.measuring import measure
from opensmp.evidence.proposing import Proposal
from opensmp.evidence.store import RecordStore
from opensmp.measures.outcome import Measured
from opensmp.measures.windows import Days
from opensmp.plan.commitments import Commitment, Commitments
from opensmp.plan.plan import Plan
from opensmp.plan.prose import Prose
from opensmp.plan.terms import Target

ZONE, WIB, OFFSET = "Asia/Jakarta", ZoneInfo("Asia/Jakarta"), timedelta(hours=7)
START, TODAY = datetime(2026, 7, 1, tzinfo=WIB), date(2026, 11, 22)
QUARTER = Days(date(2026, 7, 1), date(2026, 9, 30))
EXPORTED = datetime(2026, 10, 20, tzinfo=UTC)
LIMIT = timedelta(hours=8)
RECORDS, LATE, REOPENED = 3_000, 192, 66
ISO = "%Y-%m-%d %H:%M:%S"
Row = Mapping[str, str]


@dataclass(frozen=True)
class Incident:
    """An incident as it was."""

    number: int
    opened: datetime
    resolved: datetime
    first: datetime
    priority: int = 3
    reopened: bool = False
    pause: timedelta = timedelta()
    major: bool = False
    change: str = ""

    @property
    def late(self) -> bool:
        """Whether it took longer than promised."""
        return self.resolved - self.opened > LIMIT

    @property
    def closed(self) -> datetime:
        """When the tool closed it by itself."""
        return self.resolved + timedelta(days=5)


def incidents(seed: int = 3, records: int = RECORDS) -> list[Incident]:
    """Return the incidents of a quarter in the order in which they were opened."""
    rng = Random(seed)  # noqa: S311  # made-up records, the same every time
    late = set(rng.sample(range(records), records * LATE // RECORDS))
    reopened = set(rng.sample(sorted(late), records * REOPENED // RECORDS))
    opened = sorted(START + timedelta(minutes=rng.randrange(92 * 24 * 60)) for _each in range(records))
    made = []
    for place, start in enumerate(opened):
        quick = timedelta(minutes=20 + int(400 * rng.betavariate(1.4, 3)))
        slow = LIMIT + timedelta(minutes=30 + int(rng.expovariate(1 / 600)))
        took = slow if place in late else quick
        made.append(
            Incident(
                number=10_001 + place,
                opened=start,
                resolved=start + took,
                first=start + (quick if place in reopened else took),
                priority=1 if rng.random() < 0.1 else rng.choice((2, 3, 4)),
                reopened=place in reopened,
                major=place % 300 == 7,
                change=f"CHG{place:05}" if place % 40 == 3 else "",
            )
        )
    return made


def row(it: Incident) -> dict[str, str]:
    """Return an incident as an honest export writes it."""
    return {
        "Ticket Number": f"INC{it.number:07}",
        "Status": "Closed",
        "Priority": {1: "1 - Critical", 2: "2 - High", 3: "3 - Moderate", 4: "4 - Low"}[it.priority],
        "Service": "Mobile banking" if it.number % 3 else "Core banking",
        "Opened At": f"{it.opened:{ISO}}",
        "Resolved At": f"{it.resolved:{ISO}}",
        "Closed At": f"{it.closed:{ISO}}",
        "Last Updated": f"{it.closed:{ISO}}",
        "Reopen Count": str(int(it.reopened)),
        "Major": "true" if it.major else "false",
        "Caused By Change": it.change,
    }


def write(path: Path, rows: Iterable[Row]) -> Path:
    """Write an export."""
    held = list(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, held[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(held)
    return path


def promise(metric: str = "incident.resolved_within", **more: object) -> Commitment:
    """Return the promise that is broken: 95 % within eight hours, each quarter."""
    said = {"comparator": "at least", "value": Decimal(95), "unit": "%", "limit": "8 h", "window": "quarter", **more}
    parameters = said.pop("parameters", {})
    services = said.pop("services", ())
    target = Target(metric=metric, **said)  # type: ignore[arg-type]  # words of the types, as tests write them
    return Commitment(
        id="CM-1", sentence=Prose.of("A promise."), target=target, parameters=parameters, services=services,  # type: ignore[arg-type]  # as above
    )  # fmt: skip


@dataclass(frozen=True)
class Told:
    """What the product says: the doubts that had to be answered, or the verdict with its reasons."""

    open_doubts: tuple[str, ...]
    word: str
    reasons: tuple[str, ...]
    share: float | None = None


Answer = Callable[[Proposal], Mapping[str, str]]


def told(
    folder: Path,
    files: Sequence[Path],
    commitment: Commitment,
    *,
    answers: Mapping[str, str] | None = None,
    mapping: Callable[[Reading], Reading] = lambda proposed: proposed,
    exported: datetime | None = EXPORTED,
) -> Told:
    """Import files as a person would, taking the proposed mapping, and return the verdict on the one quarter."""
    store = RecordStore.create(folder / "records", "bank", ZONE)
    for file in files:
        looked = look(file, zone=ZONE)
        proposal = answered(looked, answers) if answers else looked.proposal
        if not proposal.ready:
            return Told(tuple(str(each.says) for each in proposal.doubts if each.must), "asked", ())
        at = None if exported is None else int(exported.timestamp())
        now = int(datetime(2026, 11, 22, tzinfo=UTC).timestamp())
        import_file(store, file, mapping(proposal.mapping), now, exported_at=at)
    plan = Dossier(today=TODAY, plan=Plan(commitments=Commitments(commitments=(commitment,))))
    return verdict(measure(plan, store, today=TODAY, period=QUARTER).measured[0])


def verdict(measured: Measured) -> Told:
    """Return what was said of the one window."""
    if measured.problem is not None:
        return Told((), "not computable", (str(measured.problem),))
    (window,) = measured.windows
    reasons = tuple(str(each) for each in window.judgement.reasons)
    return Told((), window.word, reasons, None if window.value is None else float(window.value))


def without(rows: Iterable[Row], *headers: str) -> list[Row]:
    """Return the rows without some columns."""
    return [{name: cell for name, cell in each.items() if name not in headers} for each in rows]


__all__ = ["Incident", "Told", "incidents", "promise", "replace", "row", "told", "without", "write"]
