"""No flaw of an export makes a broken promise look kept: through the product's own path, from the file to the verdict.

Beside each flaw stands what a spreadsheet would say: where it says *kept*, the flaw is one that works.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from tests.evidence.flawed_exports import (
    ISO,
    LIMIT,
    OFFSET,
    Incident,
    Row,
    Told,
    incidents,
    promise,
    replace,
    row,
    told,
    without,
    write,
)

from opensmp.evidence.mapping import Column
from opensmp.evidence.mapping import Mapping as Reading

pytestmark = [
    pytest.mark.requirement("R56", "R60"),
    pytest.mark.thorough,
    pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning"),  # Ibis calls DuckDB by an old name
]

Spoil = Callable[[Sequence[Incident]], list[Row]]
DAY_FIRST, MONTH_FIRST = "%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M"
TIMES = {"Opened At": "opened", "Resolved At": "resolved", "Closed At": "closed", "Last Updated": "closed"}


@pytest.fixture(scope="module")
def year() -> list[Incident]:
    return incidents()


def naive(rows: Sequence[Row]) -> float:
    """What a spreadsheet says: the share of rows with both times whose difference is at most eight hours."""
    spans = [
        datetime.fromisoformat(each["Resolved At"]) - datetime.fromisoformat(each["Opened At"])
        for each in rows
        if each["Resolved At"] not in ("", "??")
    ]
    return 100 * sum(span <= LIMIT for span in spans) / len(spans)


def at(it: Incident, **times: datetime | None) -> dict[str, str]:
    """Return the row of an incident with other times; None is a time that the export does not have."""
    names = {"resolved": "Resolved At", "closed": "Closed At", "opened": "Opened At"}
    return row(it) | {names[name]: "" if time is None else f"{time:{ISO}}" for name, time in times.items()}


def first_resolution(year: Sequence[Incident]) -> list[Row]:
    return [at(it, resolved=it.first) for it in year]


def reopened_dropped(year: Sequence[Incident]) -> list[Row]:
    return [row(it) for it in year if not it.reopened]


def half_without_end(year: Sequence[Incident]) -> list[Row]:
    return [at(it, resolved=None) if it.late and it.number % 2 else row(it) for it in year]


def half_unreadable(year: Sequence[Incident]) -> list[Row]:
    return [row(it) | ({"Resolved At": "??"} if it.late and it.number % 2 else {}) for it in year]


def half_still_open(year: Sequence[Incident]) -> list[Row]:
    still = {"Status": "In Progress"}
    return [at(it, resolved=None, closed=None) | still if it.late and it.number % 2 else row(it) for it in year]


def closed_in_utc(year: Sequence[Incident]) -> list[Row]:
    return [at(it, resolved=it.resolved - OFFSET) for it in year]


def opened_in_utc(year: Sequence[Incident]) -> list[Row]:
    return [at(it, opened=it.opened - OFFSET) for it in year]


def only_closed(year: Sequence[Incident]) -> list[Row]:
    """Three in five of the late ones were still open when the export was made."""
    return [row(it) for it in year if not it.late or it.number % 5 < 2]


def newest_twice(year: Sequence[Incident]) -> list[Row]:
    """Good rows that stand in two overlapping exports weigh twice."""
    good = [row(it) for it in year if not it.late]
    return [*map(row, year), *good]


def month_missing(year: Sequence[Incident]) -> list[Row]:
    """August, the worst month, was not exported."""
    worse = [it for it in year if not it.late or it.opened.month == 8 or it.number % 4]
    return [row(it) for it in worse if it.opened.month != 8]


def cut_in_the_middle(year: Sequence[Incident]) -> list[Row]:
    return [row(it) for it in year if it.opened.month < 9 and not (it.late and it.number % 3 == 0)]


MISSES_MADE_PASSES: dict[str, Spoil] = {
    "the first resolution only": first_resolution,
    "reopened ones dropped": reopened_dropped,
    "half of the late ones have no end": half_without_end,
    "half of the late ones have an end that nobody can read": half_unreadable,
    "half of the late ones are still open": half_still_open,
    "resolved in UTC, opened in WIB": closed_in_utc,
    "only those that were closed at the export": only_closed,
    "good ones twice in overlapping exports": newest_twice,
    "a month missing": month_missing,
    "cut in the middle": cut_in_the_middle,
}


def test_the_honest_export_is_broken_and_says_its_true_share(tmp_path: Path, year: list[Incident]) -> None:
    said = told(tmp_path, [write(tmp_path / "incidents.csv", map(row, year))], promise())
    assert sum(it.late for it in year) == 192
    assert said.word == "broken"
    assert said.share == pytest.approx(93.6, abs=0.1)


@pytest.mark.parametrize("flaw", MISSES_MADE_PASSES)
def test_a_flaw_that_turns_misses_into_passes_does_not_turn_the_verdict(
    tmp_path: Path, year: list[Incident], flaw: str
) -> None:
    rows = MISSES_MADE_PASSES[flaw](year)
    assert naive(rows) >= 95, "the control: without care this flaw gives a kept promise"
    said = told(tmp_path, [write(tmp_path / "incidents.csv", rows)], promise())
    assert said.word == "broken" or (said.word == "unknown" and said.reasons)


def test_times_opened_in_utc_and_resolved_in_wib_keep_nothing(tmp_path: Path, year: list[Incident]) -> None:
    said = told(tmp_path, [write(tmp_path / "incidents.csv", opened_in_utc(year))], promise())
    assert said.word == "broken"


def test_where_most_durations_are_negative_the_figure_speaks_for_neither_side(
    tmp_path: Path, year: list[Incident]
) -> None:
    said = told(tmp_path, [write(tmp_path / "incidents.csv", closed_in_utc(year))], promise())
    assert said.word == "unknown"
    assert "ends before it starts" in said.reasons[0]


def test_overlapping_monthly_exports_give_the_same_verdict_as_one(tmp_path: Path, year: list[Incident]) -> None:
    months = [[row(it) for it in year if it.opened.month in (first, first + 1)] for first in (7, 8)]
    files = [write(tmp_path / f"{place}.csv", rows) for place, rows in enumerate(months)]
    said = told(tmp_path, files, promise())
    assert said.word == "broken"
    assert said.share == pytest.approx(93.6, abs=0.1)


def test_pauses_that_nobody_exported_make_a_promise_look_worse_never_better(tmp_path: Path) -> None:
    paused = [replace(it, resolved=it.resolved + 3 * LIMIT) if it.number % 10 == 0 else it for it in incidents()]
    said = told(tmp_path, [write(tmp_path / "incidents.csv", map(row, paused))], promise())
    assert said.word == "broken"


def test_numbers_that_are_not_missing_by_much_leave_a_kept_promise_kept(tmp_path: Path, year: list[Incident]) -> None:
    good = [it for it in year if not it.late or it.number % 4 == 0]
    kept = [row(it) for it in good if it.number % 200]
    renumbered = [each | {"Ticket Number": f"INC{place + place // 300:07}"} for place, each in enumerate(kept, 1)]
    said = told(tmp_path, [write(tmp_path / "incidents.csv", renumbered)], promise())
    assert (said.word, said.reasons) == ("kept", ())


def test_a_tool_that_uses_numbers_up_is_believed_when_its_mapping_says_so(tmp_path: Path, year: list[Incident]) -> None:
    rows = [row(it) for it in year if not it.late or it.number % 3 == 0]
    file = write(tmp_path / "incidents.csv", rows)
    assert told(tmp_path / "as it is", [file], promise()).word == "unknown"
    said = told(tmp_path / "declared", [file], promise(), mapping=lambda read: replace(read, numbers="with gaps"))
    assert said.word == "kept"


# What nobody exported ---------------------------------------------------------------------------------------------------

AT_MOST = {"comparator": "at most", "limit": ""}
UNMAPPED = {
    "Major": promise("incident.major", value=Decimal(5), **AT_MOST),
    "Caused By Change": promise("incident.caused_by_change", value=Decimal(2), **AT_MOST),
    "Service": promise("incident.opened", value=Decimal(500), services=("Core banking",), **AT_MOST),
    "Priority": promise("incident.opened", value=Decimal(100), parameters={"priority": "1"}, **AT_MOST),
}


@pytest.mark.parametrize("header", UNMAPPED)
def test_a_column_that_nobody_exported_does_not_mean_no(tmp_path: Path, year: list[Incident], header: str) -> None:
    rows = [row(it) for it in year]
    assert told(tmp_path / "whole", [write(tmp_path / "a.csv", rows)], UNMAPPED[header]).word == "broken"
    said = told(tmp_path / "lacking", [write(tmp_path / "b.csv", without(rows, header))], UNMAPPED[header])
    assert said.word == "not computable"
    assert "b.csv" in said.reasons[0]


def test_a_month_whose_export_lacks_a_column_is_unknown_until_it_is_imported_with_it(
    tmp_path: Path, year: list[Incident]
) -> None:
    few = [replace(it, major=it.major and it.opened.month == 7) for it in year]
    by_month = {month: [row(it) for it in few if it.opened.month == month] for month in (7, 8, 9)}
    files = [
        write(tmp_path / f"{month}.csv", without(rows, "Major") if month == 7 else rows)
        for month, rows in by_month.items()
    ]
    mended = write(tmp_path / "7 again.csv", by_month[7])
    majors = promise("incident.major", value=Decimal(2), **AT_MOST)
    assert told(tmp_path / "lacking", files, majors).word == "unknown"
    assert told(tmp_path / "mended", [*files, mended], majors).word == "broken"


# What must be decided before an import ------------------------------------------------------------------------------------


def urgent(year: Sequence[Incident]) -> list[Incident]:
    """Return incidents of which all late ones are critical."""
    return [replace(it, priority=1 if it.late else 2 + it.number % 3) for it in year]


def test_bare_numbers_are_no_priorities_until_somebody_says_which_is_the_most_urgent(
    tmp_path: Path, year: list[Incident]
) -> None:
    rows = [row(it) | {"Priority": str(5 - it.priority)} for it in urgent(year)]
    file, critical = write(tmp_path / "incidents.csv", rows), promise(parameters={"priority": "1"})
    asked = told(tmp_path / "asked", [file], critical)
    assert asked.word == "asked"
    assert "most urgent" in asked.open_doubts[0]
    assert told(tmp_path / "turned", [file], critical, answers={"priority": "4"}).word == "broken"
    assert told(tmp_path / "wrong", [file], critical, answers={"priority": "1"}).word == "kept", "the control"


def written(year: Sequence[Incident], form: str) -> list[Row]:
    return [row(it) | {header: f"{getattr(it, name):{form}}" for header, name in TIMES.items()} for it in year]


def test_dates_that_fit_both_ways_must_be_decided(tmp_path: Path, year: list[Incident]) -> None:
    early = [it for it in year if it.opened.day <= 7 and it.closed.day <= 12]
    said = told(tmp_path, [write(tmp_path / "incidents.csv", written(early, DAY_FIRST))], promise())
    assert said.word == "asked"


def test_day_and_month_exchanged_by_hand_keep_nothing(tmp_path: Path, year: list[Incident]) -> None:
    def exchanged(read: Reading) -> Reading:
        def wrong(how: Column) -> Column:
            return replace(how, format=DAY_FIRST) if how.format == MONTH_FIRST else how

        return replace(read, columns={name: wrong(how) for name, how in read.columns.items()})

    good = [it for it in year if not it.late or it.opened.day > 12]
    file = write(tmp_path / "incidents.csv", written(good, MONTH_FIRST))
    assert told(tmp_path, [file], promise(), mapping=exchanged).word in ("broken", "unknown")


def test_a_question_mark_for_no_time_is_known_and_counts_against_nobody_in_silence(
    tmp_path: Path, year: list[Incident]
) -> None:
    rows = [row(it) | ({"Resolved At": "?"} if it.late and it.number % 2 else {}) for it in year]
    file = write(tmp_path / "incidents.csv", rows)
    assert told(tmp_path / "known", [file], promise()).word == "unknown"
    said = told(tmp_path / "not known", [file], promise(), mapping=lambda read: replace(read, missing=()))
    assert said.word == "unknown"


def test_the_unit_of_a_percentage_is_asked_for_before_it_is_read(tmp_path: Path, year: list[Incident]) -> None:
    rows = [row(it) | {"CSAT (%)": f"{0.4 + it.number % 50 / 100:.2f}"} for it in year]
    file = write(tmp_path / "incidents.csv", rows)
    score = promise("incident.satisfaction", comparator="at most", value=Decimal(50), limit="")
    assert told(tmp_path / "asked", [file], score).word == "asked"
    said = told(tmp_path / "ratio", [file], score, answers={"csat": "ratio"})
    assert said.word == "broken"
    assert said.share is not None
    assert math.isclose(said.share, 64.5, abs_tol=1)


# How far the records go ---------------------------------------------------------------------------------------------------


def stale(tmp_path: Path, year: Sequence[Incident]) -> Told:
    rows = [row(it) for it in year if it.opened.month == 7 and not (it.late and it.number % 3 == 0)]
    file = write(tmp_path / "incidents.csv", rows)
    return told(tmp_path, [file], promise(), exported=datetime(2026, 7, 31, 12, tzinfo=UTC))


def test_an_export_from_before_the_end_of_a_window_does_not_decide_it(tmp_path: Path, year: list[Incident]) -> None:
    said = stale(tmp_path, year)
    assert said.word == "unknown"
    assert any("There are no records from 1 August 2026 to 30 September 2026" in each for each in said.reasons)


@pytest.mark.parametrize("exported", [None, datetime(2026, 10, 20, tzinfo=UTC)])
def test_a_file_cut_in_the_middle_does_not_decide_without_its_numbers_either(
    tmp_path: Path, year: list[Incident], exported: datetime | None
) -> None:
    rows = [
        {**each, "Ticket Number": f"{place * 7919 % 100_003:x}-z"} for place, each in enumerate(cut_in_the_middle(year))
    ]
    said = told(tmp_path, [write(tmp_path / "incidents.csv", rows)], promise(), exported=exported)
    assert said.word == "unknown"
