"""What an auditor says about section 5, in other words than those of the rules' own examples."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from opensmp.checking import Rule, add, edit, put
from opensmp.dossier import Dossier
from opensmp.plan.practices import Practices
from opensmp.plan.prose import Prose
from opensmp.registers.organisation import Unit
from opensmp.rules.practices.cited_procedure_is_approved import cited_procedure_is_approved
from opensmp.rules.practices.incident_covers_major_incidents import incident_covers_major_incidents
from opensmp.rules.practices.plan_claims_no_more_than_is_done import plan_claims_no_more_than_is_done
from opensmp.rules.practices.practice_applies_inside_the_scope import practice_applies_inside_the_scope
from opensmp.rules.practices.practice_is_not_declared_inapplicable import practice_is_not_declared_inapplicable
from opensmp.rules.practices.practice_is_specific_to_this_organisation import practice_is_specific_to_this_organisation
from opensmp.rules.practices.practices_have_their_own_text import practices_have_their_own_text
from opensmp.rules.practices.steps_stand_in_procedures import steps_stand_in_procedures
from opensmp.rules.practices.twelve_practices_are_described import twelve_practices_are_described

INCIDENT = "plan/practices/practices/incident"


def places(rule: Rule, dossier: Dossier) -> set[str]:
    return {str(each.where) for each in rule.findings(dossier)}


def saying(dossier: Dossier, en: str, id: str) -> Dossier:
    return put(dossier, INCIDENT, approach={"en": en, "id": id}, governance="", activity="", procedures=())


@pytest.mark.requirement("R14", "R74")
def test_a_plan_without_practices_is_told_once_and_an_empty_section_not_at_all(provider: Dossier) -> None:
    without = put(provider, "plan/practices", practices=())
    assert places(twelve_practices_are_described, without) == {"plan/practices/practices"}
    empty = edit(provider, "plan/practices", lambda held: Practices(keeper=held.keeper))
    assert places(twelve_practices_are_described, empty) == set()


@pytest.mark.requirement("R14")
@pytest.mark.parametrize(
    ("en", "found"),
    [
        ("A major incident is declared by the duty manager.", False),
        ("Incidents with a big impact are treated with urgency.", True),
        ("The P1 incident is restored first.", True),
    ],
)
def test_major_incidents_are_recognised_by_name(provider: Dossier, en: str, found: bool) -> None:
    assert bool(places(incident_covers_major_incidents, saying(provider, en, "Insiden ditangani."))) is found


@pytest.mark.requirement("R14", "R43")
def test_a_cited_procedure_for_major_incidents_is_enough(provider: Dossier) -> None:
    told = saying(provider, "Incidents are handled.", "Insiden ditangani.")
    key = provider.practices["incident"].procedures[0]
    cited = put(
        put(told, INCIDENT, procedures=(key,)),
        f"registers/documents/{key}",
        title={"en": "Major incidents", "id": "Insiden besar"},
    )
    assert places(incident_covers_major_incidents, told)
    assert not places(incident_covers_major_incidents, cited)


@pytest.mark.requirement("R43")
@pytest.mark.parametrize("status", ["draft", "in review", "superseded", "withdrawn"])
def test_only_an_approved_procedure_carries_a_practice(provider: Dossier, status: str) -> None:
    key = provider.practices["problem"].procedures[0]
    found = places(cited_procedure_is_approved, put(provider, f"registers/documents/{key}", status=status))
    assert f"plan/practices/practices/problem/procedures/{key}" in found


@pytest.mark.requirement("R55", "R58")
@pytest.mark.parametrize(
    ("en", "id"),
    [
        (
            "Incidents are managed in line with industry best practices to ensure customer satisfaction at all times.",
            "[[commitment:C-01]]",
        ),
        ("Insiden dicatat.", "Insiden ditangani sesuai praktik terbaik secara efektif dan efisien oleh pihak terkait."),
        (
            "We record, classify, resolve and close incidents.",
            "Kami mencatat, mengklasifikasi, menyelesaikan, dan menutup insiden.",
        ),
    ],
)
def test_a_text_that_any_organisation_could_have_written_is_general(provider: Dossier, en: str, id: str) -> None:
    assert f"{INCIDENT}/approach" in places(practice_is_specific_to_this_organisation, saying(provider, en, id))


@pytest.mark.requirement("R55")
def test_the_same_text_under_two_headings_is_found_in_one_language_too(provider: Dossier) -> None:
    text = Prose.of(
        {
            "en": "One.",
            "id": "Pemilik meninjau angka bersama dewan setiap pekan dan memutuskan pengecualian yang diminta.",
        }
    )
    told = put(put(provider, INCIDENT, approach=text), "plan/practices/practices/change", approach=replace(text))
    assert len(places(practices_have_their_own_text, told)) == 1


@pytest.mark.requirement("R10", "R14")
@pytest.mark.parametrize(
    ("en", "id", "found"),
    [
        ("Not applicable.", "Tidak berlaku.", True),
        ("Incident management is not required for our services.", "…", True),
        ("We record incidents.", "Praktik ini tidak diterapkan di perusahaan.", True),
        (
            "Restarts that are not required are refused. The owner decides.",
            "Pemilik memutuskan. Pemulaian ulang yang tidak diperlukan ditolak.",
            False,
        ),
        (
            "Clause 8.6.1 is not applicable. The owner decides.",
            "Klausul 8.6.1 tidak berlaku. Pemilik memutuskan.",
            False,
        ),
    ],
)
def test_a_practice_is_declared_inapplicable_only_by_a_sentence_about_it(
    provider: Dossier, en: str, id: str, found: bool
) -> None:
    assert bool(places(practice_is_not_declared_inapplicable, saying(provider, en, id))) is found


@pytest.mark.requirement("R25", "R59")
@pytest.mark.parametrize(
    ("en", "found"),
    [
        ("The agent opens the ticket, then assigns it to the second line and then closes it.", True),
        ("Klik tombol Kirim dan isi formulir insiden.", True),
        (
            "1. The owner approves the rules.\n2. The board reviews the figures.\n3. Top management decides on resources.",
            False,
        ),
        ("The effect is checked at the next audit of the same clause, or earlier where the risk is high.", False),
    ],
)
def test_steps_are_noticed_and_governance_is_left_alone(provider: Dossier, en: str, found: bool) -> None:
    assert (
        f"{INCIDENT}/approach" in places(steps_stand_in_procedures, saying(provider, en, "Pemilik memutuskan."))
    ) is found


@pytest.mark.requirement("R10", "R14")
def test_a_unit_below_a_unit_of_the_scope_is_in_scope(provider: Dossier) -> None:
    known = provider.plan.scope.units[0]
    grown = add(
        provider,
        "organisation/units",
        Unit(id="below", name=Prose.of("Below"), parent=known),
        Unit(id="other", name=Prose.of("Other")),
    )
    assert not places(practice_applies_inside_the_scope, put(grown, INCIDENT, units=("below",)))
    assert places(practice_applies_inside_the_scope, put(grown, INCIDENT, units=("below", "other")))


@pytest.mark.requirement("R61")
def test_operating_from_a_day_to_come_claims_too_much(provider: Dossier) -> None:
    ahead = put(provider, INCIDENT, status="operating", since=provider.today + timedelta(days=1))
    assert places(plan_claims_no_more_than_is_done, ahead) == {f"{INCIDENT}/since"}
