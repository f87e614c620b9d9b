"""A year of the bank's records, through the product's own path: every verdict is the one that the truth file tells.

The truth was counted from what was made up, with clocks of its own; the verdicts here come from the exports alone, read,
mapped, stored and measured as a user's own records would be.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from opensmp.dossier import Dossier
from opensmp.evidence.cache import Cache
from opensmp.evidence.demo import Demo, generate
from opensmp.evidence.demo.truth import DATED, STANDING
from opensmp.evidence.holdings import holdings
from opensmp.evidence.importing import import_file
from opensmp.evidence.mapping import load as load_mapping
from opensmp.evidence.measuring import Afresh, measure
from opensmp.evidence.measuring import outcome as outcome_of
from opensmp.evidence.registers import register_tables
from opensmp.evidence.store import RecordStore
from opensmp.measures.catalogue import CATALOGUE
from opensmp.measures.outcome import Outcome, Part, WindowResult
from opensmp.measures.records import TABLES
from opensmp.measures.windows import Days

pytestmark = pytest.mark.filterwarnings(
    "ignore:fetch_arrow_table:DeprecationWarning"
)  # Ibis calls DuckDB by an old name

ZONE = "Asia/Jakarta"
YEAR = Days(date(2026, 1, 1), date(2026, 11, 20))
FAST = frozenset({"incident", "pause", "change"})
"""Tables of the fast run: those of the two practices whose promises the bank declares as not kept."""


@dataclass(frozen=True)
class Run:
    """One year: its truth, the batches of its import, and what was measured."""

    truth: dict[str, Any]
    store: RecordStore
    outcome: Outcome

    def told(self, tables: frozenset[str] = frozenset(TABLES)) -> Iterator[tuple[str, dict[str, Any], WindowResult]]:
        """Yield every window of the truth beside the one that was measured from one of the tables."""
        measured = {each.commitment.id: each for each in self.outcome.measured}
        for commitment, windows in self.truth["commitments"].items():
            if CATALOGUE[measured[commitment].commitment.target.metric].table not in tables:
                continue
            found = {each.start.isoformat(): each for each in measured[commitment].windows}
            yield from ((commitment, window, found[window["start"]]) for window in windows)


def run(bank: Dossier, folder: Path, scale: float = 1.0, tables: frozenset[str] = frozenset(TABLES)) -> Run:
    demo = generate(folder / "exports", bank, scale=scale)
    store = RecordStore.create(folder / "records", "bns", ZONE)
    for export, mapping in demo.exports:
        read = load_mapping(mapping)
        if read.table in tables:
            import_file(store, export, read, demo.exported_at, exported_at=demo.exported_at)
    registered = register_tables(bank, ZONE)
    outcome = measure(bank, store, today=bank.today, period=YEAR, registered=registered)
    return Run(_truth(demo), store, outcome)


def _truth(demo: Demo) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(demo.truth.read_text("utf-8"))
    return told


@pytest.fixture(scope="module")
def small(bank: Dossier, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """One incident in twenty: the same plan, the same P1 incidents, the same flaws."""
    return run(bank, tmp_path_factory.mktemp("small"), 0.05, FAST)


def counted(part: Part) -> tuple[Any, ...]:
    """Return what a part says, its fraction in lowest terms: amounts are summed in hundredths."""
    measurement = part.measurement
    share = (measurement.numerator, measurement.denominator)
    if part.promise.target.metric == "budget.variance" and measurement.denominator:
        reduced = Fraction(measurement.numerator or 0, measurement.denominator)
        share = (reduced.numerator, reduced.denominator)
    return (part.versions, *share, dict(measurement.excluded), part.judgement.word)


def expected(commitment: str, part: dict[str, Any]) -> tuple[Any, ...]:
    share = (part["numerator"], part["denominator"])
    if commitment == "CM-BU-1":
        reduced = Fraction(*share)
        share = (reduced.numerator, reduced.denominator)
    return (tuple(part["versions"]), *share, part["excluded"], part["verdict"])


def disagreement(commitment: str, window: dict[str, Any], measured: WindowResult) -> str:
    """Say how the verdict, a part or the records set apart differ from the truth; nothing where they are the same."""
    parts = [counted(part) for part in measured.parts if part.measurement.denominator or part.measurement.excluded]
    truth = [expected(commitment, part) for part in window["parts"]]
    apart = sum(count for _says, count in measured.apart)
    if (measured.word, apart, sorted(parts, key=str)) == (window["verdict"], window["apart"], sorted(truth, key=str)):
        return ""
    return f"{commitment} {window['start']}: {measured.word} {apart} {parts}, in truth {window}"


@pytest.mark.requirement("R56", "R57", "R60")
def test_every_verdict_of_a_small_year_is_the_truth(small: Run) -> None:
    told = list(small.told(FAST))
    assert len(told) == 49
    assert [found for each in told if (found := disagreement(*each))] == []


@pytest.mark.requirement("R57")
def test_the_same_five_hours_are_kept_under_one_version_and_broken_under_the_next(small: Run) -> None:
    measured = next(each for each in small.outcome.measured if each.commitment.id == "CM-IM-2")
    quarters = {each.start: each for each in measured.windows}
    third = quarters[date(2026, 7, 1)].parts
    assert [(part.versions, part.promise.target.limit) for part in third] == [(("1.1", "1.2"), "6 h")]
    fourth = {part.versions: part for part in quarters[date(2026, 10, 1)].parts if part.measurement.denominator}
    assert [(versions, part.promise.target.limit) for versions, part in fourth.items()] == [(("1.3", "2.0"), "4 h")]
    assert [(part.measurement.numerator, part.measurement.denominator) for part in fourth.values()] == [(8, 9)]
    assert (third[0].measurement.numerator, third[0].measurement.denominator) == (17, 20)


@pytest.mark.requirement("R60")
def test_what_is_read_is_stored_or_refused_for_the_reason_told(small: Run) -> None:
    for batch in small.store.manifest.batches:
        told = small.truth["files"][batch.file]
        assert (batch.read, dict(batch.refused)) == (told["rows"], told["refused"])
        assert batch.read == batch.stored + sum(batch.refused.values())


@pytest.fixture(scope="module")
def whole(bank: Dossier, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The whole year of every table, as `opensmp measure` sees it."""
    return run(bank, tmp_path_factory.mktemp("whole"))


@pytest.mark.thorough
@pytest.mark.requirement("R56", "R57", "R60")
@pytest.mark.parametrize("commitment", [*DATED, *STANDING])
def test_every_verdict_of_the_whole_is_the_truth(whole: Run, commitment: str) -> None:
    told = [each for each in whole.told() if each[0] == commitment]
    assert told
    assert [found for each in told if (found := disagreement(*each))] == []


@pytest.mark.thorough
@pytest.mark.requirement("R60")
def test_every_commitment_of_the_bank_has_its_truth(whole: Run, bank: Dossier) -> None:
    assert (
        {*DATED, *STANDING} == set(bank.commitments) == {commitment for commitment, _truth, _measured in whole.told()}
    )
    measured = {each.commitment.id: each for each in whole.outcome.measured}
    october = next(each for each in measured["CM-IM-1"].windows if each.start == date(2026, 10, 1))
    assert (october.numerator, october.denominator) == (1907, 1978)


@pytest.mark.thorough
@pytest.mark.requirement("R56")
def test_kept_figures_and_records_still_open_are_those_of_a_fresh_count(bank: Dossier, whole: Run) -> None:
    registered = register_tables(bank, ZONE)
    kept, fresh = (holdings(whole.store, registered) for _each in range(2))
    twice = [
        outcome_of(bank, kept, Cache(whole.store, kept), bank.today, YEAR),
        outcome_of(bank, fresh, Afresh(fresh), bank.today, YEAR),
    ]
    told = [
        [(each.commitment.id, window.start, window.word, part.pending, part.measurement.numerator)
         for each in outcome.measured for window in each.windows for part in window.parts]
        for outcome in twice
    ]  # fmt: skip
    assert told[0] == told[1]
    assert any(pending.still_open for *_rest, pending, _numerator in told[0])
