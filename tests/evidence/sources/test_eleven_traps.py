"""The eleven traps of real exports; each once misled somebody, and each is a test."""

from __future__ import annotations

import pytest
from tests.evidence.sources.reads import KEY, at, engine, proposal, raw, read

from opensmp.evidence.formats import CHOOSE
from opensmp.evidence.mapping import as_text, from_text
from opensmp.evidence.pseudonyms import pseudonym_of
from opensmp.i18n import Unreadable

pytestmark = pytest.mark.requirement("R56")

EVENTS = """\
number,incident_state,sys_mod_count,made_sla,reopen_count,priority,opened_at,sys_updated_at,resolved_at,caller_id
INC1,New,0,true,0,1 - Critical,29/2/2016 01:16,29/2/2016 01:23,?,Caller 1
INC1,Awaiting User Info,1,true,2,1 - Critical,29/2/2016 01:16,29/2/2016 02:00,?,Caller 1
INC1,Active,2,true,1,2 - High,29/2/2016 01:16,29/2/2016 04:00,29/2/2016 11:29,Caller 1
INC1,Closed,3,false,1,2 - High,29/2/2016 01:16,5/3/2016 12:00,29/2/2016 11:29,Caller 1
INC2,New,0,true,0,3 - Moderate,1/3/2016 08:00,1/3/2016 08:00,?,Caller 2
INC2,-100,1,true,0,3 - Moderate,1/3/2016 08:00,1/3/2016 09:00,?,Caller 2
"""


def test_trap_1_rows_are_events_and_the_last_row_of_each_record_counts() -> None:
    proposed = proposal(EVENTS)
    assert proposed.mapping.history is not None
    assert any(doubt.place == "history" for doubt in proposed.doubts)
    got = read(EVENTS, proposed.mapping)
    assert len(got.tables["event"]) == 6
    assert [(row["id"], row["sla_met"], row["priority"]) for row in got.tables["incident"]] == [
        ("INC1", 0, 2),
        ("INC2", 1, 3),
    ]
    assert got.record("incident", "INC1")["reopen_count"] == 2, "a counter is the highest of its history"


def test_trap_2_missing_values_have_many_spellings_and_an_unmapped_state_is_reported() -> None:
    proposed = proposal(EVENTS)
    assert proposed.mapping.missing == ("?",)
    assert ("-100",) in [doubt.choices for doubt in proposed.doubts if doubt.place == "state"]
    got = read(EVENTS, proposed.mapping)
    assert got.record("incident", "INC2")["state"] == "unknown"
    assert got.record("incident", "INC2")["resolved_at"] is None


def test_trap_2_na_is_missing_where_a_number_stands_and_a_word_where_a_name_stands() -> None:
    proposed = proposal(
        """\
        Ticket No,Opened,Group,CSAT
        1,2026-04-13 10:00,NA,4.5
        2,2026-04-14 10:00,Network,NA
        3,2026-04-15 10:00,Network,ND
        """
    )
    assert proposed.mapping.columns["csat"].missing == ("NA", "ND")
    assert proposed.mapping.columns["assignment_group"].missing == ()
    assert [doubt.choices for doubt in proposed.doubts if doubt.place == "assignment_group"] == [("NA",)]


def test_trap_2_the_unit_of_a_percentage_is_asked_for() -> None:
    table = "Ticket No,Opened,Resolved,CSAT (%)\n1,2026-04-13 10:00,2026-04-13 11:00,0.9872\n"
    proposed = proposal(table)
    asked = [(doubt.choices, doubt.must) for doubt in proposed.doubts if doubt.place == "csat"]
    assert asked == [(("ratio", "percent"), True)]
    mapping = from_text(as_text(proposed.mapping).replace("csat: CSAT (%)", "csat: {column: CSAT (%), unit: ratio}"))
    assert read(table, mapping).record("incident", "1")["csat"] == pytest.approx(98.72)


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("13/4/2016 09:05", "%d/%m/%Y %H:%M"),
        ("4/13/2016 09:05", "%m/%d/%Y %H:%M"),
        ("2016-04-13 09:05:00", "iso"),
        ("13-04-2016 09:05", "%d-%m-%Y %H:%M"),
        ("13/Apr/16 9:05 AM", "%d/%b/%y %I:%M %p"),
        ("4/13/16 9:05", "%m/%d/%y %H:%M"),
        ("13/04/2016 09.05", "%d/%m/%Y %H.%M"),
        ("13 April 2016 09:05", "%d %B %Y %H:%M"),
        ("2016-04-13T02:05:00Z", "iso with offset"),
        ("2016-04-13T09:05:00+07:00", "iso with offset"),
        ("1460513100", "seconds"),
        ("1460513100000", "milliseconds"),
    ],
)
def test_trap_3_each_way_to_write_a_time_gives_the_same_instant(written: str, form: str) -> None:
    table = f"number,opened,resolved\nA,{written},\n"
    proposed = proposal(table)
    assert proposed.mapping.columns["opened_at"].format == form
    assert read(table, proposed.mapping).record("incident", "A")["opened_at"] == at("2016-04-13 09:05")


def test_trap_3_the_order_of_day_and_month_is_decided_by_the_whole_column() -> None:
    rows = "".join(f"{number},{number % 12 + 1}/{number % 12 + 1}/2026 08:00,\n" for number in range(500))
    proposed = proposal(f"number,opened,resolved\n{rows}last,13/1/2026 08:00,\n")
    assert proposed.mapping.columns["opened_at"].format == "%d/%m/%Y %H:%M"


def test_trap_3_where_day_and_month_both_fit_somebody_must_choose() -> None:
    table = "number,opened,resolved\nA,3/4/2026 08:00,\nB,5/4/2026 08:00,\n"
    proposed = proposal(table)
    (doubt,) = [doubt for doubt in proposed.doubts if doubt.must]
    assert set(doubt.choices) == {"%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M"}
    assert not proposed.ready
    assert proposed.mapping.columns["opened_at"].format == CHOOSE
    with pytest.raises(Unreadable, match="not decided"):
        read(table, proposed.mapping)
    with pytest.raises(Unreadable, match="day or the month"):
        from_text(as_text(proposed.mapping))


def test_trap_3_no_zone_is_guessed_when_nobody_named_one() -> None:
    table = "number,opened,resolved\nA,2026-04-13 08:00,\n"
    assert not proposal(table, zone="").ready
    assumed = proposal(table)
    assert assumed.ready
    assert "Asia/Jakarta" in str(next(doubt.says for doubt in assumed.doubts if doubt.place == "zone"))
    with pytest.raises(Unreadable, match="time zone"):
        read(table, proposal(table, zone="").mapping)


def test_trap_3_a_date_of_1970_in_a_column_of_durations_is_a_duration() -> None:
    mapping = """\
        source: servicenow
        table: incident
        columns:
          id: number
          sla_target: {column: business_duration, unit: 1970}
        """
    got = read("number,business_duration\nA,1970-01-02 09:46:18\n", mapping)
    assert got.record("incident", "A")["sla_target"] == 33 * 3600 + 46 * 60 + 18


@pytest.mark.parametrize(
    ("source", "words", "ranks"),
    [
        ("servicenow", ["1 - Critical", "4 - Low"], [1, 4]),
        ("servicenow", ["1", "5"], [1, 5]),
        ("glpi", ["6", "1"], [1, 6]),
        ("glpi", ["Major", "Very low"], [1, 6]),
        ("generic", ["Urgent", "High", "Medium", "Low"], [1, 2, 3, 4]),
        ("generic", ["4 - Urgent", "3 - High", "1 - Low"], [1, 2, 4]),
        ("generic", ["Kritis", "Tinggi", "Sedang", "Rendah"], [1, 2, 3, 4]),
        ("generic", ["P1", "P3"], [1, 3]),
        ("generic", ["Blocker", "Critical", "Trivial"], [1, 2, 5]),
        ("generic", ["Critical (1)", "Low (4)"], [1, 4]),
    ],
)
def test_trap_4_rank_1_is_the_most_urgent_whatever_the_tool_counts(
    source: str, words: list[str], ranks: list[int]
) -> None:
    rows = "".join(f"{number},2026-04-13 08:00,{word}\n" for number, word in enumerate(words))
    table = f"id,Opening date,Priority\n{rows}"
    proposed = proposal(table, source=source, table="incident")
    assert [row["priority"] for row in read(table, proposed.mapping).tables["incident"]] == ranks


def test_trap_4_the_direction_of_bare_numbers_of_an_unknown_tool_must_be_told() -> None:
    proposed = proposal("Ticket No,Opened,Priority\n1,2026-04-13 08:00,1\n2,2026-04-14 08:00,4\n")
    doubt = next(doubt for doubt in proposed.doubts if doubt.place == "priority")
    assert "do not say which is the most urgent" in str(doubt.says)
    assert (doubt.choices, doubt.must) == (("1", "4"), True)


def test_trap_5_resolved_and_closed_stay_two_ends() -> None:
    table = "number,opened_at,resolved_at,closed_at\nA,2026-04-13 08:00,2026-04-13 09:00,2026-04-18 09:00\n"
    record = read(table, proposal(table).mapping).record("incident", "A")
    assert record["closed_at"] - record["resolved_at"] == 5 * 86_400


def test_trap_6_the_tools_flag_is_kept_beside_the_times_and_not_computed_from_them() -> None:
    table = "number,opened_at,resolved_at,made_sla\nA,2026-04-13 08:00,2026-04-13 08:30,false\n"
    record = read(table, proposal(table).mapping).record("incident", "A")
    assert record["sla_met"] == 0
    assert record["resolved_at"] - record["opened_at"] == 1800


def test_trap_6_a_flag_of_breaches_is_read_the_other_way_round() -> None:
    table = "Ticket No,Opened,SLA Breached\nA,2026-04-13 08:00,true\nB,2026-04-13 08:00,false\n"
    proposed = proposal(table)
    assert [row["sla_met"] for row in read(table, proposed.mapping).tables["incident"]] == [0, 1]
    assert any(doubt.place == "sla_met" for doubt in proposed.doubts)


def test_trap_6_a_time_by_which_something_is_due_is_not_taken_for_a_time_allowed() -> None:
    table = "number,opened_at,resolved_at,sla_due\nA,2026-04-13 08:00,2026-04-13 08:30,2026-04-14 08:00\n"
    assert "sla_target" not in proposal(table).mapping.columns


def test_trap_7_a_record_without_an_end_is_kept() -> None:
    table = "number,opened_at,resolved_at\nA,2026-04-13 08:00,\nB,,2026-04-13 08:00\n"
    got = read(table, proposal(table).mapping)
    assert got.refused == []
    assert [(row["opened_at"], row["resolved_at"]) for row in got.tables["incident"]] == [
        (at("2026-04-13 08:00"), None),
        (None, at("2026-04-13 08:00")),
    ]


def test_trap_8_windows_keep_their_impact_and_their_overlap() -> None:
    table = """\
        incident_id,downtime_start,downtime_end,impact
        1,2024-07-31T23:00:00Z,2024-08-01T02:00:00Z,minor
        2,2024-08-01T01:00:00Z,2024-08-01T03:00:00Z,major
        3,2024-08-01T01:00:00Z,2024-08-01T01:00:00Z,none
        """
    got = read(table, proposal(table).mapping)
    assert [row["impact"] for row in got.tables["outage"]] == ["minor", "major", "none"]
    assert [row["outage_end"] - row["outage_start"] for row in got.tables["outage"]] == [10_800, 7_200, 0]
    assert all(row["planned"] is None for row in got.tables["outage"]), "what counts as down is written in the plan"


def test_trap_9_repeated_rows_of_overlapping_exports_are_doubted_and_are_no_history() -> None:
    rows = "".join(f"{number},2026-04-{number % 28 + 1:02} 08:00,2026-05-01 08:00\n" for number in range(40))
    proposed = proposal(f"number,opened_at,sys_updated_on\n{rows}3,2026-04-04 08:00,2026-05-02 08:00\n")
    assert proposed.mapping.history is None
    assert any("1 row repeats" in str(doubt.says) for doubt in proposed.doubts)


def test_trap_10_a_cancelled_change_and_a_type_called_all_are_told_apart_from_a_blank() -> None:
    table = """\
        number,type,state,opened_at,close_code,backout_plan
        CHG1,normal,3,2026-04-13 08:00,successful,back to the old version
        CHG2,,4,2026-04-13 08:00,,
        CHG3,ALL,3,2026-04-13 08:00,unsuccessful,
        """
    changes = read(table, proposal(table, source="servicenow").mapping).tables["change"]
    assert [(row["type"], row["state"], row["backout_plan"]) for row in changes] == [
        ("normal", "closed", 1),
        (None, "cancelled", 0),
        ("ALL", "closed", 0),
    ]


def test_trap_11_no_name_is_stored_and_a_login_is_one_person_with_or_without_the_name() -> None:
    table = """\
        number,opened_at,assigned_to,caller_id,short_description,resolved_by
        A,2026-04-13 08:00,Budi Santoso (budi.s),Sari Dewi,Budi cannot log in,Tono
        B,2026-04-13 08:00,budi.s, BUDI.S ,,
        C,2026-04-13 08:00,?,Sari Dewi,,
        """
    made = read(table, proposal(table).mapping)
    a, b, c = made.tables["incident"]
    assert a["assignee"] == b["assignee"] == b["caller"] == pseudonym_of("Budi Santoso (budi.s)", KEY)
    assert a["caller"] == c["caller"] != a["assignee"]
    assert c["assignee"] is None
    stored = " ".join(str(value) for row in made.tables["incident"] for value in row.values()).lower()
    assert not any(name in stored for name in ("budi", "sari", "santoso", "tono", "log in"))


def test_trap_11_another_key_gives_other_pseudonyms() -> None:
    assert pseudonym_of("budi.s", KEY) != pseudonym_of("budi.s", KEY + b"!")


def test_trap_11_a_supplier_who_may_be_a_person_can_be_replaced() -> None:
    table = (
        "contract_number,title,suppliers,execution_date,expiry_date\n1,Painting,Jane Citizen,2025-01-13,2026-01-31\n"
    )
    proposed = proposal(table)
    assert any("natural persons" in str(doubt.says) for doubt in proposed.doubts)
    mapping = from_text(
        as_text(proposed.mapping).replace("supplier: suppliers", "supplier: {column: suppliers, pseudonym: true}")
    )
    assert read(table, mapping).record("contract", "1")["supplier"] == pseudonym_of("Jane Citizen", KEY)


def test_the_engine_stores_only_what_is_mapped() -> None:
    table = raw("number,opened_at,comment\nA,2026-04-13 08:00,private words\n")
    mapping = proposal("number,opened_at,comment\nA,2026-04-13 08:00,private words\n").mapping
    assert "comment" not in {how.column for how in mapping.columns.values()}
    assert engine().to_pyarrow(table).num_rows == 1
