"""The example of the reference figures: real data, imported with the example's mappings and measured by its plan."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from opensmp.evidence.importing import import_file
from opensmp.evidence.mapping import load as load_mapping
from opensmp.evidence.measuring import measure
from opensmp.evidence.store import RecordStore
from opensmp.exchange import load
from opensmp.measures.catalogue import find
from opensmp.measures.outcome import Outcome, WindowResult
from opensmp.measures.windows import Days

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning"),  # Ibis calls DuckDB by an old name
]
TODAY = date(2026, 11, 22)
WHOLE = Days(date(2016, 2, 29), TODAY)
FILES = {
    "uci-incident-log": "uci_servicenow/incident_event_log.csv.gz",
    "github-outages": "github_status/downtime_windows.csv",
    "act-contracts": "act_contracts/act_contracts_2025.csv",
}
HOURS = {
    "RL-P50-1": "80.24", "RL-P75-1": "274.51", "RL-P90-1": "616.44", "RL-P95-1": "950.62",
    "RL-P50-2": "38.23", "RL-P75-2": "200.72", "RL-P90-2": "381.57", "RL-P95-2": "502.38",
    "RL-P50-3": "21.55", "RL-P75-3": "146.68", "RL-P90-3": "374.61", "RL-P95-3": "696.58",
    "RL-P50-4": "5.02", "RL-P75-4": "162.80", "RL-P90-4": "502.30", "RL-P95-4": "1594.56",
    "RL-CLOSED-P10": "120.08", "RL-CLOSED-P50": "120.55", "RL-CLOSED-P90": "177.52",
}  # fmt: skip
FRACTIONS = {
    "RL-FLAG": (15803, 24918), "RL-FLAG-1": (5, 270), "RL-FLAG-2": (2, 408), "RL-FLAG-3": (15145, 23466), "RL-FLAG-4": (651, 774),
    "RL-IN-TIME-1": (39, 270), "RL-IN-TIME-2": (119, 408), "RL-IN-TIME-3": (11446, 22010), "RL-IN-TIME-4": (453, 674),
    "RL-TOUCH-1": (120, 270), "RL-TOUCH-2": (102, 408), "RL-TOUCH-3": (12675, 23464), "RL-TOUCH-4": (502, 774),
    "RL-REOPENED": (275, 24918), "RL-FIRST-GROUP": (13549, 24918), "RL-PROBLEM": (380, 24918), "RL-CHANGE": (3, 24918),
    "RL-CI": (54, 24918), "RL-THROUGH-CHANGE": (176, 24918), "RL-PRIORITY-CHANGED": (383, 24918),
}  # fmt: skip
REASSIGNED = {"RL-REASSIGNED": "3.000", "RL-REASSIGNED-MEAN": "0.940", "RL-REASSIGNED-MEDIAN": "0.000"}
COUNTS = {
    "RL-OPENED": 24918,
    "RL-PHONE": 24688,
    "RL-SELF-SERVICE": 158,
    "AC-IN-FORCE": 511,
    "AC-PAST-END": 785,
    "AC-ENDING": 119,
}
BY_MONTH = (
    "64.73", "39.86", "76.70", "77.52", "80.00", "78.57", "46.67", "58.33", "43.75", "65.38", "62.16", "56.38", "90.91",
)  # fmt: skip
AVAILABLE = {
    "GH-MAJOR": "98.4767 99.7557 99.6393 98.7569 100.0000 99.6111 96.9086 99.8230 99.7755 99.0188 99.9375 99.7872",
    "GH-MINOR": "95.5936 98.3405 98.2572 96.3912 96.6084 98.3958 93.2616 98.5753 98.2662 97.7419 99.0278 99.3100",
}


def rounded(value: Fraction | None, places: int) -> str:
    assert value is not None
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return str(exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


@pytest.fixture(scope="module")
def outcome(examples: Path, real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    plan = examples / "reference-log"
    store = RecordStore.create(tmp_path_factory.mktemp("reference") / "records", "reference-log", "UTC")
    now = int(datetime(2026, 11, 22, 12, tzinfo=UTC).timestamp())
    for mapping, file in FILES.items():
        import_file(store, real_data / file, load_mapping(plan / "mappings" / f"{mapping}.yaml"), now)
    return measure(load(plan, TODAY), store, today=TODAY, period=WHOLE)


def windows(outcome: Outcome, commitment: str) -> tuple[WindowResult, ...]:
    measured = next(each for each in outcome.measured if each.commitment.id == commitment)
    assert measured.problem is None, measured.problem
    return measured.windows


@pytest.mark.requirement("R56", "R60")
@pytest.mark.parametrize(("commitment", "fraction"), FRACTIONS.items())
def test_a_share_of_the_incident_log_is_the_reference_figure(
    outcome: Outcome, commitment: str, fraction: tuple[int, int]
) -> None:
    (window,) = windows(outcome, commitment)
    assert (window.numerator, window.denominator) == fraction


@pytest.mark.requirement("R60")
@pytest.mark.parametrize(("commitment", "hours"), HOURS.items())
def test_a_percentile_of_the_incident_log_is_the_reference_figure(
    outcome: Outcome, commitment: str, hours: str
) -> None:
    (window,) = windows(outcome, commitment)
    assert window.value is not None
    assert rounded(window.value / 3600, 2) == hours


@pytest.mark.requirement("R60")
@pytest.mark.parametrize(("commitment", "times"), REASSIGNED.items())
def test_how_often_incidents_were_reassigned_is_the_reference_figure(
    outcome: Outcome, commitment: str, times: str
) -> None:
    (window,) = windows(outcome, commitment)
    assert rounded(window.value, 3) == times


@pytest.mark.requirement("R60")
def test_the_tools_flag_by_month_opened_is_the_reference_figure(outcome: Outcome) -> None:
    found = [each for each in windows(outcome, "RL-FLAG-MONTH") if each.denominator]
    assert tuple(rounded(each.value, 2) for each in found) == BY_MONTH


@pytest.mark.requirement("R60")
def test_small_quarters_come_to_no_verdict(outcome: Outcome) -> None:
    quarters = {each.start: each for each in windows(outcome, "RL-IN-TIME-1-QUARTER")}
    second = quarters[date(2016, 4, 1)]
    assert (second.numerator, second.denominator, second.word) == (31, 167, "broken")
    assert quarters[date(2016, 7, 1)].word == "too few"


@pytest.mark.requirement("R60")
@pytest.mark.parametrize(("commitment", "figures"), AVAILABLE.items())
def test_availability_of_each_month_depends_on_what_counts_as_down(
    outcome: Outcome, commitment: str, figures: str
) -> None:
    found = [each for each in windows(outcome, commitment) if each.start.year == 2024]
    assert [rounded(each.value, 4) for each in found] == figures.split()


@pytest.mark.requirement("R60")
@pytest.mark.parametrize(("commitment", "count"), COUNTS.items())
def test_a_count_is_the_reference_figure(outcome: Outcome, commitment: str, count: int) -> None:
    (window,) = windows(outcome, commitment)
    assert window.numerator == count


def test_every_metric_of_the_example_is_known(examples: Path) -> None:
    plan = load(examples / "reference-log", TODAY)
    assert [row.id for row in plan.plan.commitments.commitments if find(row.target.metric) is None] == []
