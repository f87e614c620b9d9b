"""The real files through profile, proposal and canonical form; nothing in between is written by hand."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import ibis.expr.types as ir
import pytest
from tests.evidence.sources.reads import KEY, at

from opensmp.evidence.canonical import canonical
from opensmp.evidence.profiling import profile
from opensmp.evidence.proposing import Proposal, propose
from opensmp.evidence.reading import connect, raw

pytestmark = [pytest.mark.requirement("R56"), pytest.mark.thorough]


class Import:
    """A file on its way: its proposal, and the canonical tables in the engine."""

    def __init__(self, path: Path, scratch: Path, zone: str = "UTC", source: str | None = None) -> None:
        self.con = connect(scratch)
        table = raw(self.con, path, scratch).table
        self.rows = int(self.con.to_pyarrow(table.count()).as_py())
        self.table = self.con.create_table("raw", table)
        self.proposal: Proposal = propose(profile(self.table, path.name), source, zone=zone)

    def tables(self) -> dict[str, ir.Table]:
        """Return the canonical tables, after making sure that no row was lost."""
        made = canonical(self.table, self.proposal.mapping, KEY)
        tables = {name: self.con.create_table(name, each) for name, each in made.tables.items()}
        refused = int(self.con.to_pyarrow(made.refused.count()).as_py())
        assert int(self.con.to_pyarrow(tables[made.counted].count()).as_py()) + refused == self.rows
        return tables

    def fetched(self, table: ir.Table) -> list[dict[str, Any]]:
        """Return the rows of a small result."""
        rows: list[dict[str, Any]] = self.con.to_pyarrow(table).to_pylist()
        return rows


def test_the_incident_log_becomes_24918_incidents_with_their_history(real_data: Path, tmp_path: Path) -> None:
    file = Import(real_data / "uci_servicenow" / "incident_event_log.csv.gz", tmp_path)
    mapping = file.proposal.mapping
    assert (mapping.source, mapping.table, mapping.missing) == ("servicenow", "incident", ("?",))
    assert {how.format for how in mapping.columns.values() if how.format} == {"%d/%m/%Y %H:%M"}
    assert file.proposal.ready
    tables = file.tables()
    t = tables["incident"]
    (facts,) = file.fetched(
        t.aggregate(
            n=t.count(), first=t.opened_at.min(), last=t.opened_at.max(), closed=t.closed_at.max(), unresolved=t.resolved_at.isnull().sum(),
            met=t.sla_met.sum(), reopened=(t.reopen_count > 0).sum(), most=t.reopen_count.max(), reassigned=t.reassign_count.sum(),
            problems=t.problem_id.count(), changes=t.change_id.count(), caused=t.caused_by_change.count(), items=t.ci.count(),
        )
    )  # fmt: skip
    assert facts == {
        "n": 24_918, "first": at("2016-02-29 01:16", "UTC"), "last": at("2017-02-16 14:17", "UTC"),
        "closed": at("2017-02-18 15:00", "UTC"), "unresolved": 1_556, "met": 15_803, "reopened": 275, "most": 8,
        "reassigned": facts["reassigned"], "problems": 380, "changes": 176, "caused": 3, "items": 54,
    }  # fmt: skip
    assert round(facts["reassigned"] / 24_918, 3) == 0.94
    by_rank = file.fetched(t.group_by("priority").aggregate(n=t.count(), met=t.sla_met.sum()).order_by("priority"))
    assert [(row["priority"], row["n"], row["met"]) for row in by_rank] == [
        (1, 270, 5),
        (2, 408, 2),
        (3, 23_466, 15_145),
        (4, 774, 651),
    ]
    touched = t.filter((t.priority == 1) & (t.acknowledged_at - t.opened_at <= 1800))
    assert file.fetched(touched.aggregate(n=touched.count())) == [{"n": 120}]
    events = tables["event"]
    (history,) = file.fetched(events.aggregate(n=events.count(), named=events.id.nunique(), met=events.sla_met.sum()))
    assert history == {"n": 141_712, "named": 141_712, "met": 132_497}
    assert file.fetched(events.filter(events.state == "unknown").aggregate(n=lambda t: t.count())) == [{"n": 5}]


@pytest.mark.parametrize("name", ["downtime_windows.csv", "incidents.jsonl.gz"])
def test_the_status_history_becomes_399_outages(real_data: Path, tmp_path: Path, name: str) -> None:
    file = Import(real_data / "github_status" / name, tmp_path)
    assert file.proposal.mapping.table == "outage"
    t = file.tables()["outage"]
    rows = file.fetched(t)
    assert len(rows) == 399
    assert Counter(row["impact"] for row in rows) == {
        "minor": 310,
        "major": 65,
        "none": 13,
        "maintenance": 10,
        "critical": 1,
    }
    assert min(row["outage_start"] for row in rows) == at("2022-03-24 19:11", "UTC")
    assert max(row["outage_end"] for row in rows) == at("2024-12-20 16:44", "UTC")
    assert sum(row["outage_end"] == row["outage_start"] for row in rows) == 4
    if name.startswith("incidents"):
        assert sum(row["service"] is None for row in rows) == 49
        since, until = at("2024-01-01", "UTC"), at("2025-01-01", "UTC")
        parts = Counter(
            part
            for row in rows
            if row["service"] and since <= row["outage_start"] < until
            for part in row["service"].split("|")
        )
        assert parts["Actions"] == 34
        assert parts["Codespaces"] == 21


def test_the_contract_register_becomes_1296_contracts_with_their_line_breaks(real_data: Path, tmp_path: Path) -> None:
    file = Import(real_data / "act_contracts" / "act_contracts_2025.csv", tmp_path, zone="Australia/Sydney")
    mapping = file.proposal.mapping
    assert (mapping.table, mapping.columns["id"].column) == ("contract", "details_url")
    t = file.tables()["contract"]
    today = at("2026-11-22", "Australia/Sydney")
    in_90_days = at("2027-02-20", "Australia/Sydney")
    (facts,) = file.fetched(
        t.aggregate(
            n=t.count(), suppliers=t.supplier.nunique(), total=t.amount.sum(), several=t.supplier.contains("\n").sum(),
            in_force=(t.end_at >= today).sum(), ending=t.end_at.between(today, in_90_days).sum(), zero=(t.amount == 0).sum(),
        )
    )  # fmt: skip
    assert facts["total"] == pytest.approx(1_639_045_606.97)
    assert {**facts, "total": 0} == {
        "n": 1_296, "suppliers": 772, "total": 0, "several": 11, "in_force": 511, "ending": 119, "zero": 133,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "table", "fields"),
    [
        (
            "incident",
            "incident",
            {
                "id",
                "state",
                "caller",
                "opened_at",
                "resolved_at",
                "reopen_count",
                "problem_id",
                "change_id",
                "close_code",
            },
        ),
        (
            "task",
            "change",
            {"id", "state", "priority", "requested_at", "closed_at", "assignee", "assignment_group", "service", "ci"},
        ),
        (
            "change_request",
            "change",
            {"id", "type", "risk", "planned_start", "planned_end", "backout_plan", "tested", "cab", "unauthorised"},
        ),
        (
            "problem",
            "problem",
            {"id", "state", "known_error", "major", "workaround", "close_notes", "incident_count", "resolved_at"},
        ),
        ("cmdb_ci", "configuration_item", {"id", "class", "owner", "created_at", "updated_at"}),
        ("cmdb_ci_service", "service", {"id", "name", "owner", "updated_at"}),
        ("task_sla", "duty", {"id", "subject", "due_at", "done_at", "passed"}),
    ],
)
def test_the_tables_of_servicenow_are_known_by_their_headers(
    real_data: Path, tmp_path: Path, name: str, table: str, fields: set[str]
) -> None:
    file = Import(real_data / "servicenow_schema" / f"{name}_data.csv", tmp_path)
    assert (file.proposal.mapping.source, file.proposal.mapping.table) == ("servicenow", table)
    assert fields <= set(file.proposal.mapping.columns)
    assert len(file.fetched(file.tables()[table])) == 1


@pytest.mark.parametrize("name", ["change_task", "problem_task", "sys_choice", "sys_user_group"])
def test_tables_of_servicenow_that_hold_no_records_say_so(real_data: Path, tmp_path: Path, name: str) -> None:
    assert not Import(real_data / "servicenow_schema" / f"{name}_data.csv", tmp_path).proposal.ready
