"""When the records last show what the plan claims to do again and again: verifications, reviews, tests and reports."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from opensmp.dossier import Dossier
from opensmp.evidence.holdings import Holdings
from opensmp.evidence.reading import fetched
from opensmp.measures.windows import day_of, midnight


class Trace(NamedTuple):
    """Where a practice leaves a record of what it does at its cadence: the table, the time when it was done, and the kind."""

    table: str
    done: str
    kind: str = ""


TRACES: Mapping[str, Trace] = {
    "configuration": Trace("verification", "verified_at"),
    "relationship": Trace("customer_review", "held_at"),
    "continuity": Trace("continuity_test", "performed_at", "test"),
    "capacity": Trace("duty", "done_at", "capacity plan review"),
    "service-level": Trace("duty", "done_at", "service report"),
    "supplier": Trace("duty", "done_at", "supplier review"),
}
"""The one thing that each of these practices repeats and records; a claim of any other practice no record can show."""


def last_shown(dossier: Dossier, held: Holdings) -> dict[str, date | None]:
    """Return the day on which it was last done, for each claim of a cadence that records tell of; None where it never was.

    A claim of which no record of its kind was ever imported is not among them: nobody knows.
    """
    today = midnight(dossier.today, held.zone) + 86_400
    found: dict[str, date | None] = {}
    for claim in dossier.plan.commitments.claims:
        trace = TRACES.get(claim.practice or "")
        if claim.kind != "cadence" or trace is None or trace.table not in held.tables:
            continue
        rows = held.tables[trace.table]
        rows = rows.filter(rows.kind.lower() == trace.kind) if trace.kind else rows
        last = rows[trace.done].max(where=rows[trace.done] < today)
        told = fetched(held.backend, rows.aggregate(n=rows.count(), last=last))[0]
        if told["n"]:
            found[claim.id] = None if told["last"] is None else day_of(int(told["last"]), held.zone)
    return found
