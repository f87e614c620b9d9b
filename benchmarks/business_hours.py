"""How fast business hours with pauses are on whole tables, beside polars and pandas doing the same (`make bench`).

Each tool reads the same two Parquet files (incidents; pauses that overlap and reach beyond their record), merges and clips the
pauses of each record, counts office hours with Indonesian holidays, and answers: how many incidents of each priority, how many
within eight hours, and how many seconds in all. pandas gets numpy's array look-ups, polars its lazy engine: what a good
engineer would write. The answers must be equal. Every figure is a ratio within one run; each tool is a process of its own.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from functools import reduce
from pathlib import Path

import duckdb
import ibis
import numpy as np
import pandas as pd
import polars as pl

from opensmp.evidence.clocks import set_clock, with_pauses
from opensmp.measures.calendars import OpenHours
from opensmp.measures.spans import Span
from opensmp.plan.prose import Prose
from opensmp.registers.organisation import Calendar, Holiday, Hours

INCIDENTS, PAUSES = 10_000_000, 3_000_000
FIRST = int(datetime(2023, 1, 1, tzinfo=UTC).timestamp())
LAST = int(datetime(2026, 12, 31, tzinfo=UTC).timestamp())
DAY, LIMIT = 86_400, 8 * 3_600
OFFICE = Calendar(
    id="office-hours",
    name=Prose(),
    hours=(Hours(days=(1, 2, 3, 4, 5), opens="08:00", closes="17:00"),),
    holidays=tuple(
        Holiday(on=date(year, month, day), name="Holiday")
        for year in range(2023, 2027)
        for month, day in ((1, 1), (3, 19), (3, 20), (5, 1), (6, 1), (8, 17), (12, 25))
    ),
)
Answer = list[tuple[int, int, int, int]]
"""For each priority: incidents, those within the limit, seconds in all."""


def make(folder: Path, incidents: int = INCIDENTS, pauses: int = PAUSES) -> None:
    """Write the two tables, in the order in which records are opened."""
    connection = duckdb.connect()
    connection.execute("SET threads = 2; SELECT setseed(0.42)")
    connection.execute(f"""
        COPY (SELECT 'desk' AS source, 'INC' || lpad(n::VARCHAR, 8, '0') AS id, 1 + hash(n) % 4 AS priority, opened_at,
            CASE WHEN hash(n, 9) % 50 > 0 THEN opened_at + (-ln(random() + 1e-9) * 60000)::BIGINT END AS resolved_at
          FROM (SELECT n, {FIRST} + n * {LAST - FIRST - 60 * DAY} // {incidents} AS opened_at FROM range({incidents}) _(n)))
        TO '{folder}/incident.parquet'""")  # noqa: S608 - the only texts in it are this file's numbers and its own folder
    connection.execute(f"""
        COPY (SELECT 'desk' AS source, 'incident' AS record_table, 'INC' || lpad(n::VARCHAR, 8, '0') AS record,
            start_at, CASE WHEN random() > 0.02 THEN start_at + (random() * 40000)::BIGINT END AS end_at
          FROM (SELECT n, {FIRST} + n * {LAST - FIRST - 60 * DAY} // {incidents} + (random() * 40000)::BIGINT - 2000 AS start_at
            FROM (SELECT (random() * {incidents - 1})::BIGINT AS n FROM range({pauses}))) ORDER BY start_at)
        TO '{folder}/pause.parquet'""")  # noqa: S608 - as above


def by_opensmp(folder: Path) -> Answer:
    """OpenSMP's own path: plain Ibis on DuckDB."""
    connection = ibis.duckdb.connect(threads=2, memory_limit="900MB")
    incidents = connection.read_parquet(f"{folder}/incident.parquet")
    pauses = connection.read_parquet(f"{folder}/pause.parquet")
    clock = set_clock(OpenHours(OFFICE), FIRST, LAST)
    read = with_pauses(incidents, pauses, "opened_at", "resolved_at", clock)
    ended = read.filter(read.resolved_at.notnull())
    answer = ended.group_by("priority").aggregate(
        n=ended.count(), within=ended.count(where=ended.elapsed <= LIMIT), total=ended.elapsed.sum().cast("int64")
    )
    rows = connection.to_pyarrow(answer.order_by("priority")).to_pylist()
    return [(row["priority"], row["n"], row["within"], row["total"]) for row in rows]


def incident_file(folder: Path) -> Path:
    """The incidents of a folder: one file, or the folder of files that a record store keeps."""
    return _either(folder, "incident")


def pause_file(folder: Path) -> Path:
    """The pauses of a folder, likewise."""
    return _either(folder, "pause")


def _either(folder: Path, name: str) -> Path:
    file = folder / f"{name}.parquet"
    return file if file.exists() else folder / name


def days() -> Mapping[str, np.ndarray]:
    """One window a day, which is all that this calendar needs: the simplest table that a rival could use."""
    opened: dict[int, Span] = {span.start // DAY: span for span in OpenHours(OFFICE).between(FIRST, LAST + DAY)}
    numbers = np.arange(FIRST // DAY, LAST // DAY + 1)
    spans = [opened.get(int(number), Span(0, 0)) for number in numbers]
    long = np.array([span.end - span.start for span in spans])
    return {
        "day": numbers, "before": np.cumsum(long) - long, "opens": np.array([span.start for span in spans]), "long": long,
    }  # fmt: skip


def by_polars(folder: Path) -> Answer:
    """The same with polars' lazy engine."""
    table = pl.LazyFrame({name: column.astype("int64") for name, column in days().items()})

    def opened(frame: pl.LazyFrame, instant: str, name: str) -> pl.LazyFrame:
        keyed = frame.with_columns((pl.col(instant) // DAY).alias("day")).join(table, on="day", how="left")
        into = (pl.col(instant) - pl.col("opens")).clip(lower_bound=0)
        reading = pl.col("before") + pl.min_horizontal(into, pl.col("long"))
        return keyed.with_columns(reading.alias(name)).drop("day", "before", "opens", "long")

    incidents = pl.scan_parquet(incident_file(folder)).filter(pl.col("resolved_at").is_not_null())
    pauses = pl.scan_parquet(pause_file(folder)).select("source", pl.col("record").alias("id"), "start_at", "end_at")
    lives = incidents.select("source", "id", "opened_at", "resolved_at")
    clipped = (
        pauses.join(lives, on=["source", "id"])
        .with_columns(
            pl.max_horizontal("start_at", "opened_at").alias("from"),
            pl.min_horizontal(pl.col("end_at").fill_null(pl.col("resolved_at")), "resolved_at").alias("till"),
        )
        .filter(pl.col("till") > pl.col("from"))
        .sort("source", "id", "from")
    )
    earlier = pl.col("till").cum_max().shift(1).over("source", "id")
    cut = clipped.with_columns(pl.max_horizontal("from", earlier).alias("from")).filter(pl.col("till") > pl.col("from"))
    spent = (
        opened(opened(cut, "from", "b"), "till", "e")
        .group_by("source", "id")
        .agg((pl.col("e") - pl.col("b")).sum().alias("paused"))
    )
    read = opened(opened(incidents, "opened_at", "b"), "resolved_at", "e").join(spent, on=["source", "id"], how="left")
    read = read.with_columns((pl.col("e") - pl.col("b") - pl.col("paused").fill_null(0)).alias("elapsed"))
    answer = read.group_by("priority").agg(
        pl.len().alias("n"), (pl.col("elapsed") <= LIMIT).sum().alias("within"), pl.col("elapsed").sum().alias("total")
    )
    return [tuple(map(int, row)) for row in answer.sort("priority").collect(engine="streaming").rows()]


def by_pandas(folder: Path) -> Answer:
    """The same with pandas, and numpy's array look-ups for the days."""
    table = days()

    def opened(instants: pd.Series) -> np.ndarray:
        values = instants.to_numpy().astype("int64")
        place = values // DAY - table["day"][0]
        into = np.clip(values - table["opens"][place], 0, table["long"][place])
        return table["before"][place] + into

    incidents = pd.read_parquet(incident_file(folder), columns=["source", "id", "priority", "opened_at", "resolved_at"])
    incidents = incidents[incidents["resolved_at"].notna()]
    pauses = pd.read_parquet(pause_file(folder), columns=["source", "record", "start_at", "end_at"])
    pauses = pauses.rename(columns={"record": "id"})
    clipped = pauses.merge(incidents[["source", "id", "opened_at", "resolved_at"]], on=["source", "id"])
    clipped["from"] = clipped[["start_at", "opened_at"]].max(axis=1)
    clipped["till"] = clipped["end_at"].fillna(clipped["resolved_at"])
    clipped["till"] = clipped[["till", "resolved_at"]].min(axis=1)
    clipped = clipped[clipped["till"] > clipped["from"]].sort_values(["source", "id", "from"])
    reached = clipped.groupby(["source", "id"])["till"].cummax()
    same = clipped["id"].eq(clipped["id"].shift()) & clipped["source"].eq(clipped["source"].shift())
    clipped["from"] = np.where(same, np.maximum(clipped["from"], reached.shift()), clipped["from"])
    clipped = clipped[clipped["till"] > clipped["from"]]
    clipped["paused"] = opened(clipped["till"]) - opened(clipped["from"])
    spent = clipped.groupby(["source", "id"])["paused"].sum().reset_index()
    read = incidents.merge(spent, on=["source", "id"], how="left")
    gross = opened(read["resolved_at"]) - opened(read["opened_at"])
    read["elapsed"] = gross - read["paused"].fillna(0).to_numpy().astype("int64")
    read["within"] = read["elapsed"] <= LIMIT
    answer = read.groupby("priority").agg(n=("elapsed", "size"), within=("within", "sum"), total=("elapsed", "sum"))
    return [tuple(map(int, row)) for row in answer.reset_index().itertuples(index=False)]


TOOLS: Mapping[str, Callable[[Path], Answer]] = {"OpenSMP": by_opensmp, "polars": by_polars, "pandas": by_pandas}


def one(tool: str, folder: Path) -> None:
    """Run one tool in this process; print its answer, seconds and the most memory it took in bytes."""
    start = time.perf_counter()
    answer = TOOLS[tool](folder)
    took = time.perf_counter() - start
    print(json.dumps([answer, took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024]))


def in_a_process(tool: str, folder: Path) -> tuple[Answer, float, int]:
    """Run one tool in a process of its own."""
    done = subprocess.run([sys.executable, __file__, tool, str(folder)], capture_output=True, text=True, check=True)
    answer, took, memory = json.loads(done.stdout)
    return answer, took, memory


def compare(folder: Path, tools: Iterable[str] = TOOLS, rounds: int = 3) -> Mapping[str, tuple[Answer, float, int]]:
    """Return each tool's answer with its best time and the most memory of several runs, one after the other."""

    def better(one: tuple[Answer, float, int], other: tuple[Answer, float, int]) -> tuple[Answer, float, int]:
        return one[0], min(one[1], other[1]), max(one[2], other[2])

    return {tool: reduce(better, (in_a_process(tool, folder) for _ in range(rounds))) for tool in tools}


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        make(Path(place))
        found = compare(Path(place))
    answer, own, _ = found["OpenSMP"]
    for tool, (said, took, memory) in found.items():
        same = "equal" if said == answer else "DIFFERENT"
        print(f"{tool:<8} {took:6.2f} s {took / own:5.1f} times OpenSMP {memory / 2**20:7.0f} MB  {same}")


if __name__ == "__main__":
    if len(sys.argv) == 3:
        one(sys.argv[1], Path(sys.argv[2]))
    else:
        main()
