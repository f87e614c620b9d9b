"""The folder of a record store: what is in it, who may write, and what a damaged one says."""

from __future__ import annotations

import stat
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.evidence.store.making import INCIDENTS, NOW, at, empty_store, incident, write

from opensmp.evidence.growth import Growth
from opensmp.evidence.holdings import holdings
from opensmp.evidence.importing import import_file
from opensmp.evidence.manifest import as_json, from_json
from opensmp.evidence.merging import week_name, week_number
from opensmp.evidence.reading import connect
from opensmp.evidence.store import RecordStore, columns, layout
from opensmp.i18n import Refused, Unreadable
from opensmp.measures.records import TABLES


@pytest.mark.requirement("R34")
def test_every_canonical_table_can_be_read_from_an_empty_store(tmp_path: Path) -> None:
    store, con = empty_store(tmp_path / "store"), connect()
    assert store.tables == ()
    for name, table in TABLES.items():
        held = store.read(con, name)
        assert {column: str(kind) for column, kind in held.schema().items()} == columns(table)
        assert con.to_pyarrow(held.count()).as_py() == 0


@pytest.mark.requirement("R34")
def test_a_file_that_lacks_a_newer_field_is_read_with_it_empty(tmp_path: Path) -> None:
    store, con = empty_store(tmp_path / "store"), connect()
    import_file(store, write(tmp_path / "a.csv", [incident(1, 1)]), INCIDENTS, NOW)
    (file,) = store.files("incident")
    older = con.read_parquet(str(file)).drop("csat", "problem_id")
    con.to_parquet(older, str(tmp_path / "older.parquet"))
    (tmp_path / "older.parquet").replace(file)
    (told,) = store.partitions("incident")
    store.commit(replace(store.manifest, tables={"incident": (replace(told, layout=""),)}))
    held = store.read(con, "incident")
    assert held.schema().names == tuple(columns(TABLES["incident"]))
    assert con.to_pyarrow(held.select("id", "csat")).to_pylist() == [{"id": "INC00001", "csat": None}]
    assert [str(fault) for fault in store.verify()] == [
        f"{file.relative_to(store.folder).as_posix()} is not as it was stored"
    ]


@pytest.mark.requirement("R34")
def test_files_of_an_older_layout_are_read_together_with_newer_ones(tmp_path: Path) -> None:
    store, con = empty_store(tmp_path / "store"), connect()
    import_file(store, write(tmp_path / "a.csv", [incident(1, 1), incident(2, 20)]), INCIDENTS, NOW)
    first, second = store.partitions("incident")
    file = store.folder / first.file
    con.to_parquet(con.read_parquet(str(file)).drop("closed_at", "csat"), str(tmp_path / "older.parquet"))
    (tmp_path / "older.parquet").replace(file)
    assert {first.layout, second.layout} == {layout(TABLES["incident"])}
    older = replace(store.manifest, tables={"incident": (replace(first, layout="another"), second)})
    store.commit(older)
    held = store.read(con, "incident")
    assert held.schema().names == tuple(columns(TABLES["incident"]))
    assert sorted(row["id"] for row in con.to_pyarrow(held.select("id", "closed_at")).to_pylist()) == [
        "INC00001",
        "INC00002",
    ]


@pytest.mark.requirement("R34")
def test_a_missing_file_is_noticed(tmp_path: Path) -> None:
    store = empty_store(tmp_path / "store")
    import_file(store, write(tmp_path / "a.csv", [incident(1, 1)]), INCIDENTS, NOW)
    assert store.verify() == ()
    store.files("incident")[0].unlink()
    assert len(store.verify()) == 1


@pytest.mark.requirement("R34")
def test_what_an_import_only_added_to_a_week_is_noted(tmp_path: Path) -> None:
    store = empty_store(tmp_path / "store")
    import_file(store, write(tmp_path / "a.csv", [incident(1, 1)]), INCIDENTS, NOW)
    (before,) = store.partitions("incident")
    import_file(store, write(tmp_path / "b.csv", [incident(2, 3), incident(3, 20)]), INCIDENTS, NOW)
    after, other = store.partitions("incident")
    content = Growth(store.folder).content
    added = after.times["opened_at"][1]
    assert content(after.sha256, ["opened_at"], added) == before.sha256
    assert content(after.sha256, ["opened_at"], added + 1) == after.sha256
    assert content(other.sha256, ["opened_at"], added) == other.sha256


def _cut_off(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-40])


def _overwritten(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[:4] + bytes(255 - byte for byte in content[4:-8]) + content[-8:])


@pytest.mark.requirement("R34")
@pytest.mark.parametrize("damage", [Path.unlink, _cut_off, _overwritten])
@pytest.mark.parametrize("older", [False, True])
def test_whoever_reads_a_damaged_file_is_told_which_and_what_to_do(
    tmp_path: Path, damage: Callable[[Path], None], older: bool
) -> None:
    store = empty_store(tmp_path / "store")
    import_file(store, write(tmp_path / "a.csv", [incident(1, 1), incident(2, 20)]), INCIDENTS, NOW)
    if older:
        first, second = store.partitions("incident")
        store.commit(replace(store.manifest, tables={"incident": (replace(first, layout="another"), second)}))
    damage(store.files("incident")[1])
    named = store.partitions("incident")[1].file
    with pytest.raises(Unreadable, match=named) as told:
        holdings(store).tables["incident"]
    assert "Restore it from a backup" in str(told.value)
    with pytest.raises(Unreadable, match=named):
        import_file(store, write(tmp_path / "b.csv", [incident(2, 20, 9)]), INCIDENTS, NOW)


@pytest.mark.requirement("R34")
def test_the_manifest_says_what_a_file_holds(tmp_path: Path) -> None:
    store = empty_store(tmp_path / "store")
    import_file(store, write(tmp_path / "a.csv", [incident(3, 1, 5), incident(7, 2, None)]), INCIDENTS, NOW)
    (held,) = store.partitions("incident")
    assert (held.week, held.rows, held.keys) == ("2026-W02", 2, ("INC00003", "INC00007"))
    start = 1_767_571_200
    assert held.times["opened_at"] == (start + 86_400, start + 2 * 86_400)
    assert held.times["resolved_at"] == (start + 86_400 + 5 * 3600,) * 2
    assert "closed_at" not in held.times
    assert from_json(as_json(store.manifest)) == store.manifest
    assert at(0) == "2026-01-05 00:00:00"


@pytest.mark.requirement("R34")
def test_a_folder_without_records_says_how_to_get_some(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="opensmp records import"):
        RecordStore.open(tmp_path)


@pytest.mark.parametrize("damage", ["", "{", "[]", "{}", '{"format": 99}', '{"format": 1, "batches": 5}'])
def test_a_damaged_manifest_is_named(tmp_path: Path, damage: str) -> None:
    store = empty_store(tmp_path / "store")
    (store.folder / "store.json").write_text(damage)
    with pytest.raises(Unreadable, match=r"store\.json is damaged"):
        RecordStore.open(store.folder)


def test_a_store_is_made_once_and_for_a_known_zone(tmp_path: Path) -> None:
    empty_store(tmp_path / "store")
    with pytest.raises(Refused, match="holds a record store already"):
        RecordStore.create(tmp_path / "store", "Bank Nusa", "Asia/Jakarta")
    with pytest.raises(Refused, match="The zone Jakarta is unknown"):
        RecordStore.create(tmp_path / "other", "Bank Nusa", "Jakarta")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_the_key_of_the_pseudonyms_is_its_owners_alone_and_missed_when_lost(tmp_path: Path) -> None:
    stores = [RecordStore.create(tmp_path / name, "Bank Nusa", "Asia/Jakarta") for name in ("one", "two")]
    place = stores[0].folder / "pseudonyms.key"
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert len(stores[0].key) == 32
    assert stores[0].key != stores[1].key
    place.unlink()
    with pytest.raises(Unreadable, match="Restore it"):
        _ = stores[0].key


@pytest.mark.parametrize(
    ("number", "name"),
    [(0, "1970-W01"), (52, "1970-W53"), (2935, "2026-W14"), (-1, "1969-W52"), (-1_000_000, "undated")],
)
def test_weeks_have_their_iso_names(number: int, name: str) -> None:
    assert week_name(number) == name
    assert week_number(name) == number
