"""A small store in which much is wrong, and every metric asked of it in several ways.

Values are missing, equal, negative or in odd words; records end before they start; pauses overlap, touch and reach beyond
their record; services stand in lists and by their names; amounts lie between two hundredths. The seed is fixed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from functools import cache
from random import Random
from typing import Any

import pyarrow as pa

from opensmp.evidence.asking import Ask
from opensmp.evidence.store import columns
from opensmp.measures.catalogue import CATALOGUE, DUTY_KINDS
from opensmp.measures.metric import Metric
from opensmp.measures.records import STATES, TABLES
from opensmp.measures.spans import Span
from opensmp.measures.windows import Days
from opensmp.plan.prose import Prose
from opensmp.registers.organisation import Calendar, Holiday, Hours

ROWS = 150
HOUR, DAY = 3_600, 86_400
BEGIN = int(datetime(2025, 12, 20, tzinfo=UTC).timestamp())
KNOWN_UNTIL = int(datetime(2026, 4, 20, 3, 0, 1, tzinfo=UTC).timestamp())
MONTHS = (
    Days(date(2026, 1, 1), date(2026, 1, 31)),
    Days(date(2026, 2, 1), date(2026, 2, 28)),
    Days(date(2026, 3, 1), date(2026, 3, 31)),
    Days(date(2026, 4, 1), date(2026, 4, 30)),
)
OFFICE = Calendar(
    id="office",
    name=Prose(),
    hours=(
        Hours(days=(1, 2, 3, 4), opens="08:00", closes="12:00"),
        Hours(days=(1, 2, 3, 4), opens="13:00", closes="17:00"),
        Hours(days=(5,), opens="08:00", closes="11:30"),
        Hours(days=(6,), opens="22:00", closes="02:00"),
    ),
    holidays=(Holiday(on=date(2026, 2, 17), name="Imlek"), Holiday(on=date(2026, 3, 19), name="Nyepi")),
)
_STEPS = (-2 * HOUR, -1, 0, 0, 1, HOUR, 4 * HOUR, 4 * HOUR, 4 * HOUR + 1, 8 * HOUR, DAY, 3 * DAY, 30 * DAY, 45 * DAY)
"""How long after its opening something else happens to a record: before it, at once, at a limit, long after."""

_TEXTS: Mapping[str, tuple[str, ...]] = {
    "service": ("S-01", "s-01", "S-02", "Kliring Énergi", "KLIRING ÉNERGI", "S-03", "S-01|S-03"),
    "ci": ("CI-1", "CI-2", "CI-3"), "category": ("call", "Calls", "panggilan", "network"),
    "channel": ("portal", "Web", "phone"), "cause": ("capacity", "Kapasitas", "human error"),
    "close_code": ("successful", "Successful", "issues", "unsuccessful", "cancelled", "odd"),
    "type": ("normal", "standard", "Emergency", "emergency"), "decision": ("approved", "Rejected", "rejected"),
    "item": ("card", "Kartu", "laptop"), "customer": ("C-1", "C-2"), "supplier": ("SUP-1", "SUP-2"),
    "resource": ("disk", "cpu", "people", "link"), "subject": ("A", "B", "C", "D"), "severity": ("critical", "High", "low"),
    "caused_by_change": ("R3", "R5", "R8", "R900"), "problem_id": ("R1", "R2", "R4"), "change_id": ("R3", "R6", "R12"),
    "status": ("active", "Retired", "expired", "draft", "live", "disposed"), "duplicate_of": ("R1",),
    "name": ("Kliring Énergi", "Core", "Cards"), "continuity_plan": ("DOC-1",), "class": ("server", "router"),
    "baseline_id": ("B-1", ""), "plan": ("DOC-1", "DOC-2"),
}  # fmt: skip
_OF_TABLES: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("outage", "impact"): ("major", "none", "maintenance", "Minor"),
    ("continuity_test", "kind"): ("test", "Invocation", "backup", "restore", "contact list"),
    ("vulnerability", "kind"): ("vulnerability", "patch", "Patch"),
    ("duty", "kind"): tuple(sorted({*DUTY_KINDS.values(), "Supplier Review"})),
    ("release", "type"): ("major", "minor", "Emergency"),
}
_NUMBERS = (0.0, 0.125, 12.345, 2.675, 100.0, 80.5, 1.005, 3.0, 4.0, 5.0, -7.125, 1e6)


@cache
def tables() -> Mapping[str, pa.Table]:
    """Every canonical table with its rows, as they stand in a store."""
    random = Random(20000)  # noqa: S311 - test data, not a secret
    return {name: _table(name, random) for name in TABLES}


def _table(name: str, random: Random) -> pa.Table:
    rows = [_row(name, number, random) for number in range(ROWS * (2 if name in {"duty", "pause"} else 1))]
    types = {
        each: pa.string() if kind == "string" else pa.type_for_alias(kind)
        for each, kind in columns(TABLES[name]).items()
    }
    return pa.Table.from_pylist(rows, schema=pa.schema(list(types.items())))


def _row(name: str, number: int, random: Random) -> dict[str, Any]:
    opened = BEGIN + random.randrange(0, 140) * DAY + random.choice((0, 0, 3 * HOUR, 17 * HOUR, 61_201, 7 * HOUR + 1))
    row = {
        field.name: None if random.random() < 0.15 else _value(name, field.name, field.kind, opened, random)
        for field in TABLES[name].fields
    }
    row |= {TABLES[name].key: f"R{number}", "source": random.choice(("desk", "desk", "other")), "batch": "b"}
    if name in {"pause", "event"}:
        tickets = ("incident", "incident", "request", "problem", "change")
        row |= {"record": f"R{random.randrange(0, 40)}", "record_table": random.choice(tickets)}
    if name == "outage" and number % 30:
        row |= {"outage_end": opened + random.choice(_STEPS[:-3]), "planned": int(number % 5 == 0)}
    return row


def _value(table: str, name: str, kind: str, opened: int, random: Random) -> Any:
    if kind == "time":
        return opened if name == TABLES[table].opened else opened + random.choice(_STEPS)
    if kind == "seconds":
        return random.choice((0, HOUR, 4 * HOUR, 8 * HOUR, DAY))
    if kind == "state":
        return random.choice(STATES)
    if kind in {"flag", "rank", "count"}:
        return (
            random.randrange(0, 2)
            if kind == "flag"
            else random.randrange(1, 5)
            if kind == "rank"
            else random.randrange(0, 4)
        )
    if kind == "number":
        return random.choice(_NUMBERS)
    if kind == "list":
        return "|".join(random.sample(("S-01", "S-02", "Kliring Énergi"), random.randrange(1, 3)))
    return random.choice(_OF_TABLES.get((table, name)) or _TEXTS.get(name, ("x", "Y", "")))


def asks(metric: Metric) -> Iterator[tuple[str, Ask]]:
    """Yield a metric as it may be asked for, with a name for each way."""
    limit = "4 h" if "limit" in metric.parameters else ""
    statistics = ("median", "p75", "p90", "p95") if metric.form == "statistic" else ()
    plain = Ask(
        metric=metric, windows=MONTHS, zone="Asia/Jakarta", limit=limit, known_until=KNOWN_UNTIL, statistics=statistics
    )
    yield "plain", plain
    fields = TABLES[metric.table].by_name
    services = ("S-01", "S-02") if {"service", "services"} & set(fields) else ()
    yield (
        "narrowed",
        replace(
            plain,
            windows=(Days(date(2026, 1, 12), date(2026, 2, 8)), Days(date(2026, 2, 9), date(2026, 4, 12))),
            services=services,
            names={"S-02": ("Kliring Énergi",)},
            calendar=OFFICE,
            opened=Span(BEGIN + 10 * DAY, BEGIN + 100 * DAY) if metric.dated else None,
            aim=Fraction(4 * HOUR) if statistics else None,
        ),
    )
    if limit:
        yield "in days", replace(plain, limit="2 working days", calendar=OFFICE)
        yield "own limits", replace(plain, limit="", calendar=OFFICE)
    if (
        metric.practice in {"incident", "request"}
        and metric.table == metric.practice
        and metric.id != "request.items_with_target"
    ):
        yield "grouped", replace(plain, by=("priority", "service"), calendar=OFFICE)


def all_asks() -> list[tuple[str, Ask]]:
    """Every metric in every way, under a name that says which."""
    return [(f"{metric.id}, {way}", ask) for metric in CATALOGUE.values() for way, ask in asks(metric)]
