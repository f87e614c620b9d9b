"""Problem metrics, each worked by hand on a table of a few rows."""

from __future__ import annotations

import pytest
from tests.evidence.metrics.worked import DAY, HOUR, at, figures

from opensmp.evidence.judged import Unmeasurable

pytestmark = pytest.mark.requirement("R56")


def test_a_cause_found_exactly_at_the_limit_is_in_time_and_an_open_problem_waits() -> None:
    found = figures(
        "problem.cause_found_within",
        [
            {"opened_at": at("03-02"), "root_cause_at": at("03-07")},
            {"opened_at": at("03-02"), "root_cause_at": at("03-07") + 1},
            {"opened_at": at("03-02")},
            {"opened_at": at("03-02"), "closed_at": at("03-20")},
            {"opened_at": at("03-02"), "root_cause_at": at("03-01")},
            {"opened_at": at("03-02"), "root_cause_at": at("03-03"), "state": "cancelled"},
            {"opened_at": at("02-27"), "root_cause_at": at("03-03")},
        ],
        limit="120 h",
        end="cause found",
    )
    assert found.counts == (1, 2, {"no end": 1, "ends before it starts": 1})
    assert found.still_open == 1


def test_the_time_to_find_a_cause_is_dated_by_the_day_it_was_found() -> None:
    found = figures(
        "problem.time_to_cause",
        [
            {"opened_at": at("02-27"), "root_cause_at": at("03-01")},
            {"opened_at": at("03-02"), "root_cause_at": at("03-02 06:00")},
            {"opened_at": at("03-02")},
            {"root_cause_at": at("03-02")},
        ],
    )
    assert found.values == (6 * HOUR, 2 * DAY)
    assert found.counts == (None, 2, {"no start": 1})


def test_the_time_to_close_leaves_out_problems_closed_without_a_day() -> None:
    found = figures(
        "problem.time_to_close",
        [
            {"opened_at": at("03-01"), "closed_at": at("03-11")},
            {"opened_at": at("03-01"), "state": "closed", "updated_at": at("03-12")},
            {"opened_at": at("03-01"), "closed_at": at("04-01")},
        ],
    )
    assert (found.values, found.counts) == ((10 * DAY,), (None, 1, {"no end": 1}))


def test_an_open_problem_has_incidents_by_its_counter_or_by_the_incidents_that_name_it() -> None:
    found = figures(
        "problem.open_with_incidents",
        [
            {"id": "P1", "opened_at": at("01-05"), "incident_count": 2},
            {"id": "P2", "opened_at": at("01-05"), "incident_count": 0},
            {"id": "P3", "opened_at": at("01-05")},
            {"id": "P4", "opened_at": at("01-05")},
            {"id": "P5", "opened_at": at("01-05"), "incident_count": 9, "resolved_at": at("03-31")},
            {"id": "P6", "opened_at": at("04-01"), "incident_count": 9},
        ],
        more={"incident": [{"problem_id": "P3"}, {"problem_id": "P3"}, {}]},
    )
    assert found.counts == (2, 3, {"no count of incidents": 1})


def test_a_known_error_is_one_by_the_end_of_the_window() -> None:
    found = figures(
        "problem.known_errors",
        [
            {"opened_at": at("01-05"), "known_error": 1},
            {"opened_at": at("01-05"), "known_error_at": at("02-01")},
            {"opened_at": at("01-05"), "known_error_at": at("04-02")},
            {"opened_at": at("01-05")},
            {"opened_at": at("01-05"), "known_error": 1, "state": "cancelled"},
        ],
    )
    assert found.counts == (2, 4, {})


def test_a_repeat_incident_has_the_same_item_and_category_within_thirty_days() -> None:
    same = {"ci": "SRV-1", "category": "disk"}
    found = figures(
        "problem.repeat_incidents",
        [
            {"id": "I0", "opened_at": at("02-20"), **same},
            {"id": "I1", "opened_at": at("03-01"), **same},
            {"id": "I2", "opened_at": at("03-01"), "ci": "SRV-1", "category": "network"},
            {"id": "I3", "opened_at": at("03-31"), **same},
            {"id": "I4", "opened_at": at("03-01"), "category": "disk"},
            {"id": "I5", "opened_at": at("03-02"), "ci": "SRV-9", "category": "disk"},
        ],
    )
    assert found.counts == (2, 4, {})


def test_two_incidents_of_one_second_are_one_repeat_and_not_two() -> None:
    same = {"ci": "SRV-1", "category": "disk", "opened_at": at("03-05")}
    assert figures("problem.repeat_incidents", [{"id": "A", **same}, {"id": "B", **same}]).counts == (1, 2, {})


def test_how_far_back_a_repeat_may_lie_is_a_parameter() -> None:
    same = {"ci": "SRV-1", "category": "disk"}
    rows = [{"id": "A", "opened_at": at("03-05"), **same}, {"id": "B", "opened_at": at("03-10"), **same}]
    assert figures("problem.repeat_incidents", rows, within="4 d").counts == (0, 2, {})


def test_a_problem_exactly_ninety_days_old_is_not_yet_over_the_age() -> None:
    found = figures(
        "problem.backlog_over_age",
        [
            {"opened_at": at("04-01") - 90 * DAY},
            {"opened_at": at("04-01") - 90 * DAY - 1},
            {"opened_at": at("01-01"), "closed_at": at("02-01")},
            {"opened_at": at("01-01"), "closed_at": at("04-05")},
            {"opened_at": None},
        ],
    )
    assert found.counts == (1, 3, {})


def test_a_problem_that_does_not_say_whether_it_is_proactive_is_left_out_and_counted() -> None:
    rows = [{"proactive": 1}, {"proactive": 0}, {"proactive": 0}, {}]
    found = figures("problem.proactive", [{"opened_at": at("03-05"), **row} for row in rows])
    assert found.counts == (1, 3, {"not said whether proactive": 1})


def test_problems_closed_without_notes_are_counted_among_those_closed() -> None:
    rows = [{"close_notes": 1}, {"close_notes": 0}, {}]
    found = figures("problem.closed_without_notes", [{"closed_at": at("03-05"), **row} for row in rows])
    assert found.counts == (1, 2, {"not said whether it has notes": 1})


def test_a_fix_holds_when_no_linked_incident_follows_within_sixty_days() -> None:
    found = figures(
        "problem.fix_held",
        [
            {"id": "P1", "resolved_at": at("03-02")},
            {"id": "P2", "resolved_at": at("03-02")},
            {"id": "P3", "resolved_at": at("03-02")},
            {"id": "P4", "resolved_at": at("03-31")},
            {"id": "P5"},
        ],
        more={
            "incident": [
                {"problem_id": "P1", "opened_at": at("02-28")},
                {"problem_id": "P2", "opened_at": at("03-02") + 60 * DAY},
                {"problem_id": "P3", "opened_at": at("03-02") + 60 * DAY + 1},
            ]
        },
        known_until=at("05-15"),
    )
    assert found.counts == (2, 3, {})
    assert found.still_open == 1


def test_a_fix_is_not_known_to_hold_where_no_incident_names_its_problem() -> None:
    rows = [{"id": "P1", "resolved_at": at("03-02")}]
    found = figures("problem.fix_held", rows, more={"incident": [{"opened_at": at("03-03")}]}, known_until=at("07-01"))
    assert found.counts == (0, 0, {"no incident names a problem": 1})
    with pytest.raises(Unmeasurable, match="also reads “Incidents”"):
        figures("problem.fix_held", rows)
