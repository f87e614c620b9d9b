"""The whole way: records in a store, the figure of a commitment, a sample of what is behind it, and its working papers."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from tests.evidence.measuring.stored import at, store_with

from opensmp.evidence.asking import Ask
from opensmp.evidence.candidates import candidates, entries, outcomes, rows_of, undecided
from opensmp.evidence.completeness import completeness
from opensmp.evidence.drilling import behind
from opensmp.evidence.holdings import Holdings, holdings
from opensmp.evidence.sampling import draw, planned, seed_of
from opensmp.evidence.working_papers import Population, SourceFile, sampled_records, working_paper, working_papers
from opensmp.i18n import _
from opensmp.measures.catalogue import CATALOGUE
from opensmp.measures.sample_sizes import Wish
from opensmp.measures.samples import tolerance_of
from opensmp.measures.windows import Days

pytestmark = pytest.mark.requirement("R56")

AUGUST = Days(date(2026, 8, 1), date(2026, 8, 31))
LATE = {"INC00007", "INC00019"}


def incident(number: int) -> dict[str, object]:
    opened = at(f"2026-08-{1 + number % 28:02d} 09:00")
    took = 5 * 3_600 if f"INC{number:05d}" in LATE else 3_600
    return {
        "id": f"INC{number:05d}", "service": "atm" if number % 3 else "core-banking", "priority": 1 + number % 2,
        "category": "network", "state": "closed", "opened_at": opened, "resolved_at": opened + took,
        "closed_at": opened + took + 60, "updated_at": opened + took + 60, "close_code": "solved",
    }  # fmt: skip


def kept(folder: Path) -> Holdings:
    return holdings(
        store_with(folder, {"incident": [incident(number) for number in range(1, 201)]}, "2026-09-02 00:00")
    )


@pytest.mark.parametrize("seed_word", ["mangga", "pisang"])
def test_a_sample_of_the_records_behind_a_figure_becomes_working_papers(tmp_path: Path, seed_word: str) -> None:
    held, tolerance = kept(tmp_path / "store"), tolerance_of("at least", Decimal(90))
    ask = Ask(
        metric=CATALOGUE["incident.resolved_within"],
        windows=(AUGUST,),
        zone=held.zone,
        limit="4 h",
        known_until=at("2026-09-02 00:00"),
    )
    found = candidates(
        held.backend, [("2.0", behind(ask, held.tables, held.watch, 0))], held.tables["incident"], "at least"
    )
    assert {each.number for each in found if each.good is False} == LATE
    population = Population(
        commitment="CM-IM-2", sentence=_("At least 90 % within 4 hours"), table="incident", start=AUGUST.start, end=AUGUST.end,
        zone=held.zone, sources=(SourceFile(name="test.csv", sha256="c" * 64, rows=200),), version="2.0", version_digest="a" * 64,
        import_digest="b" * 64, completeness=completeness([each.number for each in found], [], AUGUST.start, AUGUST.end),
        undecided=undecided(found), entries=(listed := entries(found, ("priority",), ZoneInfo(held.zone))),
    )  # fmt: skip
    size = planned(listed, "attribute", Wish(tolerable=tolerance.rate))
    drawn = draw(listed, size, seed_of("a" * 64, "b" * 64, "internal-2026-2", seed_word))
    rows = rows_of(held.tables["incident"], found, [each.number for each in drawn.records])
    records = sampled_records(drawn, "incident", rows, outcomes(found))
    paper = working_paper(
        population=population,
        size=size,
        draw=drawn,
        records=records,
        tolerance=tolerance,
        audit="internal-2026-2",
        word=seed_word,
        full=(198, 200),
    )
    told = json.loads(working_papers(paper, tmp_path / "papers", formats=["json"])[0].read_text("utf-8"))
    assert told["result"]["drawn"] == len(records) >= 26
    assert set(told["deviations"]) == LATE & {each.number for each in drawn.records}
    assert told["result"]["verdict"] == ("not shown" if told["deviations"] else "supports")
    assert told["records"][0]["attributes"]["in_order"] == "yes"
    assert told["records"][0]["version"] == "2.0"
