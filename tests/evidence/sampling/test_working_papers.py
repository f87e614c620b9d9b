"""Working papers: another auditor draws the same records, reads the same rows and comes to the same answer."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from opensmp.evidence.attributes import Pause
from opensmp.evidence.completeness import completeness
from opensmp.evidence.risk import Facts, risks
from opensmp.evidence.sampling import Draw, Entry, draw, planned, replace_record, seed_of
from opensmp.evidence.working_papers import (
    Outcome,
    Population,
    SampledRecord,
    SourceFile,
    WorkingPaper,
    sampled_records,
    working_paper,
    working_papers,
)
from opensmp.i18n import Refused, _
from opensmp.measures.sample_sizes import SampleSize, Wish, attribute_size, full_size, judgement_size, lot_size
from opensmp.measures.samples import tolerance_of

pytestmark = pytest.mark.requirement("R56")

SCRIPT = Path(__file__).parents[3] / "docs/explanation/draw_again.py"
TOLERANCE = tolerance_of("at least", Decimal(95))
SEED = seed_of("a" * 64, "b" * 64, "internal-2026-2", "mangga")
ENTRIES = (
    *(Entry(number=f"INC{number:05d}", stratum=f"P{1 + number % 3}") for number in range(1, 199)),
    Entry(number="=HYPERLINK(1)", stratum="P3"),
    Entry(number="-7", stratum="P3"),
)
POPULATION = Population(
    commitment="CM-IM-1",
    sentence=_("At least 95 % of incidents receive their first response in time"),
    table="incident",
    start=date(2026, 7, 1),
    end=date(2026, 7, 31),
    zone="Asia/Jakarta",
    entries=ENTRIES,
    sources=(SourceFile(name="incidents-july.csv", sha256="c" * 64, rows=205),),
    completeness=completeness(
        [f"INC{n:05d}" for n in range(1, 199) if n != 50], [], date(2026, 7, 1), date(2026, 7, 2)
    ),
    version="1.3",
    version_digest="a" * 64,
    import_digest="b" * 64,
    filter={"priority": "1, 2, 3"},
    excluded={"no end": 5},
)


def rows_of(drawn: Draw) -> dict[str, dict[str, object]]:
    return {
        each.number: {
            "id": each.number,
            "service": "mobile-banking",
            "priority": 1,
            "opened_at": 1_782_889_200,
            "category": "network",
        }
        for each in drawn.records
    }


def looked_at(drawn: Draw, late: Sequence[str] = ()) -> tuple[SampledRecord, ...]:
    outcomes = {
        each.number: Outcome(
            good=each.number not in late,
            elapsed=20_000 if each.number in late else 900,
            limit=14_400,
            ended_at=1_782_890_100,
            version="1.3",
        )
        for each in drawn.records
    }
    return sampled_records(drawn, "incident", rows_of(drawn), outcomes)


def paper(size: SampleSize | None = None, late: int = 0, drawn: Draw | None = None) -> WorkingPaper:
    size = size or planned(ENTRIES, "attribute", Wish(tolerable=TOLERANCE.rate))
    drawn = drawn or draw(ENTRIES, size, SEED)
    records = looked_at(drawn, [each.number for each in drawn.records[:late]])
    return working_paper(
        population=POPULATION,
        size=size,
        draw=drawn,
        records=records,
        tolerance=TOLERANCE,
        audit="internal-2026-2",
        word="mangga",
        full=(193, 200),
    )


def table(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def values(path: Path, what: str) -> list[str]:
    return [row[1] for row in table(path) if row[0] == what]


def test_the_workbook_has_a_sheet_for_each_part_and_a_row_for_each_record(tmp_path: Path) -> None:
    (path,) = working_papers(paper(late=1), tmp_path, formats=["xlsx"])
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == [
        "Population statement", "Completeness", "Draw", "Strata", "Sampled records", "Deviations", "Result", "Population",
    ]  # fmt: skip
    assert book["Sampled records"].max_row == 1 + len(paper().draw.records)
    assert book["Population"].max_row == 1 + 200
    assert {cell.data_type for row in book["Population"] for cell in row} <= {"s", "n", "inlineStr"}


def test_the_csv_files_state_population_completeness_draw_and_result(tmp_path: Path) -> None:
    working_papers(paper(), tmp_path, formats=["csv"])
    assert values(tmp_path / "statement.csv", "SHA-256 of the source file") == ["c" * 64]
    assert values(tmp_path / "statement.csv", "Number of records") == ["200"]
    assert values(tmp_path / "statement.csv", "Left out: no end") == ["5"]
    assert values(tmp_path / "statement.csv", "Filter") == ["priority: 1, 2, 3"]
    assert values(tmp_path / "completeness.csv", "Gap of 1") == ["INC00050"]
    assert values(tmp_path / "completeness.csv", "Without a record") == ["2026-07-01 – 2026-07-02"]
    assert values(tmp_path / "draw.csv", "Seed") == [SEED]
    assert values(tmp_path / "result.csv", "Verdict of the sample") == ["supports"]
    assert values(tmp_path / "result.csv", "Upper limit, one-sided, in per cent") == ["5.0"]
    assert "Recomputed on all records: 193 of 200 kept the promise" in values(tmp_path / "result.csv", "In words")


def test_a_sampled_record_shows_its_times_and_its_answers(tmp_path: Path) -> None:
    working_papers(paper(late=1), tmp_path, formats=["csv"])
    header, first, second = table(tmp_path / "records.csv")[:3]
    shown = dict(zip(header, first, strict=True))
    assert shown["Opened"] == "2026-07-01 14:00:00+07:00"
    assert (shown["Took, in hours"], shown["Allowed, in hours"], shown["Kept"]) == ("5.56", "4.00", "no")
    assert (shown["Classified"], shown["SLA attached"], shown["Reopened"]) == ("yes", "no", "the records cannot tell")
    assert dict(zip(header, second, strict=True))["Kept"] == "yes"


def test_deviations_name_the_record_and_by_how_much(tmp_path: Path) -> None:
    made = paper(late=2)
    working_papers(made, tmp_path, formats=["csv"])
    rows = [row for row in table(tmp_path / "deviations.csv") if row[1] == "Did not keep the promise"]
    assert [row[0] for row in rows] == [record.number for record in made.deviating]
    assert rows[0][2:] == ["5.56", "4.00", "1.56"]
    finding = next(str(each) for each in made.says if str(each).startswith("Draft finding"))
    assert all(record.number in finding for record in made.deviating)
    assert sum(int(row[4]) for row in table(tmp_path / "strata.csv")[1:]) == 2


def test_anyone_draws_the_sample_again_from_the_papers(tmp_path: Path) -> None:
    made = paper()
    working_papers(made, tmp_path, formats=["csv", "json"])
    told = json.loads((tmp_path / "working-papers.json").read_text("utf-8"))["draw"]
    command = [
        sys.executable,
        "-I",
        str(SCRIPT),
        str(tmp_path / "population.csv"),
        told["seed"],
        str(told["size"]),
        str(told["minimum"]),
    ]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines() == [each.number for each in made.draw.records]


def test_no_cell_runs_as_a_formula(tmp_path: Path) -> None:
    working_papers(paper(full_size(200)), tmp_path, formats=["csv"])
    numbers = [row[0] for row in table(tmp_path / "population.csv")]
    assert "'=HYPERLINK(1)" in numbers
    assert not any(cell.startswith("=") for file in tmp_path.glob("*.csv") for row in table(file) for cell in row)


def test_the_data_holds_exact_figures_and_both_languages(tmp_path: Path) -> None:
    (path,) = working_papers(paper(), tmp_path, formats=["json"])
    told = json.loads(path.read_text("utf-8"))
    assert told["format"] == "opensmp/working-paper/1"
    assert (told["result"]["verdict"], told["result"]["full_count"]) == ("supports", [193, 200])
    assert Fraction(told["result"]["upper_limit"]) <= Fraction(5, 100)
    assert len(told["records"]) == told["result"]["drawn"]
    assert told["records"][0]["elapsed"] == 900
    assert set(told["result"]["says"][0]) == {"en", "id"}


def test_the_same_sample_gives_the_same_files(tmp_path: Path) -> None:
    first = working_papers(paper(), tmp_path / "a")
    second = working_papers(paper(), tmp_path / "b")
    assert [path.name for path in first] == [path.name for path in second]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    assert [path.suffix for path in first].count(".csv") == 8


def test_a_judgement_sample_has_reasons_and_no_limit(tmp_path: Path) -> None:
    found = risks([Facts(number=entry.number, major=number < 3) for number, entry in enumerate(ENTRIES)])
    weighed = [replace(entry, weight=found[entry.number].weight) for entry in ENTRIES]
    size = judgement_size(3, 200)
    drawn = draw(weighed, size, SEED)
    outcomes = {each.number: Outcome(good=True) for each in drawn.records}
    records = sampled_records(drawn, "incident", rows_of(drawn), outcomes, risk=found)
    population = replace(POPULATION, entries=tuple(weighed))
    made = working_paper(
        population=population, size=size, draw=drawn, records=records, tolerance=TOLERANCE, audit="a", word="w"
    )
    working_papers(made, tmp_path, formats=["csv"])
    assert [row[-4] for row in table(tmp_path / "records.csv")[1:]] == ["major"] * 3
    assert values(tmp_path / "result.csv", "Upper limit, one-sided, in per cent") == []
    assert values(tmp_path / "result.csv", "Verdict of the sample") == ["not shown"]
    assert [row[2] for row in table(tmp_path / "population.csv")].count("5") == 3


def test_a_replacement_is_told_with_its_reason(tmp_path: Path) -> None:
    size = attribute_size(tolerable=Fraction(5, 100), population=200)
    first = draw(ENTRIES, size, SEED)
    gone = first.records[0].number
    working_papers(
        paper(size, drawn=replace_record(first, ENTRIES, gone, "Record of a test")), tmp_path, formats=["csv"]
    )
    assert values(tmp_path / "draw.csv", f"Replaced: {gone}") == ["Record of a test"]
    assert table(tmp_path / "records.csv")[1][-3:-1] == [gone, "Record of a test"]


def test_a_lot_says_whether_it_is_accepted() -> None:
    assert "The lot is accepted" in map(str, paper(lot_size(200, Decimal("4.0")), late=3).says)
    assert "The lot is not accepted" in map(str, paper(lot_size(200, Decimal("4.0")), late=6).says)


def test_a_drawn_record_that_is_not_found_stays_and_is_not_decided() -> None:
    drawn = draw(ENTRIES, 10, SEED)
    rows = rows_of(drawn)
    missing = drawn.records[4].number
    del rows[missing]
    pauses = {drawn.records[0].number: (Pause(start=1, end=5, reason="supplier"),)}
    outcomes = {each.number: Outcome(good=True) for each in drawn.records}
    records = sampled_records(drawn, "incident", rows, outcomes, pauses=pauses, matrix={(1, 1): 1})
    assert (records[4].number, records[4].good, records[4].attributes) == (missing, None, {})
    assert "not among the imported records" in str(records[4].note)
    assert records[0].attributes["paused_justified"] == "yes"


def test_papers_about_other_records_than_those_drawn_are_refused() -> None:
    drawn = draw(ENTRIES, 10, SEED)
    with pytest.raises(Refused, match="not those that were drawn"):
        working_paper(
            population=POPULATION,
            size=full_size(200),
            draw=drawn,
            records=looked_at(drawn)[1:],
            tolerance=TOLERANCE,
            audit="a",
            word="w",
        )
