"""The pauses of a record are one set of spells, whatever files they come from and in whatever order."""

from __future__ import annotations

from typing import Any

import ibis
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opensmp.evidence.pauses import united
from opensmp.evidence.reading import connect
from opensmp.evidence.store import columns
from opensmp.measures.records import PAUSE

Spell = tuple[int, int | None]
SPELLS = st.lists(st.tuples(st.integers(0, 12), st.none() | st.integers(1, 6)), max_size=6).map(
    lambda drawn: [(start, None if length is None else start + length) for start, length in drawn]
)


def after_uniting(*files: list[Spell]) -> list[Spell]:
    """Unite the spells of one record, a file after the other, and return them in order."""
    con, wanted = connect(), columns(PAUSE)
    held: list[dict[str, Any]] = []
    for spells in files:
        fresh = [
            {"id": f"INC1#{start}", "record_table": "incident", "record": "INC1", "start_at": start, "end_at": end, "reason": "Waiting",
             "source": "desk", "batch": "b"}
            for start, end in spells
        ]  # fmt: skip
        table = ibis.memtable([*held, *fresh], schema=ibis.schema(wanted))
        held = con.to_pyarrow(united(table).select(*wanted)).to_pylist()
    con.disconnect()
    return sorted(((row["start_at"], row["end_at"]) for row in held), key=lambda spell: (spell[0], spell[1] or 99))


@pytest.mark.requirement("R34")
def test_overlapping_pauses_are_one_and_touching_ones_stay_apart() -> None:
    assert after_uniting([(0, 4), (2, 6), (6, 9), (7, 8)]) == [(0, 6), (6, 9)]


@pytest.mark.requirement("R34")
def test_an_open_pause_ends_once_a_file_knows_its_end() -> None:
    assert after_uniting([(3, None)], [(3, 5)]) == after_uniting([(3, 5)], [(3, None)]) == [(3, 5)]
    assert after_uniting([(3, 5), (8, None)]) == [(3, 5), (8, None)]


@pytest.mark.requirement("R34")
@settings(max_examples=15)
@given(first=SPELLS, second=SPELLS)
def test_files_of_pauses_may_come_in_any_order_and_again(first: list[Spell], second: list[Spell]) -> None:
    together = after_uniting([*first, *second])
    assert after_uniting(first, second) == after_uniting(second, first) == together
    assert after_uniting(first, second, first) == together
    paused = {second for start, end in [*first, *second] if end is not None for second in range(start, end)}
    assert {second for start, end in together if end is not None for second in range(start, end)} == paused
