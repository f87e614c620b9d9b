"""The incident event log of the real data, through the product's own import."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.evidence.store.making import NOW, empty_store

from opensmp.evidence.importing import import_file
from opensmp.evidence.mapping import Column, History, Mapping
from opensmp.evidence.reading import connect

TIME = "%d/%m/%Y %H:%M"
LOG = Mapping(
    source="servicenow",
    table="incident",
    zone="UTC",
    missing=("?",),
    columns={
        "id": Column(column="number"),
        "state": Column(
            column="incident_state", values={"New": "new", "Awaiting User Info": "paused", "Closed": "closed"}
        ),
        "opened_at": Column(column="opened_at", format=TIME),
        "resolved_at": Column(column="resolved_at", format=TIME),
        "updated_at": Column(column="sys_updated_at", format=TIME),
        "sla_met": Column(column="made_sla", yes=("true",), no=("false",)),
    },
    history=History(order="sys_mod_count"),
)


@pytest.mark.thorough
@pytest.mark.requirement("R34")
def test_the_real_event_log_becomes_its_incidents_and_its_history(real_data: Path, tmp_path: Path) -> None:
    store, con = empty_store(tmp_path / "store"), connect()
    batch = import_file(store, real_data / "uci_servicenow" / "incident_event_log.csv.gz", LOG, NOW)
    assert (batch.read, batch.stored, dict(batch.refused)) == (141_712, 141_712, {})
    incidents, events = store.read(con, "incident"), store.read(con, "event")
    assert con.to_pyarrow(events.count()).as_py() == 141_712
    figures = incidents.aggregate(
        n=incidents.count(), met=incidents.sla_met.sum(), open=incidents.resolved_at.isnull().sum()
    )
    assert con.to_pyarrow(figures).to_pylist() == [{"n": 24_918, "met": 15_803, "open": 1_556}]
