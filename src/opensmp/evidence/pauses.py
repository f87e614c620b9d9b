"""The pauses of a record as one set of spells: what overlaps is one pause.

Uniting is order-free: the union of unions is the union of all, so files may come in any order. Spells that only touch stay
apart, since each has its own reason. A pause without an end is still going on, unless another file knows of a pause
that began then, or was going on then, and has ended.
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

_RECORD = ["source", "record_table", "record"]
_ORDER = ["start_at", "end_at", "id", "batch"]


def united(pauses: ir.Table) -> ir.Table:
    """Return the united pauses; a united one has the least name, reason and batch of its parts."""
    ended = _ended(pauses.filter(pauses.end_at.notnull() & pauses.start_at.notnull()))
    still_open = _still_open(pauses.filter(pauses.end_at.isnull() & pauses.start_at.notnull()), ended)
    unclear = _one_of_each(pauses.filter(pauses.start_at.isnull()), ["id"])
    return ibis.union(ended, still_open, unclear)


def _ended(pauses: ir.Table) -> ir.Table:
    """Unite the spells that share more than an instant."""
    before = ibis.window(group_by=_RECORD, order_by=_ORDER, preceding=(None, 1), following=None)
    reached = pauses.mutate(_reached=pauses.end_at.max().over(before))
    begins = reached["_reached"].isnull() | (reached.start_at >= reached["_reached"])
    marked = reached.mutate(_begins=begins.cast("int64"))
    spells = marked.mutate(
        _spell=marked["_begins"].sum().over(ibis.cumulative_window(group_by=_RECORD, order_by=_ORDER))
    )
    return _one_of_each(spells, ["_spell"])


def _still_open(pauses: ir.Table, ended: ir.Table) -> ir.Table:
    """Keep the open pauses that no ended one explains, once for each start."""
    cover = ended.select(*_RECORD, _from="start_at", _to="end_at")
    explained = [pauses[name] == cover[name] for name in _RECORD]
    explained += [pauses.start_at >= cover["_from"], pauses.start_at <= cover["_to"]]
    return _one_of_each(pauses.anti_join(cover, explained), ["start_at"])


def _one_of_each(pauses: ir.Table, group: list[str]) -> ir.Table:
    """Return one pause of each record for each value of ``group``."""
    one = pauses.group_by([*_RECORD, *group]).aggregate(
        _id=pauses.id.min(),
        _start=pauses.start_at.min(),
        _end=pauses.end_at.max(),
        reason=pauses.reason.min(),
        batch=pauses.batch.min(),
    )
    return one.select(
        "record_table", "record", "source", "reason", "batch", id=one["_id"], start_at=one["_start"], end_at=one["_end"]
    )
