"""Targets of contracts, agreements, commitments, objectives and suppliers that contradict each other."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from opensmp.checking import Rule, add, edit, put
from opensmp.dossier import Dossier
from opensmp.plan.prose import Prose
from opensmp.plan.terms import Target
from opensmp.registers.services import Service
from opensmp.rules.consistency._targets import asks_more, differ, limit
from opensmp.rules.consistency.customer_contract_promises_what_slas_promise import (
    customer_contract_promises_what_slas_promise,
)
from opensmp.rules.consistency.documents_promise_the_same import documents_promise_the_same
from opensmp.rules.consistency.objective_serves_customer_contracts import objective_serves_customer_contracts
from opensmp.rules.consistency.sla_availability_is_within_reach import sla_availability_is_within_reach
from opensmp.rules.consistency.sla_clock_fits_the_service_hours import sla_clock_fits_the_service_hours
from opensmp.rules.consistency.sla_promises_what_the_plan_promises import sla_promises_what_the_plan_promises

P1 = Target(
    metric="incident.resolved_within", comparator="at least", value=Decimal(90), limit="4 h", clock="round-the-clock",
    window="month", population="P1",
)  # fmt: skip


def said(rule: Rule, dossier: Dossier) -> list[str]:
    return [str(found.says) for found in rule.findings(dossier)]


def with_target(dossier: Dossier, address: str, number: int, **fields: object) -> Dossier:
    """Change one target of a row."""
    return edit(
        dossier,
        f"{address}/targets",
        lambda rows: tuple(replace(row, **fields) if place == number else row for place, row in enumerate(rows, 1)),
    )


@pytest.mark.requirement("R42", "R47")
@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("4 h", ("", "240")), ("240 min", ("", "240")), ("4 jam", ("", "240")), ("2 working days", ("working", "2880")),
        ("2 hari kerja", ("working", "2880")), ("1,5 hours", ("", "90.0")), ("14 days", ("", "20160")), ("soon", None),
        ("", None), ("30 menit", ("", "30")),
    ],
)  # fmt: skip
def test_limits_are_read_in_both_languages(words: str, read: tuple[str, str] | None) -> None:
    found = limit(replace(P1, limit=words))
    assert found == (None if read is None else (read[0], Decimal(read[1])))


@pytest.mark.requirement("R42")
def test_the_same_time_in_other_units_is_the_same_promise(provider: Dossier) -> None:
    assert not differ(P1, replace(P1, limit="240 minutes"), provider)


@pytest.mark.requirement("R42")
def test_four_hours_round_the_clock_ask_more_than_four_desk_hours(provider: Dossier) -> None:
    desk = replace(P1, clock="desk-hours")
    assert asks_more(P1, desk, provider)
    assert not asks_more(desk, P1, provider)


@pytest.mark.requirement("R47", "R58")
@pytest.mark.parametrize(
    "fields", [{"limit": "2 h"}, {"value": Decimal(98)}, {"limit": "90 menit", "population": "prioritas 1"}]
)
def test_a_contract_that_is_stricter_than_its_agreement(provider: Dossier, fields: dict[str, object]) -> None:
    stricter = with_target(provider, "registers/customer_contracts/CC-02", 1, **fields)
    (found,) = customer_contract_promises_what_slas_promise.findings(stricter)
    assert "CC-02" in str(found.says)
    assert str(found.where) == "registers/customer_contracts/CC-02/targets/T-1"


@pytest.mark.requirement("R47")
def test_a_contract_that_is_easier_than_its_agreement_is_kept_with_it(provider: Dossier) -> None:
    easier = with_target(provider, "registers/customer_contracts/CC-02", 1, limit="8 h", value=Decimal(80))
    assert said(customer_contract_promises_what_slas_promise, easier) == []


@pytest.mark.requirement("R42", "R46")
@pytest.mark.parametrize("fields", [{"limit": "8 h"}, {"limit": "2 h"}, {"value": Decimal(80)}, {"value": Decimal(99)}])
def test_an_agreement_that_says_another_number_than_the_plan(provider: Dossier, fields: dict[str, object]) -> None:
    other = with_target(provider, "registers/slas/SLA-02", 2, **fields)
    (found,) = sla_promises_what_the_plan_promises.findings(other)
    assert [str(place) for place in (found.where, *found.also)] == [
        "registers/slas/SLA-02/targets/T-2",
        "plan/commitments/commitments/C-01/target",
    ]


@pytest.mark.requirement("R42")
def test_an_agreement_that_ended_contradicts_nothing(provider: Dossier) -> None:
    other = with_target(provider, "registers/slas/SLA-02", 2, limit="8 h")
    assert said(sla_promises_what_the_plan_promises, put(other, "registers/slas/SLA-02", status="withdrawn")) == []


@pytest.mark.requirement("R42", "R52")
def test_the_chain_is_shown_as_arithmetic(provider: Dossier) -> None:
    leaning = put(provider, "registers/services/S-02", depends_on=("S-04",))
    (found,) = sla_availability_is_within_reach.findings(leaning)
    assert found.says.text("en") == (
        "SLA-02 promises 99.5% availability for S-02 “Managed Server Hosting”, but what it depends on gives at best "
        "99.5% (S-04) × 99.9% (PT Pusat Data Parahyangan) = 99.400%."
    )
    assert "99,5% (S-04) × 99,9% (PT Pusat Data Parahyangan) = 99,400%" in found.says.text("id")


@pytest.mark.requirement("R42")
def test_one_supplier_below_the_agreement_is_the_suppliers_finding(provider: Dossier) -> None:
    weak = with_target(provider, "registers/supplier_contracts/SC-01", 1, value=Decimal(99))
    assert said(sla_availability_is_within_reach, weak) == []


@pytest.mark.requirement("R42")
def test_a_chain_through_components_without_agreements_counts(provider: Dossier) -> None:
    room = Service(id="K-01", name=Prose.of("Room"), kind="component", depends_on=("S-03", "S-04"))
    leaning = put(add(provider, "registers/services", room), "registers/services/S-02", depends_on=("K-01",))
    (words,) = said(sla_availability_is_within_reach, leaning)
    assert "99.002% (K-01)" in words


@pytest.mark.requirement("R42")
def test_long_chains_and_circles_end(provider: Dossier) -> None:
    links = tuple(
        Service(id=f"K-{n}", name=Prose.of(f"Link {n}"), kind="component", depends_on=(f"K-{(n + 1) % 5000}",))
        for n in range(5000)
    )
    chained = put(add(provider, "registers/services", *links), "registers/services/S-02", depends_on=("K-0",))
    assert said(sla_availability_is_within_reach, chained) == []


@pytest.mark.requirement("R43", "R46")
def test_two_agreements_for_the_same_customer_and_service(provider: Dossier) -> None:
    second = replace(provider.slas["SLA-02"], id="SLA-90", targets=(replace(P1, limit="6 h"),))
    (words,) = said(documents_promise_the_same, add(provider, "registers/slas", second))
    assert "SLA-90" in words
    assert "SLA-02" in words


@pytest.mark.requirement("R43")
def test_agreements_of_two_customers_may_differ(provider: Dossier) -> None:
    gold = replace(provider.slas["SLA-02"], id="SLA-90", customers=("CU-05",), targets=(replace(P1, limit="2 h"),))
    assert said(documents_promise_the_same, add(provider, "registers/slas", gold)) == []


@pytest.mark.requirement("R47")
def test_a_contract_beyond_its_agreement_is_not_reported_again_at_the_objective(provider: Dossier) -> None:
    target = replace(P1, value=Decimal(99), limit="8 h", population="P2", clock="desk-hours")
    beyond = add(provider, "registers/customer_contracts/CC-02/targets", target)
    assert len(said(customer_contract_promises_what_slas_promise, beyond)) == 1
    assert said(objective_serves_customer_contracts, beyond) == []


@pytest.mark.requirement("R41", "R42")
def test_availability_at_night_of_a_service_that_closes(provider: Dossier) -> None:
    closing = put(provider, "registers/services/S-02", hours="office-hours")
    (found,) = sla_clock_fits_the_service_hours.findings(closing)
    assert "Office hours" in str(found.says)
