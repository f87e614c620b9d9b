"""Customers whose relationship is to be managed, and when something with them was last due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from opensmp.dossier import Dossier
from opensmp.lifecycle.cadence import next_due
from opensmp.plan.terms import Cadence
from opensmp.registers.services import Customer

GRACE = timedelta(days=14)
"""How long after its day a meeting or survey counts as held in time."""


def customers(dossier: Dossier) -> Iterator[Customer]:
    """Yield the customers that section 1 names and that are active."""
    return (
        dossier.customers[key]
        for key in dossier.plan.scope.customers
        if key in dossier.customers and dossier.customers[key].status == "active"
    )


def missed(dossier: Dossier, last: date | None, cadence: Cadence | None) -> date | None:
    """Return the day on which something was due, when that day has passed; what never was counts from go-live."""
    begun = last or dossier.organisation.go_live
    if cadence is None or begun is None:
        return None
    due = next_due(begun, cadence)
    return due if due + GRACE < dossier.today else None
