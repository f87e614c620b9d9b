"""`opensmp sample`: what is drawn, what it shows, and what another auditor needs to draw it again."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Ran, Run
from tests.cli.small import LATE, TODAY, small_plan, small_store

pytestmark = [
    pytest.mark.requirement("R56"),
    pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning"),  # Ibis calls DuckDB by an old name
]

SCRIPT = Path(__file__).parents[2] / "docs/explanation/draw_again.py"


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_store(tmp_path_factory.mktemp("store") / "records")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return small_plan(tmp_path / "small")


@pytest.fixture
def sample(opensmp: Run, plan: Path, records: Path) -> Run:
    def run(*arguments: object) -> Ran:
        return opensmp("sample", plan, "CM-1", "--records", records, *TODAY, *arguments)

    return run


def test_a_sample_tells_its_population_its_draw_and_what_it_supports(sample: Run) -> None:
    ran = sample("--seed", "mangga")
    assert ran.code == 0
    assert "30 records (Incidents), 1 October 2026 to 31 October 2026, days of Asia/Jakarta" in ran.out
    assert "No number is missing between the first and the last" in ran.out
    assert "15 of 30 records with at most 0 deviating show at most 10% deviations at 95% confidence" in ran.out
    assert "Recomputed on all records: 28 of 30 kept the promise" in ran.out
    assert "word mangga" in ran.out
    assert "metric: incident.resolved_within, limit: 4 h, priority: 1" in ran.out


def test_too_few_clean_records_do_not_show_the_promise_and_it_says_how_many_would(sample: Run) -> None:
    words = (f"seed {n}" for n in range(99))
    clean = next(
        ran
        for word in words
        if not (ran := sample("--size", "5", "--seed", word, "--format", "json")).json["deviations"]
    )
    result = clean.json["result"]
    assert result["verdict"] == "not shown"
    assert result["says"][0]["en"].startswith(
        "5 clean records support at most 40.0% deviations at 95% confidence, not 90%"
    )
    assert result["says"][0]["en"].endswith("15 would")


def test_the_same_seed_draws_the_same_sample_and_another_one_another(sample: Run) -> None:
    def drawn(word: str) -> list[str]:
        return [each["number"] for each in sample("--seed", word, "--size", "10", "--format", "json").json["records"]]

    assert drawn("mangga") == drawn("mangga")
    assert drawn("mangga") != drawn("pisang")


def test_without_a_seed_the_day_is_the_word_and_it_is_told(sample: Run) -> None:
    assert sample("--format", "json").json["word"] == "2026-11-22"


@pytest.mark.parametrize(
    ("arguments", "drawn", "verdict"),
    [
        (("--method", "iso2859"), 13, None),
        (("--method", "frequency", "--frequency", "weekly"), 15, None),
        (("--method", "habit"), 6, None),
        (("--method", "full"), 30, "kept"),
        (("--method", "attribute", "--tolerable", "20"), 10, None),
    ],
)
def test_each_method_draws_as_many_as_it_says(
    sample: Run, arguments: tuple[str, ...], drawn: int, verdict: str | None
) -> None:
    found = sample(*arguments, "--format", "json").json["result"]
    assert found["drawn"] == drawn
    assert verdict in (None, found["verdict"])


def test_a_judgement_sample_takes_the_records_of_highest_risk_and_states_no_uncertainty(sample: Run) -> None:
    ran = sample("--method", "judgement", "--size", "4")
    assert "Judgement sample, no statement of uncertainty" in ran.out
    found = sample("--method", "judgement", "--size", "4", "--format", "json").json
    assert set(found["deviations"]) == LATE
    assert found["result"]["upper_limit"] is None
    assert "did not keep the promise" in ran.out


def test_a_sample_by_strata_draws_from_each(sample: Run) -> None:
    strata = sample("--by", "service,month", "--format", "json").json["draw"]["strata"]
    assert [each["label"] for each in strata] == ["S-01 · 2026-10", "S-02 · 2026-10"]
    assert all(each["drawn"] for each in strata)


def test_a_sample_that_contradicts_the_promise_ends_with_1(opensmp: Run, tmp_path: Path, records: Path) -> None:
    strict = small_plan(tmp_path / "strict", value=99)
    ran = opensmp("sample", strict, "CM-1", "--records", records, "--method", "full", *TODAY)
    assert ran.code == 1
    assert "Does not hold" in ran.out


def test_working_papers_are_written_and_the_script_draws_the_same_sample(sample: Run, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    ran = sample("--papers", folder, "--seed", "mangga", "--audit", "internal-2026-2", "--by", "service")
    assert {"working-papers.xlsx", "working-papers.json", "records.csv", "population.csv"} <= {
        each.name for each in folder.iterdir()
    }
    assert "working-papers.xlsx" in ran.err
    told = json.loads((folder / "working-papers.json").read_text("utf-8"))
    assert told["audit"] == "internal-2026-2"
    with (folder / "population.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == 30
    again = _drawn_again(folder, told)
    assert again == [each["number"] for each in told["records"]]


def _drawn_again(folder: Path, told: dict[str, Any]) -> list[str]:
    draw = told["draw"]
    arguments = [folder / "population.csv", draw["seed"], draw["size"], draw["minimum"]]
    ran = subprocess.run([sys.executable, SCRIPT, *map(str, arguments)], capture_output=True, text=True, check=True)
    return ran.stdout.split()


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("CM-9",), 1, "The plan makes no commitment CM-9."),
        (("CM-2",), 1, "No records were imported that could show CM-2"),
        (("CM-1", "--period", "2025"), 1, "The promise speaks of no record in this period"),
        (("CM-1", "--period", "soon"), 2, "“soon” is not a period."),
        (("CM-1", "--by", "colour"), 2, "“colour” is none of: priority, service, month."),
        (("CM-1", "--tolerable", "many"), 2, "“many” is no rate in per cent"),
        (("CM-1", "--risk", "100"), 2, "is no rate from 0 to below 100 per cent"),
        (("CM-1", "--method", "habit", "--size", "3"), 1, "The method decides the size itself"),
        (("CM-1", "--expected", "20"), 1, "No sample can show at most 10% deviations where 20% are expected"),
        (("CM-1", "--seed", "two\nlines"), 1, "A part of the seed has a line break"),
    ],
)
def test_what_cannot_be_drawn_is_said_with_the_way_out(
    opensmp: Run, plan: Path, records: Path, arguments: tuple[str, ...], code: int, says: str
) -> None:
    ran = opensmp("sample", plan, *arguments, "--records", records, *TODAY)
    assert ran.code == code
    assert says in ran.err


def test_an_unknown_commitment_gets_the_names_of_those_that_are(opensmp: Run, plan: Path, records: Path) -> None:
    assert (
        "The plan's commitments are: CM-1 and CM-2" in opensmp("sample", plan, "CM-9", "--records", records, *TODAY).err
    )


def test_without_records_it_says_how_to_import_some(opensmp: Run, plan: Path, tmp_path: Path) -> None:
    ran = opensmp("sample", plan, "CM-1", "--records", tmp_path / "nowhere", *TODAY)
    assert ran.code == 2
    assert "opensmp records import FILE --into DIR" in ran.err


def test_papers_that_cannot_be_written_are_said(sample: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    ran = sample("--papers", tmp_path / "file" / "papers")
    assert ran.code == 1
    assert "cannot be written" in ran.err


def test_it_speaks_indonesian(sample: Run) -> None:
    ran = sample("--language", "id")
    assert "Insiden kritis dipulihkan dalam 4 jam." in ran.out
    assert "1 Oktober 2026" in ran.out
