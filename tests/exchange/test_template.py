"""The template: a folder that reads at once, whose text is sound and whose blanks are all that is missing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from opensmp.dossier import Dossier
from opensmp.dossier.texts import texts_of
from opensmp.exchange import load
from opensmp.exchange.template import TEMPLATES, template_texts, write_template
from opensmp.i18n import LANGUAGES, Refused
from opensmp.language import language_of, placeholders
from opensmp.plan.plan import SECTIONS
from opensmp.rules import all_rules
from opensmp.standard import standard

TODAY = date(2026, 11, 22)
EVERY_TEMPLATE = pytest.mark.parametrize("template", TEMPLATES)
EVERY_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)

WAITS_FOR_FACTS = frozenset({
    "ASR-01", "ASR-08", "ASR-15",  # no audit and no review scheduled or held
    "CON-09", "CON-25", "POR-01", "POR-15", "PRA-03", "SCO-20",  # documents that the organisation has to name
    "FRM-02",  # the blanks themselves
    "FRM-16", "LIF-14", "ROL-07", "ROL-08", "ROL-31",  # nobody holds an office or a role, and no amount limits one
    "IMP-01",  # no initiative
    "PRA-41", "ROL-36",  # no promise is made yet, and no committee says how often it meets
    "LIF-17", "OBJ-21", "REV-02",  # no go-live, no planning period, no cadence dated from them
    "OBJ-01", "OBJ-03", "OBJ-12",  # objectives without their figures and days
    "OJK-05", "OJK-06", "OJK-07", "OJK-08",  # what a bank owes is not written yet
    "PRA-13", "PRA-17", "PRA-18",  # status of each practice; classes and verification of configuration items
    "RES-01", "RES-04", "RES-10", "RES-25",  # no people, no money, no day of commitment or training
    "SCO-01", "SCO-04", "SCO-05", "SCO-07", "SCO-13", "SCO-18",  # services, customers, sites, how obligations apply, climate
    "SUP-01", "SUP-10",  # no supplier and no other party
})  # fmt: skip
"""The rules that find something in an unfilled template: each asks for a fact that only the organisation knows."""


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Dossier]:
    """Every template in every language, as it is read."""
    folder = tmp_path_factory.mktemp("templates")
    for template in TEMPLATES:
        for language in LANGUAGES:
            write_template(folder / template / language, template=template, language=language)
    return {(each, language): load(folder / each / language, TODAY) for each in TEMPLATES for language in LANGUAGES}


@pytest.mark.requirement("R66")
@EVERY_TEMPLATE
@EVERY_LANGUAGE
def test_the_template_begins_every_section(plans: dict[tuple[str, str], Dossier], template: str, language: str) -> None:
    plan = plans[template, language].plan
    told = {text.section for text in texts_of(plan)}
    assert told >= set(SECTIONS)
    assert plan.identity.language == language
    core = {key for key, practice in standard().practices.items() if practice.core}
    assert core <= {practice.id for practice in plan.practices.practices}


@pytest.mark.requirement("R66")
@EVERY_TEMPLATE
@EVERY_LANGUAGE
def test_every_blank_of_the_template_is_noticed_until_it_is_filled(
    plans: dict[tuple[str, str], Dossier], template: str, language: str
) -> None:
    blanks = 0
    for text in texts_of(plans[template, language].plan):
        for _language, words in text.prose.each():
            assert ("___" in words) == bool(placeholders(words)) or words == "___", (text.parts, words)
            blanks += words.count("___")
    assert blanks > 80


@pytest.mark.requirement("R66")
def test_a_field_that_is_nothing_but_a_blank_is_noticed() -> None:
    assert placeholders("___")


@pytest.mark.requirement("R66")
@EVERY_TEMPLATE
@EVERY_LANGUAGE
def test_the_template_fails_only_for_facts_that_it_cannot_know(
    plans: dict[tuple[str, str], Dossier], template: str, language: str
) -> None:
    plan = plans[template, language]
    found = {rule.id: str(finding.where) for rule in all_rules() for finding in rule.findings(plan)}
    assert {rule: where for rule, where in found.items() if rule not in WAITS_FOR_FACTS} == {}


@pytest.mark.requirement("R66", "R83")
@EVERY_TEMPLATE
def test_both_languages_of_a_template_wait_for_the_same_facts(
    plans: dict[tuple[str, str], Dossier], template: str
) -> None:
    waiting = [
        sorted(
            (rule.id, str(finding.where)) for rule in all_rules() for finding in rule.findings(plans[template, each])
        )
        for each in LANGUAGES
    ]
    assert waiting[0] == waiting[1]


@pytest.mark.requirement("R66", "R83")
@EVERY_TEMPLATE
def test_the_template_speaks_one_language_at_a_time(plans: dict[tuple[str, str], Dossier], template: str) -> None:
    for language in LANGUAGES:
        for text in texts_of(plans[template, language].plan):
            words = text.prose.text(language).replace("___", "")
            if len(words.split()) >= 8:
                assert language_of(words) == language, words


@pytest.mark.requirement("R66")
@EVERY_LANGUAGE
def test_the_guidance_stands_beside_each_section_as_comments(language: str) -> None:
    texts = template_texts("standard", language)
    for number, key in enumerate(SECTIONS, 1):
        comments = [line for line in texts[f"plan/{number:02}-{key}.yaml"].splitlines() if line.startswith("#")]
        assert comments[0].startswith(f"# {number} ")
        assert len(comments) >= 6
    assert not any("@" in line or "| " in line[:16] for text in texts.values() for line in text.splitlines())


@pytest.mark.requirement("R68")
def test_a_small_organisation_begins_with_fewer_roles_than_a_bank(plans: dict[tuple[str, str], Dossier]) -> None:
    small, bank = (plans[template, "en"].plan.roles for template in ("small", "bank"))
    assert len(small.roles) < len(bank.roles)
    assert all(sum("A" in letters for letters in duty.cells.values()) == 1 for duty in (*small.raci, *bank.raci))
    assert any(role.kind == "body" for role in bank.roles), "the IT steering committee"


@pytest.mark.requirement("R21")
def test_a_bank_begins_with_the_instruments_that_are_confirmed(plans: dict[tuple[str, str], Dossier]) -> None:
    obligations = plans["bank", "id"].plan.scope.obligations
    assert "POJK 11/POJK.03/2022" in {row.instrument for row in obligations}
    assert {row.pack for row in obligations if row.pack} <= standard().obligations.keys()
    assert all(standard().obligations[row.pack].certainty == "confirmed" for row in obligations if row.pack)


@pytest.mark.requirement("R66")
def test_the_template_never_writes_over_what_is_there(tmp_path: Path) -> None:
    mine = tmp_path / "notes.txt"
    mine.write_text("mine")
    for place in (tmp_path, mine):
        with pytest.raises(Refused, match="not an empty folder"):
            write_template(place, template="small", language="en")
    assert list(tmp_path.iterdir()) == [mine]
    assert mine.read_text() == "mine"


@pytest.mark.requirement("R66")
def test_the_template_may_be_written_into_an_empty_folder(tmp_path: Path) -> None:
    write_template(tmp_path, template="bank", language="id")
    assert load(tmp_path, TODAY).organisation.sector == "commercial bank"
