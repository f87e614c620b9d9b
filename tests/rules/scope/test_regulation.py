"""The profile *ojk*: dated Indonesian obligations, as advice, for those whom they bind."""

from __future__ import annotations

import re

import pytest

from opensmp.checking import ADVICE, chosen, put
from opensmp.dossier import Dossier
from opensmp.rules import all_rules
from opensmp.rules.scope._regulation import as_bank, reworded
from opensmp.rules.scope.incident_notification_is_addressed import incident_notification_is_addressed
from opensmp.rules.scope.sector_instruments_are_obligations import sector_instruments_are_obligations
from opensmp.rules.scope.steering_committee_is_a_role import steering_committee_is_a_role

OJK = tuple(rule for rule in all_rules() if rule.id.startswith("OJK-"))


@pytest.mark.requirement("R28")
def test_dated_obligations_are_advice_and_stay_out_of_a_stage_1_check() -> None:
    assert len(OJK) == 8
    assert all(rule.severity is ADVICE for rule in OJK)
    assert not set(OJK) & set(chosen(all_rules(), "stage1"))


@pytest.mark.requirement("R28")
def test_a_bank_that_shows_what_is_asked_gets_no_advice(provider: Dossier, bank: Dossier) -> None:
    for dossier in (as_bank(provider), bank):
        assert [str(found.says) for rule in OJK for found in rule.findings(dossier)] == []


@pytest.mark.requirement("R28")
def test_an_organisation_abroad_or_unsupervised_is_left_alone(provider: Dossier) -> None:
    silent = put(provider, "plan/scope", obligations=provider.plan.scope.obligations[:1])
    abroad = put(silent, "organisation", country="SG")
    assert not [found for rule in OJK for found in rule.findings(abroad)]
    assert [found.rule for found in incident_notification_is_addressed.findings(silent)] == []


@pytest.mark.requirement("R21", "R28")
@pytest.mark.parametrize(
    ("sector", "instrument"),
    [
        ("commercial bank", "POJK 11/POJK.03/2022"),
        ("rural bank", "POJK 34 Tahun 2025"),
        ("non-bank finance", "POJK 4/POJK.05/2021"),
        ("payment services", "PBI 23/6/PBI/2021"),
        ("government", "Perpres 95/2018"),
        ("other", "UU 27/2022"),
    ],
)
def test_each_sector_is_asked_for_its_own_instrument(provider: Dossier, sector: str, instrument: str) -> None:
    bare = put(
        put(provider, "organisation", sector=sector), "plan/scope", obligations=provider.plan.scope.obligations[:1]
    )
    said = [str(found.says) for found in sector_instruments_are_obligations.findings(bare)]
    assert any(instrument in text and "Certainty of the pack" in text for text in said)


@pytest.mark.requirement("R12", "R28")
def test_a_steering_committee_is_found_across_the_break_of_a_line(provider: Dossier) -> None:
    bare = put(
        as_bank(provider), "plan/roles", structure={"en": "The IT steering\ncommittee meets monthly.", "id": "-"}
    )
    assert not list(steering_committee_is_a_role.findings(bare))


def test_rewording_reaches_every_text(bank: Dossier) -> None:
    changed = reworded(bank, "plan", re.compile("OJK"), en="XYZ", id="XYZ")
    assert not any("OJK" in said for text in changed.texts for _language, said in text.prose.each())
