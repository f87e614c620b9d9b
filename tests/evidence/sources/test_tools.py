"""Exports of the tools that have a file of their own, written after what was seen of them."""

from __future__ import annotations

import pytest
from tests.evidence.sources.reads import at, proposal, read

from opensmp.evidence.sources import all_sources, source
from opensmp.i18n import Unreadable
from opensmp.measures.records import STATES, TABLES

pytestmark = pytest.mark.requirement("R56")

# ruff: noqa: E501 - the headers of exports are as long as they are
SERVICENOW = """\
number,incident_state,priority,impact,business_service,assignment_group,assigned_to,opened_at,resolved_at,closed_at,made_sla,reopen_count,sys_updated_on
INC0010001,6,1,1,Core Banking,Network,Budi Santoso (budi.s),2026-04-01 08:00:00,2026-04-01 11:59:59,,true,0,2026-04-01 12:00:00
INC0010002,3,3,2,Mobile,Service Desk,,2026-04-14 08:00:00,,,true,1,2026-04-14 12:00:00
INC0010003,7,4,3,Mobile,Service Desk,Sari,2026-04-14 08:00:00,2026-04-15 08:00:00,2026-04-20 08:00:00,false,0,2026-04-20 08:00:00
"""
JIRA = """\
Issue key,Issue Type,Status,Status Category,Priority,Assignee,Reporter,Created,Updated,Resolved,Comment,Comment (2),Custom field (Time to resolution),Custom field (Time to first response),Satisfaction rating
IT-1,[System] Incident,Resolved,Done,Highest,Budi,Sari,13/Nov/20 3:22 PM,13/Nov/20 6:00 PM,13/Nov/20 5:22 PM,a,b,1:30,0:10,5
IT-2,[System] Incident,Waiting for customer,In Progress,Low,,Sari,14/Nov/20 9:00 AM,14/Nov/20 9:30 AM,,,,-12:05,-0:30,
IT-3,[System] Service request,Closed,Done,Low,,Sari,15/Nov/20 9:00 AM,15/Nov/20 9:30 AM,15/Nov/20 9:20 AM,,,3:00,1:00,
"""
GLPI = """\
ID;Status;Priority;Urgency;Category;Requester;Technician;Opening date;Resolution date;Closing date;Last update;takeintoaccount_delay_stat;Time to resolve exceeded
1;5;6;5;Network > <b>Wi-Fi</b><br>;Sari;Budi;2026-04-13 08:00:00;2026-04-13 10:00:00;0000-00-00 00:00:00;2026-04-13 10:00:00;600;0
2;4;1;1;"Printer &amp; paper";Sari;;2026-04-14 08:00:00;;;2026-04-14 10:00:00;7200;1
"""


def test_servicenow_is_known_by_its_headers_and_its_codes() -> None:
    proposed = proposal(SERVICENOW)
    assert (proposed.mapping.source, proposed.mapping.table) == ("servicenow", "incident")
    assert proposed.ready
    first, second, third = read(SERVICENOW, proposed.mapping).tables["incident"]
    assert (first["state"], second["state"], third["state"]) == ("resolved", "paused", "closed")
    assert (first["priority"], third["priority"], first["impact"]) == (1, 4, 1)
    assert first["resolved_at"] - first["opened_at"] == 4 * 3600 - 1
    assert (first["sla_met"], third["sla_met"], second["reopen_count"]) == (1, 0, 1)
    assert first["service"] == "Core Banking"


def test_jira_is_known_with_its_dates_its_remaining_times_and_its_repeated_headers() -> None:
    proposed = proposal(JIRA)
    assert (proposed.mapping.source, proposed.mapping.table) == ("jira", "incident")
    got = read(JIRA, proposed.mapping)
    first, second = got.tables["incident"]
    assert first["opened_at"] == at("2020-11-13 15:22")
    assert (first["sla_met"], second["sla_met"]) == (1, 0), "a leading minus is a breach"
    assert (first["response_met"], second["response_met"]) == (1, 0)
    assert (first["priority"], second["priority"]) == (1, 4)
    assert (first["state"], second["state"]) == ("resolved", "paused")


def test_jira_rows_of_another_kind_are_refused_with_that_reason_and_not_lost() -> None:
    proposed = proposal(JIRA)
    assert any(doubt.place == "only" for doubt in proposed.doubts)
    assert [(row["key"], row["reason"]) for row in read(JIRA, proposed.mapping).refused] == [("IT-3", "other-kind")]


def test_glpi_counts_upwards_and_holds_tags_and_seconds() -> None:
    proposed = proposal(GLPI, ";")
    assert (proposed.mapping.source, proposed.mapping.table) == ("glpi", "incident")
    first, second = read(GLPI, proposed.mapping, ";").tables["incident"]
    assert (first["priority"], second["priority"]) == (1, 6)
    assert (first["urgency"], second["urgency"]) == (1, 5)
    assert (first["state"], second["state"]) == ("resolved", "paused")
    assert first["category"] == "Network > Wi-Fi"
    assert second["category"] == "Printer & paper"
    assert first["acknowledged_at"] == first["opened_at"] + 600
    assert (first["sla_met"], second["sla_met"]) == (1, 0)
    assert first["closed_at"] is None, "0000-00-00 is no day"


def test_a_file_that_holds_no_records_says_so() -> None:
    proposed = proposal(
        "sys_id,change_task_type,sys_created_on,sys_updated_on\na,planning,2026-04-13 08:00:00,2026-04-13 08:00:00\n"
    )
    assert not proposed.ready
    assert "tasks of changes" in str(next(doubt.says for doubt in proposed.doubts if doubt.place == "table"))


def test_a_source_that_nobody_wrote_down_is_refused_with_the_known_ones() -> None:
    with pytest.raises(Unreadable) as refused:
        source("remedy2")
    assert "servicenow" in str(refused.value.hint)


def test_every_source_names_fields_and_states_that_exist() -> None:
    assert {each.name for each in all_sources()} >= {"servicenow", "jira", "glpi", "generic"}
    assert all_sources()[-1].name == "generic"
    for each in all_sources():
        for export in each.exports:
            assert set(export.headers) <= set(TABLES[export.table].by_name), (each.name, export.table)
        for table, states in each.states.items():
            assert table in TABLES
            assert set(states.values()) <= set(STATES)


def test_the_generic_source_can_become_every_canonical_table() -> None:
    assert {export.table for export in source("generic").exports} == set(TABLES)
