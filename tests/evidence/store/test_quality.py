"""What the data-quality report of a batch says."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.evidence.store.making import HEADER, INCIDENTS, NOW, Row, empty_store, incident, write

from opensmp.evidence.importing import import_file
from opensmp.evidence.manifest import Batch
from opensmp.evidence.quality import said


def report(folder: Path, table: list[Row]) -> tuple[Batch, dict[str, str]]:
    """Import the rows and return the batch with its remarks in words, by code (and field)."""
    header = (*HEADER, "colour")
    store = empty_store(folder / "store")
    batch = import_file(store, write(folder / "a.csv", [(*row, "red") for row in table], header), INCIDENTS, NOW)
    return batch, {f"{each.code} {each.field}".strip(): str(said(each, batch.table)) for each in batch.quality}


@pytest.mark.requirement("R34")
def test_the_report_counts_what_is_odd_in_an_export(tmp_path: Path) -> None:
    table = [incident(number, number / 2) for number in range(1, 41) if number not in (7, 8, 20)]
    table[0] = incident(1, 0.5, -4)
    table[1] = incident(2, 1, None, state="Parked")
    table[2] = incident(3, 1.5, 20_000)
    batch, says = report(tmp_path, [*table, incident(40, 20)])
    assert says["missing resolved_at"] == "Resolved: 1 of 38 records have none (2.6%)"
    assert says["unknown-state state"] == "1 of 38 records are in a state that the mapping does not know: Parked"
    assert says["before resolved_at"] == "Resolved is before Opened in 1 of 37 records (2.7%)"
    assert says["future resolved_at"] == "Resolved lies in the future in 1 of 38 records"
    assert says["repeated"] == "1 of 38 rows stand in the file twice, word for word"
    assert says["gaps"].startswith("3 numbers between INC1 and INC40 are missing (7.5%)")
    assert says["months"] == "1 of 1 months have records, from 2026-01 to 2026-01"
    assert says["unmapped"] == "1 of 9 columns are not mapped and were not kept: colour"
    assert says["stale"].startswith("The last thing that the file knows of happened")
    assert "zone-mix resolved_at" not in says
    assert batch.period is not None
    assert batch.latest is not None
    assert batch.latest <= NOW


@pytest.mark.requirement("R34")
def test_mostly_negative_durations_tell_of_two_zones(tmp_path: Path) -> None:
    _batch, says = report(tmp_path, [incident(number, number / 2, -5 if number % 14 else 9) for number in range(1, 41)])
    assert "probably in different time zones" in says["zone-mix resolved_at"]


@pytest.mark.requirement("R34")
def test_days_without_a_record_are_counted(tmp_path: Path) -> None:
    _batch, says = report(tmp_path, [incident(1, 0), incident(2, 1), incident(3, 40)])
    assert says["silent-days"] == "38 of 41 days have no record; the longest silence is 38 days from 7 January 2026"
    assert says["months"] == "2 of 2 months have records, from 2026-01 to 2026-02"
