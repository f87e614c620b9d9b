"""Promises in sentences, in prose and as typed targets: where they disagree, and where they only look as if they did."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from opensmp.checking import Finding, edit, put
from opensmp.dossier import Dossier
from opensmp.plan.commitments import Claim, Commitment
from opensmp.plan.prose import Prose
from opensmp.plan.terms import Target
from opensmp.registers.documents import Extract
from opensmp.rules.practices.claim_says_what_its_cadence_says import claim_says_what_its_cadence_says
from opensmp.rules.practices.commitment_is_cited_in_the_plan import commitment_is_cited_in_the_plan
from opensmp.rules.practices.commitment_says_what_its_target_says import commitment_says_what_its_target_says
from opensmp.rules.practices.number_in_prose_is_a_commitment import number_in_prose_is_a_commitment
from opensmp.rules.practices.procedure_promises_what_the_plan_promises import procedure_promises_what_the_plan_promises
from opensmp.rules.practices.prose_promises_what_commitments_promise import prose_promises_what_commitments_promise

FOUR_HOURS = Target(
    metric="x.restored", comparator="at least", value=Decimal(90), limit="4 h", clock="24x7", window="month"
)


def with_commitment(dossier: Dossier, target: Target, en: str, id: str) -> Dossier:
    """Give the plan one commitment only, made by incident management."""
    row = Commitment(
        id="C-X",
        sentence=Prose.of({"en": en, "id": id}),
        target=target,
        practice="incident",
        owner=dossier.plan.identity.owner,
    )
    return put(dossier, "plan/commitments", commitments=(row,))


def with_text(dossier: Dossier, en: str, id: str = "Tidak ada.") -> Dossier:
    return edit(
        dossier,
        "plan/practices/practices/incident",
        lambda row: replace(row, approach=Prose.of({"en": en, "id": id}), governance=Prose()),
    )


def told(found: list[Finding], commitment: str) -> list[str]:
    return [str(each.says) for each in found if commitment in str(each.where)]


@pytest.mark.requirement("R46", "R61")
@pytest.mark.parametrize(
    ("target", "en", "id"),
    [
        (FOUR_HOURS, "Critical incidents are restored within 4 hours in at least 90 % of cases each month.",
         "Insiden kritis dipulihkan dalam 4 jam untuk paling sedikit 90 persen kejadian setiap bulan."),
        (FOUR_HOURS, "At least 90% of P1 incidents are restored within 240 minutes, measured monthly.",
         "Sekurang-kurangnya 90% insiden P1 pulih dalam waktu empat jam, diukur bulanan."),
        (replace(FOUR_HOURS, value=Decimal(100)), "Every P1 incident is restored within four hours.",
         "Setiap insiden P1 pulih dalam 4 jam."),
        (replace(FOUR_HOURS, value=Decimal("99.95"), limit=""), "The core is available at least 99.95 % each month.",
         "Layanan inti tersedia paling sedikit 99,95 % setiap bulan."),
        (replace(FOUR_HOURS, comparator="at most", value=Decimal(0), unit="changes", limit="", window="quarter"),
         "No change goes in without approval, counted each quarter.", "Tidak ada perubahan tanpa persetujuan, dihitung setiap triwulan."),
        (replace(FOUR_HOURS, comparator="at most", value=Decimal(1284), unit="calls", limit=""),
         "No more than 1,284 calls wait each month.", "Tidak lebih dari 1.284 panggilan menunggu setiap bulan."),
        (replace(FOUR_HOURS, comparator="at most", value=Decimal(5), limit=""), "Emergency changes stay at or below 5 % each month.",
         "Perubahan darurat tidak melebihi 5 % setiap bulan."),
    ],
)  # fmt: skip
def test_a_sentence_may_say_its_target_in_many_ways(provider: Dossier, target: Target, en: str, id: str) -> None:
    found = list(commitment_says_what_its_target_says.findings(with_commitment(provider, target, en, id)))
    assert told(found, "C-X") == []


@pytest.mark.requirement("R46", "R61", "R83")
@pytest.mark.parametrize(
    ("target", "en", "id"),
    [
        (FOUR_HOURS, "Critical incidents are restored within 8 hours in at least 90 % of cases each month.",
         "Insiden kritis dipulihkan dalam 4 jam untuk paling sedikit 90 % kejadian setiap bulan."),
        (FOUR_HOURS, "Critical incidents are restored within 4 hours in at least 90 % of cases each month.",
         "Insiden kritis dipulihkan dalam 4 jam untuk paling sedikit 95 % kejadian setiap bulan."),
        (FOUR_HOURS, "Critical incidents are restored within 4 hours in at least 90 % of cases each quarter.",
         "Insiden kritis dipulihkan dalam 4 jam untuk paling sedikit 90 % kejadian setiap bulan."),
        (replace(FOUR_HOURS, limit=""), "Incidents fail in at most 90 % of cases each month.",
         "Insiden gagal dalam paling banyak 90 % kejadian setiap bulan."),
        (FOUR_HOURS, "Critical incidents are restored within 4 days in at least 90 % of cases each month.",
         "Insiden kritis dipulihkan dalam 4 hari untuk paling sedikit 90 % kejadian setiap bulan."),
    ],
)  # fmt: skip
def test_a_sentence_in_either_language_that_differs_from_its_target_is_found_once(
    provider: Dossier, target: Target, en: str, id: str
) -> None:
    found = list(commitment_says_what_its_target_says.findings(with_commitment(provider, target, en, id)))
    assert len(told(found, "C-X")) == 1


@pytest.mark.requirement("R46", "R58")
@pytest.mark.parametrize(
    ("en", "contradicts"),
    [
        ("Critical incidents are restored within 8 hours.", True),
        ("We restore every P1 incident within one day.", True),
        ("Critical incidents are restored within 4 hours.", False),
        ("Low incidents are restored within 5 days.", False),
        ("The incident review board meets for 2 hours.", False),
        ("Restored incidents are reviewed at the weekly meeting.", False),
    ],
)
def test_a_figure_in_the_prose_contradicts_only_a_promise_on_the_same_subject(
    provider: Dossier, en: str, contradicts: bool
) -> None:
    promise = with_commitment(
        provider,
        FOUR_HOURS,
        "P1 incidents are restored within 4 hours in at least 90 % of cases.",
        "Insiden P1 dipulihkan dalam 4 jam.",
    )
    found = list(prose_promises_what_commitments_promise.findings(with_text(promise, en)))
    assert bool([each for each in found if "incident" in str(each.where)]) is contradicts


@pytest.mark.requirement("R61")
def test_a_promise_in_indonesian_prose_is_found_too(provider: Dossier) -> None:
    promise = with_commitment(
        provider, FOUR_HOURS, "P1 incidents are restored within 4 hours.", "Insiden kritis dipulihkan dalam 4 jam."
    )
    changed = with_text(promise, "Nothing.", "Pemulihan insiden kritis paling lama 8 jam.")
    assert [each for each in prose_promises_what_commitments_promise.findings(changed) if "incident" in str(each.where)]


@pytest.mark.requirement("R61")
def test_a_typed_promise_that_the_text_repeats_is_not_a_number_without_a_commitment(provider: Dossier) -> None:
    promise = with_commitment(
        provider, FOUR_HOURS, "P1 incidents are restored within 4 hours.", "Insiden P1 dipulihkan dalam 4 jam."
    )
    changed = with_text(promise, "P1 incidents are restored within 4 hours. Visitors are greeted within 9 minutes.")
    found = [each for each in number_in_prose_is_a_commitment.findings(changed) if "incident" in str(each.where)]
    assert [str(each.says) for each in found] == [
        "The text promises “9 minutes”, and no commitment does: “Visitors are greeted within 9 minutes.”"
    ]


@pytest.mark.requirement("R61")
def test_a_commitment_that_only_an_objective_names_is_cited(provider: Dossier) -> None:
    promise = with_commitment(
        provider, FOUR_HOURS, "P1 incidents are restored within 4 hours.", "Insiden P1 dipulihkan dalam 4 jam."
    )
    assert "C-X" in {str(each.where).split("/")[3] for each in commitment_is_cited_in_the_plan.findings(promise)}
    named = put(promise, "plan/objectives/objectives/*", commitments=("C-X",))
    assert "C-X" not in {str(each.where).split("/")[3] for each in commitment_is_cited_in_the_plan.findings(named)}


@pytest.mark.requirement("R43", "R46")
def test_a_procedure_for_critical_incidents_is_held_against_the_promise_for_p1(provider: Dossier) -> None:
    promise = with_commitment(
        provider,
        replace(FOUR_HOURS, population="P1"),
        "P1 incidents are restored within 4 hours.",
        "Insiden P1 dipulihkan dalam 4 jam.",
    )
    key = promise.practices["incident"].procedures[0]
    for limit, found in (("8 h", True), ("240 minutes", False)):
        said = Extract(targets=(replace(FOUR_HOURS, population="critical", limit=limit),))
        held = list(
            procedure_promises_what_the_plan_promises.findings(put(promise, f"registers/documents/{key}", extract=said))
        )
        assert bool(told(held, "C-X")) is found


@pytest.mark.requirement("R46", "R61")
@pytest.mark.parametrize(
    ("en", "id", "found"),
    [
        ("The continuity plans are tested twice a year.", "Rencana kontinuitas diuji setiap semester.", False),
        ("The continuity plans are tested.", "Rencana kontinuitas diuji.", False),
        ("The continuity plans are tested each half-year.", "Rencana kontinuitas diuji setiap tahun.", True),
        ("The continuity plans are tested every quarter.", "Rencana kontinuitas diuji setiap semester.", True),
    ],
)
def test_a_claim_names_its_own_cadence_in_both_languages(provider: Dossier, en: str, id: str, found: bool) -> None:
    claim = Claim(
        id="CL-X", sentence=Prose.of({"en": en, "id": id}), kind="cadence", cadence="half-yearly", practice="continuity"
    )
    assert (
        bool(list(claim_says_what_its_cadence_says.findings(put(provider, "plan/commitments", claims=(claim,)))))
        is found
    )
