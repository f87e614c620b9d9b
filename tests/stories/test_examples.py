"""The example organisations: the finished ones are sound, the draft has exactly the faults that were planted."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml
from tests.conftest import TODAY

from opensmp.checking import Severity, checklist_rows, chosen, planning_items, run
from opensmp.dossier import Dossier
from opensmp.dossier.length import extent_of_plan
from opensmp.exchange import load
from opensmp.plan.plan import SECTIONS
from opensmp.rules import all_rules


@pytest.mark.requirement("R02", "R25", "R50", "R51", "R52", "R54", "R67")
@pytest.mark.parametrize("example", ["bank", "provider"])
@pytest.mark.parametrize("profile", ["stage1", "stage2", "ojk"])
def test_nothing_blocks_a_finished_example(examples: Path, example: str, profile: str) -> None:
    report = run(load(examples / example, TODAY), chosen(all_rules(), profile))
    assert [str(found.says) for found in report.of(Severity.BLOCKS)] == []
    assert len(report.of(Severity.ADVICE)) <= 5


@pytest.mark.requirement("R51", "R70", "R79")
@pytest.mark.parametrize("example", ["bank", "provider"])
def test_both_counts_are_full(examples: Path, example: str) -> None:
    report = run(load(examples / example, TODAY), all_rules())
    assert checklist_rows(report).met == 11
    assert planning_items(report).met == 8


@pytest.mark.requirement("R25", "R27")
def test_the_bank_is_as_long_as_its_size_asks_and_read_within_an_hour(bank: Dossier) -> None:
    extent = extent_of_plan(bank.plan)
    assert 15 <= extent.pages <= 30
    assert extent.minutes <= 60


@pytest.mark.requirement("R14", "R15", "R30")
def test_the_bank_is_complete(bank: Dossier) -> None:
    assert len(bank.services_in_scope) == 32
    assert set(bank.stated) >= set(SECTIONS)
    core = {key for key, practice in bank.standard.practices.items() if practice.core}
    assert core <= bank.practices.keys()
    assert len([version for version in bank.history.versions if version.start]) >= 3


@pytest.mark.requirement("R83")
@pytest.mark.parametrize("example", ["bank", "provider"])
def test_every_text_stands_in_both_languages(examples: Path, example: str) -> None:
    texts = load(examples / example, TODAY).texts
    one_language = [text.parts for text in texts if not {"en", "id"} <= set(text.prose.languages)]
    assert [parts for parts in one_language if "name" not in parts and "subject" not in parts] == []


@pytest.mark.requirement("R58", "R59", "R70", "R71", "R72", "R73", "R74", "R75", "R76", "R77", "R78", "R79")
def test_the_draft_has_exactly_the_planted_faults(examples: Path) -> None:
    expected = yaml.safe_load((examples / "bank-draft/expected-findings.yaml").read_text("utf-8"))
    report = run(load(examples / "bank-draft", TODAY), chosen(all_rules(), "stage1"))
    found = Counter((each.rule, str(each.where)) for each in report.findings)
    wanted = Counter((each["rule"], each["where"]) for each in expected)
    assert sorted((found - wanted).elements()) == []
    assert sorted((wanted - found).elements()) == []
    assert len(expected) >= 30
