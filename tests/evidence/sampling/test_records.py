"""What an auditor reads off each record, why it was chosen, and what the export lacks."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import ibis
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from opensmp.evidence.attributes import ATTRIBUTES, Known, Pause, answers, paused_seconds, pauses_of
from opensmp.evidence.completeness import Gap, completeness, spans
from opensmp.evidence.risk import WEIGHTS, Facts, facts_of, on_last_day_of_month, risks

pytestmark = pytest.mark.requirement("R56")

JAKARTA = ZoneInfo("Asia/Jakarta")
SOUND: dict[str, Any] = {
    "id": "INC1", "service": "SVC-1", "ci": None, "priority": 2, "impact": 2, "urgency": 2, "category": "network",
    "opened_at": 1_000, "acknowledged_at": 1_100, "resolved_at": 5_000, "closed_at": 9_000, "sla_target": 14_400,
    "reassign_count": 1, "reopen_count": 0, "major": 0, "reviewed_at": None, "close_code": "solved", "csat": None,
}  # fmt: skip


def incident(good: bool | None = True, pauses: tuple[Pause, ...] = (), **changed: Any) -> dict[str, str | None]:
    known = Known(table="incident", row={**SOUND, **changed}, good=good, pauses=pauses, matrix={(2, 2): 2})
    return dict(answers(known))


def test_a_sound_incident_answers_every_question() -> None:
    assert incident() == {
        "classified": "yes", "prioritised": "yes", "in_order": "yes", "sla_attached": "yes",
        "paused_justified": "not applicable", "within_target": "yes", "reopened": "no", "linked": "yes",
        "escalated": "not applicable", "closure_confirmed": "yes", "major_reviewed": "not applicable",
        "approved_before_work": "not applicable", "tested": "not applicable", "backout_plan": "not applicable",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "attribute", "expected"),
    [
        ({"category": ""}, "classified", "no"),
        ({"priority": 1}, "prioritised", "no"),
        ({"urgency": None}, "prioritised", None),
        ({"impact": 1}, "prioritised", None),
        ({"closed_at": 4_000}, "in_order", "no"),
        ({"acknowledged_at": 900}, "in_order", "no"),
        ({"acknowledged_at": None, "resolved_at": None, "closed_at": None}, "in_order", "not applicable"),
        ({"sla_target": None}, "sla_attached", "no"),
        ({"reopen_count": 2}, "reopened", "yes"),
        ({"reopen_count": None}, "reopened", None),
        ({"service": None}, "linked", "no"),
        ({"major": 1, "reassign_count": 0}, "escalated", "no"),
        ({"major": 1, "reassign_count": None}, "escalated", None),
        ({"close_code": None}, "closure_confirmed", "no"),
        ({"closed_at": None}, "closure_confirmed", "not applicable"),
        ({"major": 1}, "major_reviewed", "no"),
        ({"major": 1, "reviewed_at": 9_500}, "major_reviewed", "yes"),
    ],
)
def test_what_is_wrong_with_an_incident_is_answered(
    changed: dict[str, Any], attribute: str, expected: str | None
) -> None:
    assert incident(**changed)[attribute] == expected


def test_a_late_record_was_handed_on_and_an_undecided_one_is_not_judged() -> None:
    assert incident(good=False)["escalated"] == "yes"
    assert incident(good=False)["within_target"] == "no"
    assert incident(good=None)["within_target"] is None


def test_paused_time_is_justified_by_a_reason_for_each_pause() -> None:
    told, silent = Pause(start=1, end=2, reason="waiting for the customer"), Pause(start=3, end=4, reason=" ")
    assert incident(pauses=(told,))["paused_justified"] == "yes"
    assert incident(pauses=(told, silent))["paused_justified"] == "no"


def test_a_change_is_asked_what_concerns_a_change() -> None:
    row = {
        "id": "CHG1",
        "type": "normal",
        "requested_at": 1,
        "approved_at": 9,
        "actual_start": 5,
        "actual_end": 8,
        "tested": 1,
    }
    found = answers(Known(table="change", row=row))
    assert found["approved_before_work"] == "no"
    assert found["tested"] == "yes"
    assert found["backout_plan"] is None
    assert found["prioritised"] == found["reopened"] == "not applicable"
    assert answers(Known(table="change", row={**row, "approved_at": 5}))["approved_before_work"] == "yes"


def test_every_kind_of_record_can_be_asked_every_question() -> None:
    for table in ("problem", "request", "release", "outage", "complaint", "security_incident", "continuity_test"):
        assert set(answers(Known(table=table, row={}))) == {attribute.id for attribute in ATTRIBUTES}


def test_pauses_come_with_their_record_in_order() -> None:
    rows = pa.table(
        {
            "record_table": ["incident", "incident", "problem", "incident"],
            "record": ["A", "A", "A", "B"],
            "start_at": [50, 10, 5, 7],
            "end_at": [60, 20, 6, 8],
            "reason": [None, "supplier", "", ""],
        }
    )
    table = ibis.memtable(rows)
    assert pauses_of(table, "incident", ["A", "Z"]) == {
        "A": (Pause(start=10, end=20, reason="supplier"), Pause(start=50, end=60)),
        "Z": (),
    }
    assert pauses_of(table, "incident", []) == {}


def test_overlapping_pauses_count_once() -> None:
    held = (Pause(start=0, end=10), Pause(start=5, end=20), Pause(start=6, end=7), Pause(start=30, end=None))
    assert paused_seconds(held, until=40) == 30
    assert paused_seconds(held, until=None) is None


def test_each_weight_is_explained() -> None:
    ordinary = [Facts(number=f"N{n}", elapsed=7_200 + n) for n in range(19)]
    worst = Facts(
        number="X", major=True, breached=True, reopened=2, reassigned=3, paused=7_300, elapsed=60, month_end=True
    )
    found = risks([*ordinary, worst])
    assert found["X"].weight == sum(WEIGHTS.values())
    assert [str(reason) for reason in found["X"].reasons] == [
        "major", "did not keep the promise", "reopened 2 times", "reassigned 3 times", "among the longest pauses, 2 hours",
        "closed unusually fast, in 1 minute", "ended on the last day of a month",
    ]  # fmt: skip
    assert (found["N0"].weight, found["N0"].reasons) == (0, ())


def test_among_a_few_records_none_is_unusually_fast() -> None:
    assert risks([Facts(number="A", elapsed=1), Facts(number="B", elapsed=999)])["A"].weight == 0


def test_facts_come_from_the_imported_record() -> None:
    known = Known(
        table="incident", row={**SOUND, "major": 1, "reopen_count": 2}, good=False, pauses=(Pause(start=0, end=60),)
    )
    assert facts_of(known, "INC1", elapsed=3_940, ended_at=5_000, zone=JAKARTA) == Facts(
        number="INC1", major=True, breached=True, reopened=2, reassigned=1, paused=60, elapsed=3_940
    )


def test_the_end_of_a_month_is_that_of_the_organisation() -> None:
    evening = int(datetime(2026, 7, 31, 20, tzinfo=UTC).timestamp())
    assert on_last_day_of_month(evening, ZoneInfo("UTC"))
    assert not on_last_day_of_month(evening, JAKARTA)
    assert on_last_day_of_month(evening - 24 * 3600 + 5 * 3600, JAKARTA)


def lacking(*numbers: str) -> list[Gap]:
    return list(completeness(numbers, [], date(2026, 7, 1), date(2026, 7, 1)).gaps)


def test_gaps_in_the_numbering_are_found_in_each_series() -> None:
    assert lacking("INC0003", "INC0001", "CHG7", "CHG11") == [
        Gap(first="CHG8", last="CHG10", missing=3),
        Gap(first="INC0002", last="INC0002", missing=1),
    ]


def test_a_padded_series_goes_on_when_its_numbers_outgrow_their_zeros() -> None:
    assert lacking("INC0998", "INC0999", "INC1000", "INC1002") == [Gap(first="INC1001", last="INC1001", missing=1)]


def test_records_without_a_number_are_counted_apart() -> None:
    found = completeness(["alpha", "B1", "B2"], [], date(2026, 7, 1), date(2026, 7, 1))
    assert (found.unnumbered, found.missing) == (1, 0)
    assert str(found.says[0]) == "No number is missing between the first and the last"


def test_days_without_a_record_are_listed() -> None:
    seen = [date(2026, 7, 1), date(2026, 7, 4)]
    found = completeness(["A1"], seen, date(2026, 7, 1), date(2026, 7, 5))
    assert found.days_without == (date(2026, 7, 2), date(2026, 7, 3), date(2026, 7, 5))
    assert str(found.says[1]) == "3 of 5 days are without a record"
    assert spans(found.days_without) == ((date(2026, 7, 2), date(2026, 7, 3)), (date(2026, 7, 5), date(2026, 7, 5)))


@given(st.sets(st.integers(1, 3_000), min_size=1))
def test_present_and_missing_numbers_make_up_the_series(held: set[int]) -> None:
    found = completeness([f"INC{number:05d}" for number in held], [], date(2026, 7, 1), date(2026, 7, 1))
    assert found.missing == max(held) - min(held) + 1 - len(held)
