"""What the supplier rules see beyond their own examples, in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from opensmp.checking import Rule, add, put
from opensmp.dossier import Dossier
from opensmp.plan.terms import Comparator, Target
from opensmp.registers.suppliers import SupplierContract
from opensmp.rules.suppliers._helpers import first_contract
from opensmp.rules.suppliers._targets import is_weaker
from opensmp.rules.suppliers.accountability_stays_here import accountability_stays_here
from opensmp.rules.suppliers.contract_cited_is_the_suppliers import contract_cited_is_the_suppliers
from opensmp.rules.suppliers.contract_covers_the_services import contract_covers_the_services
from opensmp.rules.suppliers.contract_has_not_expired import contract_has_not_expired
from opensmp.rules.suppliers.contract_has_targets import contract_has_targets
from opensmp.rules.suppliers.contract_is_signed import contract_is_signed
from opensmp.rules.suppliers.contract_lasts_through_the_period import contract_lasts_through_the_period
from opensmp.rules.suppliers.key_supplier_is_in_the_plan import key_supplier_is_in_the_plan
from opensmp.rules.suppliers.other_parties_are_addressed import other_parties_are_addressed
from opensmp.rules.suppliers.supplier_has_a_contract_in_force import supplier_has_a_contract_in_force
from opensmp.rules.suppliers.supplier_review_is_not_overdue import supplier_review_is_not_overdue
from opensmp.rules.suppliers.supplier_services_agree import supplier_services_agree
from opensmp.rules.suppliers.suppliers_are_identified import suppliers_are_identified


def said(rule: Rule, dossier: Dossier) -> list[str]:
    return [str(finding.says) for finding in rule.findings(dossier)]


def contract_changed(dossier: Dossier, **fields: object) -> Dossier:
    return put(dossier, f"registers/supplier_contracts/{first_contract(dossier)}", **fields)


def target(
    value: str,
    unit: str = "%",
    comparator: Comparator = "at least",
    *,
    limit: str = "",
    metric: str = "service.availability",
    population: str = "",
) -> Target:
    return Target(
        metric=metric, comparator=comparator, value=Decimal(value), unit=unit, limit=limit, population=population
    )


@pytest.mark.requirement("R42", "R45")
@pytest.mark.parametrize(
    ("supplied", "promised", "weaker"),
    [
        (target("99.0"), target("99.5"), True),
        (target("99.5"), target("99.5"), False),
        (target("99.9"), target("99.5"), False),
        (target("99.0", metric="own.uptime"), target("99.5"), False),
        (target("99.0", metric="supplier.link_availability"), target("99.5"), True),
        (target("95", limit="8 h"), target("95", limit="4 h"), True),
        (target("95", limit="240 min"), target("95", limit="4 h"), False),
        (target("95", limit="300 menit"), target("95", limit="4 jam"), True),
        (target("90", limit="4 h"), target("95", limit="4 h"), True),
        (target("90", limit="2 h"), target("95", limit="4 h"), False),
        (target("95", limit="2 working days"), target("95", limit="4 h"), False),
        (target("95", limit="3 working days"), target("95", limit="2 working days"), True),
        (target("95", limit="3 hari kerja"), target("95", limit="2 hari kerja"), True),
        (target("6", "h", "at most"), target("4", "h", "at most"), True),
        (target("60", "min", "at most"), target("2", "h", "at most"), False),
        (target("4", "h", "at most"), target("95", "%", "at least"), False),
        (target("95", limit="8 h", population="P2"), target("95", limit="4 h", population="P1"), False),
        (target("95", limit="8 h"), target("95", limit="4 h", population="P1"), True),
    ],
)
def test_a_supplier_promises_at_least_what_was_promised(supplied: Target, promised: Target, weaker: bool) -> None:
    assert is_weaker(supplied, promised) is weaker


@pytest.mark.requirement("R16", "R21")
@pytest.mark.parametrize(
    "sentence",
    [
        "All IT services are outsourced to PT Nusa Awan.",
        "PT Nusa Awan runs all our services.",
        "Operations are fully outsourced.",
        "Accountability is transferred to the supplier.",
        "The vendor is fully accountable for service quality.",
        "Seluruh layanan TI dikelola oleh PT Nusa Awan.",
        "Semua proses sepenuhnya dialihdayakan kepada vendor.",
        "Tanggung jawab atas layanan beralih kepada pemasok.",
        "The supplier operates\nall services.",
    ],
)
def test_accountability_given_away_is_found_in_what_a_supplier_does(provider: Dossier, sentence: str) -> None:
    changed = put(provider, "plan/suppliers/suppliers/*", role=sentence)
    assert len(said(accountability_stays_here, changed)) == 1


@pytest.mark.requirement("R16", "R21")
@pytest.mark.parametrize(
    "sentence",
    [
        "No supplier operates all services.",
        "We stay accountable for all services that suppliers run.",
        "Arunika tetap bertanggung jawab atas seluruh layanan yang dijalankan pemasok.",
        "The supplier monitors all our services at night.",
        "PT Lintas Serat operates the network.",
        "Pemasok menyediakan ruang, listrik, dan pendingin.",
    ],
)
def test_accountability_kept_is_left_alone(provider: Dossier, sentence: str) -> None:
    assert not said(accountability_stays_here, put(provider, "plan/suppliers/suppliers/*", role=sentence))


@pytest.mark.requirement("R76")
def test_no_suppliers_is_an_answer_when_it_is_said_and_true(provider: Dossier) -> None:
    none = put(provider, "plan/suppliers", suppliers=(), approach="No external suppliers contribute to our services.")
    assert said(suppliers_are_identified, none)
    assert not said(suppliers_are_identified, put(none, "registers", suppliers=()))
    silent = put(put(none, "registers", suppliers=()), "plan/suppliers", approach="We manage parties well.", text="")
    assert said(suppliers_are_identified, silent)
    indonesian = put(silent, "plan/suppliers", approach="Tidak ada pemasok eksternal.")
    assert not said(suppliers_are_identified, indonesian)


@pytest.mark.requirement("R45", "R76")
def test_an_uncited_contract_and_a_missing_one_are_said_differently(provider: Dossier) -> None:
    bare = put(provider, "plan/suppliers/suppliers/*", contracts=())
    (cited,) = said(supplier_has_a_contract_in_force, bare)
    assert "though the register holds" in cited
    (missing,) = said(supplier_has_a_contract_in_force, put(bare, "registers", supplier_contracts=()))
    assert "has no contract in force" in missing


@pytest.mark.requirement("R45")
def test_a_contract_that_ended_speaks_for_itself_only(provider: Dossier) -> None:
    old = contract_changed(provider, end=provider.today - timedelta(days=1), targets=(), services=())
    assert len(said(contract_has_not_expired, old)) == 1
    for rule in (
        contract_has_targets,
        contract_covers_the_services,
        contract_is_signed,
        contract_lasts_through_the_period,
    ):
        assert not said(rule, old)
    assert len(said(contract_has_not_expired, contract_changed(provider, status="ended"))) == 1


@pytest.mark.requirement("R39", "R45")
def test_a_contract_that_is_followed_by_another_may_end(provider: Dossier) -> None:
    ending = contract_changed(provider, end=provider.today + timedelta(days=30))
    assert said(contract_lasts_through_the_period, ending)
    row = next(each for each in ending.registers.supplier_contracts if each.id == first_contract(ending))
    later = replace(row, id="SC-NEXT", start=row.end, end=None)
    assert not said(contract_lasts_through_the_period, add(ending, "registers/supplier_contracts", later))


@pytest.mark.requirement("R45", "R46")
def test_a_contract_of_another_supplier_is_no_contract(provider: Dossier) -> None:
    first, second = provider.plan.suppliers.suppliers[:2]
    crossed = put(provider, f"plan/suppliers/suppliers/{first.supplier}", contracts=second.contracts)
    (finding,) = said(contract_cited_is_the_suppliers, crossed)
    assert second.supplier in finding


@pytest.mark.requirement("R46", "R76")
def test_a_key_supplier_of_services_outside_the_scope_need_not_be_in_the_plan(provider: Dossier) -> None:
    row = replace(provider.registers.suppliers[0], id="SUP-OUT", name="Outside", key=True, services=("S-ELSEWHERE",))
    assert not said(key_supplier_is_in_the_plan, add(provider, "registers/suppliers", row))


@pytest.mark.requirement("R21")
def test_none_other_and_a_list_of_others_contradict_each_other(provider: Dossier) -> None:
    assert provider.plan.suppliers.others
    (finding,) = said(other_parties_are_addressed, put(provider, "plan/suppliers", none_other=True))
    assert "and lists" in finding


@pytest.mark.requirement("R76")
def test_a_supplier_never_reviewed_is_counted_from_its_first_contract(provider: Dossier) -> None:
    line = provider.plan.suppliers.suppliers[0]
    never = put(provider, f"registers/suppliers/{line.supplier}", reviewed=None)
    start = provider.today - timedelta(days=300)
    never = put(
        never,
        "registers",
        supplier_contracts=tuple(_started(row, line.supplier, start) for row in never.registers.supplier_contracts),
    )
    (finding,) = said(supplier_review_is_not_overdue, put(never, "plan/suppliers/suppliers/*", review="quarterly"))
    assert "never been reviewed" in finding
    assert not said(supplier_review_is_not_overdue, put(never, "plan/suppliers/suppliers/*", review="yearly"))


@pytest.mark.requirement("R46")
def test_the_services_that_differ_are_named(provider: Dossier) -> None:
    line = provider.plan.suppliers.suppliers[0]
    differing = put(provider, f"plan/suppliers/suppliers/{line.supplier}", services=(*line.services, "S-77"))
    (finding,) = said(supplier_services_agree, differing)
    assert "S-77" in finding


def _started(row: SupplierContract, supplier: str, start: object) -> SupplierContract:
    return replace(row, start=start) if row.supplier == supplier else row
