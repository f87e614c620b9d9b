"""Section guidance, the guided build and the template: complete, bilingual, honest about what is fiction."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from opensmp.guidance import Bilingual, GuidanceError, guidance
from opensmp.guidance.guidance import PACKS
from opensmp.guidance.packs import shipped
from opensmp.language import generic_phrases, placeholders, procedure_steps
from opensmp.standard import clause, standard

DATA = Path(str(files("opensmp.guidance"))) / "data"
PARTS = {"limitations": "scope", "obligations": "scope", "technology": "resources", "approach": "practices",
         "reporting": "assurance"}  # fmt: skip
FILLER = re.compile(
    r"best practice|world-class|as appropriate|as needed|high quality|continuously|optimi[sz]e|in a timely manner|adequate"
    r"|praktik terbaik|berkualitas tinggi|secara optimal|sesuai kebutuhan|yang memadai|sebagaimana mestinya",
    re.IGNORECASE,
)


def pairs(node: Any, place: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield every pair of texts of a pack with its place."""
    if isinstance(node, dict):
        if set(node) == {"en", "id"}:
            yield place, node["en"], node["id"]
        for key, value in node.items():
            yield from pairs(value, f"{place}/{key}")
    elif isinstance(node, list):
        for at, value in enumerate(node):
            yield from pairs(value, f"{place}/{at}")


def test_every_shipped_file_is_a_named_pack() -> None:
    assert {path.stem for path in DATA.glob("*.json")} == set(PACKS)


@pytest.mark.parametrize("pack", PACKS)
def test_a_pack_file_is_written_one_way_only(pack: str) -> None:
    text = (DATA / f"{pack}.json").read_text(encoding="utf-8")
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


@pytest.mark.requirement("R83")
@pytest.mark.parametrize("pack", PACKS)
def test_every_text_stands_in_both_languages_with_the_same_blanks(pack: str) -> None:
    for place, english, indonesian in pairs(shipped(pack)):
        assert english.strip(), place
        assert indonesian.strip(), place
        assert english != indonesian, place
        assert english.count("___") == indonesian.count("___"), place


def test_the_ten_sections_and_the_five_parts_have_guidance_in_plan_order() -> None:
    rows = guidance().sections.values()
    assert [row.key for row in rows if row.key == row.section] == list(standard().sections)
    assert {row.key: row.section for row in rows if row.key != row.section} == PARTS
    assert [row.title.en for row in rows if row.key == row.section] == [
        section.title.en for section in standard().sections.values()
    ]


@pytest.mark.requirement("R66", "R67")
def test_each_section_says_what_it_must_hold_shows_it_and_asks_for_it() -> None:
    for row in guidance().sections.values():
        assert len(row.must_say) >= 3, row.key
        assert len(row.pitfalls) >= 2, row.key
        assert len(row.questions) >= 2, row.key
        assert row.example, row.key
        assert all("___" in sentence.en for sentence in row.starting_sentences), row.key


@pytest.mark.requirement("R67")
def test_examples_are_of_a_fictional_indonesian_organisation_and_say_so() -> None:
    marked = guidance().illustration
    assert "fictional" in marked.en
    assert "fiktif" in marked.id
    assert "Bank Lentera Khatulistiwa" in guidance().sections["scope"].example[0].en


@pytest.mark.requirement("R67")
def test_an_example_has_no_blank_and_writes_numbers_as_its_language_does() -> None:
    for row in guidance().sections.values():
        for paragraph in row.example:
            assert "___" not in paragraph.en + paragraph.id, row.key
            assert not re.search(r"\d %", paragraph.id), row.key
            assert not re.search(r"\d,\d|\b(juta|miliar)\b", paragraph.en), row.key


@pytest.mark.requirement("R25")
def test_the_page_budgets_add_up_to_fifteen_to_thirty_pages() -> None:
    rows = guidance().sections.values()
    assert sum(row.pages.least for row in rows) >= 15
    assert sum(row.pages.most for row in rows) <= 30
    assert all(row.pages.least <= row.pages.most for row in rows)


@pytest.mark.requirement("R65")
def test_the_guided_build_runs_from_week_1_to_week_10_without_a_gap() -> None:
    steps = guidance().build.rows
    assert [(step.first_week, step.last_week) for step in steps] == [(1, 2), (3, 4), (5, 6), (7, 8), (9, 10)]
    for step in steps:
        assert step.participants, step.key
        assert step.outputs, step.key
        assert step.entry.en != step.exit.en, step.key
    assert [person.en for person in steps[0].participants] == [
        "SMS coordinator", "practice owners", "customer account managers", "operations leaders",
    ]  # fmt: skip


@pytest.mark.requirement("R69")
def test_the_elapsed_time_is_measured_against_weeks_that_are_data() -> None:
    elapsed = guidance().build.elapsed
    assert (elapsed.with_template.least, elapsed.with_template.most) == (6, 8)
    assert (elapsed.without_template.least, elapsed.without_template.most) == (10, 12)


@pytest.mark.requirement("R66")
def test_the_template_has_a_text_and_a_comment_for_every_section_and_part() -> None:
    assert set(guidance().template) == set(guidance().sections)
    for row in guidance().template.values():
        assert row.section == guidance().sections[row.key].section
        assert row.text.en.count("___") >= 3, row.key


@pytest.mark.requirement("R66")
@pytest.mark.parametrize("language", ["en", "id"])
def test_the_template_s_text_is_sentences_to_complete_and_holds_no_filler(language: str) -> None:
    for row in guidance().template.values():
        text = row.text.text(language)
        assert not FILLER.search(text), row.key
        assert not re.search(r"\b(TBD|TODO|your organisation|organisasi Anda)\b|\[|<|\{", text), row.key
        assert not re.search(r"_{4,}|(?<!_)_{1,2}(?!_)", text), row.key


@pytest.mark.requirement("R66")
@pytest.mark.parametrize("language", ["en", "id"])
def test_the_template_leaves_no_residue_but_its_blanks(language: str) -> None:
    for row in guidance().template.values():
        text = row.text.text(language)
        assert {found.words for found in placeholders(text)} == {"___"}, row.key
        assert not generic_phrases(text), row.key
        assert not procedure_steps(text), row.key


@pytest.mark.requirement("R66")
def test_the_template_s_tables_have_the_same_number_of_cells_in_every_row() -> None:
    for row in guidance().template.values():
        for text in (row.text.en, row.text.id):
            for table in re.findall(r"(?:^\|.*\|$\n?)+", text, re.MULTILINE):
                assert len({line.count("|") for line in table.splitlines()}) == 1, row.key


@pytest.mark.requirement("R66")
def test_every_practice_of_the_template_cites_its_published_clause() -> None:
    text = guidance().template["practices"].text.en
    for practice in standard().practices.values():
        if practice.core:
            assert f"| {practice.title.en} | {practice.clause} |" in text


def test_every_clause_that_guidance_names_exists() -> None:
    for pack in PACKS:
        for place, english, _ in pairs(shipped(pack)):
            for number in re.findall(r"clauses? (\d+(?:\.\d+)*)", english):
                assert clause(number), place


@pytest.mark.requirement("R83")
def test_guidance_speaks_the_reader_s_language() -> None:
    title = guidance().sections["limitations"].title
    assert title == Bilingual("Known limitations", "Keterbatasan yang Diketahui")
    assert (title.text("id"), str(title)) == ("Keterbatasan yang Diketahui", "Known limitations")


def test_an_organisation_s_own_pack_takes_the_place_of_the_shipped_one() -> None:
    own: Any = shipped("build")
    own["rows"] = own["rows"][:4]
    shorter = guidance().replaced({"build": own})
    assert len(shorter.build.rows) == 4
    assert len(guidance().build.rows) == 5
    assert shorter.template == guidance().template


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"colour": "red"}, "Guidance build.rows.1: there is no key colour here. Remove it."),
        ({"title": {"en": "x"}}, "Guidance build.rows.1.title: the key id is missing. Add it."),
        ({"title": "x"}, "Guidance build.rows.1.title: write an object with named keys here."),
        ({"first_week": "soon"}, "Guidance build.rows.1.first_week: the value does not fit. Correct it."),
        ({"key": ""}, "Guidance build.rows.1.key: the value does not fit. Correct it."),
    ],
)
def test_a_fault_in_a_pack_names_its_place_and_remedy(change: dict[str, Any], says: str) -> None:
    own: Any = shipped("build")
    own["rows"][0].update(change)
    with pytest.raises(GuidanceError) as refused:
        guidance().replaced({"build": own})
    assert str(refused.value) == str(refused.value.says) == says


def test_a_pack_of_an_unknown_name_is_refused() -> None:
    with pytest.raises(GuidanceError, match="Use one of sections, build"):
        guidance().replaced({"builds": {}})


@pytest.mark.requirement("R02")
def test_the_approach_goes_from_planning_to_improvement() -> None:
    said = guidance().sections["approach"].must_say[0].en
    assert all(stage in said for stage in ("planned", "designed", "operation", "delivered", "improved"))
    starting = guidance().template["approach"].text.en
    assert all(
        stage in starting for stage in ("planned", "designed", "goes live", "In operation", "improvement", "retired")
    )
