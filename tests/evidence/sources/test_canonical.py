"""Text becomes typed records: each reader exactly, each unreadable cell refused with its reason, nothing dropped."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.evidence.sources.reads import KEY, at, columns, engine, local, read

from opensmp.evidence import zones
from opensmp.evidence.mapping import Column, Mapping
from opensmp.evidence.pseudonyms import pseudonym, pseudonym_of
from opensmp.i18n import Unreadable

pytestmark = pytest.mark.requirement("R56")

EVENT_LOG = """\
    source: generic
    table: incident
    zone: UTC
    columns:
      id: n
      state: {column: s, values: {New: new, Work: active, Wait: paused, Done: resolved}}
      updated_at: {column: t, format: iso}
      reopen_count: r
    history: {highest: [reopen_count], acknowledged: true}
    """


def one(kind_field: str, column: Column, cell: str) -> object:
    """Return what one cell becomes as one field of an incident; the reason where its row is refused."""
    mapping = Mapping(source="x", table="incident", zone="UTC", columns={"id": Column(column="n"), kind_field: column})
    quoted = '"' + cell.replace('"', '""') + '"'
    got = read(f"n,c\nA,{quoted}\n", mapping)
    return got.refused[0]["reason"] if got.refused else got.record("incident", "A")[kind_field]


@pytest.mark.parametrize(
    ("cell", "column", "seconds"),
    [
        ("33:46:18", Column(column="c", unit="clock"), 121_578),
        ("-1:30", Column(column="c", unit="clock"), -5400),
        ("1970-01-02 09:46:18", Column(column="c", unit="1970"), 121_578),
        ("1 Day 9 Hours 46 Minutes 18 Seconds", Column(column="c", unit="words"), 121_578),
        ("2 hari 3 jam 5 menit", Column(column="c", unit="words"), 183_900),
        ("90", Column(column="c", unit="minutes"), 5400),
        ("1,5", Column(column="c", unit="hours", decimal=","), 5400),
        ("1.5", Column(column="c", unit="hours"), 5400),
        ("2", Column(column="c", unit="days"), 172_800),
        ("60", Column(column="c"), 60),
        ("1:75", Column(column="c", unit="clock"), "seconds"),
        ("soon", Column(column="c", unit="words"), "seconds"),
        ("2 moons", Column(column="c", unit="words"), "seconds"),
    ],
)
def test_a_duration_is_read_in_its_unit_or_its_written_form(cell: str, column: Column, seconds: object) -> None:
    assert one("sla_target", column, cell) == seconds


@pytest.mark.parametrize(
    ("cell", "column", "number"),
    [
        ("1,234.5", Column(column="c"), 1234.5),
        ("1.234,5", Column(column="c", decimal=","), 1234.5),
        ("98,72 %", Column(column="c", decimal=","), 98.72),
        ("1e3", Column(column="c"), 1000.0),
        ("1,23", Column(column="c"), "number"),
        ("1.23", Column(column="c", decimal=","), "number"),
        ("nan", Column(column="c"), "number"),
        ("inf", Column(column="c"), "number"),
        ("NA", Column(column="c", missing=("NA",)), None),
        ("0x10", Column(column="c"), "number"),
    ],
)
def test_a_number_is_read_with_its_own_decimal_sign_or_not_at_all(cell: str, column: Column, number: object) -> None:
    assert one("csat", column, cell) == number


@pytest.mark.parametrize(
    ("cell", "count"), [("3", 3), ("3.0", 3), ("3.5", "count"), ("1_000", "count"), ("0x10", "count"), ("", None)]
)
def test_a_count_is_whole(cell: str, count: object) -> None:
    assert one("reopen_count", Column(column="c"), cell) == count


@pytest.mark.parametrize(
    ("cell", "form", "seconds"),
    [
        ("2026-04-13 08:00:59.900", "iso", at("2026-04-13 08:00:59", "UTC")),
        ("2026-04-13", "iso", at("2026-04-13", "UTC")),
        ("2026-04-13T08:00:00Z", "iso", "time"),
        ("2026-04-13T08:00:00+07:00", "iso", "time"),
        ("2026-04-13 08:00:00", "iso with offset", "time"),
        ("2026-04-13T08:00:00+07", "iso with offset", at("2026-04-13 08:00")),
        ("2026-04-13T08:00:00+0700", "iso with offset", at("2026-04-13 08:00")),
        ("2026-04-13T08:00Z", "iso with offset", at("2026-04-13 08:00", "UTC")),
        ("13/4/16 08:00", "%d/%m/%Y %H:%M", "time"),
        ("31/4/2016 08:00", "%d/%m/%Y %H:%M", "time"),
        ("0000-00-00 00:00:00", "iso", "time"),
        ("13 Agustus 2026", "%d %b %Y", at("2026-08-13", "UTC")),
        ("13 Mei 2026", "%d %b %Y", at("2026-05-13", "UTC")),
        ("Oktober 13, 2026", "%B %d, %Y", at("2026-10-13", "UTC")),
        ("46125.5", "spreadsheet days", at("2026-04-13 12:00", "UTC")),
    ],
)
def test_a_time_is_read_in_the_one_format_of_its_column(cell: str, form: str, seconds: object) -> None:
    assert one("opened_at", Column(column="c", format=form), cell) == seconds


def test_words_are_found_whatever_their_case_and_spaces() -> None:
    assert one("state", Column(column="c", values={"In Progress": "active"}), " in progress\t") == "active"
    assert one("priority", Column(column="c", values={"High": 2}), "HIGH") == 2
    assert one("priority", Column(column="c", values={"High": 2}), "Enormous") == "rank"
    assert one("priority", Column(column="c"), "0") == "rank"
    assert one("sla_met", Column(column="c", yes=("Tercapai",), no=("Gagal",)), "tercapai") == 1
    assert one("sla_met", Column(column="c", yes=("Tercapai",), no=("Gagal",)), "mungkin") == "flag"


def test_an_unreadable_cell_refuses_its_row_and_says_where_but_not_what_stands_there() -> None:
    mapping = Mapping(
        source="x", table="incident", zone="UTC",
        columns={"id": Column(column="n"), "opened_at": Column(column="o", format="iso"), "csat": Column(column="c")},
    )  # fmt: skip
    got = read("n,o,c\nA,Sari Dewi,1\n,2026-04-13 08:00,1\nC,2026-04-13 08:00,good\nD,2026-04-13 08:00,1\n", mapping)
    assert [(row["_row"], row["key"], row["field"], row["column"], row["reason"]) for row in got.refused] == [
        (1, "A", "opened_at", "o", "time"),
        (2, None, "id", "n", "no-key"),
        (3, "C", "csat", "c", "number"),
    ]
    assert [row["id"] for row in got.tables["incident"]] == ["D"]


def test_a_column_that_matters_less_may_be_left_empty() -> None:
    assert one("csat", Column(column="c", unreadable="empty"), "good") is None


def test_a_mapping_for_another_file_is_refused() -> None:
    with pytest.raises(Unreadable, match="no column “missing”"):
        read("n\nA\n", Mapping(source="x", table="incident", columns={"id": Column(column="missing")}))


def test_a_duration_can_start_at_a_time_and_a_time_can_end_a_duration() -> None:
    mapping = Mapping(
        source="x", table="incident", zone="UTC",
        columns={
            "id": Column(column="n"),
            "opened_at": Column(column="o", format="iso"),
            "acknowledged_at": Column(column="wait", unit="minutes", after="opened_at"),
            "sla_target": Column(column="due", format="iso", since="opened_at"),
        },
    )  # fmt: skip
    record = read("n,o,wait,due\nA,2026-04-13 08:00,15,2026-04-13 12:00\n", mapping).record("incident", "A")
    assert record["acknowledged_at"] - record["opened_at"] == 900
    assert record["sla_target"] == 4 * 3600


def test_a_constant_stands_in_every_record() -> None:
    mapping = Mapping(
        source="x", table="incident", columns={"id": Column(column="n")}, constants={"service": "mail", "major": 0}
    )
    assert [(row["service"], row["major"]) for row in read("n\nA\nB\n", mapping).tables["incident"]] == [
        ("mail", 0)
    ] * 2


def test_a_list_is_joined_alike_whatever_stood_between_its_values() -> None:
    mapping = Mapping(
        source="x", table="contract", zone="UTC",
        columns={"id": Column(column="n"), "services": Column(column="s", separator="\n")},
    )  # fmt: skip
    assert read('n,s\nA,"Mail \n Web"\n', mapping).record("contract", "A")["services"] == "Mail|Web"


# Event logs ----------------------------------------------------------------------------------------------------------


def test_a_history_gives_the_record_its_response_and_its_pauses() -> None:
    log = """\
        n,s,t,r
        A,New,2026-04-13 08:00,0
        A,Work,2026-04-13 08:10,0
        A,Wait,2026-04-13 08:20,0
        A,Wait,2026-04-13 08:30,3
        A,Work,2026-04-13 09:00,1
        A,Wait,2026-04-13 10:00,1
        B,New,2026-04-13 08:00,0
        """
    got = read(log, EVENT_LOG)
    record = got.record("incident", "A")
    assert (record["acknowledged_at"], record["reopen_count"]) == (at("2026-04-13 08:10", "UTC"), 3)
    assert got.record("incident", "B")["acknowledged_at"] is None
    assert [(row["start_at"], row["end_at"], row["reason"]) for row in got.tables["pause"]] == [
        (at("2026-04-13 08:20", "UTC"), at("2026-04-13 09:00", "UTC"), "Wait"),
        (at("2026-04-13 10:00", "UTC"), None, "Wait"),
    ]
    assert [(row["id"], row["place"], row["state_label"]) for row in got.tables["event"]][:2] == [
        ("A#0", 0, "New"),
        ("A#1", 1, "Work"),
    ]


def test_a_record_with_an_unreadable_event_is_refused_as_a_whole() -> None:
    got = read("n,s,t,r\nA,New,2026-04-13 08:00,0\nA,Done,then,0\nB,New,2026-04-13 08:00,0\n", EVENT_LOG)
    assert [(row["_row"], row["reason"]) for row in got.refused] == [(1, "history"), (2, "time")]
    assert [row["id"] for row in got.tables["incident"]] == ["B"]


def test_the_declared_order_decides_the_last_row_and_not_the_order_of_the_file() -> None:
    log = "n,s,t,r,m\nA,Done,2026-04-13 09:00,0,7\nA,New,2026-04-13 08:00,0,0\nA,Work,2026-04-13 08:30,0,7\n"
    got = read(log, EVENT_LOG.replace("{highest", "{order: m, highest"))
    assert got.record("incident", "A")["state"] == "active"
    assert {row["id"] for row in got.tables["event"]} == {"A#0", "A#7", "A#7.1"}, "two events of one place stay two"
    by_time = read(log, EVENT_LOG.replace("{highest", "{order: t, highest"))
    assert by_time.record("incident", "A")["state"] == "resolved"


# Zones ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "zone",
    ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"],
)
@given(seconds=st.lists(st.integers(631_152_000, 2_500_000_000), min_size=1, max_size=30))
@settings(max_examples=5)
def test_local_times_become_utc_as_the_time_zone_database_says(zone: str, seconds: list[int]) -> None:
    shown = [
        datetime.fromtimestamp(each, UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0) for each in seconds
    ]
    wanted = [int(each.replace(tzinfo=ZoneInfo(zone)).timestamp()) for each in shown]
    clocks = [int(each.replace(tzinfo=UTC).timestamp()) for each in shown]
    table = columns({"local": clocks, "place": list(range(len(shown)))})
    rows = engine().to_pyarrow(table.mutate(utc=zones.utc(table.local, zone))).to_pylist()
    assert [row["utc"] for row in sorted(rows, key=lambda row: row["place"])] == wanted


@pytest.mark.parametrize(("day", "hours"), [("2026-10-25", 3), ("2026-03-29", 1)])
def test_two_hours_on_the_clock_are_three_or_one_when_the_clocks_change(day: str, hours: int) -> None:
    mapping = Mapping(
        source="x", table="incident", zone="Europe/Berlin",
        columns={"id": Column(column="n"), "opened_at": Column(column="o", format="iso"), "resolved_at": Column(column="r", format="iso")},
    )  # fmt: skip
    record = read(f"n,o,r\nA,{day} 01:30,{day} 03:30\n", mapping).record("incident", "A")
    assert record["resolved_at"] - record["opened_at"] == hours * 3600


def test_local_times_that_came_twice_or_never_are_counted() -> None:
    mapping = Mapping(
        source="x", table="incident", zone="Europe/Berlin",
        columns={"id": Column(column="n"), "opened_at": Column(column="o", format="iso")},
    )  # fmt: skip
    got = read("n,o\nA,2026-10-25 02:30\nB,2026-03-29 02:30\nC,2026-03-29 03:00\nD,\n", mapping)
    assert got.uncertain == [{"field": "opened_at", "ambiguous": 1, "nonexistent": 1}]
    assert got.record("incident", "A")["opened_at"] == at("2026-10-25 02:30", "Europe/Berlin"), "the first of the two"
    assert local(got.record("incident", "B")["opened_at"], "Europe/Berlin") == "2026-03-29 03:30"


def test_every_change_of_clocks_is_found_to_the_second() -> None:
    found = zones.changes("Europe/Berlin")
    assert len([change for change in found if datetime.fromtimestamp(change.instant, UTC).year == 2026]) == 2
    for change in found:
        before, after = (datetime.fromtimestamp(change.instant, UTC) + timedelta(seconds=step) for step in (-1, 0))
        offsets = [moment.astimezone(ZoneInfo("Europe/Berlin")).utcoffset() for moment in (before, after)]
        assert offsets == [timedelta(seconds=change.before), timedelta(seconds=change.after)]
    assert zones.changes("Asia/Jakarta") == ()


# Persons -------------------------------------------------------------------------------------------------------------


@given(
    st.lists(
        st.text(st.characters(min_codepoint=32, max_codepoint=0x17F), min_size=1, max_size=20), min_size=1, max_size=20
    )
)
@settings(max_examples=15)
def test_the_engine_and_an_auditor_with_the_key_get_the_same_pseudonym(names: list[str]) -> None:
    names = [name.strip() for name in names if name.strip()]
    if not names:
        return
    table = columns({"name": names, "place": list(range(len(names)))})
    rows = engine().to_pyarrow(table.mutate(found=pseudonym(table.name, KEY))).to_pylist()
    assert [row["found"] for row in sorted(rows, key=lambda row: row["place"])] == [
        pseudonym_of(name, KEY) for name in names
    ]


def test_a_pseudonym_is_short_and_shows_nothing() -> None:
    assert pseudonym_of("Budi Santoso (budi.s)", KEY) == pseudonym_of(" BUDI.S ".strip(), KEY)
    assert pseudonym_of("Budi Santoso", KEY) != pseudonym_of("budi.s", KEY), (
        "a name alone cannot be joined to its login"
    )
    assert pseudonym_of("x", KEY).startswith("P-")
    assert len(pseudonym_of("x", KEY)) == 12


def test_numbers_that_are_names_stay_as_they_are_written() -> None:
    mapping = Mapping(
        source="x", table="incident",
        columns={"id": Column(column="n"), "category": Column(column="c"), "assignment_group": Column(column="g")},
    )  # fmt: skip
    rows = read("n,c,g\n007,1E5,NA\n12345678901234567890,None,null\n", mapping).tables["incident"]
    assert [(row["id"], row["category"], row["assignment_group"]) for row in rows] == [
        ("007", "1E5", "NA"),
        ("12345678901234567890", "None", "null"),
    ]
