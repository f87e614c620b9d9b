"""Counting records that are alike together: fewer questions, the same figures."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import nan
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from tests.evidence.measuring.stored import add, at, store_with

from opensmp.evidence.asking import Ask
from opensmp.evidence.engine import Engine, tabled
from opensmp.evidence.holdings import holdings
from opensmp.evidence.reading import connect
from opensmp.evidence.results import Key, figures
from opensmp.evidence.stopwatch import Stopwatch
from opensmp.measures.catalogue import CATALOGUE
from opensmp.measures.windows import Days, span_of, windows

pytestmark = pytest.mark.requirement("R56")

MONTHS = tuple(windows(Days(date(2026, 9, 1), date(2026, 10, 31)), "month"))
HOUR, DAY = 3_600, 86_400
SEPTEMBER, OCTOBER = (span_of(days, "UTC").start for days in MONTHS)
KINDS = {
    "id": "string", "priority": "int64", "state": "string", "opened_at": "int64", "resolved_at": "int64",
    "closed_at": "int64", "updated_at": "int64", "sla_met": "int64", "reopen_count": "int64",
}  # fmt: skip


class Counting(Engine):
    """Our own engine, counting what it is asked."""

    asked = 0

    def to_pyarrow(self, expr: Any, /, **options: Any) -> Any:
        self.asked += 1
        return super().to_pyarrow(expr, **options)


class Listening:
    """An engine that notes what it was asked."""

    def __init__(self) -> None:
        self.engine = connect()
        self.asked: list[str] = []

    def to_pyarrow(self, expr: Any, /) -> Any:
        self.asked.append(str(self.engine.compile(expr)))
        return self.engine.to_pyarrow(expr)


class Unsure(Listening):
    """An engine that has an answer, no number, also for windows without anything to find percentiles among."""

    def to_pyarrow(self, expr: Any, /) -> Any:
        found = super().to_pyarrow(expr)
        if "points 0" not in found.column_names:
            return found
        empty = pa.Table.from_pylist([{"window": 1, "points 0": [nan, nan]}], schema=found.schema)
        return pa.concat_tables([found, empty])


def ask(id: str, *statistics: str, **more: Any) -> Ask:
    return Ask(metric=CATALOGUE[id], windows=MONTHS, parameters={"pauses": "counted"}, statistics=statistics, **more)


def incident(number: int, opened: int, hours: float | None, **more: Any) -> dict[str, Any]:
    ended = None if hours is None else opened + int(hours * HOUR)
    return {"id": f"I{number}", "priority": 1, "state": "active" if ended is None else "resolved", "opened_at": opened,
            "resolved_at": ended, "updated_at": opened, **more}  # fmt: skip


def test_metrics_that_are_dated_differently_are_counted_in_one_look_at_the_records() -> None:
    rows = [incident(1, OCTOBER - DAY, 48), incident(2, OCTOBER, 1), incident(3, OCTOBER, None)]
    engine = Listening()
    opened, resolved = figures(
        engine, {"incident": tabled(rows, KINDS)}, [ask("incident.opened"), ask("incident.resolved")]
    )
    assert [opened[Key(n)].records for n in (0, 1)] == [1, 2]  # type: ignore[index]  # figures, not words
    assert [resolved[key].records for key in resolved] == [2]  # type: ignore[union-attr, index]
    assert len(engine.asked) == 1


def test_a_missing_counter_is_told_from_one_that_is_nought() -> None:
    rows = [incident(n, SEPTEMBER, 1, reopen_count=count) for n, count in enumerate((None, 0, 0, 2))]
    (found,) = figures(connect(), {"incident": tabled(rows, KINDS)}, [ask("incident.reopened")])
    figure = found[Key(0)]  # type: ignore[index]
    assert (figure.records, figure.judged, figure.good, figure.excluded) == (4, 3, 1, {"no counter": 1})


def test_percentiles_read_only_what_judged_records_have_and_leave_the_others_out() -> None:
    rows = [incident(n, SEPTEMBER + DAY, hours) for n, hours in enumerate((1, 2, 3, -1, None))]
    rows.append({**incident(9, SEPTEMBER, None), "state": "closed", "closed_at": SEPTEMBER + DAY})
    engine = Listening()
    (found,) = figures(engine, {"incident": tabled(rows, KINDS)}, [ask("incident.time_to_resolve", "median", "p90")])
    figure = found[Key(0)]  # type: ignore[index]
    assert (figure.records, figure.judged, figure.excluded) == (5, 3, {"no end": 1, "ends before it starts": 1})
    assert (figure.statistics["median"], figure.statistics["p90"]) == (2 * HOUR, 2.8 * HOUR)
    assert (figure.statistics["min"], figure.statistics["max"], figure.statistics["sum"]) == (HOUR, 3 * HOUR, 6 * HOUR)
    spread = next(query for query in engine.asked if "QUANTILE" in query)
    assert "closed_at" not in spread


def test_a_percentile_that_is_no_number_is_none() -> None:
    rows = [
        incident(1, SEPTEMBER + DAY, 2),
        {**incident(2, OCTOBER, None), "state": "closed", "closed_at": OCTOBER + DAY},
    ]
    (found,) = figures(Unsure(), {"incident": tabled(rows, KINDS)}, [ask("incident.time_to_resolve", "median", "p90")])
    assert {key: figure.judged for key, figure in found.items()} == {Key(0): 1, Key(1): 0}  # type: ignore[union-attr]
    assert found[Key(0)].statistics["median"] == 2 * HOUR  # type: ignore[index]
    assert found[Key(1)].statistics == {}  # type: ignore[index]


def test_percentiles_come_with_the_tally_where_the_values_are_not_too_many_and_are_the_same() -> None:
    hours = (1, 2.5, 3, -1, None, 70, 8, 8, 0.01, 11)
    rows = [incident(n, SEPTEMBER + n * 4 * DAY, each) for n, each in enumerate(hours)]
    rows += [{**row, "id": f"{row['id']}-2", "priority": 2, "sla_met": n % 2} for n, row in enumerate(rows[2:])]
    rows.append({**incident(99, OCTOBER, 5), "state": "cancelled"})
    asks = [
        ask("incident.time_to_resolve", "median", "p90", by=("priority",)),
        ask("incident.opened", by=("priority",)),
    ]
    tables = {"incident": tabled(rows, KINDS)}
    engine = Counting()
    engine.do_connect()
    together = figures(engine, tables, asks, Stopwatch(records=len(rows)))
    assert engine.asked == 1
    assert together == figures(connect(), tables, asks)
    assert together == figures(engine, tables, asks, Stopwatch(records=10**8))
    assert engine.asked == 3


def test_a_value_of_more_than_32_bits_is_asked_for_in_another_way_and_counts_alike() -> None:
    longest = 80 * 365 * 24
    rows = [incident(n, SEPTEMBER - int(each * HOUR), each) for n, each in enumerate((1, 2, longest, longest + 1, 3))]
    wanted = [ask("incident.time_to_resolve", "median", "p90")]
    engine = Counting()
    engine.do_connect()
    (found,) = figures(engine, {"incident": tabled(rows, KINDS)}, wanted, Stopwatch(records=len(rows)))
    told = found[Key(0)].statistics  # type: ignore[index]  # figures, not words
    assert engine.asked == 3
    assert {name: told[name] / HOUR for name in ("min", "max", "sum", "median")} == {
        "min": 1, "max": longest + 1, "sum": 2 * longest + 7, "median": 3,
    }  # fmt: skip
    assert told["p90"] / HOUR == longest + Fraction(3, 5)


def test_records_without_a_group_and_those_of_an_empty_one_are_one_figure() -> None:
    hours = {"resolved": 1, "": 2, None: 10}
    rows = [incident(n, SEPTEMBER, hours[state] + n, state=state) for n, state in enumerate(("resolved", "", None, ""))]
    wanted = [ask("incident.time_to_resolve", "median", by=("state",)), ask("incident.opened", by=("state",))]
    for watch in (Stopwatch(), Stopwatch(records=len(rows))):
        took, opened = figures(connect(), {"incident": tabled(rows, KINDS)}, wanted, watch)
        assert {key.group[0]: each.records for key, each in opened.items()} == {"resolved": 1, "": 3}  # type: ignore[union-attr]
        assert took[Key(0, ("",))].statistics["median"] == 5 * HOUR  # type: ignore[index]


def test_records_outside_all_windows_or_without_a_date_are_in_no_figure() -> None:
    rows = [incident(1, SEPTEMBER - DAY, 48), incident(2, SEPTEMBER - 9 * DAY, 1), incident(3, OCTOBER + 40 * DAY, 1)]
    rows.append({**incident(4, OCTOBER + 20 * DAY, 24 * 20), "priority": 1})
    rows.append({**incident(5, OCTOBER, None), "state": "resolved", "updated_at": None})
    opened, resolved = figures(
        connect(), {"incident": tabled(rows, KINDS)}, [ask("incident.opened"), ask("incident.resolved")]
    )
    assert {key: each.records for key, each in opened.items()} == {Key(1): 2}  # type: ignore[union-attr]
    assert {key: each.records for key, each in resolved.items()} == {Key(0): 1}  # type: ignore[union-attr]


def test_two_tools_may_number_their_records_alike(tmp_path: Path) -> None:
    opened, resolved = at("2026-09-14 08:00"), at("2026-09-14 18:00")
    record = {"id": "I1", "priority": 1, "state": "resolved", "opened_at": opened, "resolved_at": resolved}
    pause = {
        "id": "P1",
        "record_table": "incident",
        "record": "I1",
        "start_at": opened + HOUR,
        "end_at": opened + 5 * HOUR,
    }
    store = store_with(tmp_path / "store", {"incident": [record], "pause": [pause]}, "2026-11-01 00:00")
    wanted = Ask(metric=CATALOGUE["incident.time_to_resolve"], windows=MONTHS, zone="Asia/Jakarta", statistics=("max",))

    def hours() -> tuple[float, float]:
        held = holdings(store)
        (found,) = figures(held.backend, held.tables, [wanted], held.watch)
        told = found[Key(0)].statistics  # type: ignore[index]  # figures, not words
        return float(told["min"] / HOUR), float(told["max"] / HOUR)

    assert hours() == (6, 6)
    add(store, "incident", [record], "2026-11-01 00:00", source="another")
    assert hours() == (6, 10)
