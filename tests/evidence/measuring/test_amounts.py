"""Sums, ends and percentiles of many values: exact, whatever parts they come in."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from random import Random
from statistics import quantiles

import pyarrow as pa
import pytest

from opensmp.evidence.amounts import Amounts, of_lists, of_sums
from opensmp.evidence.asking import bucket
from opensmp.evidence.engine import tabled
from opensmp.evidence.growth import Growth
from opensmp.evidence.reading import connect

pytestmark = pytest.mark.requirement("R56")

MEDIAN, NINETY = Fraction(1, 2), Fraction(9, 10)


@pytest.mark.parametrize("seed", range(20))
def test_percentiles_of_lists_are_those_that_python_finds(seed: int) -> None:
    chance = Random(seed)  # noqa: S311  # the same choices each time
    parts = [
        [chance.choice((None, chance.randrange(-(2**31), 2**31))) for _value in range(chance.randrange(9))]
        for _part in range(40)
    ]
    places = [chance.randrange(-1, 4) for _part in parts]
    chunks = [pa.array(parts[n : n + 7], pa.list_(pa.int32())) for n in range(0, 40, 7)]
    found = of_lists(pa.chunked_array(chunks), places, [MEDIAN, NINETY])
    for place in range(4):
        values = [
            each for part, own in zip(parts, places, strict=True) if own == place for each in part if each is not None
        ]
        tenths = [Fraction(each).limit_denominator(10) for each in quantiles(values, n=10, method="inclusive")]
        assert found[place] == Amounts(sum(values), min(values), max(values), [tenths[4], tenths[8]])


def test_a_figure_without_values_has_no_amounts() -> None:
    lists = pa.chunked_array([pa.array([[None], [], [7]], pa.list_(pa.int32()))])
    assert of_lists(lists, [0, 1, -1], [MEDIAN]) == {}
    assert of_lists(lists, [0, 1, 1], [MEDIAN]) == {1: Amounts(7, 7, 7, [Fraction(7)])}


def test_sums_of_parts_are_added_and_those_of_no_figure_left_out() -> None:
    rows = {"sum": [10**30, 5, None, 4], "min": [1, -2, None, 4], "max": [9, 7, None, 4]}
    found = of_sums(rows, [0, 0, 1, -1], {0: [Fraction(3)]})
    assert found == {0: Amounts(10**30 + 5, -2, 9, [Fraction(3)])}


@pytest.mark.parametrize("edges", [(), (5,), (0, 3, 4, 10), tuple(range(-30, 30, 7))])
def test_the_macro_of_our_engine_numbers_windows_as_the_expression_for_others_does(edges: tuple[int, ...]) -> None:
    con = connect()
    table = tabled([{"at": time} for time in (*range(-40, 40), None)], {"at": "int64"})
    for _twice in range(2):
        both = table.select(macro=con.bucket(table["at"], edges, -1), tree=bucket(table["at"], edges, -1))
        rows = con.to_pyarrow(both).to_pylist()
        assert all(row["macro"] == row["tree"] for row in rows)
    assert {row["macro"] for row in rows} == set(range(-1, len(edges)))


def test_growth_is_followed_back_as_long_as_what_was_added_came_later(tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    notes = '{"third": ["second", {"opened_at": 300}], "second": ["first", {"opened_at": 200, "closed_at": 250}]}'
    (tmp_path / "cache" / "grown.json").write_text(notes, encoding="utf-8")
    content = Growth(tmp_path).content
    assert [content("third", ["opened_at"], end) for end in (150, 200, 201, 300, 301)] == [
        "first", "first", "second", "second", "third",
    ]  # fmt: skip
    assert content("third", ["closed_at"], 250) == "first"
    assert content("third", ["closed_at"], 251) == "second"
    assert content("unknown", ["opened_at"], 100) == "unknown"


@pytest.mark.parametrize(
    "damage", ["", "[]", "{", '{"a": 3}', '{"a": ["b"]}', '{"a": ["b", 3]}', '{"a": ["b", {"opened_at": "x"}]}']
)
def test_damaged_notes_are_none(tmp_path: Path, damage: str) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "grown.json").write_text(damage, encoding="utf-8")
    assert Growth(tmp_path).content("a", ["opened_at"], 1) == "a"
