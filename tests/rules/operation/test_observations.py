"""Stage 2: what records show beside the verdicts, and what follows from it for the plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from opensmp.checking import Finding, run
from opensmp.dossier import Dossier
from opensmp.measures.observation import Observation, ObservationKind
from opensmp.plan.commitments import Commitment, Commitments
from opensmp.plan.plan import Plan
from opensmp.plan.prose import Prose
from opensmp.plan.scope import Exclusion, Scope
from opensmp.plan.terms import Target
from opensmp.registers.assurance import Audit
from opensmp.registers.documents import Document
from opensmp.registers.registers import Registers
from opensmp.registers.services import Service
from opensmp.rules import all_rules

RULES = [rule for rule in all_rules() if rule.id in {f"OPE-{n}" for n in range(10, 18)}]
TODAY = date(2026, 11, 22)
PROMISE = Commitment(
    id="C-1",
    sentence=Prose.of("95 % of incidents are resolved in time each month."),
    target=Target(metric="incident.resolved_within", comparator="at least", value=Decimal(95), window="month"),
)
REGISTERS = Registers(
    services=(
        Service(id="S-01", name=Prose.of("Payments")),
        Service(id="S-02", name=Prose.of("Web design"), in_scope=False),
        Service(id="S-03", name=Prose.of("Fax"), status="retired"),
    ),
    documents=(
        Document(id="SM-1", title=Prose.of("Incidents")),
        Document(id="SM-2", title=Prose.of("Old"), status="withdrawn"),
    ),
)
PLAN = Plan(
    scope=Scope(services=("S-01",), exclusions=(Exclusion(id="EXC-1", kind="service", subject=Prose.of("Terminals")),)),
    commitments=Commitments(commitments=(PROMISE,)),
)


def found(kind: ObservationKind, subject: str, count: int = 7, **more: object) -> list[Finding]:
    seen = Observation(kind=kind, subject=subject, start=date(2026, 10, 1), end=date(2026, 10, 31), count=count, of=90)
    dossier = Dossier(today=TODAY, plan=PLAN, registers=REGISTERS, observations=(replace(seen, **more),))  # type: ignore[arg-type]  # fields by name
    return list(run(dossier, RULES).findings)


@pytest.mark.requirement("R56")
def test_a_service_out_of_scope_is_named_with_its_records_and_what_to_take() -> None:
    (finding,) = found("service out of scope", "S-02", examples=("INC1", "INC2"))
    assert finding.rule == "OPE-10"
    assert str(finding.where) == "registers/services/S-02"
    assert [str(each) for each in finding.also] == ["observations/1"]
    assert str(finding.says) == (
        "7 of 90 records from 1 October 2026 to 31 October 2026 are about S-02, which is not in the scope of the plan. "
        "For example INC1 and INC2."
    )
    assert finding.correction is not None
    assert (str(finding.correction.where), finding.correction.after) == ("plan/scope/services", "S-02")


@pytest.mark.requirement("R56")
def test_an_observation_that_the_plan_has_answered_since_is_no_finding() -> None:
    assert found("service out of scope", "S-01") == []
    assert found("service unknown", "  payments") == []
    assert found("procedure contradicted", "SM-2") == []
    assert found("flag and clock disagree", "GONE") == []


@pytest.mark.requirement("R56")
def test_a_retired_service_is_not_proposed_for_the_scope() -> None:
    (finding,) = found("service out of scope", "S-03")
    assert finding.correction is None
    assert str(finding.fix).startswith("Find out who still uses S-03")


@pytest.mark.requirement("R56")
def test_an_exclusion_with_records_is_found_at_the_exclusion() -> None:
    assert [str(each.where) for each in found("service out of scope", "EXC-1")] == ["plan/scope/exclusions/EXC-1"]


@pytest.mark.requirement("R56")
def test_an_unknown_name_that_is_nearly_known_is_asked_about() -> None:
    (finding,) = found("service unknown", "Paymets", 1)
    assert str(finding.fix).startswith("Did you mean S-01?")
    assert " names “Paymets”" in str(finding.says)
    (other,) = found("service unknown", "")
    assert other.fix is None
    assert "name yet other services" in str(other.says)


@pytest.mark.requirement("R36", "R56")
@pytest.mark.parametrize(
    ("kind", "subject", "rule"),
    [
        ("change without approval", "normal", "OPE-12"),
        ("change approved late", "emergency", "OPE-12"),
        ("unauthorised change", "change", "OPE-13"),
        ("change without record", "change", "OPE-13"),
        ("procedure contradicted", "SM-1", "OPE-14"),
        ("clock stopped before the limit", "C-1", "OPE-15"),
        ("flag and clock disagree", "C-1", "OPE-16"),
    ],
)
@pytest.mark.parametrize("count", [1, 7])
def test_each_observation_is_the_finding_of_one_rule_in_both_languages(
    kind: ObservationKind, subject: str, rule: str, count: int
) -> None:
    findings = found(kind, subject, count)
    assert [finding.rule for finding in findings] == [rule]
    assert all("{" not in findings[0].says.text(language) for language in ("en", "id"))


@pytest.mark.requirement("R61")
def test_a_calendar_that_is_late_again_and_again_is_found_by_its_kind() -> None:
    def audit(number: int, days: int) -> Audit:
        planned = date(2026, number, 1)
        return Audit(
            id=f"IA-{number}",
            title=Prose.of("Audit"),
            planned=planned,
            performed=planned + timedelta(days=days),
            report=None,
            nonconformities=None,
        )

    def calendar(*audits: Audit) -> list[str]:
        dossier = Dossier(today=TODAY, registers=Registers(audits=audits))
        return [str(finding.says) for finding in run(dossier, RULES).findings]

    late = [audit(2, 15), audit(4, 30), audit(6, 20)]
    assert calendar(*late, audit(8, 14)) == [
        "3 of 4 audits of the last year took place later than planned: IA-2, IA-4 and IA-6."
    ]
    assert calendar(*late[:2], audit(8, 14)) == []
    assert calendar(*late, *(audit(n, 0) for n in (1, 3, 5, 7, 8, 9, 10))) == []
