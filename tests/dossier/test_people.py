"""Who is who on a day: whoever has left holds no office any more, whatever the register says of the office."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from opensmp.dossier import Dossier
from opensmp.dossier.people import People


def leaving(bank: Dossier, left: date | None) -> People:
    """Return the bank's people on its day, with the one of top management who signs leaving on a day."""
    people = tuple(replace(row, left=left) if row.id == "maya" else row for row in bank.organisation.people)
    return People(replace(bank.organisation, people=people), bank.plan.roles.roles, bank.today)


@pytest.mark.requirement("R42")
def test_whoever_has_left_is_no_longer_top_management(bank: Dossier) -> None:
    day = bank.today
    assert leaving(bank, None).is_top_management("maya")
    assert leaving(bank, day).is_top_management("maya"), "the last day counts"
    gone = leaving(bank, day - timedelta(days=1))
    assert not gone.is_top_management("maya")
    assert not gone.holders("maya")


def test_what_they_signed_before_they_left_they_signed_as_top_management(bank: Dossier) -> None:
    before = bank.today - timedelta(days=10)
    gone = leaving(bank, bank.today - timedelta(days=5))
    assert gone.is_top_management("maya", before)
    assert not gone.is_top_management("maya", bank.today)
