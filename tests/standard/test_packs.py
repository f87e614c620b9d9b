"""Packs as files: stable, bilingual, in our own words, quick to read; an organisation's own pack in their place."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from opensmp.standard import PackError, standard
from opensmp.standard.packs import shipped
from opensmp.standard.standard import PACKS

DATA = Path(str(files("opensmp.standard"))) / "data"
TIMING = """
import time, opensmp.standard
start = time.perf_counter()
known = opensmp.standard.standard()
views = [known.clauses, known.checklist, known.sections, known.practices, known.editions, known.obligations,
         known.planning_items, known.document_kinds, known.review_inputs, known.stage1_questions]
print(time.perf_counter() - start)
"""


def bilingual(node: Any, path: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield every pair of texts of a pack with its place."""
    if isinstance(node, dict):
        if set(node) == {"en", "id"} and isinstance(node["en"], str):
            yield path, node["en"], node["id"]
        for key, value in node.items():
            yield from bilingual(value, f"{path}/{key}")
    elif isinstance(node, list):
        for at, value in enumerate(node):
            yield from bilingual(value, f"{path}/{at}")


def test_every_shipped_file_is_a_named_pack() -> None:
    assert {path.stem for path in DATA.glob("*.json")} == set(PACKS)


@pytest.mark.parametrize("pack", PACKS)
def test_a_pack_file_is_written_one_way_only(pack: str) -> None:
    text = (DATA / f"{pack}.json").read_text(encoding="utf-8")
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


@pytest.mark.requirement("R83")
@pytest.mark.parametrize("pack", PACKS)
def test_every_text_stands_in_both_languages(pack: str) -> None:
    same = {"Audit", "status", "Status"}
    for place, english, indonesian in bilingual(shipped(pack)):
        assert english.strip(), place
        assert indonesian.strip(), place
        assert english != indonesian or english in same, place


def test_summaries_are_short_and_do_not_speak_as_the_standard_does() -> None:
    for one in standard().clauses.values():
        assert len(one.summary.en.split()) <= 36, one.number
        assert " shall " not in f" {one.summary.en.lower()} ", one.number


def test_every_practice_and_planning_item_that_an_obligation_names_exists() -> None:
    known = standard()
    for row in known.obligations.values():
        assert set(row.practices) <= set(known.practices)
        assert set(row.planning_items) <= set(known.planning_items)


@pytest.mark.requirement("R21")
def test_an_obligation_says_since_when_how_sure_and_who_looked() -> None:
    for row in standard().obligations.values():
        assert (row.checked_by, row.checked_on) == ("OpenSMP, from public sources; not legal advice", "2026-11-22")
        assert row.source, row.key
        assert row.effective_from[:4].isdigit(), row.key
        assert row.article == "", f"{row.key}: an article number nobody has read"
        assert not row.replaced_by or row.replaced_by in standard().obligations


@pytest.mark.requirement("R21")
def test_a_time_limit_that_nobody_read_in_the_law_is_marked_unverified() -> None:
    limits = {
        row.key: [(d.amount, d.unit, d.certainty) for d in row.deadlines] for row in standard().obligations.values()
    }
    assert limits["uu-27-2022"] == [(72, "hours", "unverified")]
    assert limits["pojk-11-2022-incident"] == [(24, "hours", "unverified"), (5, "working days", "unverified")]
    assert limits["pojk-4-2021-events"] == [(5, "working days", "confirmed")]


def test_the_authority_is_never_called_by_the_name_of_its_regulation() -> None:
    assert not [row.key for row in standard().obligations.values() if row.issuer.startswith("POJK")]


def test_an_organisation_s_own_pack_takes_the_place_of_the_shipped_one() -> None:
    own: Any = shipped("practices")
    own["rows"] = own["rows"][:12]
    smaller = standard().replaced({"practices": own})
    assert len(smaller.practices) == 12
    assert len(standard().practices) == 22
    assert smaller.clauses == standard().clauses


def test_replacing_twice_keeps_the_first_replacement() -> None:
    practices: Any = shipped("practices")
    practices["rows"] = practices["rows"][:12]
    clauses: Any = shipped("clauses")
    clauses["citation"] = "ISO/IEC 20000-1:2030"
    renewed = standard().replaced({"practices": practices}).replaced({"clauses": clauses})
    assert (len(renewed.practices), renewed.citation) == (12, "ISO/IEC 20000-1:2030")


def broken(pack: str, row: int, **cells: Any) -> dict[str, object]:
    raw: Any = shipped(pack)
    raw["rows"][row].update(cells)
    return {pack: raw}


@pytest.mark.parametrize(
    ("packs", "row", "key"),
    [
        ({"practice": {}}, "top", "-"),
        ({"practices": []}, "top", "-"),
        ({"practices": {"rows": []}}, "top", "note"),
        ({"practices": {"note": {"en": "a", "id": "b"}, "rows": 3}}, "top", "rows"),
        (broken("practices", 0, title={"en": "Incidents"}), "rows 1 (P1)", "title.id"),
        (broken("practices", 1, summary={"en": "Causes", "id": ""}), "rows 2 (P2)", "summary.id"),
        (broken("practices", 2, core="yes"), "rows 3 (P3)", "core"),
        (broken("practices", 3, colour="red"), "rows 4 (P4)", "colour"),
        (broken("practices", 4, clause="8.12"), "release", "clauses"),
        (broken("practices", 5, key="release"), "release", "-"),
        (broken("clauses", 6, layer="middle"), "rows 7 (5.1)", "layer"),
        (broken("checklist", 0, content="services"), "rows 1 (scope)", "content"),
        (broken("clauses", 0, items="many"), "rows 1 (4)", "items"),
    ],
)
def test_a_fault_in_a_pack_names_pack_row_key_and_remedy(packs: dict[str, object], row: str, key: str) -> None:
    with pytest.raises(PackError) as refused:
        standard().replaced(packs)
    first = refused.value.problems[0]
    assert (first.pack, first.row, first.key) == (next(iter(packs)), row, key)
    assert first.remedy.text("en").endswith(".")
    assert str(refused.value).startswith(f"Pack {first.pack}, {row}, key {key}: ")


def test_every_fault_is_told_at_once() -> None:
    raw: Any = shipped("practices")
    for row in raw["rows"][:3]:
        del row["core"]
    with pytest.raises(PackError) as refused:
        standard().replaced({"practices": raw})
    assert [problem.row for problem in refused.value.problems] == ["rows 1 (P1)", "rows 2 (P2)", "rows 3 (P3)"]


def test_reading_all_packs_in_a_cold_process_takes_a_moment() -> None:
    run = subprocess.run([sys.executable, "-c", TIMING], capture_output=True, text=True, check=True)
    print(f"all ten packs read in {float(run.stdout) * 1000:.1f} ms")
    assert float(run.stdout) < 0.2
