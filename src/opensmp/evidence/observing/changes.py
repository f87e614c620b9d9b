"""Changes that nobody approved, that were approved late, that are marked as unauthorised, or that have no record."""

from __future__ import annotations

from collections.abc import Iterator

import ibis
import ibis.expr.types as ir

from opensmp.evidence.judged import Column
from opensmp.evidence.metrics.change import called_off
from opensmp.evidence.observing._look import Look
from opensmp.measures.observation import Observation, ObservationKind

STANDARD = "standard"
"""The type of change that is approved beforehand, once for all."""

UNTYPED = "untyped"
"""The subject of changes whose type is not recorded."""

ANY = "change"
"""The subject of changes of any type."""


def changes_observed(look: Look) -> Iterator[Observation]:
    """Yield an observation for each type of change that was carried out without approval, and for changes without record."""
    if "change" in look.held.tables:
        yield from _approvals(look)
        yield from _unauthorised(look)
    if "ci_change" in look.held.tables:
        yield from _unrecorded(look)


def _approvals(look: Look) -> Iterator[Observation]:
    """Compare approval and start. An export without any approval says nothing about them."""
    every = look.table("change")
    if not look.rows(every.filter(_approved(every)).select("id").limit(1)):
        return
    t = look.inside(every, _begun(every))
    t = t.filter(~called_off(t))
    kind = ibis.coalesce(t.type.strip().lower(), UNTYPED)
    t = t.mutate(subject=(kind == "").ifelse(UNTYPED, kind)).filter(ibis._.subject != STANDARD)
    late = (t.approved_at > t.actual_start).fill_null(False)
    flawed: dict[ObservationKind, ir.Table] = {
        "change without approval": t.filter(~_approved(t) & ~_marked(t)),
        "change approved late": t.filter(late & ~_marked(t)),
    }
    of = look.counts(t)
    for name, table in flawed.items():
        for tally in look.tallies(table.select("id", "subject")):
            yield look.observation(name, tally, of[tally.subject], ("change",))


def _unauthorised(look: Look) -> Iterator[Observation]:
    t = look.table("change")
    t = look.inside(t, ibis.coalesce(_begun(t), t.requested_at))
    for tally in look.tallies(t.filter(_marked(t)).select("id", subject=ibis.literal(ANY))):
        yield look.observation("unauthorised change", tally, look.count(t), ("change",))


def _unrecorded(look: Look) -> Iterator[Observation]:
    t = look.table("ci_change")
    t = look.inside(t, t.changed_at)
    alone = t.change_id.isnull() | (t.change_id.strip() == "") | (t.approved == 0).fill_null(False)
    for tally in look.tallies(t.filter(alone).select("id", subject=ibis.literal(ANY))):
        yield look.observation("change without record", tally, look.count(t), ("ci_change",))


def _begun(t: ir.Table) -> Column:
    """Return when a change was carried out, by the first sign of it."""
    return ibis.coalesce(t.actual_start, t.actual_end)


def _approved(t: ir.Table) -> Column:
    """Whether a change carries an approval: its time, or somebody who gave it."""
    return t.approved_at.notnull() | (t.approvers > 0).fill_null(False)


def _marked(t: ir.Table) -> Column:
    return (t.unauthorised == 1).fill_null(False)
