"""Service request metrics, each worked by hand on a table of a few rows."""

from __future__ import annotations

import pytest
from tests.evidence.metrics.worked import DAY, HOUR, at, figures

from opensmp.evidence.judged import Unmeasurable

pytestmark = pytest.mark.requirement("R56")


def test_a_request_is_fulfilled_in_time_up_to_the_second_of_its_own_limit() -> None:
    begun = {"requested_at": at("03-02"), "item_target": 2 * HOUR}
    found = figures(
        "request.fulfilled_within",
        [
            {**begun, "fulfilled_at": at("03-02 02:00")},
            {**begun, "fulfilled_at": at("03-02 02:00") + 1},
            {**begun, "fulfilled_at": at("03-02 01:00"), "item_target": None},
            {**begun, "closed_at": at("03-03")},
            {**begun, "fulfilled_at": at("03-01 23:00")},
            {**begun, "fulfilled_at": at("03-02 01:00"), "decision": "Rejected"},
            begun,
        ],
    )
    assert found.counts == (1, 2, {"no end": 1, "ends before it starts": 1})
    assert found.still_open == 1


def test_the_wait_for_an_approval_counts_unless_the_commitment_excludes_it() -> None:
    row = {"requested_at": at("03-02"), "approved_at": at("03-04"), "fulfilled_at": at("03-05")}
    unapproved = {"requested_at": at("03-02"), "fulfilled_at": at("03-05")}
    rows = [row, unapproved]
    assert figures("request.fulfilled_within", rows, limit="48 h").counts == (0, 2, {})
    assert figures("request.fulfilled_within", rows, limit="48 h", approval="excluded").counts == (1, 2, {})
    assert figures("request.time_to_fulfil", rows, approval="excluded").values == (DAY, 3 * DAY)
    with pytest.raises(Unmeasurable, match="included or excluded"):
        figures("request.fulfilled_within", rows, limit="48 h", approval="perhaps")


def test_only_requests_for_cards_are_cards() -> None:
    times = {"requested_at": at("03-02"), "fulfilled_at": at("03-04")}
    rows = [{"item": "Card", **times}, {"item": "Laptop", **times}, times]
    assert figures("card.delivered_within", rows, limit="72 h").counts == (1, 1, {})
    assert figures("card.delivered_within", rows, limit="72 h", item="laptop").counts == (1, 1, {})


def test_a_call_is_answered_in_time_and_one_hung_up_on_has_no_end() -> None:
    call = {"category": "Call", "requested_at": at("03-02 10:00")}
    found = figures(
        "call.answered_within",
        [
            {**call, "fulfilled_at": at("03-02 10:00") + 30},
            {**call, "fulfilled_at": at("03-02 10:00") + 31},
            {**call, "closed_at": at("03-02 10:01")},
            {**call, "category": "hardware", "fulfilled_at": at("03-02 10:00")},
        ],
        limit="30 s",
    )
    assert found.counts == (1, 2, {"no end": 1})


def test_requests_that_the_tool_marks_as_late_are_counted_among_those_closed() -> None:
    rows = [{"sla_met": 0}, {"sla_met": 1}, {"sla_met": 1}, {}, {"sla_met": 0, "state": "cancelled"}]
    found = figures("request.closed_late", [{"closed_at": at("03-05"), **row} for row in rows])
    assert found.counts == (1, 3, {"no mark of the tool": 1})


def test_the_time_to_fulfil_runs_from_the_request() -> None:
    found = figures(
        "request.time_to_fulfil",
        [
            {"requested_at": at("02-27"), "fulfilled_at": at("03-01"), "closed_at": at("03-09")},
            {"fulfilled_at": at("03-01")},
        ],
    )
    assert (found.values, found.counts) == ((2 * DAY,), (None, 1, {"no start": 1}))


def test_a_rejection_is_no_approval_to_wait_for() -> None:
    row = {"requested_at": at("03-02"), "approved_at": at("03-03")}
    rows = [row, {**row, "decision": "rejected"}, {**row, "decision": "approved", "approved_at": at("03-04")}]
    assert figures("request.time_to_approve", rows).values == (DAY, 2 * DAY)


def test_the_rejection_rate_counts_only_what_was_decided() -> None:
    rows = [{"decision": "rejected"}, {"decision": "approved"}, {"approved_at": at("03-05")}, {"state": "rejected"}, {}]
    found = figures("request.rejected", [{"requested_at": at("03-02"), **row} for row in rows])
    assert found.counts == (2, 4, {})


def test_a_request_is_old_once_it_is_older_than_thirty_days() -> None:
    found = figures(
        "request.backlog_over_age",
        [
            {"requested_at": at("04-01") - 30 * DAY},
            {"requested_at": at("04-01") - 30 * DAY - 1},
            {"requested_at": at("01-01"), "fulfilled_at": at("03-31")},
            {"requested_at": at("01-01"), "decision": "rejected"},
            {"requested_at": at("04-02")},
        ],
    )
    assert found.counts == (1, 2, {})


def test_requests_fulfilled_automatically_are_counted_where_the_tool_says_so() -> None:
    rows = [{"auto_fulfilled": 1}, {"auto_fulfilled": 0}, {}]
    found = figures("request.automated", [{"fulfilled_at": at("03-05"), **row} for row in rows])
    assert found.counts == (1, 2, {"not said whether automatic": 1})


def test_which_channels_are_self_service_is_a_parameter() -> None:
    rows = [{"channel": "Portal"}, {"channel": "Self-service"}, {"channel": "Phone"}, {}]
    rows = [{"requested_at": at("03-05"), **row} for row in rows]
    assert figures("request.self_service", rows).counts == (2, 3, {})
    assert figures("request.self_service", rows, channels="phone").counts == (1, 3, {})


def test_satisfaction_is_of_those_who_answered_and_stands_beside_how_many_did() -> None:
    rows = [{"csat": 5.0, "survey_sent": 1}, {"csat": 3.5, "survey_sent": 1}, {"survey_sent": 1}, {"survey_sent": 0}]
    rows = [{"fulfilled_at": at("03-05"), **row} for row in rows]
    assert figures("request.satisfaction", rows).values == (3.5, 5.0)
    assert figures("request.satisfied", rows).counts == (1, 2, {})
    assert figures("request.satisfied", rows, satisfied="3").counts == (2, 2, {})
    assert figures("request.survey_answered", rows).counts == (2, 3, {})


def test_a_catalogue_item_has_a_target_when_one_of_its_requests_carries_it() -> None:
    found = figures(
        "request.items_with_target",
        [
            {"item": "Laptop", "requested_at": at("03-02"), "item_target": HOUR},
            {"item": "Laptop", "requested_at": at("03-03")},
            {"item": "Phone", "requested_at": at("03-03")},
            {"item": "Badge", "requested_at": at("02-03"), "item_target": HOUR},
            {"requested_at": at("03-03")},
        ],
    )
    assert found.counts == (1, 2, {})
