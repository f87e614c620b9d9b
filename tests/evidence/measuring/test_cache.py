"""Measuring again: only what new records touch is counted, and the figures are those of counting everything."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

import pytest
from tests.evidence.measuring.stored import add, at, store_with
from tests.evidence.measuring.test_measuring import TODAY, incident, plan, promise, usual

from opensmp.evidence.cache import Cache
from opensmp.evidence.holdings import holdings
from opensmp.evidence.measuring import Afresh, outcome
from opensmp.evidence.store import RecordStore
from opensmp.measures.outcome import Outcome
from opensmp.measures.windows import Days

pytestmark = pytest.mark.requirement("R56")

YEAR = Days(date(2026, 1, 1), date(2026, 11, 22))
PLAN = plan(promise(calendar="round-the-clock"))


@pytest.fixture
def store(tmp_path: Path) -> RecordStore:
    """Eight incidents a month, from January to October."""
    rows = [row for month in range(1, 11) for row in usual(8, f"2026-{month:02d}", name=f"M{month}-")]
    return store_with(tmp_path / "records", {"incident": rows}, "2026-11-01 00:00")


def measured(store: RecordStore) -> tuple[Outcome, int]:
    """The outcome, and how many windows had to be counted for it."""
    held = holdings(store)
    cache = Cache(store, held)
    return outcome(PLAN, held, cache, TODAY, YEAR), cache.counted


def afresh(store: RecordStore) -> Outcome:
    held = holdings(store)
    return outcome(PLAN, held, Afresh(held), TODAY, YEAR)


def test_measuring_again_counts_nothing_and_gives_the_same(store: RecordStore) -> None:
    first, counted = measured(store)
    assert counted == 11
    assert measured(store) == (first, 0)
    assert first == afresh(store)


def test_a_new_day_touches_only_its_window(store: RecordStore) -> None:
    measured(store)
    add(store, "incident", [incident("NEW", "2026-11-02 09:00", 6)], "2026-11-03 00:00")
    found, counted = measured(store)
    assert counted == 1
    assert found == afresh(store)
    assert found.measured[0].windows[-1].denominator == 1


def test_a_new_day_leaves_the_month_before_alone_with_which_it_shares_a_file(store: RecordStore) -> None:
    add(store, "incident", [incident("LAST", "2026-10-27 09:00", 2)], "2026-10-31 00:00")
    measured(store)
    for number, day in enumerate(("2026-11-01 09:00", "2026-11-01 21:00")):
        add(store, "incident", [incident(f"NEW{number}", day, 6)], "2026-11-02 00:00")
        found, counted = measured(store)
        assert (counted, found) == (1, afresh(store))
    assert [window.denominator for window in found.measured[0].windows[-2:]] == [9, 2]
    add(store, "incident", [incident("LATE", "2026-10-28 09:00", 9)], "2026-11-02 00:00")
    found, counted = measured(store)
    assert (counted, found) == (2, afresh(store))
    assert [window.denominator for window in found.measured[0].windows[-2:]] == [10, 2]


def test_a_record_that_left_a_month_is_missed_there(store: RecordStore) -> None:
    begun = incident("AGAIN", "2026-10-27 09:00", 2)
    add(store, "incident", [begun, incident("STAYS", "2026-10-28 09:00", 2)], "2026-10-31 00:00")
    assert measured(store)[0].measured[0].windows[9].denominator == 10
    november = at("2026-11-03 09:00")
    later = {**begun, "resolved_at": november, "closed_at": november, "updated_at": november}
    add(store, "incident", [later, incident("NEW", "2026-11-01 09:00", 6)], "2026-11-04 00:00")
    found, _ = measured(store)
    assert found == afresh(store)
    assert [window.denominator for window in found.measured[0].windows[9:]] == [9, 2]


@pytest.mark.parametrize("seed", range(6))
def test_whatever_comes_in_whatever_order_the_figures_are_those_of_counting_everything(
    store: RecordStore, seed: int
) -> None:
    chance = Random(seed)  # noqa: S311  # the same choices each time
    for _import in range(8):
        rows = []
        for number in {chance.randrange(30) for _row in range(chance.randrange(1, 6))}:
            day = chance.choice(("2026-10-26", "2026-10-30", "2026-10-31", "2026-11-01", "2026-11-03"))
            row = incident(f"R{number}", f"{day} {chance.randrange(24):02}:00", chance.choice((1, 5, 30, 200)))
            rows.append({**row, "updated_at": chance.choice((row["updated_at"], row["updated_at"] + 86_400, None))})
        add(store, "incident", rows, "2026-11-20 00:00")
        assert measured(store)[0] == afresh(store)


def test_a_late_correction_of_an_old_record_is_counted_again(store: RecordStore) -> None:
    measured(store)
    late = incident("M3-0", "2026-03-01 10:00", 9)
    add(store, "incident", [{**late, "updated_at": late["updated_at"] + 86_400}], "2026-11-03 00:00")
    found, counted = measured(store)
    assert found == afresh(store)
    assert found.measured[0].windows[2].numerator == 7
    assert 1 <= counted <= 2


def test_a_record_that_stays_open_becomes_overdue_without_any_change_of_its_file(store: RecordStore) -> None:
    waiting = {"resolved_at": None, "closed_at": None, "state": "active"}
    add(store, "incident", [{**incident("OPEN", "2026-11-02 09:00", None), **waiting}], "2026-11-02 10:00")
    assert measured(store)[0].measured[0].windows[-1].parts[0].pending == (1, 0)
    add(store, "incident", [incident("OTHER", "2026-10-20 09:00", 1)], "2026-11-05 00:00")
    found, _ = measured(store)
    assert found.measured[0].windows[-1].parts[0].pending == (1, 1)
    assert found == afresh(store)


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"figures": 3}'])
def test_a_damaged_or_deleted_cache_is_made_again(store: RecordStore, damage: str) -> None:
    first, _ = measured(store)
    for file in (store.folder / "cache").iterdir():
        file.write_text(damage, encoding="utf-8") if damage else file.unlink()
    assert measured(store) == (first, 11)


def test_another_engine_never_believes_the_figures(store: RecordStore, monkeypatch: pytest.MonkeyPatch) -> None:
    measured(store)
    monkeypatch.setattr("opensmp.evidence.cache.engine", lambda: "0" * 64)
    assert measured(store)[1] == 11
