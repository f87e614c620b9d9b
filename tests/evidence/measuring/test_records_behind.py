"""From a figure to its records, and from a record to the reasons of its judgement."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.evidence.measuring.stored import at, store_with
from tests.evidence.measuring.test_measuring import SIX_THEN_FOUR, TODAY, incident, plan, promise, usual

from opensmp.evidence.drilling import behind, longest_bad, timed
from opensmp.evidence.explaining import why
from opensmp.evidence.holdings import Holdings, holdings
from opensmp.evidence.judged import Unmeasurable
from opensmp.evidence.measuring import asks_of
from opensmp.evidence.reading import fetched
from opensmp.measures.windows import Days

pytestmark = pytest.mark.requirement("R56")

OCTOBER = Days(date(2026, 10, 1), date(2026, 10, 31))
TEXTS = {"1.2": {"CM-1": promise("6 h")}, "1.3": {"CM-1": promise("4 h")}}
DOSSIER = plan(promise(), versions=SIX_THEN_FOUR)


def opened(folder: Path, *rows: dict[str, object], pauses: tuple[dict[str, object], ...] = ()) -> Holdings:
    tables = {"incident": list(rows)} | ({"pause": list(pauses)} if pauses else {})
    return holdings(store_with(folder / "records", tables, "2026-11-20 00:00"))


def test_each_record_behind_a_figure_tells_its_clock_and_how_it_was_judged(tmp_path: Path) -> None:
    held = opened(
        tmp_path,
        incident("INC1", "2026-10-05 08:00", 3, service="S-01", sla_met=0),
        incident("INC2", "2026-10-05 08:00", 5),
        incident("INC3", "2026-10-05 08:00", -1),
        incident("INC4", "2026-11-05 08:00", 1),
    )
    ((_, ask),) = asks_of(plan(promise()), held, "CM-1", OCTOBER, TODAY)
    found = fetched(held.backend, behind(ask, held.tables, held.watch, 0).order_by("id"))
    told = ("id", "value", "limit", "word", "reason", "flag")
    assert [tuple(each[name] for name in told) for each in found] == [
        ("INC1", 3 * 3600, 4 * 3600, "good", "", False),
        ("INC2", 5 * 3600, 4 * 3600, "bad", "", None),
        ("INC3", -3600, 4 * 3600, "excluded", "ends before it starts", None),
    ]
    assert (found[0]["service"], found[0]["started"]) == ("S-01", at("2026-10-05 08:00"))
    (missed,) = longest_bad(held.backend, held.tables, ask, held.watch, 0, most=9)
    assert (missed.id, missed.value) == ("INC2", 5 * 3600)


def test_the_picture_of_a_window_shows_each_judged_record_and_the_one_limit(tmp_path: Path) -> None:
    held = opened(tmp_path, *usual(7), incident("BACK", "2026-10-05 08:00", -1))
    ((_, ask),) = asks_of(plan(promise()), held, "CM-1", OCTOBER, TODAY)
    found = timed(held.backend, held.tables, ask, held.watch, 0)
    assert (found.values, found.limit) == ((7200.0,) * 7, 4 * 3600)


def test_a_record_is_kept_under_one_version_and_broken_under_the_next_and_it_says_why(tmp_path: Path) -> None:
    held = opened(tmp_path, incident("INC1", "2026-09-30 08:00", 5), incident("INC2", "2026-10-02 08:00", 5))
    found = asks_of(DOSSIER, held, "CM-1", OCTOBER, TODAY, TEXTS)
    first, second = why(held, found, "INC1"), why(held, found, "INC2")
    assert [(each.versions, each.applies, each.kept) for each in first] == [
        (("1.2",), True, True),
        (("1.3",), False, False),
    ]
    assert [(each.versions, each.applies, each.kept) for each in second] == [
        (("1.2",), False, True),
        (("1.3",), True, False),
    ]
    assert str(second[1].says) == "By version 1.3 it is broken: 5 hours where 4 hours were allowed."
    assert why(held, found, "INC9") == ()


def test_the_clock_of_a_record_is_told_stretch_by_stretch(tmp_path: Path) -> None:
    pause = {
        "id": "P1", "record_table": "incident", "record": "INC1", "start_at": at("2026-10-05 09:00"),
        "end_at": at("2026-10-05 11:00"),
    }  # fmt: skip
    held = opened(tmp_path, incident("INC1", "2026-10-05 08:00", 5), pauses=(pause,))
    ((wording, ask),) = asks_of(plan(promise()), held, "CM-1", OCTOBER, TODAY)
    (told,) = why(held, [(wording, ask)], "INC1")
    assert (told.seconds, told.kept) == (3 * 3600, True)
    assert [str(line) for line in told.lines] == [
        "5 October 2026 08:00 to 5 October 2026 09:00: counted, 1 hour",
        "5 October 2026 09:00 to 5 October 2026 11:00: paused, not counted",
        "5 October 2026 11:00 to 5 October 2026 13:00: counted, 2 hours",
    ]


def test_asking_for_a_promise_that_the_plan_does_not_make_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unmeasurable, match="CM-9"):
        asks_of(plan(promise()), opened(tmp_path, *usual(1)), "CM-9", OCTOBER, TODAY)
