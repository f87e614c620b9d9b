"""What else the records show: on the terminal, as JSON, on the page, in the plan's folder, and as a finding of the check."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.evidence.measuring.stored import at, store_with

pytestmark = [
    pytest.mark.requirement("R36", "R56"),
    pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning"),  # Ibis calls DuckDB by an old name
]

TODAY = ("--today", "2026-11-22")
SAYS = "2 of 3 records from 1 October 2026 to 31 October 2026 are about S-08, which is not in the scope of the plan."


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """Three incidents of October: one of a service in scope, two of one that the provider excludes."""
    rows = [
        {"id": f"INC{n}", "service": service, "priority": 1, "state": "closed", "opened_at": at("2026-10-05 10:00"),
         "resolved_at": at("2026-10-05 11:00"), "closed_at": at("2026-10-05 11:00"), "updated_at": at("2026-10-05 11:00")}
        for n, service in enumerate(["S-01", "S-08", "s-08"])
    ]  # fmt: skip
    return store_with(tmp_path / "records", {"incident": rows}, "2026-11-01 00:00").folder


def measured(opensmp: Run, plan: Path, records: Path, *more: object) -> tuple[str, str]:
    ran = opensmp("measure", plan, "--records", records, "--period", "2026-10", *TODAY, *more)
    return ran.out, ran.err


def test_every_form_of_the_report_shows_them(opensmp: Run, plan: Path, records: Path) -> None:
    text, _err = measured(opensmp, plan, records)
    assert f"What else the records show\n  ≠ {SAYS} For example INC1 and INC2.\n" in text
    data, _err = measured(opensmp, plan, records, "--format", "json")
    assert '"kind": "service out of scope",\n      "subject": "S-08",' in data
    page, _err = measured(opensmp, plan, records, "--format", "html")
    assert "<h2>What else the records show</h2><span>1</span>" in page
    assert SAYS in page
    assert not (plan / "measurements/observations.yaml").exists()


def test_written_into_the_folder_they_are_a_finding_until_the_plan_answers(
    opensmp: Run, plan: Path, records: Path
) -> None:
    _text, err = measured(opensmp, plan, records, "--write")
    assert "measurements/observations.yaml" in err
    report = " ".join(opensmp("check", plan, *TODAY, "--profile", "stage2").out.split())
    assert SAYS in report
    assert "OPE-10 · clause 4.3 · registers/services.yaml:" in report
    services = plan / "plan/01-scope.yaml"
    text = services.read_text("utf-8")
    services.write_text(text.replace("S-07]", "S-07, S-08]"), "utf-8")
    assert "S-08]" in services.read_text("utf-8")
    assert "OPE-10" not in opensmp("check", plan, *TODAY, "--profile", "stage2").out
