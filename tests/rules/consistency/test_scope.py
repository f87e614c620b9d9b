"""The same services, customers, units and exclusions in plan, portfolio, scope statement and contracts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from opensmp.checking import Rule, add, both, drop, edit, put
from opensmp.dossier import Dossier
from opensmp.plan.prose import Prose
from opensmp.plan.scope import Exclusion
from opensmp.registers.organisation import Unit
from opensmp.registers.services import Customer, Service
from opensmp.rules.consistency.customer_contract_stays_in_scope import customer_contract_stays_in_scope
from opensmp.rules.consistency.customer_of_the_services_is_in_scope import customer_of_the_services_is_in_scope
from opensmp.rules.consistency.planned_service_is_alive import planned_service_is_alive
from opensmp.rules.consistency.planned_service_is_registered import planned_service_is_registered
from opensmp.rules.consistency.registered_service_is_planned import registered_service_is_planned
from opensmp.rules.consistency.registers_refer_to_known_rows import registers_refer_to_known_rows
from opensmp.rules.consistency.scope_and_portfolio_list_the_same_services import (
    scope_and_portfolio_list_the_same_services,
)
from opensmp.rules.consistency.scope_statement_excludes_the_same import scope_statement_excludes_the_same
from opensmp.rules.consistency.scope_statement_is_referenced import scope_statement_is_referenced
from opensmp.rules.consistency.scope_statement_names_the_same_customers import scope_statement_names_the_same_customers
from opensmp.rules.consistency.scope_statement_names_the_same_services import scope_statement_names_the_same_services
from opensmp.rules.consistency.scope_statement_names_the_same_units import scope_statement_names_the_same_units

STATEMENT = "registers/documents/ALD-SC-001"
NEW = Service(id="S-90", name=Prose.of({"en": "Printing", "id": "Pencetakan"}))


def said(rule: Rule, dossier: Dossier) -> list[str]:
    return [str(found.says) for found in rule.findings(dossier)]


@pytest.mark.requirement("R41", "R46")
def test_a_slip_in_an_id_is_recognised(provider: Dossier) -> None:
    slipped = edit(provider, "plan/scope/services", lambda held: ("S-1", *held[1:]))
    (found,) = planned_service_is_registered.findings(slipped)
    assert str(found.fix) == "Did you mean S-01? Correct the id in the plan."


@pytest.mark.requirement("R41")
def test_both_places_of_a_disagreement_are_named(provider: Dossier) -> None:
    (found,) = registered_service_is_planned.findings(add(provider, "registers/services", NEW))
    assert [str(place) for place in (found.where, *found.also)] == [
        "plan/portfolio/services",
        "registers/services/S-90",
    ]


@pytest.mark.requirement("R10", "R41")
def test_an_excluded_service_need_not_be_planned(provider: Dossier) -> None:
    exclusion = Exclusion(
        id="EX-9", kind="service", subject=Prose.of("The printing service"), justification=Prose.of("–")
    )
    excluded = add(add(provider, "registers/services", NEW), "plan/scope/exclusions", exclusion)
    assert said(registered_service_is_planned, excluded) == []


@pytest.mark.requirement("R41")
def test_a_service_about_to_retire_must_still_be_planned(provider: Dossier) -> None:
    retiring = add(provider, "registers/services", replace(NEW, status="retiring"))
    assert len(said(registered_service_is_planned, retiring)) == 1


@pytest.mark.requirement("R39", "R41")
def test_a_service_retired_last_year_is_said_with_its_day(provider: Dossier) -> None:
    retired = put(provider, "registers/services/S-03", status="retired", retired=date(2025, 12, 31))
    assert said(planned_service_is_alive, retired) == [
        "Section 6 lists service S-03 “Managed Cloud” as “active”, but it was retired on 31 December 2025."
    ]


@pytest.mark.requirement("R39")
def test_a_service_that_the_plan_itself_calls_retired_is_no_contradiction(provider: Dossier) -> None:
    told = put(provider, "registers/services/S-03", status="retired")
    assert said(planned_service_is_alive, put(told, "plan/portfolio/services/S-03", status="retired")) == []


@pytest.mark.requirement("R10", "R15")
@pytest.mark.parametrize("address", ["plan/scope", "plan/portfolio"])
def test_a_section_without_any_services_is_another_finding(provider: Dossier, address: str) -> None:
    assert said(scope_and_portfolio_list_the_same_services, put(provider, address, services=())) == []


@pytest.mark.requirement("R40")
def test_the_scope_statement_is_compared_in_both_directions(provider: Dossier) -> None:
    other = edit(
        add(provider, "registers/services", NEW), f"{STATEMENT}/extract/services", lambda held: (*held[1:], "S-90")
    )
    assert said(scope_statement_names_the_same_services, other) == [
        "Scope statement ALD-SC-001 “SMS scope statement” names S-90 “Printing”, which section 1 does not.",
        "Section 1 names S-01 “Service Desk”, which scope statement ALD-SC-001 “SMS scope statement” does not.",
    ]


@pytest.mark.requirement("R40")
def test_a_customer_dropped_from_the_plan_only_is_found_in_the_scope_statement(provider: Dossier) -> None:
    fewer = edit(provider, "plan/scope/customers", lambda held: held[:-1])
    (found,) = scope_statement_names_the_same_customers.findings(fewer)
    assert str(found.where) == f"{STATEMENT}/extract/customers"


@pytest.mark.requirement("R40")
def test_the_unit_above_covers_the_units_below(provider: Dossier) -> None:
    above = edit(provider, f"{STATEMENT}/extract/units", lambda _held: ("company",))
    assert said(scope_statement_names_the_same_units, above) == []


@pytest.mark.requirement("R40")
def test_a_circle_of_units_ends(provider: Dossier) -> None:
    circle = (Unit(id="x", name=Prose.of("X"), parent="y"), Unit(id="y", name=Prose.of("Y"), parent="x"))
    around = add(provider, "organisation/units", *circle)
    around = edit(around, f"{STATEMENT}/extract/units", lambda held: (*held, "x"))
    assert len(said(scope_statement_names_the_same_units, around)) == 1


@pytest.mark.requirement("R40")
def test_an_exclusion_is_recognised_by_its_words(provider: Dossier) -> None:
    words = ("kantor penjualan  Jakarta", "Web application development")
    assert said(scope_statement_excludes_the_same, put(provider, f"{STATEMENT}/extract", excluded=words)) == []


@pytest.mark.requirement("R40")
def test_a_scope_statement_that_keeps_silent_about_exclusions_contradicts_the_plan(provider: Dossier) -> None:
    assert len(said(scope_statement_excludes_the_same, put(provider, f"{STATEMENT}/extract", excluded=()))) == 2


@pytest.mark.requirement("R40")
def test_a_policy_is_no_scope_statement(provider: Dossier) -> None:
    assert said(scope_statement_is_referenced, put(provider, "plan/scope", statement_document="ALD-PO-001")) == [
        "Section 1 cites ALD-PO-001 “Service management policy” as its scope statement; the register holds it as “policy”."
    ]


@pytest.mark.requirement("R32", "R40")
def test_a_customer_known_only_by_an_agreement_is_missed_in_the_scope(provider: Dossier) -> None:
    customer = Customer(id="CU-90", name=Prose.of("Museum Geologi"), reviewed=None, surveyed=None)
    agreed = both(
        lambda d: add(d, "registers/customers", customer),
        lambda d: edit(d, "registers/slas/SLA-03/customers", lambda held: (*held, "CU-90")),
    )(provider)
    (found,) = customer_of_the_services_is_in_scope.findings(agreed)
    assert str(found.also[0]) == "registers/slas/SLA-03/customers"


@pytest.mark.requirement("R10", "R32")
def test_a_customer_may_be_excluded(provider: Dossier) -> None:
    fewer = edit(provider, "plan/scope/customers", lambda held: held[:-1])
    subject = Prose.of("PT Boga Rasa Parahyangan")
    excluded = add(fewer, "plan/scope/exclusions", Exclusion(id="EX-9", kind="customer", subject=subject))
    assert len(said(customer_of_the_services_is_in_scope, fewer)) == 1
    assert said(customer_of_the_services_is_in_scope, excluded) == []


@pytest.mark.requirement("R47")
def test_a_contract_may_cover_what_section_1_excludes(provider: Dossier) -> None:
    wider = edit(provider, "registers/customer_contracts/CC-06/services", lambda held: (*held, "S-08"))
    assert said(customer_contract_stays_in_scope, wider) == []
    assert len(said(customer_contract_stays_in_scope, drop(wider, "plan/scope/exclusions/EX-1"))) == 1


@pytest.mark.requirement("R46")
@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("registers/slas/SLA-02", {"services": ("S-02", "S-77")}),
        ("registers/customer_contracts/CC-02", {"slas": ("SLA-77",)}),
        ("registers/customer_contracts/CC-02", {"customer": "CU-77"}),
        ("registers/supplier_contracts/SC-01", {"supplier": "SUP-77"}),
        ("registers/suppliers/SUP-01", {"services": ("S-77",)}),
        ("plan/objectives/objectives/SMO-1", {"services": ("S-77",)}),
        ("plan/scope/obligations/OB-2", {"services": ("S-77",)}),
        ("registers/documents/ALD-CP-001/extract", {"services": ("S-77",)}),
    ],
)
def test_a_row_that_names_what_no_register_holds(provider: Dossier, address: str, fields: dict[str, object]) -> None:
    (found,) = registers_refer_to_known_rows.findings(put(provider, address, **fields))
    assert str(found.where).startswith(address)
