"""Rows ↔ values: a folder and a database hold the same plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from opensmp.checking.run import chosen, run
from opensmp.dossier import Dossier
from opensmp.exchange.values import dossier_of_sealed
from opensmp.rules import all_rules
from opensmp.store.mapping import dossier_of, pieces_of
from opensmp.store.models import Organisation, PlanRow
from opensmp.store.reading import dossier_for, report_for

DAY = date(2026, 11, 22)


@pytest.mark.requirement("R60")
def test_a_dossier_taken_apart_and_put_together_is_the_same(bank: Dossier, provider: Dossier) -> None:
    for dossier in (bank, provider):
        around = Dossier(
            today=DAY, history=dossier.history, sealed=dossier.sealed, sealed_digests=dossier.sealed_digests
        )
        again = dossier_of(pieces_of(dossier), replace(around, standard=dossier.standard))
        assert again == dossier
        assert again.digest == dossier.digest


def test_every_entry_has_a_place_of_its_own(bank: Dossier) -> None:
    pieces = list(pieces_of(bank))
    assert len({(piece.place, piece.key) for piece in pieces}) == len(pieces)


@pytest.mark.requirement("R60")
def test_the_database_has_the_findings_of_the_folder(bank: Dossier, organisation: Organisation, plan: PlanRow) -> None:
    for profile in ("stage1", "stage2", "ojk"):
        from_folder = run(bank, chosen(all_rules(), profile))
        assert report_for(plan, organisation, DAY, profile).findings == from_folder.findings
    stored = dossier_for(plan, organisation, DAY)
    assert stored.digest == bank.digest
    assert stored.history == bank.history


def test_a_sealed_version_is_read_back_with_its_own_digest(bank: Dossier) -> None:
    for number, sealed in bank.sealed.items():
        version = next(row for row in bank.history.versions if row.number == number)
        assert dossier_of_sealed(sealed, bank).digest == version.digest
