"""Taking everything out, in open formats, and reading it back equal."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from tests.conftest import TODAY
from tests.workspace import BASE

from opensmp.dossier import Dossier
from opensmp.dossier.digests import canonical, digest_of
from opensmp.exchange import load
from opensmp.exchange.values import dossier_of_sealed, value_from_plain
from opensmp.lifecycle.history import Acceptance, History
from opensmp.measures.observation import Observation
from opensmp.measures.verdict import Verdict
from opensmp.plan.plan import Plan
from opensmp.registers.organisation import Organisation as Facts
from opensmp.registers.registers import Registers
from opensmp.store.models import Membership, Organisation, PlanRow
from opensmp.store.reading import dossier_for

SignedIn = Callable[..., Client]
OUT = BASE + "settings/export/"


@pytest.fixture
def held(plan: PlanRow, organisation: Organisation) -> Dossier:
    """The draft as the database has it."""
    return dossier_for(plan, organisation, TODAY)


def test_the_json_holds_every_value_and_its_own_proof(signed_in: SignedIn, held: Dossier) -> None:
    response = signed_in("ratna").get(OUT + "json/")
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Content-Disposition"] == 'attachment; filename="bank-nusantara-smp-2.1.json"'
    whole = json.loads(response.content)
    assert whole["digest"] == digest_of(whole["sealed"]) == held.digest
    assert value_from_plain(whole["plan"], Plan).value == held.plan
    assert value_from_plain(whole["registers"], Registers).value == held.registers
    assert value_from_plain(whole["organisation"], Facts).value == held.organisation
    assert value_from_plain(whole["history"], History).value == held.history
    assert value_from_plain(whole["verdicts"], tuple[Verdict, ...]).value == held.verdicts
    assert value_from_plain(whole["acceptances"], tuple[Acceptance, ...]).value == held.acceptances
    assert value_from_plain(whole["observations"], tuple[Observation, ...]).value == held.observations
    assert dossier_of_sealed(whole["sealed"], held).digest == held.digest


def test_the_folder_is_the_one_of_the_command_line_with_every_sealed_version(
    signed_in: SignedIn, held: Dossier, tmp_path: Path
) -> None:
    response = signed_in("intan").get(OUT + "folder/")
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        assert archive.testzip() is None
        archive.extractall(tmp_path)
    again = load(tmp_path, TODAY)
    assert (again.plan, again.registers, again.organisation, again.history) == (
        held.plan, held.registers, held.organisation, held.history
    )  # fmt: skip
    assert {number: canonical(again.sealed[number]) for number in again.sealed} == {
        number: canonical(held.sealed[number]) for number in held.sealed
    }
    assert again.verdicts == held.verdicts


def test_nothing_else_leaves_and_nothing_is_stored_on_the_way(signed_in: SignedIn, organisation: Organisation) -> None:
    client = signed_in("ratna")
    for form in ("xml", "Folder", "json2"):
        assert client.get(f"{OUT}{form}/").status_code == 404
    assert Organisation.objects.get(pk=organisation.pk).head == organisation.head


def test_an_external_auditor_takes_nothing_out(
    signed_in: SignedIn, organisation: Organisation, plan: PlanRow, membership_of: Callable[[str, str], None]
) -> None:
    membership_of("intan", "external_auditor")
    for form in ("json", "folder"):
        assert signed_in("intan").get(f"{OUT}{form}/").status_code == 403


@pytest.fixture
def membership_of(organisation: Organisation) -> Callable[[str, str], None]:
    """Give somebody of the bank another role."""

    def give(person: str, role: str) -> None:
        Membership.objects.of(organisation).filter(person=person).update(role=role)

    return give
