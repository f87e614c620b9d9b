"""The sample of a promise through its versions: each record by the wording in force, and those before it told apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.evidence.measuring.stored import store_with
from tests.evidence.measuring.test_measuring import SIX_THEN_FOUR, incident, plan, promise

from opensmp.evidence.auditing import Choice, import_digest, sample
from opensmp.evidence.holdings import holdings
from opensmp.evidence.store import RecordStore
from opensmp.i18n import Refused
from opensmp.measures.windows import Days

pytestmark = pytest.mark.requirement("R56")

AUTUMN = Days(date(2026, 8, 1), date(2026, 10, 31))
FULL = Choice(word="mangga", method="full")


def sealed(limit: str) -> dict[str, Any]:
    target = {
        "metric": "incident.resolved_within",
        "comparator": "at least",
        "value": 95,
        "unit": "%",
        "limit": limit,
        "window": "month",
    }
    return {"plan": {"commitments": {"commitments": [{"id": "CM-1", "target": target}]}}}


DOSSIER = replace(plan(promise(), versions=SIX_THEN_FOUR), sealed={"1.2": sealed("6 h"), "1.3": sealed("4 h")})
ROWS = (
    incident("INC1", "2026-08-20 08:00", 5),
    incident("INC2", "2026-09-20 08:00", 5),
    incident("INC3", "2026-10-02 08:00", 5),
    incident("INC5", "2026-10-03 08:00", -1),
)


def store(folder: Path, *rows: dict[str, Any]) -> RecordStore:
    return store_with(folder, {"incident": list(rows)}, "2026-11-20 00:00")


def test_each_record_is_judged_by_its_version_and_those_before_the_first_are_told_apart(tmp_path: Path) -> None:
    held = store(tmp_path / "records", *ROWS)
    paper, wording = sample(DOSSIER, held, holdings(held), "CM-1", FULL, AUTUMN)
    assert {each.number: (each.version, each.good) for each in paper.records} == {
        "INC2": ("1.2", True), "INC3": ("1.3", False), "INC5": ("1.3", None),
    }  # fmt: skip
    assert {str(says): count for says, count in paper.population.excluded.items()} == {
        "opened before the first version of the plan": 1
    }
    assert paper.population.undecided == {"ends before it starts": 1}
    assert (paper.population.version, wording.target.limit, paper.full) == ("1.3", "4 h", (1, 2))
    assert [(gap.first, gap.missing) for gap in paper.population.completeness.gaps] == [("INC4", 1)]


def test_without_a_period_the_last_window_that_is_over_is_drawn_from(tmp_path: Path) -> None:
    held = store(tmp_path / "records", *ROWS)
    paper, _wording = sample(DOSSIER, held, holdings(held), "CM-1", FULL, None)
    assert (paper.population.start, paper.population.end) == (date(2026, 10, 1), date(2026, 10, 31))


def test_another_record_gives_another_seed_and_the_same_records_the_same(tmp_path: Path) -> None:
    one, same = store(tmp_path / "one", *ROWS), store(tmp_path / "same", *reversed(ROWS))
    more = store(tmp_path / "more", *ROWS, incident("INC6", "2026-10-04 08:00", 1))
    assert import_digest(one, "incident") == import_digest(same, "incident") != import_digest(more, "incident")


def test_a_promise_that_is_no_share_of_records_is_refused(tmp_path: Path) -> None:
    held = store(tmp_path / "records", *ROWS)
    median = promise()
    median = replace(median, target=replace(median.target, metric="incident.time_to_resolve", unit="h"))
    with pytest.raises(Refused, match="promises no share of records"):
        sample(plan(median), held, holdings(held), "CM-1", FULL, AUTUMN)
