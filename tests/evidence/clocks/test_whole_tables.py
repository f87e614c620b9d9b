"""Clocks over whole tables give each record what the engine for one record gives it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.measures.calendar_strategies import BEGIN, DAY, WEEKS, calendars, instants, spans

from opensmp.evidence.clocks import ONE_SOURCE, SetClock, business_seconds, set_clock, with_pauses
from opensmp.measures import clocks
from opensmp.measures.calendars import OpenHours, round_the_clock
from opensmp.measures.clocks import STILL_PAUSED
from opensmp.measures.limits import Mode
from opensmp.measures.spans import Span
from opensmp.plan.prose import Prose
from opensmp.registers.organisation import Calendar, Hours

pytestmark = pytest.mark.requirement("R56")

FIRST, LAST = BEGIN, BEGIN + WEEKS * 7 * DAY
MODES: tuple[Mode, ...] = ("open time", "round the clock", "working days", "end of working day")
Life = tuple[int | None, int | None]
slow_engine = settings(max_examples=40)


def incidents(lives: Sequence[Life]) -> Any:
    columns = {
        "source": pa.array(["desk"] * len(lives), pa.string()),
        "id": pa.array([f"INC{n}" for n in range(len(lives))], pa.string()),
        "opened_at": pa.array([start for start, _ in lives], pa.int64()),
        "resolved_at": pa.array([end for _, end in lives], pa.int64()),
        "place": pa.array(range(len(lives)), pa.int64()),
    }
    return ibis.memtable(pa.table(columns))


def pauses(held: Sequence[tuple[int, int | None, int | None]]) -> Any:
    columns = {
        "source": pa.array(["desk"] * len(held), pa.string()),
        "record": pa.array([f"INC{n}" for n, _, _ in held], pa.string()),
        "start_at": pa.array([start for _, start, _ in held], pa.int64()),
        "end_at": pa.array([end for _, _, end in held], pa.int64()),
    }
    return ibis.memtable(pa.table(columns))


def shown(table: Any) -> list[int | None]:
    rows = ibis.get_backend().to_pyarrow(table.order_by("place")).to_pylist()
    return [row["elapsed"] for row in rows]


def clock_of(calendar: Calendar, mode: Mode = "open time") -> SetClock:
    return set_clock(OpenHours(calendar), FIRST, LAST, mode)


@slow_engine
@given(calendars(), st.lists(spans(), min_size=1, max_size=20), st.sampled_from(MODES))
def test_a_table_and_a_single_record_show_the_same_elapsed_time(
    calendar: Calendar, lives: list[Span], mode: Mode
) -> None:
    found = shown(business_seconds(incidents(lives), "opened_at", "resolved_at", clock_of(calendar, mode)))
    assert found == [clocks.elapsed(OpenHours(calendar), *life, mode=mode) for life in lives]


paused_lives = st.lists(
    st.tuples(spans(), st.lists(spans(), max_size=4), st.none() | instants()), min_size=1, max_size=8
)


@slow_engine
@given(calendars(), paused_lives, st.sampled_from(MODES))
def test_a_table_and_a_single_record_lose_the_same_time_to_pauses(
    calendar: Calendar, lives: list[tuple[Span, list[Span], int | None]], mode: Mode
) -> None:
    stored = [(n, *pause) for n, (_, held, _) in enumerate(lives) for pause in held]
    still = [(n, since, None) for n, (_, _, since) in enumerate(lives) if since is not None]
    table = incidents([life for life, _, _ in lives])
    found = shown(with_pauses(table, pauses(stored + still), "opened_at", "resolved_at", clock_of(calendar, mode)))
    open_ended = [[*held, Span(since, STILL_PAUSED)] if since is not None else held for _, held, since in lives]
    assert found == [
        clocks.elapsed(OpenHours(calendar), *life, held, mode)
        for (life, _, _), held in zip(lives, open_ended, strict=True)
    ]


def test_round_the_clock_every_second_counts_but_those_of_a_pause() -> None:
    table = incidents([(FIRST, FIRST + 100), (FIRST, FIRST + 100)])
    held = pauses([(0, FIRST + 10, FIRST + 30), (0, FIRST + 20, FIRST + 40), (0, FIRST - 50, FIRST + 5)])
    clock = set_clock(None, FIRST, LAST)
    assert shown(with_pauses(table, held, "opened_at", "resolved_at", clock)) == [65, 100]
    assert set_clock(round_the_clock(), FIRST, LAST) == clock


def test_what_cannot_be_computed_is_missing_and_not_nothing(office: Calendar) -> None:
    century = 100 * 366 * DAY
    lives: list[Life] = [(None, FIRST), (FIRST, None), (FIRST, FIRST + century), (-century * 1000, FIRST), (None, None)]
    clock = clock_of(office)
    assert shown(business_seconds(incidents(lives), "opened_at", "resolved_at", clock)) == [None] * 5
    held = pauses([(n, FIRST, None) for n in range(5)])
    assert shown(with_pauses(incidents(lives), held, "opened_at", "resolved_at", clock)) == [None] * 5


def test_an_end_before_the_start_shows_as_negative_and_is_not_hidden(office: Calendar) -> None:
    monday = FIRST + 3 * 3600
    table = incidents([(monday + 3600, monday)])
    assert shown(business_seconds(table, "opened_at", "resolved_at", clock_of(office))) == [-3600]


def test_a_damaged_time_does_not_make_the_table_of_days_endless(office: Calendar) -> None:
    clock = set_clock(OpenHours(office), -(10**15), 10**15)
    assert clock.starts is not None
    assert clock.starts.table.count().to_pyarrow().as_py() == pytest.approx(140 * 365.25, abs=1)


def test_pauses_of_another_record_or_another_source_are_not_taken() -> None:
    table = incidents([(FIRST, FIRST + 100)])
    other = pauses([(0, FIRST, FIRST + 50)]).mutate(source=ibis.literal("elsewhere"))
    clock = set_clock(None, FIRST, LAST)
    assert shown(with_pauses(table, other, "opened_at", "resolved_at", clock)) == [100]


def test_where_all_records_come_from_one_tool_the_number_alone_tells_whose_a_pause_is() -> None:
    table = incidents([(FIRST, FIRST + 100), (FIRST, FIRST + 100)])
    held = pauses([(1, FIRST + 10, FIRST + 30), (1, FIRST + 20, None)])
    clock = set_clock(None, FIRST, LAST)
    assert shown(with_pauses(table, held, "opened_at", "resolved_at", clock, key=ONE_SOURCE)) == [100, 10]


@pytest.fixture
def office() -> Calendar:
    return Calendar(id="office", name=Prose(), hours=(Hours(days=(1, 2, 3, 4, 5), opens="08:00", closes="17:00"),))


@pytest.mark.parametrize("dialect", ["duckdb", "postgres", "clickhouse", "pyspark"])
def test_the_clock_is_plain_sql_for_every_engine(dialect: str, office: Calendar) -> None:
    records = ibis.table(
        {"source": "string", "id": "string", "opened_at": "int64", "resolved_at": "int64"}, name="incident"
    )
    held = ibis.table({"source": "string", "record": "string", "start_at": "int64", "end_at": "int64"}, name="pause")
    sql = ibis.to_sql(with_pauses(records, held, "opened_at", "resolved_at", clock_of(office)), dialect=dialect)
    assert "incident" in sql


def test_times_before_1970_are_counted_like_all_others(office: Calendar) -> None:
    start = -30 * DAY
    lives: list[Life] = [(start, start + n * 40_000) for n in range(1, 60)]
    clock = set_clock(OpenHours(office), start, start + 60 * 40_000)
    found = shown(business_seconds(incidents(lives), "opened_at", "resolved_at", clock))
    assert found == [OpenHours(office).elapsed(begun, ended) for begun, ended in lives if begun and ended is not None]


@pytest.mark.thorough
def test_the_rivals_of_the_benchmark_find_the_same_seconds(tmp_path: Path) -> None:
    for name in ("pandas", "polars"):
        pytest.importorskip(name)
    from benchmarks.business_hours import in_a_process, make

    make(tmp_path, incidents=20_000, pauses=6_000)
    answers = [in_a_process(tool, tmp_path)[0] for tool in ("OpenSMP", "polars", "pandas")]
    assert answers[0] == answers[1] == answers[2]
    assert sum(n for _, n, _, _ in answers[0]) > 19_000
