"""From the records behind a figure to a sample of them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pytest

from opensmp.evidence.candidates import Candidate, candidates, entries, facts, outcomes, rows_of, undecided
from opensmp.evidence.drilling import Behind
from opensmp.evidence.risk import risks
from opensmp.evidence.sampling import draw
from opensmp.measures.sample_sizes import judgement_size
from opensmp.plan.terms import Comparator

pytestmark = pytest.mark.requirement("R56")

JAKARTA = ZoneInfo("Asia/Jakarta")
LATE_IN_JULY = int(datetime(2026, 7, 31, 20, tzinfo=UTC).timestamp())
TYPES = {
    "id": pa.string(),
    "source": pa.string(),
    "service": pa.string(),
    "word": pa.string(),
    "reason": pa.string(),
    "flag": pa.bool_(),
}


def behind(*rows: tuple[str, str, str]) -> ir.Table:
    """Return the table that drilling gives, for (number, source, word)."""
    full = [
        Behind(id=id, source=source, service="atm", opened=LATE_IN_JULY - 7_200, started=LATE_IN_JULY - 7_200, ended=LATE_IN_JULY,
               value=7_200.0, limit=14_400, word=word, reason="no end" if word == "excluded" else "", flag=None)._asdict()  # type: ignore[arg-type]  # a word of the metric, spelt as text
        for id, source, word in rows
    ]  # fmt: skip
    numbers = dict.fromkeys(("opened", "started", "ended", "limit"), pa.int64())
    fields = [(name, TYPES.get(name, numbers.get(name, pa.float64()))) for name in Behind._fields]
    return ibis.memtable(pa.Table.from_pylist(full, schema=pa.schema(fields)))


def records(*rows: tuple[str, str, int, int]) -> ir.Table:
    names = ("id", "source", "priority", "major")
    return ibis.memtable(pa.table({name: [row[place] for row in rows] for place, name in enumerate(names)}))


RECORDS = records(("A1", "snow", 1, 1), ("A2", "snow", 2, 0), ("A3", "snow", 2, 0), ("A1", "jira", 3, 0))


def found(*rows: tuple[str, str, str], comparator: Comparator = "at least", **more: Any) -> tuple[Candidate, ...]:
    return candidates(ibis.duckdb.connect(), [("1.3", behind(*rows))], RECORDS, comparator, **more)


def test_a_record_that_cannot_be_judged_stays_in_the_population() -> None:
    population = found(("A1", "snow", "good"), ("A2", "snow", "bad"), ("A3", "snow", "excluded"))
    assert [(each.number, each.good) for each in population] == [("A1", True), ("A2", False), ("A3", None)]
    assert undecided(population) == {"no end": 1}
    assert str(outcomes(population)["A3"].reason) == "Cannot be judged: no end"


def test_where_the_promise_is_at_most_a_counted_record_deviates() -> None:
    population = found(("A1", "snow", "good"), ("A2", "snow", "bad"), comparator="at most")
    assert [each.good for each in population] == [False, True]


def test_the_same_number_in_two_sources_is_two_records() -> None:
    population = found(("A1", "snow", "good"), ("A1", "jira", "bad"))
    assert [(each.number, each.row["priority"]) for each in population] == [("jira/A1", 3), ("snow/A1", 1)]


def test_only_the_drawn_records_leave_the_engine() -> None:
    one, two = (
        found(("A1", "snow", "good"), ("A2", "snow", "good")),
        found(("A1", "snow", "good"), ("A1", "jira", "bad")),
    )
    assert {number: row["priority"] for number, row in rows_of(RECORDS, one, ["A1"]).items()} == {"A1": 1}
    assert {number: row["priority"] for number, row in rows_of(RECORDS, two, ["jira/A1"]).items()} == {"jira/A1": 3}
    assert rows_of(RECORDS, one, []) == {}


def test_strata_are_priority_service_and_the_organisations_month() -> None:
    population = found(("A1", "snow", "good"), ("A2", "snow", "bad"))
    labels = [each.stratum for each in entries(population, ("priority", "service", "month"), JAKARTA)]
    assert labels == ["P1 · atm · 2026-08", "P2 · atm · 2026-08"]
    assert entries(population, ("month",), ZoneInfo("UTC"))[0].stratum == "2026-07"
    assert entries(population, (), JAKARTA)[0].stratum == ""


def test_each_record_is_judged_by_its_version() -> None:
    parts = [("1.2", behind(("A1", "snow", "good"))), ("1.3", behind(("A2", "snow", "bad")))]
    held = outcomes(candidates(ibis.duckdb.connect(), parts, RECORDS, "at least"))
    assert {number: each.version for number, each in held.items()} == {"A1": "1.2", "A2": "1.3"}
    assert (held["A2"].elapsed, held["A2"].limit, held["A2"].ended_at) == (7_200, 14_400, LATE_IN_JULY)


def test_a_judgement_sample_of_them_starts_with_the_riskiest() -> None:
    pauses = ibis.memtable(pa.table({"record": ["A3", "A3"], "start_at": [10, 50], "end_at": [20, 90]}))
    population = found(("A1", "snow", "good"), ("A2", "snow", "bad"), ("A3", "snow", "good"), pauses=pauses)
    weighed = risks(facts(population, ZoneInfo("UTC")))
    assert {number: [str(reason) for reason in each.reasons][:1] for number, each in weighed.items()} == {
        "A1": ["major"],
        "A2": ["did not keep the promise"],
        "A3": ["among the longest pauses, 0 hours"],
    }
    drawn = draw(entries(population, (), JAKARTA, weighed), judgement_size(2, 3), "00" * 32)
    assert [each.number for each in drawn.records] == ["A1", "A2"]
