"""`opensmp check`: exit codes, forms, profiles, and words for people."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Run, replace_in

TODAY = ("--today", "2026-11-22")


@pytest.mark.requirement("R50", "R51")
def test_a_sound_plan_is_clean(opensmp: Run, plan: Path) -> None:
    ran = opensmp("check", plan, *TODAY)
    assert ran.code == 0, ran.out
    assert "11 of 11 rows met" in ran.out
    assert "8 of 8 items" in ran.out


@pytest.mark.requirement("R53", "R71")
def test_a_blocking_finding_gives_exit_code_1_with_clause_why_fix_and_line(opensmp: Run, plan: Path) -> None:
    replace_in(plan / "plan/10-review.yaml", "next_review:", "#")
    replace_in(plan / "plan/00-identity.yaml", "owner:", "#")
    ran = opensmp("check", plan, *TODAY)
    assert ran.code == 1
    assert "The plan has no owner." in ran.out
    assert "LIF-13 · clause 5.3 · plan/00-identity.yaml:" in ran.out
    assert "Why  What nobody owns" in ran.out
    assert "Fix  Name the SMS owner" in ran.out


def test_advice_fails_only_when_asked(opensmp: Run, plan: Path) -> None:
    replace_in(plan / "plan/10-review.yaml", "next_review:", "#")
    assert opensmp("check", plan, *TODAY).code == 0
    assert opensmp("check", plan, *TODAY, "--fail-on", "advice").code == 1


def test_nothing_fails_when_told_so(opensmp: Run, plan: Path) -> None:
    replace_in(plan / "plan/00-identity.yaml", "owner:", "#")
    assert opensmp("check", plan, *TODAY, "--fail-on", "never").code == 0


def test_json_names_rule_place_and_correction(opensmp: Run, plan: Path) -> None:
    replace_in(plan / "plan/00-identity.yaml", "owner:", "#")
    found = opensmp("check", plan, *TODAY, "--format", "json").json["findings"]
    (owner,) = [each for each in found if each["rule"] == "LIF-13"]
    assert owner["severity"] == "blocks"
    assert owner["where"] == "plan/identity/owner"
    assert owner["file"] == "plan/00-identity.yaml"
    assert owner["line"] >= 1


def test_sarif_has_the_rule_and_the_line(opensmp: Run, plan: Path) -> None:
    replace_in(plan / "plan/00-identity.yaml", "owner:", "#")
    (run,) = opensmp("check", plan, *TODAY, "--format", "sarif").json["runs"]
    result = next(each for each in run["results"] if each["ruleId"] == "LIF-13")
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "LIF-13"
    location = result["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"].endswith("plan/00-identity.yaml")
    assert location["region"]["startLine"] >= 1


def test_github_annotations_are_single_lines_with_escapes(opensmp: Run, plan: Path) -> None:
    replace_in(plan / "plan/00-identity.yaml", "owner:", "#")
    lines = opensmp("check", plan, *TODAY, "--format", "github").out.splitlines()
    assert any(line.startswith("::error file=") and "LIF-13" in line for line in lines)
    assert all(line.startswith(("::error ", "::warning ")) for line in lines)


@pytest.mark.requirement("R83")
def test_it_speaks_indonesian(opensmp: Run, plan: Path) -> None:
    replace_in(plan / "plan/00-identity.yaml", "owner:", "#")
    english = opensmp("check", plan, *TODAY, "--format", "json").json["findings"]
    indonesian = opensmp("check", plan, *TODAY, "--format", "json", "--language", "id").json["findings"]
    assert [each["where"] for each in english] == [each["where"] for each in indonesian]
    assert all(one["why"] != other["why"] for one, other in zip(english, indonesian, strict=True))


def test_the_report_goes_to_a_file_whole(opensmp: Run, plan: Path, tmp_path: Path) -> None:
    ran = opensmp("check", plan, *TODAY, "--format", "html", "--output", tmp_path / "report.html")
    assert ran.out == ""
    assert (tmp_path / "report.html").read_text("utf-8").rstrip().endswith("</html>")


def test_a_report_that_cannot_be_written_says_so(opensmp: Run, plan: Path, tmp_path: Path) -> None:
    ran = opensmp("check", plan, *TODAY, "--output", tmp_path / "nowhere" / "report.txt")
    assert ran.code == 1
    assert "cannot be written" in ran.err


@pytest.mark.parametrize("bad", ["20261122", "22/11/2026", "tomorrow"])
def test_a_day_that_is_none_is_explained(opensmp: Run, plan: Path, bad: str) -> None:
    ran = opensmp("check", plan, "--today", bad)
    assert ran.code in {0, 1, 2}
    if ran.code == 2:
        assert "2026-11-22" in ran.err


def test_a_folder_that_is_no_plan_is_refused_with_a_way_out(opensmp: Run, tmp_path: Path) -> None:
    ran = opensmp("check", tmp_path / "nothing")
    assert ran.code == 2
    assert "opensmp new" in ran.err
    assert "Traceback" not in ran.err


def test_every_mistake_in_the_files_is_listed_with_its_line(opensmp: Run, plan: Path) -> None:
    replace_in(plan / "plan/00-identity.yaml", "owner:", "owners:")
    replace_in(plan / "registers/services.yaml", "criticality: 1", "criticality: high")
    ran = opensmp("check", plan, *TODAY)
    assert ran.code == 2
    assert "plan/00-identity.yaml:" in ran.err
    assert "owner" in ran.err
    assert "registers/services.yaml:" in ran.err


@pytest.mark.requirement("R60")
def test_an_accepted_finding_is_listed_and_does_not_count(opensmp: Run, plan: Path) -> None:
    replace_in(plan / "plan/10-review.yaml", "next_review:", "#")
    owner = json.loads(opensmp("check", plan, *TODAY, "--format", "json").out)["findings"][0]
    (plan / "acceptances.yaml").write_text(
        f"- rule: {owner['rule']}\n  where: {owner['where']}\n  reason: The calendar follows in January.\n"
        "  by: sms-owner\n  until: 2027-01-31\n".replace("sms-owner", _owner(plan)),
        "utf-8",
    )
    ran = opensmp("check", plan, *TODAY, "--fail-on", "advice")
    assert ran.code == 0, ran.out
    assert "Accepted (1)" in ran.out


def _owner(plan: Path) -> str:
    line = next(
        each for each in (plan / "plan/00-identity.yaml").read_text("utf-8").splitlines() if each.startswith("owner:")
    )
    return line.partition(":")[2].strip()


@pytest.mark.requirement("R50")
def test_two_runs_two_locales_and_two_zones_give_one_result(plan: Path) -> None:
    replace_in(plan / "plan/00-identity.yaml", "owner:", "#")
    results = {
        subprocess.run(
            [sys.executable, "-m", "opensmp", "check", str(plan), "--today", "2026-11-22", "--format", "json"],
            env={**os.environ, "LC_ALL": locale, "TZ": zone, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=False,
        ).stdout
        for locale, zone, seed in (("C", "UTC", "1"), ("id_ID.UTF-8", "Asia/Jayapura", "2"), ("C", "America/Lima", "3"))
    }
    assert len(results) == 1
    assert json.loads(results.pop())["counts"]["blocks"] >= 1
