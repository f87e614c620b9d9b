"""What a store holds after imports: every row once, the newest of each record, whatever the order of the files."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.evidence.store.making import (
    EVENTS,
    HEADER,
    INCIDENTS,
    NOW,
    at,
    empty_store,
    folder_bytes,
    incident,
    month,
    rows,
    write,
)

from opensmp.evidence.importing import import_file, import_files, known
from opensmp.evidence.mapping import from_text
from opensmp.evidence.reading import connect
from opensmp.i18n import Refused, Unreadable
from opensmp.tables import write_xlsx

TIMES = st.sampled_from(["", "?", at(1), at(2), at(9), at(30), "yesterday", "2026-13-45 00:00:00"])
CELLS = st.tuples(
    st.sampled_from(["INC1", "INC2", "INC3", "", "?", "INC4"]),
    st.sampled_from(["Open", "Solved", "Odd", ""]),
    st.sampled_from(["1", "2", "high", ""]),
    st.sampled_from(["Ratna (ratna)", "ratna", "Maya", ""]),
    TIMES,
    TIMES,
    TIMES,
    st.sampled_from(["0", "2", "two", ""]),
)
RAGGED = st.lists(st.sampled_from(["INC9", "", at(3)]), min_size=1, max_size=9).map(lambda cells: (*cells, "more"))
"""Rows of any length; an empty cell too many at the end of a row is harmless, so the last one is filled."""


@pytest.mark.requirement("R34")
@settings(max_examples=12)
@given(table=st.lists(CELLS | RAGGED, max_size=12))
def test_every_row_of_a_file_is_stored_or_refused_with_a_reason(
    table: list[tuple[str, ...]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("accounting")
    store = empty_store(folder / "store")
    given_rows = [row for row in table if any(row)]
    batch = import_file(store, write(folder / "a.csv", given_rows), INCIDENTS, NOW)
    assert batch.read == len(given_rows) == batch.stored + sum(batch.refused.values())
    counts = batch.tables["incident"]
    assert counts.rows == batch.stored
    assert counts.rows == counts.new + counts.updated + counts.unchanged + counts.repeated + counts.superseded
    assert len(rows(store)) == counts.new
    if batch.refused:
        con = connect()
        refused = con.to_pyarrow(con.read_parquet(str(store.folder / "refused" / f"{batch.id}.parquet"))).to_pylist()
        assert len(refused) == sum(batch.refused.values())
        wrong = [place for place, row in enumerate(given_rows, 1) if len(row) != len(HEADER)]
        assert [row["_row"] for row in refused if row["reason"] == "ragged"] == wrong


@pytest.mark.requirement("R34")
def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    store = empty_store(tmp_path / "store")
    file = write(tmp_path / "a.csv", month(4))
    assert known(store, file, INCIDENTS) is None
    first = import_file(store, file, INCIDENTS, NOW)
    before = folder_bytes(store.folder)
    assert import_file(store, file, INCIDENTS, NOW + 999) == first == known(store, file, INCIDENTS)
    assert folder_bytes(store.folder) == before


@pytest.mark.requirement("R34")
def test_overlapping_files_give_the_same_records_in_any_order(tmp_path: Path) -> None:
    files = [
        write(tmp_path / "a.csv", [incident(1, 1), incident(2, 2, None, state="Open"), incident(3, 9)]),
        write(tmp_path / "b.csv", [incident(2, 2, 30), incident(3, 9), incident(4, 12)]),
        write(tmp_path / "c.csv", [incident(2, 2, 20), incident(4, 12, updated=5, priority="1"), incident(1, 1)]),
    ]
    seen = set()
    for place, order in enumerate(permutations(files)):
        store = empty_store(tmp_path / f"store{place}")
        import_files(store, order, INCIDENTS, NOW)
        held = {name: content for name, content in folder_bytes(store.folder).items() if name.startswith("records")}
        seen.add(json.dumps({name: content.hex() for name, content in held.items()}))
        current = {row["id"]: row for row in rows(store)}
        assert len(current) == 4
        assert current["INC00002"]["resolved_at"] - current["INC00002"]["opened_at"] == 30 * 3600
        assert current["INC00004"]["priority"] == 1
    assert len(seen) == 1


@pytest.mark.requirement("R34")
def test_a_file_split_in_three_gives_the_records_of_the_whole(tmp_path: Path) -> None:
    whole, parts = empty_store(tmp_path / "whole"), empty_store(tmp_path / "parts")
    table = month(6)
    import_file(whole, write(tmp_path / "all.csv", table), INCIDENTS, NOW)
    import_files(parts, [write(tmp_path / f"{cut}.csv", table[cut::3]) for cut in range(3)], INCIDENTS, NOW)
    assert rows(parts) == rows(whole)


@pytest.mark.requirement("R34")
def test_a_batch_says_what_became_of_its_rows(tmp_path: Path) -> None:
    store = empty_store(tmp_path / "store")
    import_file(
        store, write(tmp_path / "a.csv", [incident(1, 1), incident(2, 2), incident(3, 3, updated=9)]), INCIDENTS, NOW
    )
    again = [
        incident(1, 1),
        incident(2, 2, updated=1),
        incident(3, 3, updated=1),
        incident(4, 4),
        incident(4, 4),
        incident(5, 5),
    ]
    counts = import_file(store, write(tmp_path / "b.csv", again), INCIDENTS, NOW).tables["incident"]
    assert (counts.rows, counts.new, counts.updated, counts.unchanged, counts.repeated, counts.superseded) == (
        6,
        2,
        1,
        1,
        1,
        1,
    )


@pytest.mark.requirement("R34")
def test_a_record_whose_opening_moved_leaves_its_old_week(tmp_path: Path) -> None:
    store = empty_store(tmp_path / "store")
    import_file(store, write(tmp_path / "a.csv", [incident(1, 1), incident(2, 8), incident(3, 22)]), INCIDENTS, NOW)
    untouched = store.files("incident", {"2026-W05"})
    import_file(store, write(tmp_path / "b.csv", [incident(1, 15)]), INCIDENTS, NOW)
    assert [each.week for each in store.partitions("incident")] == ["2026-W03", "2026-W04", "2026-W05"]
    assert store.files("incident", {"2026-W05"}) == untouched
    assert [row["id"] for row in rows(store)] == ["INC00001", "INC00002", "INC00003"]


@pytest.mark.requirement("R34")
def test_a_new_day_rewrites_its_own_weeks_alone(tmp_path: Path) -> None:
    store = empty_store(tmp_path / "store")
    import_file(store, write(tmp_path / "a.csv", month(8)), INCIDENTS, NOW)
    before = {each.week: each for each in store.partitions("incident")}
    import_file(
        store, write(tmp_path / "b.csv", [incident(500, 7 * 7 + 4), incident(21, 7 * 7, updated=50)]), INCIDENTS, NOW
    )
    after = {each.week: each for each in store.partitions("incident")}
    assert [week for week in after if after[week] != before[week]] == ["2026-W09"]


@pytest.mark.requirement("R34")
def test_a_record_without_an_opening_is_kept_apart_from_the_weeks(tmp_path: Path) -> None:
    store = empty_store(tmp_path / "store")
    odd = ("INC00009", "Open", "1", "", "", "", at(3), "0")
    import_file(store, write(tmp_path / "a.csv", [incident(1, 1), odd]), INCIDENTS, NOW)
    assert [each.week for each in store.partitions("incident")] == ["2026-W02", "undated"]
    assert {row["id"]: row["opened_at"] for row in rows(store)}["INC00009"] is None


@pytest.mark.requirement("R34")
def test_two_tools_may_use_the_same_number(tmp_path: Path) -> None:
    store = empty_store(tmp_path / "store")
    file = write(tmp_path / "a.csv", [incident(1, 1)])
    import_file(store, file, INCIDENTS, NOW)
    import_file(store, file, replace(INCIDENTS, source="other desk"), NOW)
    assert [(row["source"], row["id"]) for row in rows(store)] == [("desk", "INC00001"), ("other desk", "INC00001")]


@pytest.mark.requirement("R34")
def test_every_stored_row_names_its_import_and_no_person(tmp_path: Path) -> None:
    store = empty_store(tmp_path / "store")
    batch = import_file(store, write(tmp_path / "a.csv", month(3)), INCIDENTS, NOW)
    assert {row["batch"] for row in rows(store, without=())} == {batch.id}
    assert all(row["assignee"].startswith("P-") for row in rows(store))
    assert not any(b"Person" in content for content in folder_bytes(store.folder).values())
    assert from_text(batch.mapping) == INCIDENTS
    assert (batch.file, batch.imported_at, batch.source) == ("a.csv", NOW, "desk")


@pytest.mark.requirement("R34")
def test_csv_xlsx_json_and_parquet_with_the_same_rows_give_the_same_records(tmp_path: Path) -> None:
    table = [tuple(cell or "?" for cell in row) for row in month(3)]
    plain = write(tmp_path / "a.csv", table)
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(plain.read_bytes()))
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(dict(zip(HEADER, row, strict=True))) + "\n" for row in table))
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress((tmp_path / "a.jsonl").read_bytes()))
    write_xlsx(tmp_path / "a.xlsx", {"Incidents": (HEADER, table)})
    (tmp_path / "a.json").write_text(json.dumps([dict(zip(HEADER, row, strict=True)) for row in table]))
    con = connect()
    con.to_parquet(con.read_csv(str(plain), all_varchar=True), str(tmp_path / "a.parquet"))
    held = []
    names = ("a.csv", "a.csv.gz", "a.xlsx", "a.jsonl", "a.jsonl.gz", "a.json", "a.parquet")
    for place, name in enumerate(names):
        store = empty_store(tmp_path / f"store{place}")
        import_file(store, tmp_path / name, INCIDENTS, NOW)
        held.append(rows(store))
    assert len(held[0]) == 9
    assert all(other == held[0] for other in held)


@pytest.mark.requirement("R34")
def test_a_file_in_any_order_gives_the_same_bytes(tmp_path: Path) -> None:
    table = month(10, 7)
    shuffled = sorted(table, key=lambda row: row[0][::-1])
    stores = [empty_store(tmp_path / name) for name in ("one", "two")]
    for store, given_rows in zip(stores, (table, shuffled), strict=True):
        import_file(store, write(tmp_path / "a.csv", given_rows), INCIDENTS, NOW)
    assert rows(stores[0]) == rows(stores[1])


@pytest.mark.requirement("R34")
def test_an_event_log_keeps_its_history_and_its_pauses(tmp_path: Path) -> None:
    header = ("number", "state", "opened_at", "resolved_at", "updated_at")
    log = [
        ("INC1", "Open", at(1), "", at(1)),
        ("INC1", "Waiting", at(1), "", at(1, 2)),
        ("INC1", "Open", at(1), "", at(1, 5)),
        ("INC1", "Solved", at(1), at(1, 6), at(1, 6)),
    ]
    early, late, whole = (empty_store(tmp_path / name) for name in ("early", "late", "whole"))
    import_file(whole, write(tmp_path / "all.csv", log, header), EVENTS, NOW)
    parts = [write(tmp_path / "1.csv", log[:2], header), write(tmp_path / "2.csv", log, header)]
    import_files(early, parts, EVENTS, NOW)
    import_files(late, parts[::-1], EVENTS, NOW)
    assert len(rows(whole, "event")) == 4
    for table in ("incident", "event", "pause"):
        assert rows(early, table) == rows(late, table) == rows(whole, table)
    (pause,) = rows(whole, "pause")
    assert pause["end_at"] - pause["start_at"] == 3 * 3600


@pytest.mark.requirement("R34")
def test_a_mapping_for_another_file_is_refused_and_leaves_the_store_alone(tmp_path: Path) -> None:
    store = empty_store(tmp_path / "store")
    before = folder_bytes(store.folder)
    with pytest.raises(Unreadable, match="no column"):
        import_file(store, write(tmp_path / "a.csv", [("1", "2")], ("x", "y")), INCIDENTS, NOW)
    assert folder_bytes(store.folder) == before


@pytest.mark.requirement("R34")
def test_two_imports_at_once_are_refused(tmp_path: Path) -> None:
    store = empty_store(tmp_path / "store")
    file = write(tmp_path / "a.csv", month(2))
    with store.locked(), pytest.raises(Refused, match="Another import"):
        import_file(store, file, INCIDENTS, NOW)
    assert import_file(store, file, INCIDENTS, NOW).stored == 6
