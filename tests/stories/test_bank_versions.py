"""The bank's sealed versions: each is what it is told to be, and they differ in what their histories say."""

from __future__ import annotations

from typing import Any

import pytest
from tests.stories.earlier import as_of

from opensmp.dossier import Dossier
from opensmp.dossier.digests import digest_of

SEALED = ("1.1", "1.2", "1.3", "2.0")


def promises(bank: Dossier, number: str) -> dict[str, Any]:
    return {row["id"]: row for row in bank.sealed[number]["plan"]["commitments"]["commitments"]}


@pytest.mark.requirement("R30", "R57")
@pytest.mark.parametrize("number", SEALED)
def test_a_sealed_version_of_the_bank_is_the_present_text_with_what_was_different_then(
    bank: Dossier, number: str
) -> None:
    version = next(each for each in bank.history.versions if each.number == number)
    assert digest_of(as_of(number, bank).seal()) == version.digest == version.approvals[0].digest
    assert bank.is_sealed_as(version)


@pytest.mark.requirement("R30", "R56")
def test_version_1_3_promises_four_hours_where_1_2_promised_six(bank: Dossier) -> None:
    limits = {number: promises(bank, number)["CM-IM-2"]["target"]["limit"] for number in SEALED}
    assert limits == {"1.1": "6 h", "1.2": "6 h", "1.3": "4 h", "2.0": "4 h"}
    before, after = promises(bank, "1.2"), promises(bank, "1.3")
    assert [key for key in after if before[key] != after[key]] == ["CM-IM-2"]


@pytest.mark.requirement("R30", "R56")
def test_version_2_0_raised_the_first_response_and_took_in_three_services(bank: Dossier) -> None:
    before, after = promises(bank, "1.3"), promises(bank, "2.0")
    assert [before["CM-IM-1"]["target"]["value"], after["CM-IM-1"]["target"]["value"]] == ["94", "95"]
    services = [len(bank.sealed[number]["plan"]["scope"]["services"]) for number in ("1.3", "2.0")]
    assert services == [29, 32]


@pytest.mark.requirement("R56")
def test_the_populations_of_commitments_can_be_read_by_a_machine(bank: Dossier, provider: Dossier) -> None:
    narrowed = {row.id: row.parameters for row in bank.plan.commitments.commitments}
    assert narrowed["CM-IM-2"]["priority"] == "1"
    assert narrowed["CM-CH-3"]["type"] == "emergency"
    assert narrowed["CM-CT-1"]["tier"] == "1"
    assert provider.commitments["C-02"].parameters["priority"] == "2"
