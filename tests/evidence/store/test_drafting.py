"""Rows on their way to the files of their weeks: in whatever order they come, the store ends with the same bytes."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.evidence.store.making import INCIDENTS, NOW, Row, at, empty_store, folder_bytes, incident, month, rows, write

from opensmp.evidence import drafting
from opensmp.evidence.importing import import_file
from opensmp.evidence.merging import Merge
from opensmp.evidence.store import RecordStore

pytestmark = pytest.mark.requirement("R34")

WEEKS, A_WEEK = 6, 5


@pytest.fixture
def rewritten(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, ...]]:
    """The weeks that an import puts together from several files, as they come."""
    seen: list[tuple[int, ...]] = []
    portions = Merge.portions

    def noted(merge: Merge) -> Iterator[tuple[int, ...]]:
        for each in portions(merge):
            seen.append(each)
            yield each

    monkeypatch.setattr(Merge, "portions", noted)
    return seen


def shuffled(given: Sequence[Row]) -> list[Row]:
    return random.Random(7).sample(given, len(given))  # noqa: S311  # an order that can be repeated


def in_turns(given: Sequence[Row]) -> list[Row]:
    return [row for place in range(A_WEEK) for row in given[place::A_WEEK]]


def records(folder: Path, given: Sequence[Row]) -> dict[str, bytes]:
    """Import rows into a new store and return its files of records; the import's own name is in them, so it is left out."""
    store = empty_store(folder)
    import_file(store, write(folder.with_suffix(".csv"), given), INCIDENTS, NOW)
    return {str(row["id"]): repr(sorted(row.items())).encode() for row in rows(store)} | {
        each.week: f"{each.rows} {each.keys} {sorted(each.times.items())}".encode()
        for each in store.partitions("incident")
    }


@pytest.mark.parametrize("waiting", [2, 11, 1_000])
@pytest.mark.parametrize("order", [list, shuffled, in_turns, lambda given: given[::-1]])
def test_rows_in_any_order_and_however_few_may_wait_end_as_the_same_records(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, waiting: int, order: Callable[[Sequence[Row]], list[Row]]
) -> None:
    given = [*month(WEEKS, A_WEEK), ("INC00900", "Open", "1", "", "", "", at(3), "0")]
    right = records(tmp_path / "right", given)
    monkeypatch.setattr(drafting, "_WAITING", waiting)
    monkeypatch.setattr("opensmp.evidence.intake.ROWS_OF_A_GROUP", 4)
    assert records(tmp_path / "other", order(given)) == right


def test_weeks_of_an_ordered_export_are_stored_as_they_were_drafted(
    tmp_path: Path, rewritten: list[tuple[int, ...]]
) -> None:
    import_file(empty_store(tmp_path / "one"), write(tmp_path / "a.csv", month(4)), INCIDENTS, NOW)
    assert rewritten == []


def test_only_the_week_with_a_record_that_came_twice_is_put_together_again(
    tmp_path: Path, rewritten: list[tuple[int, ...]]
) -> None:
    store = empty_store(tmp_path / "one")
    twice = incident(4, 8, updated=5.0, priority="1")
    batch = import_file(store, write(tmp_path / "a.csv", [*month(4), twice]), INCIDENTS, NOW)
    assert (batch.tables["incident"].new, batch.tables["incident"].superseded) == (12, 1)
    assert [len(each) for each in rewritten] == [1]
    assert {row["id"]: row["priority"] for row in rows(store)}["INC00004"] == 1


def test_a_drafted_week_has_the_bytes_of_one_that_was_put_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(tmp_path / "file.csv", month(3))
    import_file(empty_store(tmp_path / "drafted"), file, INCIDENTS, NOW)
    monkeypatch.setattr(drafting.Drafts, "ready", lambda _drafts: {})
    import_file(empty_store(tmp_path / "together"), file, INCIDENTS, NOW)
    assert folder_bytes(tmp_path / "drafted") == folder_bytes(tmp_path / "together")


def test_refused_rows_keep_the_numbers_that_they_have_in_the_file(tmp_path: Path) -> None:
    good, store = month(2), empty_store(tmp_path / "store")
    bad = ("INC00050", "Open", "1", "Ani", "no time", "", "", "0")
    given = [good[0], good[1][:3], bad, *good[2:4], (*good[4], "more"), ("INC00051", *bad[1:]), good[5]]
    batch = import_file(store, write(tmp_path / "a.csv", given), INCIDENTS, NOW)
    assert (batch.read, batch.stored, batch.refused) == (8, 4, {"ragged": 2, "time": 2})
    assert refused(store, batch.id) == [(2, "ragged"), (3, "time"), (6, "ragged"), (7, "time")]


def refused(store: RecordStore, batch: str) -> list[tuple[int, str]]:
    kept = pq.read_table(store.folder / "refused" / f"{batch}.parquet").to_pylist()
    return [(row["_row"], row["reason"]) for row in kept]
