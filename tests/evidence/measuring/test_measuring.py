"""Commitments held against records: windows, versions, flaws of exports, and what a broken promise is answered with."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.evidence.measuring.stored import Rows, at, store_with

from opensmp.dossier import Dossier
from opensmp.evidence.measuring import measure
from opensmp.evidence.written import verdicts
from opensmp.lifecycle.history import History, Version
from opensmp.measures.outcome import Measured, Outcome, WindowResult
from opensmp.measures.windows import Days
from opensmp.plan.commitments import Commitment, Commitments
from opensmp.plan.plan import Plan
from opensmp.plan.prose import Prose
from opensmp.plan.terms import Target
from opensmp.registers.organisation import Calendar, Hours, Organisation
from opensmp.registers.registers import Registers
from opensmp.registers.services import Service

pytestmark = pytest.mark.requirement("R56")

TODAY = date(2026, 11, 22)
HOUR, DAY = 3_600, 86_400


def incident(number: str, opened: str, hours: float | None, **more: Any) -> dict[str, Any]:
    """An incident that took so many hours and was closed three days after it was opened."""
    start = at(opened)
    ended = None if hours is None else start + round(hours * HOUR)
    return {"id": number, "priority": 1, "state": "closed", "opened_at": start, "resolved_at": ended,
            "closed_at": start + 3 * DAY, "updated_at": start + 3 * DAY, **more}  # fmt: skip


def usual(count: int, month: str = "2026-10", hours: float = 2, name: str = "INC", **more: Any) -> list[dict[str, Any]]:
    return [incident(f"{name}{n}", f"{month}-{1 + n % 20:02d} 10:00", hours, **more) for n in range(count)]


def promise(limit: str = "4 h", value: str = "95", window: str = "month", **parameters: str) -> Commitment:
    target = Target(
        metric="incident.resolved_within",
        comparator="at least",
        value=Decimal(value),
        limit=limit,
        window=window,  # type: ignore[arg-type]  # a word of the type
    )
    return Commitment(
        id="CM-1", sentence=Prose.of("Incidents are restored in time."), target=target, parameters=parameters
    )


def plan(*commitments: Commitment, versions: tuple[Version, ...] = ()) -> Dossier:
    return Dossier(
        today=TODAY, plan=Plan(commitments=Commitments(commitments=commitments)), history=History(versions=versions)
    )


def measured(
    folder: Path,
    dossier: Dossier,
    incidents: Rows,
    versions: Mapping[str, Any] | None = None,
    known: str = "2026-11-20",
) -> Outcome:
    store = store_with(folder / "records", {"incident": incidents}, f"{known} 00:00")
    period = Days(date(2026, 9, 1), date(2026, 11, 22))
    return measure(dossier, store, today=TODAY, period=period, versions=versions)


def october(outcome: Outcome) -> WindowResult:
    return next(each for each in outcome.measured[0].windows if each.start == date(2026, 10, 1))


def test_a_window_shows_its_fraction_and_its_verdict(tmp_path: Path) -> None:
    found = october(measured(tmp_path, plan(promise()), [*usual(19), incident("LATE", "2026-10-05 10:00", 5)]))
    assert (found.word, found.numerator, found.denominator, found.value) == ("kept", 19, 20, 95)


def test_stores_that_are_measured_at_the_same_time_do_not_mix(tmp_path: Path) -> None:
    def found(late: int) -> tuple[str, int | None]:
        rows = [*usual(20), *usual(late, hours=5, name="LATE")]
        window = october(measured(tmp_path / f"{late}", plan(promise()), rows))
        return window.word, window.denominator

    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(found, range(8)))
    assert told == [("kept", 20), ("kept", 21), *(("broken", 20 + late) for late in range(2, 8))]


def test_every_window_is_listed_and_an_empty_one_is_unknown(tmp_path: Path) -> None:
    windows = measured(tmp_path, plan(promise()), [*usual(9, "2026-08"), *usual(9)]).measured[0].windows
    assert [(each.start.month, each.word, each.running) for each in windows] == [
        (9, "unknown", False), (10, "kept", False), (11, "unknown", True),
    ]  # fmt: skip


def test_where_no_version_was_sealed_the_draft_judges_and_the_outcome_says_so(tmp_path: Path) -> None:
    outcome = measured(tmp_path, plan(promise()), usual(9))
    assert [str(note) for note in outcome.notes] == [
        "No version of the plan was ever sealed, so its present text judges all records."
    ]


SIX_THEN_FOUR = (
    Version(number="1.2", start=date(2026, 9, 1), end=date(2026, 9, 30)),
    Version(number="1.3", start=date(2026, 10, 1)),
)


def test_a_record_is_judged_by_the_version_in_force_when_it_was_opened(tmp_path: Path) -> None:
    rows = [incident("INC1", "2026-09-30 22:00", 5), incident("INC2", "2026-10-02 08:00", 5)]
    texts = {"1.2": {"CM-1": promise("6 h", "100")}, "1.3": {"CM-1": promise("4 h", "100")}}
    outcome = measured(tmp_path, plan(promise("4 h", "100"), versions=SIX_THEN_FOUR), rows, texts)
    found = october(outcome)
    assert [(part.versions, part.judgement.word) for part in found.parts] == [(("1.2",), "kept"), (("1.3",), "broken")]
    assert (found.word, found.numerator, found.denominator) == ("broken", 1, 2)


def test_parts_that_promise_different_levels_are_not_added_up(tmp_path: Path) -> None:
    rows = [*usual(10, "2026-09", 24 * 30), *usual(10, hours=1, name="B")]
    texts = {"1.2": {"CM-1": promise("4 h", "0")}, "1.3": {"CM-1": promise("4 h", "95")}}
    found = october(measured(tmp_path, plan(promise(), versions=SIX_THEN_FOUR), rows, texts))
    assert found.value is None
    assert found.word == "kept"
    assert [part.measurement.numerator for part in found.parts] == [0, 10]


def test_versions_that_promise_the_same_judge_as_one(tmp_path: Path) -> None:
    texts = {"1.2": {"CM-1": promise()}, "1.3": {"CM-1": promise()}}
    found = october(measured(tmp_path, plan(promise(), versions=SIX_THEN_FOUR), usual(9), texts))
    assert [part.versions for part in found.parts] == [("1.2", "1.3")]


def test_records_opened_before_the_first_version_stand_apart_and_never_count(tmp_path: Path) -> None:
    rows = [*usual(9), incident("OLD", "2026-08-31 23:00", 24 * 40)]
    texts = {"1.2": {"CM-1": promise()}, "1.3": {"CM-1": promise()}}
    found = october(measured(tmp_path, plan(promise(), versions=SIX_THEN_FOUR), rows, texts))
    assert (found.numerator, found.denominator) == (9, 9)
    assert [(str(each.says), each.records) for each in found.apart] == [
        ("opened before the first version of the plan", 1)
    ]


def test_records_under_a_version_whose_text_is_not_kept_stand_apart(tmp_path: Path) -> None:
    rows = [*usual(9), *usual(9, "2026-09", name="S", hours=24 * 25)]
    found = october(measured(tmp_path, plan(promise(), versions=SIX_THEN_FOUR), rows, {"1.3": {"CM-1": promise()}}))
    assert (found.numerator, found.denominator) == (9, 9)
    assert [each.records for each in found.apart] == [4]


def test_a_promise_of_the_draft_alone_is_not_in_force_yet(tmp_path: Path) -> None:
    texts = {"1.2": {}, "1.3": {}}
    only = measured(tmp_path, plan(promise(), versions=SIX_THEN_FOUR), usual(9), texts).measured[0]
    assert str(only.problem) == "No version in force makes this promise yet."


def test_the_population_is_chosen_by_the_fields_of_the_record(tmp_path: Path) -> None:
    rows = [*usual(6), *usual(6, hours=9, name="LOW", priority=3)]
    assert october(measured(tmp_path / "a", plan(promise(priority="1")), rows)).word == "kept"
    assert october(measured(tmp_path / "b", plan(promise(priority="1, 3")), rows)).word == "broken"


@pytest.mark.parametrize(
    ("parameters", "says"),
    [
        (
            {"priorty": "1"},
            "The metric incident.resolved_within has no parameter “priorty”, and its records have no such field.",
        ),
        ({"priority": "urgent"}, "“urgent” is no value of priority."),
        ({"calendar": "night-shift"}, "Nobody knows the calendar night-shift."),
        ({"end": "cleared"}, "These records have no end called “cleared”."),
        ({"dated": "yesterday"}, "These records have no time called “yesterday”."),
    ],
)
def test_what_cannot_be_computed_is_said_in_one_sentence(tmp_path: Path, parameters: dict[str, str], says: str) -> None:
    only = measured(tmp_path, plan(promise(**parameters)), usual(9)).measured[0]
    assert (str(only.problem), only.windows) == (says, ())


def test_an_unknown_metric_is_answered_with_the_nearest(tmp_path: Path) -> None:
    wrong = replace(promise(), target=replace(promise().target, metric="incident.resolved_in"))
    only = measured(tmp_path, plan(wrong), usual(9)).measured[0]
    assert "incident.resolved" in str(only.problem)


def test_a_commitment_whose_records_nobody_imported_is_unknown(tmp_path: Path) -> None:
    other = replace(promise(), target=replace(promise().target, metric="change.successful", limit=""))
    words = {each.word for each in measured(tmp_path, plan(other), usual(9)).measured[0].windows}
    assert words == {"unknown"}


def test_windows_beyond_the_records_are_unknown(tmp_path: Path) -> None:
    few = Target(metric="incident.major", comparator="at most", value=Decimal(5), unit="incidents", window="month")
    none_yet = replace(promise(), target=few)
    windows = measured(tmp_path, plan(none_yet), usual(9), known="2026-10-31").measured[0].windows
    assert [each.word for each in windows] == ["unknown", "kept", "unknown"]


def test_an_outage_before_the_version_began_still_lowers_the_availability_of_the_window(tmp_path: Path) -> None:
    outage = {
        "id": "O1",
        "service": "S-01",
        "impact": "major",
        "outage_start": at("2026-09-10 10:00"),
        "outage_end": at("2026-09-10 16:00"),
    }
    store = store_with(tmp_path / "records", {"outage": [outage]}, "2026-11-20 00:00")
    target = Target(metric="service.availability", comparator="at least", value=Decimal("99.9"), window="month")
    up = replace(promise(), target=target, services=("S-01",))
    begun = (Version(number="1.0", start=date(2026, 9, 15)),)
    period = Days(date(2026, 9, 1), date(2026, 10, 31))
    found = measure(plan(up, versions=begun), store, today=TODAY, period=period, versions={"1.0": {"CM-1": up}})
    assert [each.word for each in found.measured[0].windows] == ["broken", "kept"]


def test_each_service_of_a_commitment_must_be_available_for_itself(tmp_path: Path) -> None:
    outage = {
        "id": "O1",
        "service": "S-02",
        "impact": "major",
        "outage_start": at("2026-09-10 10:00"),
        "outage_end": at("2026-09-10 16:00"),
    }
    store = store_with(tmp_path / "records", {"outage": [outage]}, "2026-11-20 00:00")
    target = Target(metric="service.availability", comparator="at least", value=Decimal("99.5"), window="month")
    up = replace(promise(), target=target, services=("S-01", "S-02"))
    found = (
        measure(plan(up), store, today=TODAY, period=Days(date(2026, 9, 1), date(2026, 9, 30))).measured[0].windows[0]
    )
    assert [(part.service, part.judgement.word) for part in found.parts] == [("S-01", "kept"), ("S-02", "broken")]
    assert (found.word, found.value) == ("broken", None)


# Flaws of exports ------------------------------------------------------------------------------------------------------


def missed(count: int, **more: Any) -> list[dict[str, Any]]:
    return usual(count, hours=9, name="MISS", **more)


def test_half_of_the_breached_without_a_resolution_time_give_no_kept(tmp_path: Path) -> None:
    rows = [*usual(187), *missed(6), *[{**row, "resolved_at": None, "id": f"N{row['id']}"} for row in missed(7)]]
    found = october(measured(tmp_path, plan(promise()), rows))
    assert found.value is not None
    assert found.value > 95
    assert (found.word, found.excluded) == ("unknown", {"no end": 7})


def test_incidents_left_open_past_their_limit_give_no_kept(tmp_path: Path) -> None:
    still = [{**row, "resolved_at": None, "closed_at": None, "state": "active"} for row in missed(13)]
    found = october(measured(tmp_path, plan(promise()), [*usual(187), *still]))
    assert (found.word, found.denominator, found.parts[0].pending.overdue) == ("unknown", 187, 13)


def test_times_of_a_mixed_zone_are_excluded_and_give_no_kept(tmp_path: Path) -> None:
    rows = [*usual(60), *usual(40, hours=-5, name="NEG")]
    found = october(measured(tmp_path, plan(promise(value="90")), rows))
    assert (found.word, found.excluded) == ("unknown", {"ends before it starts": 40})


def test_the_flag_of_the_tool_and_the_clock_stand_side_by_side(tmp_path: Path) -> None:
    rows = [*usual(9, sla_met=1), *missed(3, sla_met=1), *usual(2, name="E", sla_met=0)]
    only = measured(tmp_path, plan(promise()), rows).measured[0]
    assert only.windows[1].parts[0].flags == (14, 12, 3, 2)
    (difference,) = only.differences
    assert str(difference).startswith(
        "Of 14 records with the tool's own flag, 5 are judged differently by the clock: 3 "
    )


# Answers ---------------------------------------------------------------------------------------------------------------


def broken(folder: Path) -> tuple[Measured, Outcome, Dossier]:
    dossier = plan(replace(promise(), owner="dimas"))
    outcome = measured(folder, dossier, [*usual(8), *missed(2)])
    return outcome.measured[0], outcome, dossier


def test_a_broken_promise_ends_in_an_amendment_or_a_declared_deviation(tmp_path: Path) -> None:
    only, _, _ = broken(tmp_path)
    amendment, deviation = only.proposals
    assert (amendment.file, amendment.address) == ("plan/commitments.yaml", "commitments/CM-1/target/value")
    assert yaml.safe_load(amendment.yaml)[0]["target"]["value"] == 95
    row = yaml.safe_load(deviation.yaml)[0]
    assert {**row, "reason": row["reason"]["en"]} == {
        "id": "DEV-1", "commitment": "CM-1", "owner": "dimas", "until": None, "improvement": None,
        "reason": "From 2026-10-01 to 2026-10-31 80.00% (8/10) was measured where the plan promises at least 95%.",
    }  # fmt: skip


def test_only_windows_that_are_over_are_written_into_the_folder(tmp_path: Path) -> None:
    _, outcome, dossier = broken(tmp_path)
    rows = verdicts(outcome, dossier)
    assert [(row.end.month, row.verdict, row.numerator, row.denominator, row.measured) for row in rows] == [
        (9, "unknown", 0, 0, None), (10, "broken", 8, 10, Decimal("80.00")),
    ]  # fmt: skip
    assert rows[1].batches == ("incident-0",)


def test_the_banks_sealed_versions_are_read_back(bank: Dossier, tmp_path: Path) -> None:
    rows = [incident("INC1", "2026-09-28 08:00", 5), incident("INC2", "2026-10-02 08:00", 5)]
    store = store_with(tmp_path / "records", {"incident": rows}, "2026-11-20 00:00")
    outcome = measure(bank, store, today=TODAY, period=Days(date(2026, 7, 1), date(2026, 11, 22)))
    restored = next(each for each in outcome.measured if each.commitment.id == "CM-IM-2")
    parts = [part.measurement for each in restored.windows for part in each.parts]
    assert [(part.numerator, part.denominator) for part in parts] == [(1, 1), (0, 1)]


# Calendars and services -------------------------------------------------------------------------------------------------


def open_from(opens: str, closes: str, id: str = "desk") -> Calendar:
    hours = (Hours(days=(1, 2, 3, 4, 5, 6, 7), opens=opens, closes=closes),)
    return Calendar(id=id, name=Prose.of(id), hours=hours)


def serving(*services: tuple[str, str], calendars: tuple[Calendar, ...] = ()) -> Dossier:
    rows = tuple(Service(id=id, name=Prose.of(id), hours=hours, status="active") for id, hours in services)
    return replace(
        plan(), registers=Registers(services=rows), organisation=Organisation(calendars=calendars)
    )  # fmt: skip


def test_services_with_different_hours_are_each_measured_by_their_own(tmp_path: Path) -> None:
    desk = serving(
        ("S-1", "desk"), ("S-2", "night"), calendars=(open_from("08:00", "17:00"), open_from("20:00", "23:00", "night"))
    )
    both = replace(promise("2 h"), services=("S-1", "S-2"))
    desk = replace(desk, plan=plan(both).plan)
    rows = [
        *(incident(f"A{n}", f"2026-10-{1 + n:02d} 16:00", 17, service="S-1") for n in range(5)),
        *(incident(f"B{n}", f"2026-10-{1 + n:02d} 16:00", 5, service="S-2") for n in range(5)),
        incident("LATE", "2026-10-09 16:00", 6.5, service="S-2"),
    ]
    found = october(measured(tmp_path, desk, rows))
    assert [part.measurement.calendar for part in found.parts] == ["desk", "night"]
    assert (found.numerator, found.denominator) == (10, 11)


def test_records_that_name_no_service_count_where_the_promise_speaks_of_every_service(tmp_path: Path) -> None:
    all_of_them = Commitment(
        id="CM-1",
        sentence=Prose.of("Configuration items are right."),
        target=Target(metric="configuration.accuracy", comparator="at least", value=Decimal(90), window="month"),
        services=("S-1", "S-2"),
    )
    rows = [
        {"id": f"V{n}", "verified_at": at("2026-10-05 10:00"), "due_at": at("2026-10-05 10:00"), "correct": 1}
        for n in range(9)
    ]
    store = store_with(tmp_path / "records", {"verification": rows}, "2026-11-20 00:00")
    period = Days(date(2026, 10, 1), date(2026, 10, 31))

    def said(*ids: str) -> Measured:
        dossier = replace(serving(*((id, "") for id in ids)), plan=plan(all_of_them).plan)
        return measure(dossier, store, today=TODAY, period=period).measured[0]

    every = said("S-1", "S-2")
    assert (every.windows[0].numerator, every.windows[0].word) == (9, "kept")
    assert "every service in scope" in str(every.differences[0])
    assert "these records name none" in str(said("S-1", "S-2", "S-3").problem)


def test_a_version_judges_by_the_calendar_that_was_sealed_with_it(tmp_path: Path) -> None:
    office = replace(promise("2 h"), parameters={"calendar": "desk"})
    text = {
        "plan": {"commitments": {"commitments": [
            {"id": "CM-1", "target": {"metric": "incident.resolved_within", "comparator": "at least", "value": "95", "limit": "2 h",
             "window": "month"}, "parameters": {"calendar": "desk"}},
        ]}},
        "organisation": {"calendars": {"desk": {"hours": [{"days": [1, 2, 3, 4, 5, 6, 7], "opens": "08:00", "closes": "12:00"}]}}},
    }  # fmt: skip
    today = replace(
        plan(office, versions=(Version(number="1.0", start=date(2026, 9, 1)),)),
        organisation=Organisation(calendars=(open_from("08:00", "17:00"),)),
    )
    rows = [incident(f"A{n}", f"2026-10-{1 + n:02d} 11:00", 4) for n in range(6)]
    assert october(measured(tmp_path / "now", replace(today, history=History()), rows)).word == "broken"
    assert october(measured(tmp_path / "then", replace(today, sealed={"1.0": text}), rows)).word == "kept"


def test_a_version_sealed_without_its_calendar_says_that_the_one_of_today_was_used(tmp_path: Path) -> None:
    office = replace(promise("2 h"), parameters={"calendar": "desk"})
    commitment = {
        "id": "CM-1", "parameters": {"calendar": "desk"},
        "target": {"metric": "incident.resolved_within", "comparator": "at least", "value": "95", "limit": "2 h", "window": "month"},
    }  # fmt: skip
    bare = {"plan": {"commitments": {"commitments": [commitment]}}}
    hours = [{"days": [1, 2, 3, 4, 5, 6, 7], "opens": "08:00", "closes": "12:00"}]
    today = replace(
        plan(office, versions=(Version(number="1.0", start=date(2026, 9, 1)),)),
        organisation=Organisation(calendars=(open_from("08:00", "17:00"),)),
    )
    rows = [incident("A1", "2026-10-01 11:00", 4)]

    def notes(folder: str, sealed: Mapping[str, Any]) -> list[str]:
        found = measured(tmp_path / folder, replace(today, sealed={"1.0": sealed}), rows)
        return [str(each) for each in found.notes]

    said = ["Version 1.0 was sealed without the calendar desk, so that of today was used."]
    assert notes("bare", bare) == said
    assert notes("whole", bare | {"organisation": {"calendars": {"desk": {"hours": hours}}}}) == []
