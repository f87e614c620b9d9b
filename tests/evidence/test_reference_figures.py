"""The published figures of real records, through the product's own path: import, store, metric.

The figures are those of the README of the test data (U: incident log, G: outages, A: contracts). They come out of the
expressions as integers and exact fractions, and are compared as such.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from opensmp.evidence.asking import Ask
from opensmp.evidence.holdings import Holdings, holdings
from opensmp.evidence.importing import import_file
from opensmp.evidence.mapping import load
from opensmp.evidence.results import Figure, Figures, Key, figures
from opensmp.evidence.store import RecordStore
from opensmp.measures.catalogue import CATALOGUE
from opensmp.measures.windows import Days, windows

pytestmark = [
    pytest.mark.requirement("R56"),
    pytest.mark.thorough,
    pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning"),  # Ibis 12 calls DuckDB by its older name
]

LOG = (Days(date(2016, 1, 1), date(2017, 12, 31)),)
MONTHS = windows(Days(date(2016, 2, 1), date(2017, 2, 28)), "month")
IN_2024 = windows(Days(date(2024, 1, 1), date(2024, 12, 31)), "month")
LIMITS = {"1": "4 h", "2": "8 h", "3": "24 h", "4": "72 h"}
FILES = {
    "uci-incident-log": "uci_servicenow/incident_event_log.csv.gz",
    "github-outages": "github_status/downtime_windows.csv",
    "act-contracts": "act_contracts/act_contracts_2025.csv",
}


@pytest.fixture(scope="module")
def held(real_data: Path, examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Holdings:
    """The three real files, imported with the mappings of the example."""
    store = RecordStore.create(tmp_path_factory.mktemp("records") / "store", "reference-log", "UTC")
    for name, file in FILES.items():
        batch = import_file(
            store, real_data / file, load(examples / "reference-log" / "mappings" / f"{name}.yaml"), 1_795_000_000
        )
        assert batch.read == batch.stored
    return holdings(store)


def told(held: Holdings, metric: str, over: tuple[Days, ...] = LOG, **more: object) -> Figures:
    (found,) = figures(held.backend, held.tables, [Ask(metric=CATALOGUE[metric], windows=over, **more)], held.watch)  # type: ignore[arg-type]  # mixed
    assert isinstance(found, dict), found
    return found


def one(held: Holdings, metric: str, over: tuple[Days, ...] = LOG, **more: object) -> Figure:
    (figure,) = told(held, metric, over, **more).values()
    return figure


def test_u1_u2_all_incidents_are_closed_and_some_have_no_resolution_time(held: Holdings) -> None:
    assert one(held, "incident.opened").judged == 24_918
    assert one(held, "incident.opened", parameters={"state": "closed"}).judged == 24_918
    assert one(held, "incident.time_to_resolve").excluded == {"no end": 1_556}


def test_u3_the_flag_is_that_of_the_incident_not_of_its_events(held: Holdings) -> None:
    found = one(held, "incident.flagged_in_time")
    assert (found.good, found.judged) == (15_803, 24_918)


def test_u4_the_flag_by_priority(held: Holdings) -> None:
    found = told(held, "incident.flagged_in_time", by=("priority",))
    assert {key.group[0]: (each.judged, each.good) for key, each in found.items()} == {
        "1": (270, 5), "2": (408, 2), "3": (23_466, 15_145), "4": (774, 651),
    }  # fmt: skip


def test_u5_time_to_resolve_by_priority(held: Holdings) -> None:
    names = ("median", "p75", "p90", "p95", "max", "mean")
    found = told(held, "incident.time_to_resolve", by=("priority",), statistics=names)
    hours = {
        key.group[0]: [round(float(each.statistics[name] / 3600), 2) for name in names] for key, each in found.items()
    }
    assert hours == {
        "1": [80.24, 274.51, 616.44, 950.62, 5056.48, 266.08],
        "2": [38.23, 200.72, 381.57, 502.38, 3720.77, 152.46],
        "3": [21.55, 146.68, 374.61, 696.58, 8070.17, 174.35],
        "4": [5.02, 162.8, 502.3, 1594.56, 8020.27, 283.19],
    }


@pytest.mark.parametrize(
    ("priority", "judged", "good", "only_clock", "only_flag"),
    [("1", 270, 39, 36, 2), ("2", 408, 119, 117, 0), ("3", 22_010, 11_446, 828, 3_256), ("4", 674, 453, 1, 99)],
)
def test_u6_the_clock_beside_the_flag(
    held: Holdings, priority: str, judged: int, good: int, only_clock: int, only_flag: int
) -> None:
    found = one(held, "incident.resolved_within", parameters={"priority": priority}, limit=LIMITS[priority])
    assert (found.judged, found.good, found.only_clock, found.only_flag) == (judged, good, only_clock, only_flag)


def test_u7_u8_u9_reopened_reassigned_and_linked(held: Holdings) -> None:
    assert one(held, "incident.reopened").good == 275
    moved = one(held, "incident.reassignments", statistics=("median", "p90")).statistics
    assert [round(float(moved[name]), 3) for name in ("mean", "median", "p90", "max")] == [0.94, 0, 3, 27]
    assert one(held, "incident.first_assignment").good == 13_549
    assert one(held, "incident.linked_to_problem").good == 380
    assert one(held, "incident.linked_to_change").good == 176
    assert one(held, "incident.caused_by_change").good == 3
    assert one(held, "incident.linked_to_service_or_ci").good == 54


def test_u10_by_month_opened(held: Holdings) -> None:
    flags = told(held, "incident.flagged_in_time", MONTHS)
    assert [flags[Key(n)].judged for n in range(13)] == [207, 8995, 7934, 7508, 5, 14, 15, 12, 16, 26, 37, 94, 55]
    shares = [round(100 * flags[Key(n)].good / flags[Key(n)].judged, 2) for n in range(13)]
    assert shares == [64.73, 39.86, 76.7, 77.52, 80, 78.57, 46.67, 58.33, 43.75, 65.38, 62.16, 56.38, 90.91]
    times = told(held, "incident.time_to_resolve", MONTHS, parameters={"dated": "opened"}, statistics=("p90",))
    hours = [round(float(times[Key(n)].statistics["p90"] / 3600), 1) for n in range(13)]
    assert hours == [670, 496.1, 312.3, 308.4, 3224.9, 683.3, 1568.3, 702.5, 2302.7, 1178.5, 678.7, 649.4, 44.8]
    reopened = told(held, "incident.reopened", MONTHS, parameters={"dated": "opened"})
    assert [reopened[Key(n)].good for n in range(13)] == [3, 130, 69, 69, 0, 1, 0, 0, 1, 0, 0, 2, 0]


def test_u11_from_resolution_to_closure(held: Holdings) -> None:
    found = one(held, "incident.time_to_close", statistics=("p10", "median", "p90"))
    hours = [found.statistics[name] / 3600 for name in ("p10", "median", "p90")]
    assert [round(float(each), 2) for each in hours[:2]] == [120.08, 120.55]
    assert hours[2] == Fraction("177.515"), "the README rounds it to 177.52"
    assert found.excluded == {"no start": 1_556}


def test_u16_priorities_changed_on_the_way(held: Holdings) -> None:
    found = one(held, "incident.priority_changed")
    assert (found.good, found.judged, found.excluded) == (383, 24_918, {})


def test_u12_by_the_way_of_contact(held: Holdings) -> None:
    found = told(held, "incident.opened", by=("channel",))
    assert {key.group[0]: each.judged for key, each in found.items()} == {
        "Phone": 24_688, "Self service": 158, "Email": 59, "IVR": 9, "Direct opening": 4,
    }  # fmt: skip


def test_u13_the_population_of_an_auditor(held: Holdings) -> None:
    second = (Days(date(2016, 4, 1), date(2016, 6, 30)),)
    chosen = {"priority": "1", "dated": "opened"}
    clock = one(held, "incident.resolved_within", second, parameters=chosen, limit="4 h")
    flag = one(held, "incident.flagged_in_time", second, parameters=chosen)
    assert (clock.records, clock.judged - clock.good, flag.judged - flag.good, clock.excluded) == (167, 136, 164, {})


def test_u15_first_touch_by_priority(held: Holdings) -> None:
    found = told(held, "incident.responded_within", by=("priority",), limit="30 min")
    early = {"3": 2}
    assert {key.group[0]: (each.records, each.good + early.get(key.group[0], 0)) for key, each in found.items()} == {
        "1": (270, 120), "2": (408, 102), "3": (23_466, 12_677), "4": (774, 502),
    }  # fmt: skip
    assert found[Key(0, ("3",))].excluded == {"ends before it starts": 2}, "two were touched before they were opened"


def available(held: Holdings, impact: str) -> list[Fraction]:
    found = told(held, "service.availability", IN_2024, parameters={"impact": impact})
    return [Fraction(100 * found[Key(n)].top, found[Key(n)].bottom) for n in range(12)]


def test_g4_monthly_availability_counts_major_and_critical_windows_once(held: Holdings) -> None:
    shares = available(held, "major, critical")
    assert [round(float(share), 4) for share in shares] == [
        98.4767, 99.7557, 99.6393, 98.7569, 100, 99.6111, 96.9086, 99.823, 99.7755, 99.0188, 99.9375, 99.7872,
    ]  # fmt: skip
    assert [n + 1 for n, share in enumerate(shares) if share >= Fraction(999, 10)] == [5, 11]


def test_g5_g6_with_minor_windows_no_month_of_2024_holds(held: Holdings) -> None:
    shares = available(held, "minor, major, critical")
    assert [round(float(share), 4) for share in shares] == [
        95.5936, 98.3405, 98.2572, 96.3912, 96.6084, 98.3958, 93.2616, 98.5753, 98.2662, 97.7419, 99.0278, 99.31,
    ]  # fmt: skip
    july = told(held, "service.availability", IN_2024, parameters={"impact": "minor, major, critical"})[Key(6)]
    assert (july.bottom - july.top) / 60 == 3_008


def test_a4_contracts_by_the_day(held: Holdings) -> None:
    until = (Days(date(2026, 11, 1), date(2026, 11, 22)),)
    names = ("supplier.contracts_in_force", "supplier.contracts_ending_within", "supplier.contracts_past_end")
    assert [one(held, name, until).judged for name in names] == [511, 119, 785]
