"""The plan's own schedule: planned against performed (R61)."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from opensmp.checking.changes import put
from opensmp.dossier import Dossier
from opensmp.dossier.schedule import Appointment, schedule_of
from opensmp.exchange import open_folder

TODAY = date(2026, 11, 22)
BANK = Path(__file__).parents[2] / "examples/bank"


@pytest.fixture(scope="module")
def bank() -> Dossier:
    return open_folder(BANK, TODAY).dossier


def one(dossier: Dossier, id: str) -> Appointment:
    return next(each for each in schedule_of(dossier) if each.id == id)


@pytest.mark.requirement("R61")
def test_the_bank_keeps_its_own_calendar(bank: Dossier) -> None:
    states = Counter(each.state for each in schedule_of(bank))
    assert states["overdue"] == 0
    assert states["performed"] > 50
    kinds = {each.kind for each in schedule_of(bank)}
    assert kinds >= {
        "audit",
        "management review",
        "plan review",
        "supplier review",
        "SLA review",
        "training",
        "improvement",
    }


@pytest.mark.requirement("R61")
def test_a_planned_audit_that_was_not_held_is_overdue(bank: Dossier) -> None:
    audit = next(row for row in bank.registers.audits if row.performed is None)
    late = put(bank, f"registers/audits/{audit.id}", planned=TODAY - timedelta(days=1))
    assert one(late, audit.id).state == "overdue"
    assert one(bank, audit.id).state == "ahead"


@pytest.mark.requirement("R61")
def test_an_audit_held_a_month_later_is_performed_late(bank: Dossier) -> None:
    audit = next(row for row in bank.registers.audits if row.performed)
    late = put(bank, f"registers/audits/{audit.id}", planned=audit.performed - timedelta(days=31))
    assert one(late, audit.id).state == "performed late"


@pytest.mark.requirement("R61")
def test_a_supplier_review_falls_due_one_interval_after_the_last(bank: Dossier) -> None:
    supplier = next(row for row in bank.registers.suppliers if row.review == "quarterly")
    held = put(bank, f"registers/suppliers/{supplier.id}", reviewed=date(2026, 8, 1))
    assert one(held, supplier.id).due == date(2026, 11, 1)
    assert one(held, supplier.id).state == "overdue"
    assert one(replace(held, today=date(2026, 11, 14)), supplier.id).state == "performed"


@pytest.mark.requirement("R61")
def test_what_is_held_tomorrow_was_not_held_today(bank: Dossier) -> None:
    audit = next(row for row in bank.registers.audits if row.performed)
    ahead = put(
        bank, f"registers/audits/{audit.id}", planned=TODAY + timedelta(days=1), performed=TODAY + timedelta(days=1)
    )
    assert one(ahead, audit.id).state == "ahead"


@pytest.mark.requirement("R61")
def test_the_calendar_stands_in_order_of_its_days(bank: Dossier) -> None:
    days = [each.due or date.max for each in schedule_of(bank)]
    assert days == sorted(days)
