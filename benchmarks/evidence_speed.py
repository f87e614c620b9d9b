"""How fast records are imported and measured, beside the engine itself, polars and pandas (`make bench`).

Everything runs on one export: incidents of four years and their pauses as CSV, imported into a record store by the product.
Each step is a process of its own, so that its memory is its own, and every bound is a ratio within this run:

- import: to the engine alone reading the same CSV and writing it as Parquet (at most 2);
- counts, shares and percentiles by month and priority: to the engine summing up the same columns (at most 3), and how many
  times as long pandas (at least 5) and polars (at least 2) take for the same figures from the same files;
- business hours with pauses: the same beside pandas (at least 3) and polars (at least 1);
- the same measurement again after one new day: to the first (less than 5 %), on each of seven days that follow each other;
- memory: less than 1.5 GB for each step.

Equal answers are part of the result. ``python benchmarks/evidence_speed.py 100000`` tries it with fewer incidents, and
``python benchmarks/evidence_speed.py growth 10000 1000000`` prints the growth curve alone.
"""

from __future__ import annotations

import gc
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pandas as pd
import polars as pl
from benchmarks.business_hours import DAY, FIRST, LAST, OFFICE, by_pandas, by_polars
from benchmarks.business_hours import make as make_parquet

from opensmp.evidence.asking import Ask
from opensmp.evidence.cache import Cache
from opensmp.evidence.holdings import Holdings, holdings
from opensmp.evidence.importing import import_file
from opensmp.evidence.mapping import Column
from opensmp.evidence.mapping import Mapping as Reading
from opensmp.evidence.reading import connect
from opensmp.evidence.results import figures
from opensmp.evidence.stopwatch import Stopwatch
from opensmp.evidence.store import RecordStore
from opensmp.measures.catalogue import CATALOGUE
from opensmp.measures.spans import Span
from opensmp.measures.windows import Days, windows

INCIDENTS = 10_000_000
NEW_DAYS = 7
ZONE = "Asia/Jakarta"
MONTHS = tuple(windows(Days(date(2023, 1, 1), date(2026, 12, 31)), "month"))
ISO = "%Y-%m-%d %H:%M:%S"
USED = ("priority", "state", "opened_at", "resolved_at", "closed_at", "updated_at", "sla_met", "reopen_count")
"""The columns that the figures by month and priority rest on."""
Answer = list[list[Any]]
COLUMNS = (
    "month", "priority", "opened", "marked by the tool", "in time by its mark", "resolved", "with a counter", "reopened",
    "timed", "within 8 hours", "not timed", "only by the mark", "only by the clock", "with a duration", "least", "greatest", "mean",
    "median", "90 of 100", "95 of 100",
)  # fmt: skip
"""What each tool gives for each month and priority."""


class Run(NamedTuple):
    """What a step answered, its seconds, its seconds of processor time, and the most memory of its process, in MB.

    Processor time tells more where other work shares the machine.
    """

    answer: Any
    seconds: float
    cpu: float
    memory: float


# The export ---------------------------------------------------------------------------------------------------------------


def make_csv(folder: Path, incidents: int) -> None:
    """Write the incidents and their pauses as a tool exports them, and one more day of incidents."""
    con = duckdb.connect()
    con.execute("SET threads = 2; SET memory_limit = '2GB'; SELECT setseed(0.42)")
    con.execute(f"SET temp_directory = '{folder / 'engine'}'")
    last, step = LAST - 60 * DAY, (LAST - FIRST - 60 * DAY) / incidents
    _incidents(con, folder / "incident.csv", 0, f"{FIRST} + (n * {step})::BIGINT", incidents)
    for day, file in enumerate(_new_days(folder)):
        first, count = incidents + day * (incidents // 1_400), max(1, incidents // 1_400)
        _incidents(con, file, first, f"{last + day * DAY} + (n - {first}) * {step}", count)
    con.execute(f"""
        COPY (SELECT 'P' || row_number() OVER () AS number, 'INC' || lpad(n::VARCHAR, 9, '0') AS record,
            {_stamp("start_at")} AS start_at, CASE WHEN random() > 0.02 THEN {_stamp("start_at + (random() * 40000)::BIGINT")} END AS end_at
          FROM (SELECT n, {FIRST} + (n * {step})::BIGINT + (random() * 40000)::BIGINT - 2000 AS start_at
            FROM (SELECT (random() * {incidents - 1})::BIGINT AS n FROM range({incidents * 3 // 10}))) ORDER BY n)
        TO '{folder}/pause.csv' (HEADER)""")  # noqa: S608 - the only texts in it are this file's numbers and its own folder


def _new_days(folder: Path) -> list[Path]:
    return [folder / f"new-day-{day}.csv" for day in range(1, NEW_DAYS + 1)]


def _incidents(con: duckdb.DuckDBPyConnection, file: Path, first: int, opened: str, count: int) -> None:
    con.execute(f"""
        COPY (SELECT 'INC' || lpad(n::VARCHAR, 9, '0') AS number, CASE WHEN long IS NULL THEN 'Active' ELSE 'Closed' END AS state,
            1 + hash(n) % 4 AS priority, 'S-' || lpad((hash(n, 3) % 40)::VARCHAR, 2, '0') AS service,
            'Category ' || hash(n, 4) % 20 AS category, 'Group ' || hash(n, 5) % 70 AS assignment_group,
            'Resolver ' || hash(n, 6) % 200 AS assigned_to, hash(n, 7) % 5 AS reassignment_count,
            (hash(n, 8) % 40 = 0)::INT AS reopen_count, (coalesce(long, 99999) < 30000)::INT AS made_sla,
            {_stamp("opened")} AS opened_at, {_stamp("opened + long")} AS resolved_at, {_stamp("opened + long + 432000")} AS closed_at,
            {_stamp("opened + coalesce(long + 432000, 0)")} AS updated_at
          FROM (SELECT n, ({opened})::BIGINT AS opened,
              CASE WHEN hash(n, 9) % 50 > 0 THEN (-ln(random() + 1e-9) * 60000)::BIGINT END AS long
            FROM range({first}, {first + count}) _(n)))
        TO '{file}' (HEADER)""")  # noqa: S608 - as above


def _stamp(seconds: str) -> str:
    return f"strftime(make_timestamp(({seconds}) * 1000000), '{ISO}')"


def _time(name: str) -> Column:
    return Column(column=name, format=ISO)


INCIDENT_FILE = Reading(
    source="desk",
    table="incident",
    zone="UTC",
    columns={
        "id": Column(column="number"),
        "state": Column(column="state", values={"Active": "active", "Closed": "closed"}),
        "assignee": Column(column="assigned_to"),
        "reassign_count": Column(column="reassignment_count"),
        "sla_met": Column(column="made_sla"),
        **{
            name: Column(column=name)
            for name in ("priority", "service", "category", "assignment_group", "reopen_count")
        },
        **{name: _time(name) for name in ("opened_at", "resolved_at", "closed_at", "updated_at")},
    },
)
PAUSE_FILE = Reading(
    source="desk",
    table="pause",
    zone="UTC",
    columns={
        "id": Column(column="number"),
        "record": Column(column="record"),
        "start_at": _time("start_at"),
        "end_at": _time("end_at"),
    },
    constants={"record_table": "incident"},
)

# What is asked ------------------------------------------------------------------------------------------------------------


def _ask(id: str, *statistics: str, limit: str = "") -> Ask:
    return Ask(
        metric=CATALOGUE[id], windows=MONTHS, zone=ZONE, parameters={"pauses": "counted"} if statistics or limit else {},
        limit=limit, by=("priority",), statistics=statistics,
    )  # fmt: skip


BY_MONTH = (
    _ask("incident.opened"),
    _ask("incident.flagged_in_time"),
    _ask("incident.resolved"),
    _ask("incident.reopened"),
    _ask("incident.resolved_within", limit="8 h"),
    _ask("incident.time_to_resolve", "median", "p90", "p95"),
)
WITH_HOURS = (
    Ask(
        metric=CATALOGUE["incident.resolved_within"], windows=(Days(date(2023, 1, 1), date(2027, 6, 30)),), zone=ZONE,
        limit="8 h", calendar=OFFICE, by=("priority",),
    ),
)  # fmt: skip

WITH_MONTHLY_HOURS = (replace(WITH_HOURS[0], windows=MONTHS),)


def _held(folder: Path) -> Holdings:
    return holdings(RecordStore.open(folder / "store"))


def by_month(held: Holdings) -> Answer:
    """The figures of each month and priority, in the order of ``COLUMNS``."""
    found: list[Any] = figures(held.backend, held.tables, BY_MONTH, held.watch)
    opened, flagged, resolved, reopened, within, took = found
    return [
        [key.window, int(key.group[0]), opened[key].records, flagged[key].judged, flagged[key].good]
        + [resolved[key].records, reopened[key].judged, reopened[key].good, within[key].judged, within[key].good]
        + [sum(within[key].excluded.values()), within[key].only_flag, within[key].only_clock, took[key].judged]
        + [round(float(took[key].statistics[name]), 2) for name in ("min", "max", "mean", "median", "p90", "p95")]
        for key in sorted(opened, key=lambda key: (key.window, key.group))
        if key in resolved
    ]


def with_hours(held: Holdings) -> Answer:
    """For each priority: resolved incidents, and those within 8 business hours without pauses."""
    (found,) = figures(held.backend, held.tables, WITH_HOURS, held.watch)
    assert isinstance(found, Mapping)
    return [[int(key.group[0]), figure.judged, figure.good] for key, figure in sorted(found.items())]


# The same with other tools --------------------------------------------------------------------------------------------------


def _files(folder: Path, table: str) -> str:
    return str(folder / "store" / "records" / table / "*.parquet")


def pure_scan(folder: Path) -> object:
    """The engine reads the columns that the figures rest on, and sums them up."""
    sums = ", ".join(f"sum(strlen({name}))" if name == "state" else f"sum({name})" for name in USED)
    return connect().raw_sql(f"SELECT {sums} FROM read_parquet('{_files(folder, 'incident')}')").fetchall()  # noqa: S608 - our own names


def polars_by_month(folder: Path) -> Answer:
    """The same figures with polars' lazy engine: one scan, two groupings."""
    records = pl.scan_parquet(_files(folder, "incident")).select(*USED)
    cancelled = pl.col("state").is_in(["cancelled", "rejected"])
    over = pl.col("resolved_at").is_not_null() | pl.col("closed_at").is_not_null()
    over = over | pl.col("state").is_in(["resolved", "closed"])
    marked, met, took = pl.col("sla_met").is_not_null(), pl.col("sla_met") == 1, pl.col("took")
    good = took <= 8 * 3_600

    def month(seconds: pl.Expr) -> pl.Expr:
        local = pl.from_epoch(seconds).dt.replace_time_zone("UTC").dt.convert_time_zone(ZONE)
        return ((local.dt.year().cast(pl.Int64) - 2023) * 12 + local.dt.month().cast(pl.Int64) - 1).alias("month")

    opened = records.group_by(month(pl.col("opened_at")), "priority").agg(
        pl.len().alias("opened"),
        (marked & ~cancelled).sum().alias("marked"),
        (met & ~cancelled).sum().alias("met"),
    )
    sound = pl.col("resolved_at") >= pl.col("opened_at")
    done = (
        records.filter(over & ~cancelled)
        .with_columns(
            month(pl.coalesce("resolved_at", "closed_at", "updated_at")),
            pl.when(sound).then(pl.col("resolved_at") - pl.col("opened_at")).alias("took"),
        )
        .group_by("month", "priority")
        .agg(
            pl.len().alias("resolved"),
            pl.col("reopen_count").is_not_null().sum().alias("counted"),
            (pl.col("reopen_count") > 0).sum().alias("reopened"),
            took.is_not_null().sum().alias("judged"),
            good.sum().alias("within"),
            took.is_null().sum().alias("excluded"),
            (met & ~good).sum().alias("only flag"),
            (~met & good).sum().alias("only clock"),
            took.is_not_null().sum().alias("timed"),
            took.min().alias("min"),
            took.max().alias("max"),
            took.mean().alias("mean"),
            *(took.quantile(point, "linear").alias(f"p{point}") for point in (0.5, 0.9, 0.95)),
        )
    )
    both = pl.collect_all([opened, done], engine="streaming")
    return _rounded(both[0].join(both[1], on=["month", "priority"]).sort("month", "priority").rows())


def pandas_by_month(folder: Path) -> Answer:
    """The same figures with pandas."""
    place = folder / "store" / "records" / "incident"
    records = pd.read_parquet(place, columns=list(USED), partitioning=None)

    def month(seconds: pd.Series) -> pd.Series:
        local = pd.to_datetime(seconds, unit="s", utc=True).dt.tz_convert(ZONE)
        return (local.dt.year - 2023) * 12 + local.dt.month - 1

    cancelled = records["state"].isin(["cancelled", "rejected"])
    records["month"] = month(records["opened_at"])
    records["marked"] = records["sla_met"].notna() & ~cancelled
    records["met"] = (records["sla_met"] == 1) & ~cancelled
    opened = records.groupby(["month", "priority"]).agg(
        opened=("opened_at", "size"), marked=("marked", "sum"), met=("met", "sum")
    )
    over = records["resolved_at"].notna() | records["closed_at"].notna() | records["state"].isin(["resolved", "closed"])
    done = records[over & ~cancelled].copy()
    done["month"] = month(done["resolved_at"].fillna(done["closed_at"]).fillna(done["updated_at"]))
    done["took"] = (done["resolved_at"] - done["opened_at"]).where(done["resolved_at"] >= done["opened_at"])
    done["counted"], done["reopened"] = done["reopen_count"].notna(), done["reopen_count"] > 0
    done["judged"], done["within"] = done["took"].notna(), done["took"] <= 8 * 3_600
    done["excluded"] = ~done["judged"]
    done["only flag"] = done["met"] & done["judged"] & ~done["within"]
    done["only clock"] = done["marked"] & ~done["met"] & done["within"]
    grouped = done.groupby(["month", "priority"])
    sums = ("counted", "reopened", "judged", "within", "excluded", "only flag", "only clock")
    counts = grouped.agg(
        resolved=("judged", "size"),
        **{name: (name, "sum") for name in sums},
        timed=("took", "count"),
        **{name: ("took", name) for name in ("min", "max", "mean")},
    )
    points = grouped["took"].quantile([0.5, 0.9, 0.95]).unstack()
    return _rounded(opened.join(counts, how="inner").join(points).reset_index().itertuples(index=False))


def _rounded(rows: Any) -> Answer:
    """Return counts as they are, and the statistics of a duration to hundredths of a second."""
    return [[*map(int, row[:14]), *(round(float(each), 2) for each in row[14:])] for row in rows]


# The steps ------------------------------------------------------------------------------------------------------------------


def import_product(folder: Path) -> int:
    """Import the incidents as a person would: from the CSV to a committed batch."""
    store = RecordStore.create(folder / "store", "Bank Nusa", ZONE)
    return import_file(store, folder / "incident.csv", INCIDENT_FILE, LAST).stored


def import_pauses(folder: Path) -> int:
    """Import the pauses, which are united where they overlap."""
    return import_file(RecordStore.open(folder / "store"), folder / "pause.csv", PAUSE_FILE, LAST).stored


def import_engine(folder: Path) -> int:
    """The engine alone: read the CSV with its types, write Parquet as a store does."""
    con = connect(folder)
    query = f"COPY (SELECT * FROM read_csv('{folder}/incident.csv')) TO '{folder}/alone.parquet' (COMPRESSION zstd)"  # noqa: S608 - our own folder
    (stored,) = con.raw_sql(query).fetchone()
    return int(stored)


def again(folder: Path) -> list[float]:
    """Measure, then import one more day and measure again in this process, day by day: the processor seconds of each."""
    asks = [*BY_MONTH, *WITH_MONTHLY_HOURS]
    took = []
    for file in (None, *_new_days(folder)):
        if file is not None:
            import_file(RecordStore.open(folder / "store"), file, INCIDENT_FILE, LAST)
        start = time.process_time()
        store = RecordStore.open(folder / "store")
        Cache(store, holdings(store)).figures(asks)
        took.append(time.process_time() - start)
    return took


def _hours(tool: Callable[[Path], Any]) -> Callable[[Path], Answer]:
    return lambda folder: [list(row[:3]) for row in tool(folder / "store" / "records")]


STEPS: Mapping[str, Callable[[Path], Any]] = {
    "import: OpenSMP": import_product,
    "import: the engine alone": import_engine,
    "pauses: OpenSMP": import_pauses,
    "months: pure scan": pure_scan,
    "months: OpenSMP": lambda folder: by_month(_held(folder)),
    "months: polars": polars_by_month,
    "months: pandas": pandas_by_month,
    "hours: OpenSMP": lambda folder: with_hours(_held(folder)),
    "hours: polars": _hours(by_polars),
    "hours: pandas": _hours(by_pandas),
    "again: OpenSMP": again,
}
BOUNDS: Mapping[str, tuple[str, str, float]] = {
    "import: OpenSMP": ("import: the engine alone", "at most", 2),
    "months: OpenSMP": ("months: pure scan", "at most", 3),
    "months: polars": ("months: OpenSMP", "at least", 2),
    "months: pandas": ("months: OpenSMP", "at least", 5),
    "hours: polars": ("hours: OpenSMP", "at least", 1),
    "hours: pandas": ("hours: OpenSMP", "at least", 3),
}
"""Which step is divided by which, and what the ratio shall be."""


def one(name: str, folder: Path) -> None:
    """Do one step in this process; the second of two runs counts where a step can be repeated, because the first reads the disk."""
    answer: Any = None
    took = []
    if name.endswith("OpenSMP"):
        gc.disable()  # as each of its commands does
    for _round in range(1 if name.startswith(("import", "pauses", "again")) else 2):
        start, spent = time.perf_counter(), time.process_time()
        answer = STEPS[name](folder)
        took.append((time.perf_counter() - start, time.process_time() - spent))
    print(
        json.dumps(
            [answer, *map(min, zip(*took, strict=True)), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]
        )
    )


def in_a_process(name: str, folder: Path) -> Run:
    """Do one step in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.evidence_speed", "one", name, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{name}: {done.stderr[-2_000:]}")
    return Run(*json.loads(done.stdout))


def compare(folder: Path, incidents: int) -> Mapping[str, Run]:
    """Run every step, one after the other, and print what came of each."""
    maker = [sys.executable, "-m", "benchmarks.evidence_speed", "make", str(incidents), str(folder)]
    subprocess.run(maker, check=True)  # else every later process would be said to take as much memory as this one
    print(
        f"{incidents:,} incidents, {incidents * 3 // 10:,} pauses, {(folder / 'incident.csv').stat().st_size / 1e6:,.0f} MB of CSV"
    )
    done: dict[str, Run] = {}
    for name in STEPS:
        done[name] = run = in_a_process(name, folder)
        print(f"{name:<26}{run.seconds:8.2f} s{run.cpu:8.2f} s CPU{run.memory:8,.0f} MB", flush=True)
    return done


def report(done: Mapping[str, Run]) -> None:
    """Print the ratios beside their bounds, and whether the tools agree."""
    for name, (other, word, bound) in BOUNDS.items():
        ratio, cpu = done[name].seconds / done[other].seconds, done[name].cpu / done[other].cpu
        met = ratio <= bound if word == "at most" else ratio >= bound
        print(f"{name:<18} ÷ {other:<26}{ratio:6.2f} ({cpu:.2f} in CPU)  {word} {bound}  {'met' if met else 'MISSED'}")
    first, *later = done["again: OpenSMP"].answer
    shares = sorted(each / first for each in later)
    told = f"{shares[0]:.1%} to {shares[-1]:.1%}, in the middle {shares[len(shares) // 2]:.1%}"
    print(f"again after each new day ÷ first ({first:.2f} s CPU): {told} (bound 5 %)")
    for kind in ("months", "hours"):
        answers = [done[f"{kind}: {tool}"].answer for tool in ("OpenSMP", "polars", "pandas")]
        print(f"{kind}: the three answers are {'equal' if answers[0] == answers[1] == answers[2] else 'DIFFERENT'}")
    print(
        f"most memory of OpenSMP: {max(run.memory for name, run in done.items() if name.endswith('OpenSMP')):,.0f} MB (bound 1,500)"
    )


# Growth -----------------------------------------------------------------------------------------------------------------------


def growth(size: int, folder: Path) -> list[float]:
    """Return the seconds of counts and shares, of percentiles, and of business hours with pauses, over so many incidents."""
    con = connect(folder)
    tables = {name: con.read_parquet(f"{folder}/{name}.parquet") for name in ("incident", "pause")}
    watch = Stopwatch(Span(FIRST - DAY, LAST + 365 * DAY), one_source=True, records=size)
    took = []
    for asks in (BY_MONTH[:2], BY_MONTH[2:], WITH_HOURS):
        start = time.perf_counter()
        figures(con, tables, asks, watch)
        took.append(time.perf_counter() - start)
    return took


def curve(sizes: list[int]) -> None:
    """Print the growth curve; a size that the machine cannot take is said to be so."""
    print(f"{'incidents':>12}{'counts s':>10}{'resolved s':>12}{'hours s':>10}{'µs an incident':>16}{'MB':>8}")
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            make_parquet(Path(name), size, size * 3 // 10)
            command = [sys.executable, "-m", "benchmarks.evidence_speed", "size", str(size), name]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                print(f"{size:>12,}  not on this machine: {done.stderr.strip().splitlines()[-1][:120]}")
                return
            took, memory = json.loads(done.stdout)
            print(
                f"{size:>12,}{took[0]:>10.2f}{took[1]:>12.2f}{took[2]:>10.2f}{sum(took) / size * 1e6:>16.2f}{memory:>8,.0f}",
                flush=True,
            )


def main(words: list[str]) -> None:
    if words[:1] == ["one"]:
        one(words[1], Path(words[2]))
    elif words[:1] == ["make"]:
        make_csv(Path(words[2]), int(words[1]))
    elif words[:1] == ["size"]:
        print(
            json.dumps(
                [growth(int(words[1]), Path(words[2])), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]
            )
        )
    elif words[:1] == ["growth"]:
        curve([int(each) for each in words[1:]] or [10**n for n in range(4, 9)])
    else:
        with tempfile.TemporaryDirectory() as place:
            report(compare(Path(place), int(words[0]) if words else INCIDENTS))


if __name__ == "__main__":
    main(sys.argv[1:])
