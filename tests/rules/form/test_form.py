"""The form of the plan: what an auditor sees before reading what it says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from opensmp.checking import Finding, edit, put, run
from opensmp.dossier import Dossier
from opensmp.exchange.textfile import open_text
from opensmp.plan.prose import Prose
from opensmp.rules import all_rules

TODAY = date(2026, 11, 22)
RULES = {rule.id: rule for rule in all_rules()}


def findings(dossier: Dossier, *ids: str) -> list[Finding]:
    return list(run(dossier, [RULES[each] for each in ids]).findings)


def told(dossier: Dossier, words: str) -> Dossier:
    """The plan in one language, whose section 9 says only ``words``."""
    alone = put(dossier, "plan/identity", second_language=None, language="en")
    return put(alone, "plan/improvement", text=Prose.of({"en": words}))


@pytest.fixture
def text(tmp_path: Path) -> Callable[[str], Dossier]:
    def opened(words: str) -> Dossier:
        path = tmp_path / "plan.md"
        path.write_text(words, encoding="utf-8")
        return open_text(path, TODAY).dossier

    return opened


@pytest.mark.requirement("R51", "R58")
@pytest.mark.parametrize("base", ["provider", "bank"])
def test_a_sound_plan_has_no_flaw_of_form(base: str, request: pytest.FixtureRequest) -> None:
    dossier: Dossier = request.getfixturevalue(base)
    assert findings(dossier, *(each for each in RULES if each.startswith("FRM"))) == []


@pytest.mark.requirement("R21", "R50")
def test_a_section_that_refers_only_to_a_draft_is_still_empty(provider: Dossier) -> None:
    draft = replace(provider.registers.documents[0], id="D-1", status="draft")
    dossier = edit(provider, "registers/documents", lambda rows: (*rows, draft))
    emptied = edit(dossier, "plan/improvement", lambda held: type(held)(keeper=held.keeper, references=("D-1",)))
    (found,) = findings(emptied, "FRM-01")
    assert str(found.where) == "plan/improvement"
    assert "D-1" in str(found.says)


@pytest.mark.requirement("R55", "R66")
@pytest.mark.parametrize(
    "words",
    [
        "The owner is ___ until June.", "___", "Approved by {{ approver }}.", "The targets are TBD.", "Lorem ipsum dolor sit amet.",
        "Describe the scope of the system here.", "The limits are to be defined.", "<Name of the organisation> keeps the list.",
        "Your organisation keeps the list.", "Target: XX % of incidents.", "[Service Name] has an owner.",
        "Batasnya akan ditentukan.", "Pemiliknya [nama pejabat].", "Rencana ini milik PT XYZ.",
    ],
)  # fmt: skip
def test_every_kind_of_blank_is_found(provider: Dossier, words: str) -> None:
    assert [str(found.where) for found in findings(told(provider, words), "FRM-02")] == ["plan/improvement/text"]


@pytest.mark.requirement("R55")
@pytest.mark.parametrize(
    "words",
    [
        "See [[document:ALD-SC-001]] and [the list](https://intranet.example/list).",
        "The figures [see annex] are kept here.",
        "{% include header.html %}",
        "{{ site.baseurl }}/docs", "- [ ] open\n- [x] done", "<br> a line",
        "Above the rule\n\n___\n\nbelow it",
        "<!-- TODO: tell Ratna -->The list is kept.", "Dates are written in the format YYYY-MM-DD.",
        "Limits are to be agreed with the customer.", "Batas belum ditetapkan oleh OJK.",
    ],
)  # fmt: skip
def test_what_looks_like_a_blank_and_is_none_is_left_alone(provider: Dossier, words: str) -> None:
    assert findings(told(provider, words), "FRM-02") == []


@pytest.mark.requirement("R58")
def test_a_name_that_nobody_filled_in_is_found(provider: Dossier) -> None:
    dossier = edit(provider, "organisation", lambda held: replace(held, name="[Organisation name]"))
    assert [str(found.where) for found in findings(dossier, "FRM-02")] == ["organisation/name"]


@pytest.mark.requirement("R55", "R58")
def test_a_generic_text_is_recognised(text: Callable[[str], Dossier]) -> None:
    generic = (
        "# Plan\n\n## Improvement\n\nImprovements follow best practice and are made as appropriate by relevant stakeholders. The processes "
        "are well defined and robust. Resources are adequate. Everybody works in a timely manner so that services satisfy the needs of "
        "the business. The management supports all of this and asks for results from time to time, and lessons are learned.\n"
    )
    assert [str(found.where) for found in findings(text(generic), "FRM-03")] == ["plan/improvement"]


@pytest.mark.requirement("R26")
@pytest.mark.parametrize(
    ("words", "cite"),
    [
        ("Change management follows clause 9.2.", "8.5.1"),
        ("Capacity management follows clause 8.7.", "8.4.3"),
        ("The service management plan is asked for in clause 6.2.", "6.3"),
        ("Rencana manajemen layanan diminta klausul 6.2.", "6.3"),
        ("Availability is planned under ISO/IEC 20000-1, clause 8.9.", "8.7"),
    ],
)
def test_a_wrong_clause_is_named_with_the_right_one(provider: Dossier, words: str, cite: str) -> None:
    (found,) = findings(told(provider, words), "FRM-07", "FRM-08")
    assert cite in f"{found.says} {found.fix}"


@pytest.mark.requirement("R26")
@pytest.mark.parametrize(
    "words",
    [
        "Improvement follows clause 10.2.", "Audits cover clauses 4 to 10.", "The penalty stands in clause 12.3 of the contract.",
        "Under contract clause 99.1 the provider pays.", "ISO/IEC 27001, clause 8.12, asks for more.",
        "Capacity management (clause 8.4.3).",
        "Incident management is planned and measured under clauses 8.6.1 and 9.1.", "Version 8.12 of the tool is in use.",
    ],
)  # fmt: skip
def test_a_right_clause_and_those_of_other_documents_are_left_alone(provider: Dossier, words: str) -> None:
    assert findings(told(provider, words), "FRM-07", "FRM-08") == []


@pytest.mark.requirement("R26")
def test_a_clause_of_an_earlier_edition_is_named(provider: Dossier) -> None:
    (found,) = findings(told(provider, "Built to clause 4.5.2 of ISO/IEC 20000-1:2011."), "FRM-08")
    assert "6.3" in str(found.says)


@pytest.mark.requirement("R01")
@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("We deliver best-in-class services.", "FRM-09"),
        ("Layanan kami melampaui harapan.", "FRM-09"),
        ("Stage 1 ends the implementation project.", "FRM-10"),
        ("In week 1 the consultants begin the gap analysis.", "FRM-10"),
        ("Proyek sertifikasi selesai pada Juni.", "FRM-10"),
    ],
)
def test_advertising_and_project_talk_are_noticed(provider: Dossier, words: str, rule: str) -> None:
    assert [found.rule for found in findings(told(provider, words), "FRM-09", "FRM-10")] == [rule]


@pytest.mark.requirement("R01")
@pytest.mark.parametrize(
    "words",
    [
        "An account is unlocked by the desk.", "The next generation firewall has an owner.", "Keadaan luar biasa dilaporkan.",
        "The project plan of each transition is approved.", "This is not the plan of the certification project.",
        "A consultant of the supplier may visit.", "Ini bukan rencana proyek implementasi.",
    ],
)  # fmt: skip
def test_plain_words_are_no_advertising_and_no_project(provider: Dossier, words: str) -> None:
    assert findings(told(provider, words), "FRM-09", "FRM-10") == []


@pytest.mark.requirement("R26")
def test_a_paragraph_repeated_with_other_line_breaks_is_still_repeated(provider: Dossier) -> None:
    words = "Every manager of a service reads the report of the month, answers what was missed, and tells the board what is done about it."
    once = told(provider, words)
    twice = put(once, "plan/review", text=Prose.of({"en": words.replace(", ", ",\n")}))
    assert findings(once, "FRM-11") == []
    (found,) = findings(twice, "FRM-11")
    assert str(found.also[0]) == "plan/improvement/text"


@pytest.mark.requirement("R25", "R27")
def test_the_long_plan_is_told_once_with_its_longest_sections(provider: Dossier) -> None:
    dossier = told(provider, " ".join(f"word{place}" for place in range(16_000)))
    (found,) = findings(dossier, "FRM-04", "FRM-06", "FRM-20")
    assert found.rule == "FRM-04"
    assert "section 9" in str(found.says)


@pytest.mark.requirement("R25")
def test_length_is_not_judged_where_the_size_is_unknown(text: Callable[[str], Dossier]) -> None:
    assert findings(text("# Plan\n\n## Scope\n\nEverything."), "FRM-05") == []


@pytest.mark.requirement("R26")
@pytest.mark.parametrize(
    ("words", "flaws"),
    [
        ("| A | B |\n|---|---|\n| 1 | 2 |", 0),
        ("| A | B |\n|---|---|\n| 1 \\| 2 | `x|y` |", 0),
        ("```\n| a | b | c |\n| d |\n```", 0),
        ("| A | B |\n| 1 | 2 |", 1),
        ("| A | B |\n|:--|--:|\n| 1 |", 1),
    ],
)
def test_tables_have_a_heading_and_even_rows(provider: Dossier, words: str, flaws: int) -> None:
    assert len(findings(told(provider, words), "FRM-19")) == flaws


@pytest.mark.requirement("R26")
@pytest.mark.parametrize(
    ("words", "flaws"),
    [
        ("### 9.1 Ideas\n\n### 9.2 Choice", 0),
        ("### 3.1 Ideas", 1),
        ("## Ideas\n\n#### Customers", 1),
        ("### Ideas\n\n#### Customers\n\n### Choice", 0),
        ("Ticket #5 is closed.", 0),
        ("```\n# a comment\n### another\n```", 0),
    ],
)
def test_headings_keep_levels_and_numbers(provider: Dossier, words: str, flaws: int) -> None:
    assert len(findings(told(provider, words), "FRM-21")) == flaws


@pytest.mark.requirement("R06")
def test_a_keeper_who_has_left_is_named(provider: Dossier) -> None:
    person = provider.organisation.people[0]
    kept = put(provider, "plan/improvement", keeper=person.id)
    gone = put(kept, f"organisation/people/{person.id}", left=date(2026, 1, 1))
    assert any(person.name in str(found.says) for found in findings(gone, "FRM-16"))


@pytest.mark.requirement("R03", "R06")
@pytest.mark.parametrize(("day", "flaws"), [(None, 1), (date(2027, 1, 1), 1), (date(2026, 11, 1), 0)])
def test_the_day_a_keeper_read_the_section_is_judged(provider: Dossier, day: date | None, flaws: int) -> None:
    assert len(findings(put(provider, "plan/improvement", reviewed=day), "FRM-17")) == flaws


@pytest.mark.requirement("R58", "R66")
def test_the_unfilled_public_template_is_recognised_as_a_form(real_data: Path) -> None:
    found = findings(
        open_text(real_data / "texts" / "13_handbook_generator_it_operation_template.md", TODAY).dossier, "FRM-02"
    )
    whole = {str(each.where) for each in found if len(each.where.parts) == 2}
    assert {"plan/roles", "plan/practices", "plan/suppliers"} <= whole
    assert len(found) < 20


@pytest.mark.requirement("R58")
def test_page_building_marks_of_a_public_text_are_no_blanks(real_data: Path) -> None:
    name = "04_cloudgov_service_objectives_and_responsibilities.md"
    assert findings(open_text(real_data / "texts" / name, TODAY).dossier, "FRM-02", "FRM-03") == []
