"""A person who has only a CSV of a tool that nobody saw gets a right mapping, or is asked the right question."""

from __future__ import annotations

import pytest
from tests.evidence.sources.reads import at, proposal, read

from opensmp.evidence.proposing import Proposal
from opensmp.measures.records import TABLES

pytestmark = pytest.mark.requirement("R56")

INDONESIAN = """\
Ticket No;Dibuka;Selesai;Prioritas;Layanan;Status;SLA;Petugas;Nilai Kepuasan
T-001;01/04/2026 09:15;01/04/2026 11:20;Tinggi;Mobile Banking;Selesai;Tercapai;Budi (budi.s);4,5
T-002;13/04/2026 10:00;;Sedang;Core Banking;Menunggu Vendor;;;
T-003;14/04/2026 10:00;14/04/2026 12:30;Kritis;Core Banking;Ditutup;Tidak Tercapai;Sari;1.234,5
"""


def said(proposed: Proposal, place: str) -> str:
    """Return what the doubts about a place say."""
    return " ".join(str(doubt.says) for doubt in proposed.doubts if doubt.place == place)


def test_an_indonesian_file_with_semicolons_is_read_rightly_at_once() -> None:
    proposed = proposal(INDONESIAN, ";")
    assert proposed.ready
    assert [doubt.place for doubt in proposed.doubts] == ["zone"]
    first, second, third = read(INDONESIAN, proposed.mapping, ";").tables["incident"]
    assert (first["id"], first["service"], first["opened_at"]) == ("T-001", "Mobile Banking", at("2026-04-01 09:15"))
    assert [row["priority"] for row in (first, second, third)] == [2, 3, 1]
    assert [row["state"] for row in (first, second, third)] == ["resolved", "paused", "closed"]
    assert [row["sla_met"] for row in (first, second, third)] == [1, None, 0]
    assert [row["csat"] for row in (first, second, third)] == [4.5, None, 1234.5]


@pytest.mark.parametrize(
    ("headers", "fields"),
    [
        (
            "Nomor Insiden,Tanggal Lapor (WIB),Waktu Pemulihan,Tingkat,Aplikasi",
            "id opened_at resolved_at priority service",
        ),
        (
            "Incident Number,Reported Date,Last Resolved Date,Priority,Assigned Group",
            "id opened_at resolved_at priority assignment_group",
        ),
        ("Ticket Id,Created Time,Resolved Time,Priority,Group", "id opened_at resolved_at priority assignment_group"),
        ("ref,start_date,resolution_date,priority,service_name", "id opened_at resolved_at priority service"),
        ("Request ID,Created Time,Resolved Time,Priority,Technician", "id opened_at resolved_at priority assignee"),
        ("ID,Created at,Solved at,Priority,Group", "id opened_at resolved_at priority assignment_group"),
        ("id,opened_at,resolved_at,priority,service", "id opened_at resolved_at priority service"),
        ("Case No.,Date Opened,Date Resolved,Severity,System", "id opened_at resolved_at priority service"),
    ],
)
def test_headers_of_many_tools_and_two_languages_are_understood(headers: str, fields: str) -> None:
    rows = "A-1,2026-04-13 08:00,2026-04-13 09:00,P1,Payments\nA-2,2026-04-14 08:00,,P2,Mail\n"
    proposed = proposal(f"{headers}\n{rows}", table="incident")
    assert proposed.ready
    assert set(proposed.mapping.columns) == set(fields.split())


def test_a_column_is_no_time_because_its_header_says_so() -> None:
    proposed = proposal("Ticket No,Opened,Resolved\n1,2026-04-13 08:00,yes\n2,2026-04-14 08:00,no\n")
    assert "resolved_at" not in proposed.mapping.columns


def test_a_column_whose_header_says_nothing_is_known_by_its_words_and_doubted() -> None:
    proposed = proposal(
        "Ticket No,Opened,Kolom X,Kolom Y\n1,2026-04-13 08:00,Kritis,Ditutup\n2,2026-04-14 08:00,Rendah,Menunggu\n"
    )
    assert proposed.mapping.columns["priority"].column == "Kolom X"
    assert proposed.mapping.columns["state"].column == "Kolom Y"
    assert "because of its values" in said(proposed, "priority")


def test_two_headers_of_one_meaning_are_told() -> None:
    proposed = proposal(
        "number,opened_at,sys_created_on,state\nA,2026-04-13 08:00,2026-04-13 08:01,New\n", source="servicenow"
    )
    assert proposed.mapping.columns["opened_at"].column == "opened_at"
    assert "sys_created_on" in said(proposed, "opened_at")


def test_a_key_that_repeats_gives_way_to_one_that_does_not() -> None:
    table = """\
        contract_number,title,execution_date,expiry_date,details_url
        1,A,2025-01-13,2026-01-13,https://example.org/view?id=1
        1,B,2025-01-13,2026-01-13,https://example.org/view?id=2
        """
    proposed = proposal(table)
    assert (proposed.mapping.table, proposed.mapping.columns["id"].column) == ("contract", "details_url")


def test_an_unknown_state_is_reported_and_not_guessed() -> None:
    table = "Ticket No,Opened,Status\n1,2026-04-13 08:00,Open\n2,2026-04-14 08:00,Zugewiesen\n"
    proposed = proposal(table)
    assert "Zugewiesen" in said(proposed, "state")
    assert [row["state"] for row in read(table, proposed.mapping).tables["incident"]] == ["new", "unknown"]


def test_a_missing_number_and_a_missing_start_must_be_named() -> None:
    proposed = proposal("Status,Priority\nOpen,P1\nClosed,P2\n", table="incident")
    assert {doubt.place for doubt in proposed.doubts if doubt.must} == {"id", "opened_at"}


def test_a_file_about_something_else_is_not_taken_for_incidents() -> None:
    proposed = proposal("name,colour\nrose,red\nviolet,blue\n")
    assert not proposed.ready


def test_a_scale_without_a_highest_word_is_doubted() -> None:
    proposed = proposal("Ticket No,Opened,Priority\n1,2026-04-13 08:00,High\n2,2026-04-14 08:00,Low\n")
    assert proposed.mapping.columns["priority"].values == {"High": 1, "Low": 3}
    assert "no word says critical" in said(proposed, "priority")


@pytest.mark.parametrize(
    ("words", "other", "rank"),
    [("Kritis Sedang", "Rendah", 4), ("P1 P3", "P2", 2), ("Urgent Low", "Normal", None), ("CRITICAL LOW", "HIGH", 2)],
)
def test_a_scale_knows_the_words_of_next_month(words: str, other: str, rank: int | None) -> None:
    first, second = words.split()
    proposed = proposal(f"Ticket No,Opened,Priority\n1,2026-04-13 08:00,{first}\n2,2026-04-14 08:00,{second}\n")
    assert proposed.mapping.columns["priority"].values.get(other) == rank


def test_a_few_cells_that_do_not_fit_are_counted_before_they_are_refused() -> None:
    rows = "".join(f"{number},{number % 28 + 1:02}/04/2026 08:00,\n" for number in range(50))
    proposed = proposal(f"Ticket No,Opened,Resolved\n{rows}x,soon,\n")
    assert proposed.mapping.columns["opened_at"].format == "%d/%m/%Y %H:%M"
    assert "1 cell is no time" in said(proposed, "opened_at")


def test_a_column_that_is_ambiguous_follows_one_of_the_same_file_that_is_not() -> None:
    proposed = proposal(
        "Ticket No,Opened,Resolved\n1,3/4/2026 08:00,13/4/2026 08:00\n2,4/4/2026 08:00,14/4/2026 08:00\n"
    )
    assert proposed.ready
    assert proposed.mapping.columns["opened_at"].format == "%d/%m/%Y %H:%M"
    assert "other times of the file" in said(proposed, "opened_at")


def test_a_zone_in_the_header_is_the_zone_of_the_column() -> None:
    table = "Ticket No,Opened (WIT),Resolved (UTC)\n1,2026-04-13 08:00,2026-04-13 00:00\n"
    record = read(table, proposal(table).mapping).record("incident", "1")
    assert record["opened_at"] == at("2026-04-13 08:00", "Asia/Jayapura")
    assert record["resolved_at"] == at("2026-04-13 00:00", "UTC")


def test_doubts_can_be_said_in_both_languages_and_stand_in_the_file() -> None:
    proposed = proposal("Ticket No,Opened,Status\n1,2026-04-13 08:00,Zugewiesen\n")
    for language in ("en", "id"):
        assert "Zugewiesen" in proposed.notes(language)["state"]


@pytest.mark.thorough
@pytest.mark.parametrize("table", sorted(TABLES))
def test_a_file_with_the_canonical_names_becomes_its_table(table: str) -> None:
    definition = TABLES[table]
    cells = {
        "time": "2026-04-13 08:00",
        "rank": "1",
        "flag": "yes",
        "count": "3",
        "number": "2.5",
        "seconds": "60",
        "state": "closed",
    }
    header = ",".join(field.name for field in definition.fields)
    row = ",".join(
        "A1" if place == 0 else cells.get(field.kind, "word") for place, field in enumerate(definition.fields)
    )
    proposed = proposal(f"{header}\n{row}\n", table=table)
    assert set(proposed.mapping.columns) == set(definition.by_name)
    got = read(f"{header}\n{row}\n", proposed.mapping)
    assert got.refused == []
    record = got.record(table, "A1")
    assert all(record[field.name] is not None for field in definition.fields)
