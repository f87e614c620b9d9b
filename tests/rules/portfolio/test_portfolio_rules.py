"""What the portfolio rules see beyond their own examples."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from opensmp.checking import Rule, add, put
from opensmp.dossier import Dossier
from opensmp.lifecycle.cadence import months_after, next_due
from opensmp.plan.prose import Prose
from opensmp.plan.terms import Comparator, Target
from opensmp.registers.organisation import Office
from opensmp.registers.services import Service, Sla
from opensmp.rules.portfolio.catalogue_is_referenced import catalogue_is_referenced
from opensmp.rules.portfolio.owner_agrees_with_the_register import owner_agrees_with_the_register
from opensmp.rules.portfolio.service_and_component_are_told_apart import service_and_component_are_told_apart
from opensmp.rules.portfolio.service_delivered_has_an_sla import service_delivered_has_an_sla
from opensmp.rules.portfolio.service_depends_on_living_services import service_depends_on_living_services
from opensmp.rules.portfolio.service_list_is_current import service_list_is_current
from opensmp.rules.portfolio.service_owner_is_present import service_owner_is_present
from opensmp.rules.portfolio.services_are_listed import services_are_listed
from opensmp.rules.portfolio.services_do_not_depend_in_circles import services_do_not_depend_in_circles
from opensmp.rules.portfolio.sla_cited_covers_the_service import sla_cited_covers_the_service
from opensmp.rules.portfolio.sla_has_not_expired import sla_has_not_expired
from opensmp.rules.portfolio.sla_has_targets import sla_has_targets
from opensmp.rules.portfolio.sla_is_approved import sla_is_approved
from opensmp.rules.portfolio.sla_is_reviewed_at_its_interval import sla_is_reviewed_at_its_interval
from opensmp.rules.portfolio.sla_lasts_through_the_period import sla_lasts_through_the_period
from opensmp.rules.portfolio.sla_target_is_possible import sla_target_is_possible


def said(rule: Rule, dossier: Dossier) -> list[str]:
    return [str(finding.says) for finding in rule.findings(dossier)]


def first_sla(dossier: Dossier) -> Sla:
    return dossier.slas[dossier.plan.portfolio.services[0].slas[0]]


def sla_changed(dossier: Dossier, **fields: object) -> Dossier:
    return put(dossier, f"registers/slas/{first_sla(dossier).id}", **fields)


@pytest.mark.requirement("R15", "R51", "R75")
def test_services_may_be_listed_or_referenced_in_an_approved_document(provider: Dossier) -> None:
    bare = put(provider, "plan/portfolio", services=())
    document = provider.registers.documents[0].id
    assert not said(services_are_listed, put(bare, "plan/portfolio", document=document))
    draft = put(put(bare, "plan/portfolio", document=document), f"registers/documents/{document}", status="draft")
    assert said(services_are_listed, draft)
    assert said(services_are_listed, put(bare, "plan/portfolio", document="NOWHERE"))


@pytest.mark.requirement("R42", "R75")
def test_a_service_may_be_without_agreement_only_while_nobody_receives_it(provider: Dossier) -> None:
    line = provider.plan.portfolio.services[0]
    bare = put(provider, f"plan/portfolio/services/{line.service}", slas=())
    (finding,) = said(service_delivered_has_an_sla, bare)
    assert line.slas[0] in finding
    gone = put(bare, "registers", slas=tuple(row for row in bare.registers.slas if line.service not in row.services))
    assert "without a service level agreement" in said(service_delivered_has_an_sla, gone)[0]
    assert not said(service_delivered_has_an_sla, put(gone, f"registers/services/{line.service}", kind="component"))
    built = put(gone, f"plan/portfolio/services/{line.service}", status="in development")
    assert not said(service_delivered_has_an_sla, built)


@pytest.mark.requirement("R42", "R46")
def test_a_cited_agreement_covers_the_service_that_cites_it(provider: Dossier) -> None:
    line = provider.plan.portfolio.services[0]
    other = put(provider, f"registers/slas/{line.slas[0]}", services=("S-ELSEWHERE",))
    (finding,) = sla_cited_covers_the_service.findings(other)
    assert "does not cover it" in str(finding.says)
    assert finding.also


@pytest.mark.requirement("R42")
def test_an_expired_agreement_is_said_once_and_nothing_else_about_it(provider: Dossier) -> None:
    old = sla_changed(provider, end=provider.today - timedelta(days=1), targets=(), status="draft")
    assert len(said(sla_has_not_expired, old)) == 1
    assert not said(sla_is_approved, old)
    assert not said(sla_has_targets, old)
    assert not said(sla_lasts_through_the_period, old)
    assert not said(sla_has_not_expired, sla_changed(provider, end=provider.today))


@pytest.mark.requirement("R42")
def test_a_withdrawn_and_a_future_agreement_are_not_in_force(provider: Dossier) -> None:
    assert "withdrawn" in said(sla_is_approved, sla_changed(provider, status="withdrawn"))[0]
    assert "begins only" in said(sla_is_approved, sla_changed(provider, start=date(2030, 1, 1)))[0]


@pytest.mark.requirement("R15", "R75")
def test_a_service_that_began_after_the_list_makes_it_old(provider: Dossier) -> None:
    as_of = provider.plan.portfolio.as_of
    assert as_of is not None
    service = provider.plan.portfolio.services[0].service
    newer = put(provider, f"registers/services/{service}", since=as_of + timedelta(days=1))
    newer = replace(newer, today=as_of + timedelta(days=2))
    (finding,) = said(service_list_is_current, newer)
    assert service in finding
    planned = put(provider, f"registers/services/{service}", since=provider.today + timedelta(days=30))
    assert not said(service_list_is_current, planned)


@pytest.mark.requirement("R41", "R46")
def test_an_office_and_the_person_who_holds_it_are_the_same_owner(provider: Dossier) -> None:
    line = next(each for each in provider.plan.portfolio.services if each.owner)
    (person, *_) = provider.people.holders(line.owner or "")
    same = put(provider, f"registers/services/{line.service}", owner=person.id)
    assert not said(owner_agrees_with_the_register, same)


@pytest.mark.requirement("R54")
def test_an_owning_office_that_nobody_holds_is_a_finding(provider: Dossier) -> None:
    vacant = add(provider, "organisation/offices", Office(id="vacant", title=Prose.of("Head of Nothing")))
    line = vacant.plan.portfolio.services[0]
    owned = put(vacant, f"plan/portfolio/services/{line.service}", owner="vacant")
    (finding,) = said(service_owner_is_present, owned)
    assert "held by nobody" in finding


@pytest.mark.requirement("R41")
def test_a_service_with_an_agreement_and_no_customer_is_asked_what_it_is(provider: Dossier) -> None:
    line = provider.plan.portfolio.services[0]
    bare = put(provider, f"registers/services/{line.service}", customers=())
    lonely = put(
        bare,
        "registers",
        customers=tuple(
            replace(row, services=tuple(key for key in row.services if key != line.service))
            for row in bare.registers.customers
        ),
    )
    (finding,) = said(service_and_component_are_told_apart, lonely)
    assert "no customer" in finding


@pytest.mark.requirement("R41")
@pytest.mark.parametrize(
    ("needs", "circles"),
    [
        ({"A": ("B",), "B": ("C",), "C": ("A",)}, 1),
        ({"A": ("A",)}, 1),
        ({"A": ("B", "C"), "B": ("D",), "C": ("D",), "D": ()}, 0),
        ({"A": ("B",), "B": ("A",), "C": ("D",), "D": ("C", "A")}, 2),
        ({"A": ("NOWHERE",)}, 0),
    ],
)
def test_circles_are_found_and_diamonds_are_none(needs: dict[str, tuple[str, ...]], circles: int) -> None:
    services = tuple(Service(id=key, name=Prose.of(key), depends_on=others) for key, others in needs.items())
    dossier = put(Dossier(today=date(2026, 11, 22)), "registers", services=services)
    assert len(said(services_do_not_depend_in_circles, dossier)) == circles


@pytest.mark.requirement("R41")
def test_a_chain_of_ten_thousand_services_is_walked_without_recursion() -> None:
    services = tuple(
        Service(id=f"S{n}", name=Prose.of("x"), depends_on=(f"S{(n + 1) % 10_000}",)) for n in range(10_000)
    )
    dossier = put(Dossier(today=date(2026, 11, 22)), "registers", services=services)
    assert len(said(services_do_not_depend_in_circles, dossier)) == 1


@pytest.mark.requirement("R41")
def test_a_retired_dependency_is_named_with_its_state(provider: Dossier) -> None:
    first, second = provider.services_in_scope[:2]
    leaning = put(provider, f"registers/services/{first.id}", depends_on=(second.id,))
    retired = put(leaning, f"registers/services/{second.id}", status="retired")
    findings = said(service_depends_on_living_services, retired)
    assert any(first.id in finding and "which is retired" in finding for finding in findings)


@pytest.mark.requirement("R42")
def test_an_agreement_never_reviewed_is_counted_from_its_start(provider: Dossier) -> None:
    start = provider.today - timedelta(days=400)
    assert said(sla_is_reviewed_at_its_interval, sla_changed(provider, review="yearly", reviewed=None, start=start))
    assert not said(
        sla_is_reviewed_at_its_interval, sla_changed(provider, review="two-yearly", reviewed=None, start=start)
    )


@pytest.mark.requirement("R42")
@pytest.mark.parametrize(
    ("comparator", "value", "unit", "sensible"),
    [
        ("at least", "99.5", "%", True),
        ("at least", "100", "%", True),
        ("above", "100", "%", False),
        ("at least", "105", "%", False),
        ("at least", "0", "%", False),
        ("at most", "0", "breaches", True),
        ("at most", "100", "%", False),
        ("at most", "-1", "h", False),
        ("below", "0", "h", False),
        ("equal", "0", "breaches", True),
        ("at most", "150", "ms", True),
    ],
)
def test_a_target_can_be_met_and_can_be_missed(
    provider: Dossier, comparator: Comparator, value: str, unit: str, sensible: bool
) -> None:
    target = Target(metric="own.thing", comparator=comparator, value=Decimal(value), unit=unit, window="month")
    assert (not said(sla_target_is_possible, sla_changed(provider, targets=(target,)))) is sensible


@pytest.mark.requirement("R15")
def test_the_catalogue_may_be_named_in_the_words_of_section_6(provider: Dossier) -> None:
    bare = put(provider, "plan/portfolio", document=None, references=(), text=Prose(), subsections=())
    catalogue = next(row.id for row in provider.registers.documents if row.kind == "catalogue" or "g" in row.kinds)
    assert said(catalogue_is_referenced, bare)
    assert not said(catalogue_is_referenced, put(bare, "plan/portfolio", text=f"See [[document:{catalogue}]]."))


@pytest.mark.requirement("R03")
def test_a_month_after_the_last_of_january_is_the_last_of_february() -> None:
    assert months_after(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert months_after(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert months_after(date(2027, 1, 15), -12) == date(2026, 1, 15)
    assert next_due(date(2026, 11, 1), "weekly") == date(2026, 11, 8)
    assert next_due(date(2026, 11, 1), "half-yearly") == date(2027, 5, 1)
