"""Change management (8.5.1): outcomes, approvals, reviews, and the incidents that changes caused."""

from __future__ import annotations

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir

from opensmp.evidence.judged import Column, Judged, metric
from opensmp.evidence.metrics._shared import (
    cancelled,
    interval,
    lasting,
    narrowed,
    requires,
    timed,
    when_closed,
    with_count,
)
from opensmp.evidence.scene import Scene

OUTCOME_WEIGHTS: Mapping[str, int] = {"successful": 3, "issues": -2, "unsuccessful": -5}
INCIDENT_WEIGHTS: Mapping[int, int] = {1: -10, 2: -5, 3: -2}
"""Weights of the change score by outcome and by the priority of incidents caused: one vendor's defaults."""

UNKNOWN_OUTCOME = "outcome unknown"


def over(t: ir.Table) -> Column:
    """Whether the change has been closed, cancelled ones included."""
    return t.closed_at.notnull() | t.state.isin(["closed", "cancelled", "rejected"]).fill_null(False)


def called_off(t: ir.Table) -> Column:
    """Whether the change was cancelled or rejected."""
    return cancelled(t) | (_outcome(t) == "cancelled").fill_null(False)


def implemented(t: ir.Table) -> Column:
    """Whether the change was carried out and closed."""
    return over(t) & ~called_off(t) & (t.actual_start.notnull() | t.actual_end.notnull())


def _outcome(t: ir.Table) -> Column:
    return t.close_code.lower()


def _unclear(t: ir.Table) -> Column:
    """Whether the outcome is missing or a word nobody mapped."""
    return ~_outcome(t).isin(["successful", "issues", "unsuccessful", "cancelled"]).fill_null(False)


def _emergency(t: ir.Table) -> Column:
    return (t.type.lower() == "emergency").fill_null(False)


@metric("change.successful")
def successful(scene: Scene) -> Judged:
    """Of the changes closed in the window and not cancelled, how many were successful?"""
    t = scene.records
    backed_out = (t.backed_out == 1).fill_null(False)
    return Judged(
        t,
        population=over(t) & ~called_off(t),
        at=when_closed(t),
        good=(_outcome(t) == "successful").fill_null(False) & ~backed_out,
        excluded={UNKNOWN_OUTCOME: _unclear(t) & ~backed_out},
    )


@metric("change.failed")
def failed(scene: Scene) -> Judged:
    """Of all changes closed in the window, how many were unsuccessful?"""
    t = scene.records
    unsuccessful = (_outcome(t) == "unsuccessful").fill_null(False)
    return Judged(
        t,
        population=over(t),
        at=when_closed(t),
        good=unsuccessful,
        excluded={UNKNOWN_OUTCOME: _unclear(t) & ~cancelled(t)},
    )


@metric("change.emergency_share")
def emergency_share(scene: Scene) -> Judged:
    """Of the changes closed in the window, how many were emergency changes?"""
    t = scene.records
    return Judged(t, population=over(t), at=when_closed(t), good=_emergency(t), excluded={"no type": t.type.isnull()})


@metric("change.urgent_share")
def urgent_share(scene: Scene) -> Judged:
    """Of the changes requested in the window, how many were emergency changes?"""
    t = scene.records
    missing = {"no type": t.type.isnull()}
    return Judged(t, population=t.requested_at.notnull(), at=t.requested_at, good=_emergency(t), excluded=missing)


@metric("change.unauthorised")
def unauthorised(scene: Scene) -> Judged:
    """How many changes were found on configuration items in the window without an approved change record?"""
    t = scene.records
    unsaid = t.change_id.notnull() & t.approved.isnull()
    refused = (t.approved == 0).fill_null(False)
    return Judged(
        t,
        population=refused | t.change_id.isnull() | unsaid,
        at=t.changed_at,
        excluded={"approval unknown": unsaid},
    )


@metric("change.caused_incidents")
def caused_incidents(scene: Scene) -> Judged:
    """Of the changes implemented and closed in the window, how many caused an incident shortly after?"""
    changes = scene.records.mutate(done_at=ibis.coalesce(scene.records.actual_end, scene.records.actual_start))
    incidents = scene.table("incident").filter(lambda t: ~cancelled(t))
    attributed = incidents.select(by="caused_by_change", incident_at="opened_at")
    lag = attributed.incident_at - ibis.coalesce(changes.actual_start, changes.done_at)
    until = changes.done_at + interval(scene, "within")
    pairs = changes.join(attributed, [changes.id == attributed.by, (lag >= 0) & (attributed.incident_at <= until)])
    guilty = pairs.select(guilty="id").distinct()
    t = with_count(changes.left_join(guilty, changes.id == guilty.guilty), attributed, "by", "links")
    counted = (t.incident_count > 0).fill_null(False)
    return Judged(
        t,
        population=implemented(t),
        at=when_closed(t),
        good=t.guilty.notnull() | counted,
        excluded={"incidents not counted": t.incident_count.isnull() & (t.links == 0)},
    )


@metric("change.approved_before_start")
def approved_before_start(scene: Scene) -> Judged:
    """Of the changes implemented and closed in the window, how many were approved before they started?"""
    t = scene.records
    return Judged(
        t,
        population=implemented(t),
        at=when_closed(t),
        good=(t.approved_at <= t.actual_start).fill_null(False),
        excluded={"no start": t.actual_start.isnull() & t.approved_at.notnull()},
    )


@metric("change.on_time")
def on_time(scene: Scene) -> Judged:
    """Of the changes implemented and closed in the window, how many stayed inside their planned window?"""
    t = scene.records
    return Judged(
        t,
        population=implemented(t) & t.planned_start.notnull() & t.planned_end.notnull(),
        at=when_closed(t),
        good=(t.planned_start <= t.actual_start) & (t.actual_end <= t.planned_end),
        excluded={
            "no start": t.actual_start.isnull(),
            "no end": t.actual_end.isnull(),
            "ends before it starts": t.actual_end < t.actual_start,
        },
    )


def _needs_review(t: ir.Table) -> Column:
    """Whether the change was carried out and failed, was an emergency, or was major."""
    bad = (_outcome(t) == "unsuccessful").fill_null(False) | (t.backed_out == 1).fill_null(False)
    return over(t) & ~called_off(t) & (bad | _emergency(t) | (t.major == 1).fill_null(False))


@metric("change.reviewed", "type")
def reviewed(scene: Scene) -> Judged:
    """Of the failed, emergency and major changes closed in the window, how many were reviewed?"""
    t = scene.records
    return Judged(t, population=_needs_review(t), at=when_closed(t), good=t.reviewed_at.notnull())


@metric("change.reviewed_within", "type")
def reviewed_within(scene: Scene) -> Judged:
    """Of the failed, emergency and major changes closed in the window, how many were reviewed within the time allowed?"""
    judged = narrowed(timed(scene, scene.records, "actual_end", "reviewed_at"), _needs_review(scene.records))
    t = judged.table
    no_start = _needs_review(t) & t.actual_end.isnull()
    return Judged(
        t,
        population=judged.population | no_start,
        at=when_closed(t),
        good=judged.good,
        excluded=judged.excluded,
        limit=judged.limit,
        start=judged.start,
        end=judged.end,
        still_open=judged.still_open,
    )


@metric("change.lead_time")
def lead_time(scene: Scene) -> Judged:
    """How long did the changes approved in the window wait for their approval?"""
    return lasting(scene, scene.records, "requested_at", "approved_at")


@metric("change.conflicts")
def conflicts(scene: Scene) -> Judged:
    """How many changes closed in the window were in conflict with another or in a blackout window?"""
    t = scene.records
    unsaid = t.conflict.isnull()
    return Judged(
        t,
        population=over(t) & ((t.conflict == 1) | unsaid),
        at=when_closed(t),
        excluded={"not said whether in conflict": unsaid},
    )


@metric("change.with_backout_plan")
def with_backout_plan(scene: Scene) -> Judged:
    """Of the changes implemented and closed in the window, how many had a back-out plan?"""
    t = scene.records
    unsaid = {"not said whether it has a plan": t.backout_plan.isnull()}
    return Judged(t, population=implemented(t), at=when_closed(t), good=t.backout_plan == 1, excluded=unsaid)


@metric("change.closed")
def closed_changes(scene: Scene) -> Judged:
    """How many changes were closed in the window?"""
    t = scene.records
    return Judged(t, population=over(t), at=when_closed(t))


@metric("change.score")
def score(scene: Scene) -> Judged:
    """What score do the changes closed in the window reach, with the incidents that they caused?"""
    requires(scene, "incident")
    incidents = scene.table("incident").filter(lambda t: ~cancelled(t) & t.caused_by_change.notnull())
    weight = ibis.cases(*((incidents.priority == rank, points) for rank, points in INCIDENT_WEIGHTS.items()), else_=0)
    harm = incidents.mutate(weight=weight).group_by(by="caused_by_change").aggregate(harm=lambda t: t.weight.sum())
    t = scene.records.left_join(harm, scene.records.id == harm.by)
    points = ibis.cases(*((_outcome(t) == word, points) for word, points in OUTCOME_WEIGHTS.items()), else_=0)
    total = points.cast("int64") + t.harm.fill_null(0).cast("int64")
    return Judged(t, population=over(t), at=when_closed(t), value=total, excluded={UNKNOWN_OUTCOME: _unclear(t)})
