"""Documents, CMDB, contracts and people: what the registers hold against what the plan says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from opensmp.checking import Rule, add, edit, put
from opensmp.dossier import Dossier
from opensmp.lifecycle.history import PlanReview
from opensmp.plan.prose import Prose
from opensmp.registers.documents import Extract
from opensmp.registers.organisation import Person
from opensmp.rules import all_rules
from opensmp.rules.consistency.catalogue_lists_the_services import catalogue_lists_the_services
from opensmp.rules.consistency.cited_document_is_current import cited_document_is_current
from opensmp.rules.consistency.cited_document_is_registered import cited_document_is_registered
from opensmp.rules.consistency.cmdb_description_names_the_planned_classes import (
    cmdb_description_names_the_planned_classes,
)
from opensmp.rules.consistency.cmdb_holds_the_planned_classes import cmdb_holds_the_planned_classes
from opensmp.rules.consistency.cmdb_is_verified_in_time import cmdb_is_verified_in_time
from opensmp.rules.consistency.critical_service_has_a_continuity_plan import critical_service_has_a_continuity_plan
from opensmp.rules.consistency.customer_contract_is_in_force import customer_contract_is_in_force
from opensmp.rules.consistency.customer_in_scope_is_active import customer_in_scope_is_active
from opensmp.rules.consistency.document_is_identified import document_is_identified
from opensmp.rules.consistency.document_is_reviewed_in_time import document_is_reviewed_in_time
from opensmp.rules.consistency.document_kinds_are_complete import document_kinds_are_complete
from opensmp.rules.consistency.people_named_are_present import people_named_are_present
from opensmp.rules.consistency.planned_service_is_registered import planned_service_is_registered
from opensmp.rules.consistency.procedures_of_the_practice_are_cited import procedures_of_the_practice_are_cited
from opensmp.rules.consistency.relied_on_document_is_unchanged import relied_on_document_is_unchanged

GONE = Person(id="gone", name="Bagas Nugroho", left=date(2026, 9, 30))


def said(rule: Rule, dossier: Dossier) -> list[str]:
    return [str(found.says) for found in rule.findings(dossier)]


def relied_on(dossier: Dossier, version: str) -> Dossier:
    """Let the version in force have relied on another version of the continuity plan."""
    assert dossier.in_force is not None
    documents = {"ALD-CP-001": {"id": "ALD-CP-001", "version": version}, "GONE-1": {}}
    return replace(dossier, sealed={dossier.in_force.number: {"registers": {"documents": documents}}})


@pytest.mark.requirement("R44")
def test_classes_are_recognised_by_their_names(provider: Dossier) -> None:
    names = (
        "Virtual and physical servers",
        "perangkat jaringan",
        "FIREWALL",
        "cloud-resource",
        "workplace-device",
        "licence",
    )
    named = put(provider, "plan/practices/practices/configuration", classes=names)
    assert said(cmdb_holds_the_planned_classes, named) == []
    assert said(cmdb_description_names_the_planned_classes, named) == []


@pytest.mark.requirement("R44")
def test_a_plan_with_classes_and_no_cmdb_extract_is_one_finding(provider: Dossier) -> None:
    (words,) = said(cmdb_holds_the_planned_classes, put(provider, "registers/configuration", classes=()))
    assert "there is no extract of the CMDB" in words


@pytest.mark.requirement("R44")
def test_verification_is_counted_from_the_day_it_was_done(provider: Dossier) -> None:
    address = "registers/configuration/classes/server"
    assert said(cmdb_is_verified_in_time, put(provider, address, verified=date(2026, 8, 22))) == []
    assert len(said(cmdb_is_verified_in_time, put(provider, address, verified=date(2026, 8, 21)))) == 1


@pytest.mark.requirement("R46")
def test_a_document_that_changed_makes_the_plan_suspect(provider: Dossier) -> None:
    amended = put(relied_on(provider, "1.2"), "registers/documents/ALD-CP-001", approved=provider.today)
    assert said(relied_on_document_is_unchanged, amended) == [
        "ALD-CP-001 “Service continuity plan” is now version 1.3; version 2.1 of the plan relied on version 1.2."
    ]


@pytest.mark.requirement("R38", "R46")
def test_a_review_with_no_change_clears_the_suspicion(provider: Dossier) -> None:
    amended = put(
        relied_on(provider, "1.2"), "registers/documents/ALD-CP-001", approved=provider.today - timedelta(days=3)
    )
    reviewed = add(amended, "history/reviews", PlanReview(on=provider.today, by="sms-owner"))
    assert said(relied_on_document_is_unchanged, reviewed) == []


@pytest.mark.parametrize(
    "sealed",
    [{}, {"registers": []}, {"registers": {"documents": [1]}}, {"registers": {"documents": {"ALD-CP-001": 1}}}, []],
)
def test_a_sealed_value_of_another_shape_is_read_without_stumbling(provider: Dossier, sealed: object) -> None:
    assert said(relied_on_document_is_unchanged, replace(provider, sealed={"2.1": sealed})) == []


@pytest.mark.requirement("R43")
@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("plan/scope", {"risk_register": "X-1"}),
        ("plan/portfolio", {"document": "X-1"}),
        ("plan/suppliers/others/OP-1", {"agreement": "X-1"}),
        ("plan/commitments/claims/CL-01", {"evidence": "X-1"}),
        ("registers/supplier_contracts/SC-01", {"document": "X-1"}),
        ("plan/review", {"references": ("X-1",)}),
    ],
)
def test_every_field_that_cites_a_document_is_followed(
    provider: Dossier, address: str, fields: dict[str, object]
) -> None:
    assert len(said(cited_document_is_registered, put(provider, address, **fields))) == 1


@pytest.mark.requirement("R43")
def test_a_document_cited_by_several_sections_is_one_finding(provider: Dossier) -> None:
    draft = put(provider, "registers/documents/ALD-RQ-001", status="in review")
    assert len(said(cited_document_is_current, draft)) == 1


@pytest.mark.requirement("R51")
def test_agreements_with_other_parties_may_be_none(provider: Dossier) -> None:
    without = edit(
        provider,
        "registers/documents",
        lambda rows: tuple(replace(row, kinds=tuple(kind for kind in row.kinds if kind != "j")) for row in rows),
    )
    assert len(said(document_kinds_are_complete, without)) == 1
    assert said(document_kinds_are_complete, put(without, "plan/suppliers", others=(), none_other=True)) == []


@pytest.mark.requirement("R51")
def test_a_withdrawn_document_answers_no_kind(provider: Dossier) -> None:
    withdrawn = put(provider, "registers/documents/ALD-PS-001", status="withdrawn")
    assert said(document_kinds_are_complete, withdrawn) == [
        "No document of the register is the “Processes of the system” of 7.5.4 e)."
    ]


@pytest.mark.requirement("R26")
def test_a_draft_needs_no_date_of_approval_yet(provider: Dossier) -> None:
    draft = put(provider, "registers/documents/ALD-KP-001", status="draft", approved=None)
    assert said(document_is_identified, draft) == []


@pytest.mark.requirement("R43")
def test_the_review_of_a_withdrawn_document_is_never_due(provider: Dossier) -> None:
    old = put(provider, "registers/documents/ALD-KP-001", next_review=date(2025, 1, 1))
    assert len(said(document_is_reviewed_in_time, old)) == 1
    assert said(document_is_reviewed_in_time, put(old, "registers/documents/ALD-KP-001", status="superseded")) == []


@pytest.mark.requirement("R47")
def test_an_ended_contract_with_a_successor_is_history(provider: Dossier) -> None:
    earlier = replace(provider.registers.customer_contracts[0], id="CC-00", status="ended", end=date(2025, 6, 30))
    assert said(customer_contract_is_in_force, add(provider, "registers/customer_contracts", earlier)) == []


@pytest.mark.requirement("R47")
def test_a_draft_is_no_contract(provider: Dossier) -> None:
    (words,) = said(customer_contract_is_in_force, put(provider, "registers/customer_contracts/CC-03", status="draft"))
    assert "still a draft" in words


@pytest.mark.requirement("R34", "R46")
@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("plan/scope/limitations/LM-1", "owner"), ("plan/resources/technology/*", "owner"), ("plan/review/triggers/*", "watched_by"),
        ("plan/practices/practices/change", "owner"), ("plan/commitments/claims/CL-01", "owner"), ("registers/customers/CU-01", "contact"),
        ("registers/slas/SLA-01", "owner"), ("registers/documents/ALD-RK-001", "owner"), ("plan/roles", "audit_reports_to"),
        ("plan/assurance/timeline/*", "owner"),
    ],
)  # fmt: skip
def test_somebody_who_left_is_found_wherever_named(provider: Dossier, address: str, field: str) -> None:
    left = put(add(provider, "organisation/people", GONE), address, **{field: "gone"})
    (found,) = people_named_are_present.findings(left)
    assert str(found.says) == "Bagas Nugroho is named here and left on 30 September 2026."
    assert str(found.where).endswith(field)


@pytest.mark.requirement("R34")
def test_what_was_done_keeps_the_names_it_was_done_by(provider: Dossier) -> None:
    done = next(audit for audit in provider.registers.audits if audit.performed)
    left = put(add(provider, "organisation/people", GONE), f"registers/audits/{done.id}", lead="gone")
    assert said(people_named_are_present, left) == []


@pytest.mark.requirement("R41")
def test_a_portfolio_document_may_list_proposals(provider: Dossier) -> None:
    proposed = put(provider, "registers/documents/ALD-PF-001/extract", services=(*provider.plan.scope.services, "S-99"))
    assert said(catalogue_lists_the_services, proposed) == []


@pytest.mark.requirement("R41")
def test_a_catalogue_that_still_lists_a_retired_service(provider: Dossier) -> None:
    retired = put(provider, "registers/services/S-08", status="retired")
    listed = edit(retired, "registers/documents/ALD-CA-001/extract/services", lambda held: (*held, "S-08"))
    assert len(said(catalogue_lists_the_services, listed)) == 1


@pytest.mark.requirement("R43")
def test_a_procedure_cited_in_words_only_counts_as_cited(provider: Dossier) -> None:
    extra = replace(provider.documents["SM-IM-002"], id="SM-IM-003")
    uncited = add(provider, "registers/documents", extra)
    chip = Prose.of({"en": "See [[document:SM-IM-003]].", "id": "Lihat [[document:SM-IM-003]]."})
    assert len(said(procedures_of_the_practice_are_cited, uncited)) == 1
    assert said(procedures_of_the_practice_are_cited, put(uncited, "plan/assurance", text=chip)) == []


@pytest.mark.requirement("R14", "R51")
def test_a_service_that_became_critical_needs_a_continuity_plan(provider: Dossier) -> None:
    critical = put(provider, "registers/services/S-07", criticality=1)
    (words,) = said(critical_service_has_a_continuity_plan, critical)
    assert "S-07 “Security Monitoring”" in words
    covering = Extract(services=("S-02", "S-03", "S-04", "S-07"))
    assert (
        said(critical_service_has_a_continuity_plan, put(critical, "registers/documents/ALD-CP-001", extract=covering))
        == []
    )


@pytest.mark.requirement("R41", "R46")
@pytest.mark.parametrize(
    ("register", "rule"),
    [
        ("services", planned_service_is_registered), ("customers", customer_in_scope_is_active),
        ("documents", cited_document_is_registered),
    ],
)  # fmt: skip
def test_an_empty_register_is_one_finding_and_not_one_for_each_row(
    provider: Dossier, register: str, rule: Rule
) -> None:
    (words,) = said(rule, put(provider, "registers", **{register: ()}))
    assert "register is empty" in words


def test_a_dossier_that_holds_nothing_breaks_no_rule() -> None:
    empty = Dossier(today=date(2026, 11, 22))
    rules = [rule for rule in all_rules() if rule.group == "consistency"]
    assert len(rules) >= 35
    assert [rule.id for rule in rules if list(rule.findings(empty))] == []
