"""The registers of a plan as tables: portfolio, supplier and assurance metrics work without any import."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.evidence.metrics.worked import Figures, engine, figures

from opensmp.checking import put
from opensmp.dossier import Dossier
from opensmp.evidence.registers import register_tables
from opensmp.measures.windows import Days, midnight, span_of

pytestmark = pytest.mark.requirement("R56")

ZONE = "Asia/Jakarta"


def rows(dossier: Dossier, table: str) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = engine().to_pyarrow(register_tables(dossier, ZONE)[table]).to_pylist()
    return found


def shown(dossier: Dossier, id: str, table: str, days: Days, **parameters: str) -> Figures:
    span = span_of(days, ZONE)
    return figures(id, rows(dossier, table), since=span.start, until=span.end, **parameters)


NOVEMBER = Days(date(2026, 11, 1), date(2026, 11, 30))


def test_the_bank_has_an_owner_and_an_sla_for_each_service_in_scope(bank: Dossier) -> None:
    found = shown(bank, "portfolio.services_with_sla", "service", NOVEMBER)
    assert found.counts == (len(bank.services_in_scope), len(bank.services_in_scope), {})
    assert shown(bank, "portfolio.complete", "service", NOVEMBER).counts == found.counts
    assert shown(bank, "portfolio.scope_difference", "service", NOVEMBER).numerator == 0


def test_a_service_without_an_sla_or_with_an_ended_one_counts_against_the_share(bank: Dossier) -> None:
    sla = next(row for row in bank.registers.slas if len(row.services) == 1)
    others = [row for row in bank.slas_of[sla.services[0]] if row.id != sla.id]
    before = shown(bank, "portfolio.services_with_sla", "service", NOVEMBER)
    ended = put(bank, f"registers/slas/{sla.id}", end=date(2026, 11, 1))
    after = shown(ended, "portfolio.services_with_sla", "service", NOVEMBER)
    assert after.counts == ((before.numerator or 0) - (not others), before.denominator, {})


def test_a_service_that_only_the_scope_names_is_a_difference(bank: Dossier) -> None:
    changed = put(bank, "plan/scope", services=(*bank.plan.scope.services, "S-99"))
    assert shown(changed, "portfolio.scope_difference", "service", NOVEMBER).numerator == 1


def test_a_component_is_no_service_of_the_portfolio(bank: Dossier) -> None:
    first = bank.registers.services[0]
    changed = put(bank, f"registers/services/{first.id}", kind="component")
    assert len(rows(changed, "service")) == len(rows(bank, "service"))
    assert {row["id"]: row["in_portfolio"] for row in rows(changed, "service")}[first.id] == 0


def test_a_continuity_plan_that_lists_no_services_covers_all(bank: Dossier) -> None:
    critical = sum(row.criticality == 1 for row in bank.services_in_scope)
    assert shown(bank, "continuity.services_with_plan", "service", NOVEMBER).counts == (critical, critical, {})


def test_contracts_begin_and_end_where_the_organisation_is(bank: Dossier) -> None:
    held = {row["id"]: row for row in rows(bank, "contract")}
    for row in bank.registers.supplier_contracts:
        assert held[row.id]["end_at"] == (None if row.end is None else midnight(row.end, ZONE))
        assert held[row.id]["services"] == ("|".join(row.services) or None)


def test_audits_of_the_programme_are_planned_and_performed(bank: Dossier) -> None:
    year = Days(date(2026, 1, 1), date(2026, 12, 31))
    planned = [row for row in bank.registers.audits if row.planned and row.planned.year == 2026]
    found = shown(bank, "audit.programme_completed", "duty", year)
    assert found.denominator == len(planned) > 0
    assert found.numerator == sum(row.performed is not None for row in planned)


def test_an_improvement_done_at_an_unknown_time_is_neither_on_time_nor_late(bank: Dossier) -> None:
    item = replace(
        bank.registers.improvements[0], id="IMP-T", status="done", due=date(2026, 11, 10), effective=date(2026, 11, 20)
    )
    changed = put(bank, "registers", improvements=(item, replace(item, id="IMP-U", effective=date(2026, 11, 9))))
    found = shown(changed, "improvement.closed_on_time", "duty", NOVEMBER)
    assert found.counts == (1, 1, {"done without a day": 1})


def test_a_supplier_review_is_due_again_after_its_interval_and_at_once_if_never_held(bank: Dossier) -> None:
    supplier = replace(bank.registers.suppliers[0], review="quarterly", reviewed=date(2026, 8, 31))
    never = replace(supplier, id="V-9", reviewed=None)
    changed = put(bank, "registers", suppliers=(supplier, never))
    due = [
        row["due_at"] for row in rows(changed, "duty") if row["kind"] == "supplier review" and row["done_at"] is None
    ]
    assert due == [midnight(date(2026, 11, 30), ZONE), midnight(bank.today, ZONE)]


def test_the_budget_says_nothing_until_its_period_is_over(bank: Dossier) -> None:
    assert [row for row in rows(bank, "duty") if row["kind"] == "budget line"] == []
    later = replace(bank, today=date(2028, 1, 15))
    assert bank.plan.resources.budget is not None
    lines = [row for row in rows(later, "duty") if row["kind"] == "budget line"]
    assert len(lines) == len(bank.plan.resources.budget.lines)
