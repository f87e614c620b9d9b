"""Claims that something is done again and again, held against the plan's calendar and against records (R61)."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.evidence.measuring.stored import at, store_with

from opensmp.dossier import Dossier
from opensmp.dossier.schedule import Appointment, claims_of
from opensmp.evidence.cadences import last_shown
from opensmp.evidence.holdings import holdings

pytestmark = pytest.mark.requirement("R61")


def told(dossier: Dossier, folder: Path, verified: str | None) -> dict[str, Appointment]:
    """Return what became of the claims, with records of a verification in January and one due in August."""
    done = None if verified is None else at(f"{verified} 10:00")
    row = {"id": "V-1", "due_at": at("2026-08-01 10:00"), "verified_at": done, "correct": 1}
    first = {"id": "V-0", "due_at": at("2026-01-10 10:00"), "verified_at": at("2026-01-10 10:00"), "correct": 1}
    store = store_with(folder / "records", {"verification": [first, row]}, "2026-11-20 00:00")
    return {each.id: each for each in claims_of(dossier, last_shown(dossier, holdings(store)))}


@pytest.mark.parametrize(
    ("verified", "state"), [("2026-09-15", "performed"), ("2026-05-15", "overdue"), (None, "overdue")]
)
def test_a_quarterly_verification_is_performed_or_overdue_as_the_records_show(
    bank: Dossier, tmp_path: Path, verified: str | None, state: str
) -> None:
    assert told(bank, tmp_path, verified)["CL-CF-1"].state == state


def test_the_calendar_of_the_plan_tells_of_audits_reviews_and_of_the_plan_itself(bank: Dossier, tmp_path: Path) -> None:
    claims = told(bank, tmp_path, None)
    assert [claims[id].state for id in ("CL-IA-1", "CL-MR-1", "CL-PL-1")] == ["performed"] * 3
    assert all(claims[id].done for id in ("CL-IA-1", "CL-MR-1", "CL-PL-1"))


def test_a_claim_that_nothing_tells_of_is_not_shown_rather_than_overdue(bank: Dossier, tmp_path: Path) -> None:
    claims = told(bank, tmp_path, None)
    assert {claims[id].state for id in ("CL-OC-1", "CL-IP-1", "CL-SL-1", "CL-CP-2")} == {"not shown"}
