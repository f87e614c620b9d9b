"""A sample that anyone can draw again."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chisquare

from opensmp.evidence.sampling import Draw, Entry, allocate, distinct, draw, planned, replace_record, seed_of, shares_of
from opensmp.i18n import Refused
from opensmp.measures.sample_sizes import Wish, judgement_size
from opensmp.measures.samples import Looked, Tolerance, judge_sample
from opensmp.tables import write_csv

pytestmark = pytest.mark.requirement("R56")

SCRIPT = Path(__file__).parents[3] / "docs/explanation/draw_again.py"
SEED = seed_of("a" * 64, "b" * 64, "internal-2026-2", "mangga")
MONTHS = ("P1 · 2026-07", "P1 · 2026-08", "P2 · 2026-07")
POPULATION = [Entry(number=f"INC{number:05d}", stratum=MONTHS[number % 7 % 3]) for number in range(1, 211)]

entries = st.lists(
    st.builds(Entry, number=st.text(min_size=1, max_size=4), stratum=st.sampled_from("ABC")), max_size=40
)


def numbers(drawn: Draw) -> list[str]:
    return [each.number for each in drawn.records]


def test_the_seed_is_the_digest_of_what_the_sample_is_about() -> None:
    joined = "\n".join(("a" * 64, "b" * 64, "internal-2026-2", "mangga"))
    assert hashlib.sha256(joined.encode()).hexdigest() == SEED
    assert seed_of("a" * 64, "b" * 64, "internal-2026-2", "pisang") != SEED


def test_a_line_break_cannot_make_two_seeds_one() -> None:
    with pytest.raises(Refused):
        seed_of("a", "b", "audit\nword", "")


def test_the_same_seed_draws_the_same_records_on_every_machine() -> None:
    assert numbers(draw(POPULATION, 8, SEED)) == [
        "INC00118", "INC00140", "INC00034", "INC00105", "INC00113", "INC00151", "INC00208", "INC00131",
    ]  # fmt: skip


@given(entries, st.integers(0, 50), st.integers(0, 3), st.randoms(use_true_random=False))
def test_order_and_repetition_of_the_rows_change_nothing(
    held: list[Entry], size: int, minimum: int, shuffling: object
) -> None:
    again = [*held, *held[: len(held) // 2]]
    shuffling.shuffle(again)  # type: ignore[attr-defined]  # hypothesis hands out a Random under its base type
    assert draw(again, size, SEED, minimum=minimum) == draw(held, size, SEED, minimum=minimum)


def test_every_record_has_the_same_chance() -> None:
    population = [Entry(number=f"CHG{number}", stratum="AB"[number % 2]) for number in range(20)]
    drawn = dict.fromkeys((each.number for each in population), 0)
    for word in range(10_000):
        for each in draw(population, 4, hashlib.sha256(str(word).encode()).hexdigest()).records:
            drawn[each.number] += 1
    assert sum(drawn.values()) == 40_000
    assert chisquare(list(drawn.values())).pvalue > 0.01


def test_the_measure_of_chance_would_notice_a_biased_draw() -> None:
    """The control that must fail: taking the smallest numbers more often."""
    assert chisquare([2_300, *[2_000 - 300 / 19] * 19]).pvalue < 0.01


@given(
    st.dictionaries(st.text(max_size=3), st.integers(1, 500), min_size=1, max_size=12),
    st.integers(0, 300),
    st.integers(0, 3),
)
def test_an_allocation_is_proportional_and_keeps_its_minimum(sizes: dict[str, int], wanted: int, minimum: int) -> None:
    strata, population = allocate(sizes, wanted, minimum), sum(sizes.values())
    wanted = min(wanted, population)
    assert sum(each.drawn - each.added for each in strata) == wanted
    for each in strata:
        assert min(minimum, each.population) <= each.drawn <= each.population
        assert abs(each.drawn - each.added - wanted * each.population / population) < 1
        assert each.added == 0 or each.drawn == min(minimum, each.population)
    assert shares_of(sizes, wanted, minimum) == tuple((each.population, each.drawn) for each in strata)


def test_largest_remainders_are_served_first_and_equal_ones_by_name() -> None:
    assert [each.drawn for each in allocate({"b": 5, "a": 5, "c": 10}, 3, minimum=0)] == [1, 1, 1]
    assert [each.drawn for each in allocate({"b": 7, "a": 7, "c": 7}, 2, minimum=0)] == [1, 1, 0]
    assert [each.drawn for each in allocate({"a": 1, "b": 99}, 10)] == [1, 10]


def test_a_clean_sample_by_strata_shows_what_it_was_sized_for() -> None:
    wish = Wish(tolerable=Fraction(5, 100))
    size = planned(POPULATION, "attribute", wish)
    plain = planned([Entry(number=each.number) for each in POPULATION], "attribute", wish)
    assert plain.size < size.size <= plain.size + 6
    assert f"without strata {plain.size} would" in str(size.says)
    shares = draw(POPULATION, size, SEED).shares
    clean = [Looked(label="", population=each.population, drawn=each.drawn, deviations=0) for each in shares]
    assert judge_sample(clean, Tolerance(rate=wish.tolerable)).word == "supports"


def test_other_methods_keep_their_size_by_strata() -> None:
    wish = Wish(tolerable=Fraction(5, 100))
    assert [planned(POPULATION, method, wish).size for method in ("habit", "frequency", "judgement")] == [15, 25, 25]


def test_a_sample_as_large_as_its_population_takes_all() -> None:
    assert sorted(numbers(draw(POPULATION, 500, SEED))) == sorted(each.number for each in POPULATION)
    assert draw([], 5, SEED).records == ()


def test_a_judgement_sample_takes_the_greatest_risk_first() -> None:
    weighed = [Entry(number=f"INC{n}", stratum="ignored", weight=weight) for n, weight in enumerate((0, 9, 2, 2, 0, 5))]
    drawn = draw(weighed, judgement_size(3, 6), SEED)
    assert drawn.method == "judgement"
    assert numbers(drawn)[:2] == ["INC1", "INC5"]
    assert numbers(drawn)[2] in ("INC2", "INC3")


def test_a_replacement_is_the_next_of_its_stratum_and_keeps_its_reason() -> None:
    first = draw(POPULATION, 8, SEED)
    gone = first.records[0]
    second = replace_record(first, reversed(POPULATION), gone.number, "Belongs to another customer")
    new = second.records[0]
    assert (new.replaces, new.reason, new.stratum) == (gone.number, "Belongs to another customer", gone.stratum)
    assert new.place == first.strata[0].drawn + 1
    assert new.number not in numbers(first)
    assert second.records[1:] == first.records[1:]
    assert [(each.number, each.reason) for each in second.replaced] == [(gone.number, "Belongs to another customer")]
    third = replace_record(second, POPULATION, new.number, "Also another customer's")
    assert third.records[0].number not in {gone.number, new.number, *numbers(first)}


@pytest.mark.parametrize(
    ("number", "reason", "says"),
    [("INC99999", "why", "not in the sample"), ("A1", " ", "without a reason"), ("A1", "why", "No further record")],
)
def test_a_replacement_that_cannot_be_is_refused(number: str, reason: str, says: str) -> None:
    small = [Entry(number="A1"), Entry(number="A2")]
    with pytest.raises(Refused, match=says):
        replace_record(draw(small, 2, SEED), small, number, reason)


def drawn_by_script(folder: Path, held: list[Entry], drawn: Draw) -> list[str]:
    rows = [(each.number, each.stratum, each.weight) for each in distinct(held)]
    path = folder / "population.csv"
    write_csv(path, ("number", "stratum", "weight"), rows)
    command = [sys.executable, "-I", str(SCRIPT), str(path), drawn.seed, str(drawn.size), str(drawn.minimum)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    return ran.stdout.split("\n")[:-1]


def test_twenty_lines_of_the_standard_library_draw_the_same_sample(tmp_path: Path) -> None:
    assert len([line for line in SCRIPT.read_text("utf-8").splitlines() if line.strip()]) <= 20
    hostile = [
        Entry(number=number, stratum="=cmd") for number in ("=1+1", "'quoted", "-5", "@x", "é\u2028ü", "a,b", 'c"d')
    ]
    for size, minimum in ((8, 1), (25, 2), (1, 0), (300, 1)):
        drawn = draw([*POPULATION, *hostile], size, SEED, minimum=minimum)
        assert drawn_by_script(tmp_path, [*POPULATION, *hostile], drawn) == numbers(drawn)


def test_the_script_draws_a_judgement_sample_by_its_weights(tmp_path: Path) -> None:
    weighed = [Entry(number=f"INC{n}", weight=n % 5) for n in range(40)]
    drawn = draw(weighed, judgement_size(12, 40), SEED)
    assert drawn_by_script(tmp_path, weighed, drawn) == numbers(drawn)
