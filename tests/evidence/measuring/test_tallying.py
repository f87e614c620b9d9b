"""Counting records that are alike together: fewer questions, the same figures."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from opensmp.evidence.asking import Ask
from opensmp.evidence.engine import tabled
from opensmp.evidence.reading import connect
from opensmp.evidence.results import Key, figures
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


class Listening:
    """An engine that notes what it was asked."""

    def __init__(self) -> None:
        self.engine = connect()
        self.asked: list[str] = []

    def to_pyarrow(self, expr: Any, /) -> Any:
        self.asked.append(str(self.engine.compile(expr)))
        return self.engine.to_pyarrow(expr)


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
