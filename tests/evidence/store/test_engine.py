"""The engine behind small work: tables written by hand are what they say, and pandas stays where it is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.evidence.measuring.stored import at, store_with

from opensmp.evidence import merging
from opensmp.evidence.engine import Engine, columned, tabled
from opensmp.evidence.reading import connect

pytestmark = pytest.mark.requirement("R56")

KINDS = {"n": "int64", "text": "string", "amount": "float64"}
ROWS = [
    {"n": 1, "text": 'it\'s "so", [1]; DROP', "amount": 1.5},
    {"n": None, "text": None, "amount": None},
    {"n": -(2**63) + 1, "text": "", "amount": 1e300},
    {"n": 2**63 - 1, "text": "Layanan é|ü\n%", "amount": -0.1},
]


@pytest.fixture
def engine() -> Engine:
    return connect()


def test_a_small_table_holds_what_it_was_given(engine: Engine) -> None:
    assert engine.to_pyarrow(tabled(ROWS, KINDS)).to_pylist() == ROWS


def test_a_table_without_rows_still_has_its_columns(engine: Engine) -> None:
    empty = tabled([], KINDS)
    assert engine.to_pyarrow(empty).column_names == list(KINDS)
    assert engine.to_pyarrow(empty.count()).as_py() == 0


def test_a_row_may_leave_a_column_out(engine: Engine) -> None:
    assert engine.to_pyarrow(tabled([{"n": 3}], KINDS)).to_pylist() == [{"n": 3, "text": None, "amount": None}]


@pytest.mark.parametrize("missing", [(), (0,), (7,), (8,), (0, 5, 16)])
def test_missing_values_stand_where_they_stood(engine: Engine, missing: tuple[int, ...]) -> None:
    """Seventeen rows: the bits for what is there fill two bytes and one more."""
    numbers = [None if n in missing else n for n in range(17)]
    found = engine.to_pyarrow(columned({"n": numbers}, {"n": "int64"})).to_pylist()
    assert [row["n"] for row in found] == numbers


def test_a_large_table_is_handed_over_as_it_is(engine: Engine) -> None:
    numbers = list(range(100_001))
    assert engine.to_pyarrow(columned({"n": numbers}, {"n": "int64"}).n.sum()).as_py() == sum(numbers)


def test_the_engine_tells_the_types_of_a_table(engine: Engine) -> None:
    made = engine.create_table("made", tabled(ROWS, KINDS))
    assert {name: str(kind) for name, kind in made.schema().items()} == KINDS


def test_a_question_needs_no_pandas() -> None:
    asked = (
        "import sys; from opensmp.evidence.reading import connect, fetched; from opensmp.evidence.engine import tabled;"
        "t = tabled([{'n': 1}], {'n': 'int64'}); assert fetched(connect(), t.filter(t.n > 0)) == [{'n': 1}];"
        "print('pandas' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"


def test_weeks_that_are_written_together_are_those_that_are_written_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        {"id": f"I{n}", "opened_at": None if n % 7 == 0 else at("2026-03-02 08:00") + n * 90_000, "priority": n % 4 + 1}
        for n in range(60)
    ]
    digests = []
    for at_once in (merging._AT_ONCE, 1):
        monkeypatch.setattr(merging, "_AT_ONCE", at_once)
        store = store_with(tmp_path / str(at_once), {"incident": rows}, "2026-06-01 00:00")
        digests.append(
            {each.week: (each.rows, each.keys, each.times, each.sha256) for each in store.partitions("incident")}
        )
    assert digests[0] == digests[1]
    assert "undated" in digests[0]
    assert len(digests[0]) > 5
