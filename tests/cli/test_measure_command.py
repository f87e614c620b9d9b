"""`opensmp measure`: verdicts as text, data and page, by the engine one chooses; and the way from any tool to a verdict."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Ran, Run
from tests.cli.small import TODAY, small_plan, small_store, tickets

pytestmark = [
    pytest.mark.requirement("R56"),
    pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning"),  # Ibis calls DuckDB by an old name
]

OCTOBER = ("--period", "2026-10")


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_store(tmp_path_factory.mktemp("store") / "records")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return small_plan(tmp_path / "small")


@pytest.fixture
def measure(opensmp: Run, plan: Path, records: Path) -> Run:
    def run(*arguments: object) -> Ran:
        return opensmp("measure", plan, "--records", records, *TODAY, *arguments)

    return run


def test_a_verdict_stands_with_its_fraction(measure: Run) -> None:
    ran = measure(*OCTOBER)
    assert ran.code == 0
    assert "✓ CM-1  Critical incidents are restored within 4 hours." in ran.out
    assert "2026-10  28 of 30  93.33%  Holds" in ran.out
    assert "No records were imported for it: Outages" in ran.out


def test_data_holds_the_exact_fraction(measure: Run) -> None:
    first = measure(*OCTOBER, "--format", "json").json["commitments"][0]
    assert (first["id"], first["verdict"]) == ("CM-1", "kept")
    assert [(each["numerator"], each["denominator"], each["value"]) for each in first["windows"]] == [(28, 30, "280/3")]


def test_the_page_shows_each_record_against_the_limit(measure: Run, tmp_path: Path) -> None:
    page = tmp_path / "evidence.html"
    measure(*OCTOBER, "--format", "html", "--output", page)
    text = page.read_text("utf-8")
    assert 'aria-label="30 records, 2 over the limit"' in text
    assert "limit in the plan: 4 hours" in text
    assert text.count("<circle") == 28


def test_a_broken_promise_ends_with_1_unless_that_is_not_wanted(opensmp: Run, tmp_path: Path, records: Path) -> None:
    strict = small_plan(tmp_path / "strict", value=95)
    command = ("measure", strict, "--records", records, *TODAY, *OCTOBER)
    ran = opensmp(*command)
    assert ran.code == 1
    assert "Does not hold" in ran.out
    assert opensmp(*command, "--fail-on", "never").code == 0


def test_nothing_is_written_unless_it_is_asked_for(measure: Run, plan: Path) -> None:
    before = {path for path in plan.rglob("*") if path.is_file()}
    measure(*OCTOBER)
    assert {path for path in plan.rglob("*") if path.is_file()} == before
    assert "measurements/2026-10.yaml" in measure(*OCTOBER, "--write").err
    assert "verdict: kept" in (plan / "measurements/2026-10.yaml").read_text("utf-8")
    assert "The folder holds these verdicts already." in measure(*OCTOBER, "--write").err


@pytest.mark.parametrize(
    ("period", "windows"), [("2026", 11), ("2026-10", 1), ("2026-Q3", 3), ("2026-H1", 6), ("2026-09-15..2026-10-02", 2)]
)
def test_a_period_is_written_as_people_write_it(measure: Run, period: str, windows: int) -> None:
    assert len(measure("--period", period, "--format", "json").json["commitments"][0]["windows"]) == windows


@pytest.mark.parametrize("period", ["soon", "2026-13", "2026-Q5", "2026-02-30", "2026-01..soon", "2026-Q", "..2026"])
def test_what_is_no_period_is_said(measure: Run, period: str) -> None:
    ran = measure("--period", period)
    assert ran.code == 2
    assert "is not a period." in ran.err


def test_another_engine_comes_to_the_same_verdicts(measure: Run) -> None:
    own = measure(*OCTOBER, "--format", "json")
    other = measure(*OCTOBER, "--format", "json", "--engine", "duckdb://")
    assert (other.code, other.json) == (0, own.json)


@pytest.mark.parametrize(
    ("engine", "says"),
    [
        ("sapphire://host", "“sapphire” is no address of an engine"),
        ("mysql://user@host/database", "ibis-framework[mysql]"),
        ("nonsense", "“nonsense” is no address of an engine"),
    ],
)
def test_an_engine_that_is_not_there_is_said(measure: Run, engine: str, says: str) -> None:
    ran = measure("--engine", engine)
    assert ran.code == 3
    assert says in ran.err
    assert "Traceback" not in ran.err


def test_without_records_it_says_how_to_import_some(opensmp: Run, plan: Path, tmp_path: Path) -> None:
    ran = opensmp("measure", plan, "--records", tmp_path / "nowhere", *TODAY)
    assert ran.code == 2
    assert "opensmp records import FILE --into DIR" in ran.err


def test_it_speaks_indonesian(measure: Run) -> None:
    assert "Insiden kritis dipulihkan dalam 4 jam." in measure(*OCTOBER, "--language", "id").out


@pytest.mark.requirement("R36", "R56")
def test_a_csv_of_a_tool_that_nobody_knows_becomes_a_correct_verdict(opensmp: Run, tmp_path: Path) -> None:
    export, mapping, store = tickets(tmp_path / "tiket.csv"), tmp_path / "tiket.yaml", tmp_path / "records"
    looked = opensmp("records", "inspect", export, "--answer", "zone=Asia/Jakarta", "--write", mapping)
    assert looked.code == 0
    command = ("records", "import", export, "--mapping", mapping, "--exported", "2026-11-02", "--into", store)
    assert "40 rows read = 40 stored" in opensmp(*command).out
    for value, code, verdict in ((93, 0, "kept"), (94, 1, "broken")):
        promised = small_plan(tmp_path / f"plan-{value}", value=value)
        ran = opensmp("measure", promised, "--records", store, *TODAY, *OCTOBER, "--format", "json")
        first = ran.json["commitments"][0]
        assert (ran.code, first["verdict"]) == (code, verdict)
        assert [(each["numerator"], each["denominator"]) for each in first["windows"]] == [(28, 30)]


def test_an_export_that_ends_before_its_window_does_not_make_a_promise_look_kept(opensmp: Run, tmp_path: Path) -> None:
    export, store = tickets(tmp_path / "tiket.csv"), tmp_path / "records"
    opensmp("records", "import", export, "--zone", "Asia/Jakarta", "--into", store)
    ran = opensmp("measure", small_plan(tmp_path / "plan"), "--records", store, *TODAY, *OCTOBER)
    assert "Not known" in ran.out
    assert "The records end on 28 October 2026." in ran.out


@pytest.mark.requirement("R57")
def test_a_record_is_explained_with_its_clock(measure: Run) -> None:
    told = measure("--why", "TKT-0007")
    assert told.code == 0
    assert "CM-1" in told.out
    assert "5 hours of 4 hours" in told.out
    assert "counted, 5 hours" in told.out


@pytest.mark.requirement("R57")
def test_a_record_that_no_promise_speaks_of_is_said(measure: Run) -> None:
    told = measure("--why", "TKT-9999")
    assert told.code == 1
    assert "No promise with a clock speaks of a record TKT-9999" in told.out + told.err


@pytest.mark.requirement("R56")
def test_the_page_lists_the_records_that_miss_a_promise(opensmp: Run, tmp_path: Path, records: Path) -> None:
    broken = small_plan(tmp_path / "broken", value=99)
    page = tmp_path / "page.html"
    opensmp("measure", str(broken), "--records", str(records), *TODAY, "--format", "html", "--output", str(page))
    text = page.read_text("utf-8")
    assert "TKT-0007" in text
    assert "Over by 1:00 h" in text
    assert "TKT-0002" not in text
