"""The smaller commands: explain, rules, objective, diff, digest, schema, new, and the program around them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.cli.conftest import Run, replace_in

from opensmp.rules import all_rules

TODAY = ("--today", "2026-11-22")


def test_a_rule_is_explained_by_id_or_name(opensmp: Run) -> None:
    by_id = opensmp("explain", "lif-13")
    assert by_id.code == 0
    assert by_id.out == opensmp("explain", "plan_has_one_owner").out
    assert "Why: " in by_id.out
    assert "Fails: " in by_id.out


def test_an_unknown_rule_gets_the_nearest_names(opensmp: Run) -> None:
    ran = opensmp("explain", "LIF-99")
    assert ran.code == 2
    assert "Did you mean" in ran.err


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)
def test_every_rule_can_be_explained_in_both_languages(opensmp: Run, rule: object) -> None:
    rule_id = getattr(rule, "id", "")
    assert opensmp("explain", rule_id).out != opensmp("explain", rule_id, "--language", "id").out


def test_rules_are_listed(opensmp: Run) -> None:
    assert len(opensmp("rules").out.splitlines()) == len(all_rules())
    listed = opensmp("rules", "--format", "json", "--profile", "ojk").json
    assert {each["severity"] for each in listed} == {"advice"}


@pytest.mark.requirement("R11", "R53", "R59")
def test_objectives_are_read_one_a_line_in_order(opensmp: Run, tmp_path: Path) -> None:
    file = tmp_path / "statements.txt"
    file.write_text(
        "\ufeffImprove incident response\n\nResolve 95 % of incidents within their SLA every month.\r\nMenurunkan insiden.\n",
        "utf-8",
    )
    read = opensmp("objective", file, "--format", "json").json
    assert [each["label"] for each in read] == ["not", "measurable", "not"]
    assert [each["language"] for each in read] == ["en", "en", "id"]
    assert "___" in read[0]["proposal"]
    assert not any(letter.isdigit() for letter in read[0]["proposal"])


def test_statements_that_are_no_text_are_refused(opensmp: Run, tmp_path: Path) -> None:
    (tmp_path / "x.bin").write_bytes(b"Improve\n\xff\xfe")
    ran = opensmp("objective", tmp_path / "x.bin")
    assert ran.code == 2
    assert "line 2" in ran.err


def test_nothing_differs_from_itself(opensmp: Run, plan: Path) -> None:
    assert "No differences" in opensmp("diff", plan, plan).out


@pytest.mark.requirement("R30")
def test_a_difference_is_shown_by_section(opensmp: Run, plan: Path, tmp_path: Path) -> None:
    newer = Path(shutil.copytree(plan, tmp_path / "newer"))
    replace_in(newer / "plan/00-identity.yaml", "classification: ", "classification: Strictly ")
    found = opensmp("diff", plan, newer, "--format", "json").json
    assert [(each["kind"], each["where"]) for each in found] == [("changed", "plan/identity/classification")]
    assert "classification" in opensmp("diff", plan, newer).out


def test_long_texts_are_shown_where_they_part(opensmp: Run, examples: Path) -> None:
    shown = opensmp("diff", examples / "bank", examples / "bank-draft", *TODAY).out.splitlines()
    older = next(line for line in shown if "32 IT services" in line)
    newer = shown[shown.index(older) + 1]
    assert older.strip().startswith("- …")
    assert "30 IT services" in newer


@pytest.mark.requirement("R57")
def test_the_digest_ignores_comments_and_the_day_and_sees_a_word(opensmp: Run, plan: Path) -> None:
    first = opensmp("digest", plan, *TODAY).out
    replace_in(plan / "plan/00-identity.yaml", "owner:", "# a comment\nowner:")
    assert opensmp("digest", plan, "--today", "2027-01-01").out == first
    replace_in(plan / "plan/00-identity.yaml", "classification: ", "classification: Strictly ")
    assert opensmp("digest", plan, *TODAY).out != first


def test_schemas_are_listed_and_printed(opensmp: Run, tmp_path: Path) -> None:
    names = opensmp("schema").out.split()
    assert "02-objectives" in {name.rpartition("/")[2] for name in names}
    assert opensmp("schema", names[0]).json["$schema"].startswith("https://json-schema.org/")
    assert opensmp("schema", "nonsense").code == 2


@pytest.mark.requirement("R66")
@pytest.mark.parametrize("language", ["en", "id"])
def test_a_new_plan_can_be_read_and_is_not_overwritten(opensmp: Run, tmp_path: Path, language: str) -> None:
    folder = tmp_path / "my-plan"
    assert opensmp("new", folder, "--language", language).code == 0
    assert opensmp("check", folder, *TODAY).code == 1
    again = opensmp("new", folder)
    assert again.code != 0
    assert "Traceback" not in again.err


@pytest.mark.parametrize("command", ["new", "check", "explain", "rules", "objective", "diff", "digest", "schema"])
def test_help_teaches_in_both_languages(opensmp: Run, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    english = opensmp(command, "--help").out
    monkeypatch.setenv("OPENSMP_LANGUAGE", "id")
    assert "Usage" in english
    assert opensmp(command, "--help").out != english


def test_a_misspelt_command_is_answered(opensmp: Run) -> None:
    ran = opensmp("chek")
    assert ran.code == 2
    assert "No such command" in ran.err


def test_an_unexpected_error_is_a_sentence_with_an_id(opensmp: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("opensmp.cli.rules.all_rules", broken)
    ran = opensmp("rules")
    assert ran.code == 3
    assert "error " in ran.err
    assert "secret detail" not in ran.err
