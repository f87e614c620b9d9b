"""A cell that is written as most are is read at first sight: never otherwise than by the rules of its column."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.evidence.sources.reads import columns, engine, read

from opensmp.evidence import formats
from opensmp.evidence.mapping import Column, Mapping
from opensmp.measures.records import Kind

pytestmark = pytest.mark.requirement("R56")

WAYS: tuple[tuple[Kind, Column], ...] = (
    ("time", Column(column="c", format="iso")),
    ("time", Column(column="c", format="%Y-%m-%d %H:%M:%S")),
    ("count", Column(column="c")),
    ("rank", Column(column="c")),
    ("rank", Column(column="c", values={"High": 1, "2": 2, "'=x": 3, " low ": 4, "(none)": 5})),
    ("seconds", Column(column="c")),
    ("seconds", Column(column="c", unit="hours", decimal=",")),
    ("seconds", Column(column="c", unit="clock")),
    ("flag", Column(column="c")),
    ("flag", Column(column="c", yes=("In time", "-"), no=("Late",))),
    ("flag", Column(column="c", form="sign")),
    ("state", Column(column="c", values={"Open": "active", "Solved": "resolved"})),
    ("state", Column(column="c")),
)
ODD = (
    "2026-02-03 04:05:06", "2026-02-03T04:05:06", "2026-02-03 04:05:6Z", "2026-02-03 24:00:00", "2026-02-30 00:00:00",
    "2026-02-03 04:05+07", "0016-02-03 04:05:06", "2026-02-03 04:05:06 ", "2026-02-03  4:05:06", "2026-02-03 04:05", "2026-02-03",
    "7", "-7", "007", "+7", "7.0", "7.5", "1e3", "1_000", "1,000", "1.000", "9000000000000000", "8999999999999999", "0", "-0",
    "-9223372036854775808", "9223372036854775807", "99999999999999999999", "High", "high", "HIGH ", " low ", "low", "'=x", "=x", "2",
    "(none)", "In time", "-", "late", "yes", "Y", "TRUE", "Open", "OPEN", "Reopened", "?", "", " ", "\u00a0", "'", "'7", "\t7",
)  # fmt: skip


def differences(cells: list[str], missing: tuple[str, ...]) -> list[tuple[str, str, object, object]]:
    """Return the cells that are read at first sight otherwise than by their rules: kind, cell, and what both say."""
    found: list[tuple[str, str, object, object]] = []
    table = columns({"c": cells})
    for kind, how in WAYS:
        quick = formats.quick(kind, table.c, how, missing)
        if quick is None:
            continue
        ruled = formats.parsed(kind, formats.present(formats.trimmed(table.c), missing), how, None)
        rows = engine().to_pyarrow(table.select("c", quick=quick, ruled=ruled)).to_pylist()
        wrong = [row for row in rows if row["quick"] is not None and row["quick"] != row["ruled"]]
        found += [(kind, row["c"], row["quick"], row["ruled"]) for row in wrong]
    return found


@pytest.mark.parametrize("missing", [(), ("?", "7", "2026-02-03 04:05:06", "High", "Open", "yes")])
def test_odd_cells_are_read_by_the_rules_of_their_column(missing: tuple[str, ...]) -> None:
    # midnight at the end of a day is ISO 8601; the engine's reading by a format alone does not know it
    told = [each for each in differences(list(ODD), missing) if each[1] != "2026-02-03 24:00:00"]
    assert told == []


@given(st.lists(st.text("0123456789-+:. TZ'=,eé", max_size=20), min_size=1, max_size=30))
@settings(max_examples=10)
def test_any_cell_is_read_by_the_rules_of_its_column(cells: list[str]) -> None:
    assert differences(cells, ()) == []


@pytest.mark.parametrize(
    ("unit", "cell"),
    [("", "9223372036854775807"), ("days", "1e300"), ("words", "999999999999999999 days"), ("hours", "9" * 40)],
)
def test_a_duration_beyond_all_time_refuses_its_row(unit: str, cell: str) -> None:
    columns = {"id": Column(column="n"), "sla_target": Column(column="d", unit=unit)}
    got = read(f"n,d\nA,{cell}\nB,\n", Mapping(source="x", table="incident", zone="UTC", columns=columns))
    assert [(row["key"], row["reason"]) for row in got.refused] == [("A", "seconds")]


def test_a_spreadsheet_day_beyond_all_time_refuses_its_row() -> None:
    columns = {"id": Column(column="n"), "opened_at": Column(column="t", format="spreadsheet days")}
    got = read("n,t\nA,1e300\nB,46000.5\n", Mapping(source="x", table="incident", zone="UTC", columns=columns))
    assert [(row["key"], row["reason"]) for row in got.refused] == [("A", "time")]


def test_a_marker_for_missing_may_look_like_a_value() -> None:
    mapping = Mapping(
        source="x", table="incident", zone="UTC", missing=("1970-01-01 00:00:00", "0"),
        columns={
            "id": Column(column="n"), "opened_at": Column(column="t", format="%Y-%m-%d %H:%M:%S"), "reopen_count": Column(column="r"),
        },
    )  # fmt: skip
    got = read("n,t,r\nA,1970-01-01 00:00:00,0\nB,1970-01-02 00:00:00,1\n", mapping)
    assert [got.record("incident", name)["opened_at"] for name in "AB"] == [None, 86_400]
    assert [got.record("incident", name)["reopen_count"] for name in "AB"] == [None, 1]
