"""Incident management (8.6.1): responded to, resolved, reopened, reviewed, and what is still open."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from opensmp.evidence.judged import Column, Judged, metric
from opensmp.evidence.metrics._shared import requires
from opensmp.evidence.scene import Scene


def ended(t: ir.Table) -> Column:
    """Whether the incident has come to an end by any sign of it; cancelled ones never count."""
    over = t.resolved_at.notnull() | t.closed_at.notnull() | t.state.isin(["resolved", "closed"]).fill_null(False)
    return over & ~cancelled(t)


def cancelled(t: ir.Table) -> Column:
    """Whether the incident was cancelled or rejected."""
    return t.state.isin(["cancelled", "rejected"]).fill_null(False)


def when_ended(t: ir.Table, end: str = "resolved_at") -> Column:
    """Return the time that dates the end: the end that is meant, else the nearest sign of it, so that none is left out."""
    times = dict.fromkeys((end, "resolved_at", "closed_at", "updated_at"))
    return ibis.coalesce(*(t[name] for name in times))


@metric("incident.resolved_within")
def resolved_within(scene: Scene) -> Judged:
    """Of the incidents resolved in the window that have a time limit, how many were resolved within it?"""
    end = scene.end("resolved_at", restored="resolved_at")
    t = scene.clocked(scene.records, "opened_at", end)
    limit = scene.limit("sla_target")
    return Judged(
        t,
        population=ended(t) & limit.notnull(),
        at=when_ended(t, end),
        good=t.elapsed <= limit,
        excluded=scene.flaws(t, "opened_at", end, "elapsed"),
        flag=t.sla_met == 1,
        limit=limit,
        start="opened_at",
        end=end,
        still_open=~ended(t) & ~cancelled(t) & limit.notnull(),
        reopened=t.reopen_count > 0,
    )


@metric("incident.responded_within")
def responded_within(scene: Scene) -> Judged:
    """Of the incidents opened in the window that have a response limit, how many got their first response within it?"""
    end = scene.end("acknowledged_at", responded="acknowledged_at")
    t = scene.clocked(scene.records, "opened_at", end)
    limit = scene.limit("response_target")
    waiting = t[end].isnull() & ~ended(t)
    return Judged(
        t,
        population=~waiting & ~cancelled(t) & limit.notnull(),
        at=t.opened_at,
        good=t.elapsed <= limit,
        excluded=scene.flaws(t, "opened_at", end, "elapsed"),
        flag=t.response_met == 1,
        limit=limit,
        start="opened_at",
        end=end,
        still_open=waiting & ~cancelled(t) & limit.notnull(),
    )


@metric("incident.flagged_in_time")
def flagged_in_time(scene: Scene) -> Judged:
    """Of the incidents opened in the window that carry the tool's own mark, how many does it call in time?"""
    t = scene.records
    return Judged(t, population=t.sla_met.notnull() & ~cancelled(t), at=t.opened_at, good=t.sla_met == 1)


@metric("incident.response_flagged_in_time")
def response_flagged_in_time(scene: Scene) -> Judged:
    """Of the incidents opened in the window whose first response carries the tool's mark, how many does it call in time?"""
    t = scene.records
    return Judged(t, population=t.response_met.notnull() & ~cancelled(t), at=t.opened_at, good=t.response_met == 1)


@metric("incident.time_to_resolve")
def time_to_resolve(scene: Scene) -> Judged:
    """How long did it take to resolve the incidents resolved in the window?"""
    end = scene.end("resolved_at", restored="resolved_at")
    t = scene.clocked(scene.records, "opened_at", end)
    return Judged(
        t,
        population=ended(t),
        at=when_ended(t, end),
        value=t.elapsed,
        excluded=scene.flaws(t, "opened_at", end, "elapsed"),
        start="opened_at",
        end=end,
        reopened=t.reopen_count > 0,
    )


@metric("incident.time_to_acknowledge")
def time_to_acknowledge(scene: Scene) -> Judged:
    """How long did it take until the first response to the incidents that got theirs in the window?"""
    t = scene.clocked(scene.records, "opened_at", "acknowledged_at")
    return Judged(
        t,
        population=t.acknowledged_at.notnull() & ~cancelled(t),
        at=t.acknowledged_at,
        value=t.elapsed,
        excluded=scene.flaws(t, "opened_at", "acknowledged_at", "elapsed"),
        start="opened_at",
        end="acknowledged_at",
    )


@metric("incident.time_to_close")
def time_to_close(scene: Scene) -> Judged:
    """How long did it take from resolution until the incidents closed in the window were closed?"""
    t = scene.clocked(scene.records, "resolved_at", "closed_at")
    return Judged(
        t,
        population=t.closed_at.notnull() & ~cancelled(t),
        at=t.closed_at,
        value=t.elapsed,
        excluded=scene.flaws(t, "resolved_at", "closed_at", "elapsed"),
        start="resolved_at",
        end="closed_at",
    )


@metric("incident.priority_changed")
def priority_changed(scene: Scene) -> Judged:
    """Of the incidents opened in the window whose history is known, how many had more than one priority in it?"""
    requires(scene, "event")
    events = scene.table("event")
    events = events.filter((events.record_table == "incident") & events.priority.notnull())
    seen = events.group_by(record=events.record, tool=events.source).aggregate(
        highest=events.priority.min(), lowest=events.priority.max()
    )
    t = scene.records
    t = t.left_join(seen, [t.id == seen.record, t.source == seen.tool]).drop("record", "tool")
    return Judged(
        t,
        population=t.opened_at.notnull() & ~cancelled(t),
        at=t.opened_at,
        good=t.highest < t.lowest,
        excluded={"no history": t.highest.isnull()},
    )


@metric("incident.first_assignment")
def first_assignment(scene: Scene) -> Judged:
    """Of the incidents resolved in the window, how many were resolved by the group that got them first?"""
    t = scene.records
    missing = {"no counter": t.reassign_count.isnull()}
    return Judged(t, population=ended(t), at=when_ended(t), good=t.reassign_count == 0, excluded=missing)


@metric("incident.reassigned")
def reassigned(scene: Scene) -> Judged:
    """Of the incidents resolved in the window, how many were handed to another group at least once?"""
    t = scene.records
    missing = {"no counter": t.reassign_count.isnull()}
    return Judged(t, population=ended(t), at=when_ended(t), good=t.reassign_count > 0, excluded=missing)


@metric("incident.reassignments")
def reassignments(scene: Scene) -> Judged:
    """How often was an incident that was resolved in the window handed from group to group?"""
    t = scene.records
    missing = {"no counter": t.reassign_count.isnull()}
    return Judged(t, population=ended(t), at=when_ended(t), value=t.reassign_count, excluded=missing)


@metric("incident.reopened")
def reopened(scene: Scene) -> Judged:
    """Of the incidents resolved in the window, how many had been reopened?"""
    t = scene.records
    missing = {"no counter": t.reopen_count.isnull()}
    return Judged(t, population=ended(t), at=when_ended(t), good=t.reopen_count > 0, excluded=missing)


@metric("incident.opened")
def opened(scene: Scene) -> Judged:
    """How many incidents were opened in the window?"""
    t = scene.records
    return Judged(t, population=t.opened_at.notnull(), at=t.opened_at)


@metric("incident.resolved")
def resolved(scene: Scene) -> Judged:
    """How many incidents were resolved in the window?"""
    t = scene.records
    return Judged(t, population=ended(t), at=when_ended(t))


@metric("incident.major", "major")
def major(scene: Scene) -> Judged:
    """How many major incidents were opened in the window?"""
    t = scene.records
    return Judged(t, population=t.opened_at.notnull() & (t.major == 1), at=t.opened_at)


@metric("incident.open")
def open_incidents(scene: Scene) -> Judged:
    """How many incidents were open at the end of the window?"""
    t = scene.records
    return Judged(t, population=_open_at(t, scene.until), start="opened_at")


@metric("incident.backlog_over_age")
def backlog_over_age(scene: Scene) -> Judged:
    """Of the incidents open at the end of the window, how many are older than the age allowed?"""
    t = scene.records
    return Judged(
        t,
        population=_open_at(t, scene.until),
        good=scene.until - t.opened_at > scene.days("age", 30),
        start="opened_at",
    )


@metric("incident.overdue_open")
def overdue_open(scene: Scene) -> Judged:
    """Of the incidents open at the end of the window that have a time limit, how many are past it?"""
    until = scene.records.mutate(window_end=ibis.literal(scene.until, "int64"))
    t = scene.clocked(until, "opened_at", "window_end")
    limit = scene.limit("sla_target")
    return Judged(
        t,
        population=_open_at(t, scene.until) & limit.notnull(),
        good=t.elapsed > limit,
        excluded={"no clock": t.elapsed.isnull()},
        limit=limit,
        start="opened_at",
        end="window_end",
    )


def _open_at(t: ir.Table, until: int) -> Column:
    """Whether the incident was open at that moment: opened before it and not ended before it."""
    at = when_ended(t)
    return (t.opened_at < until) & ~cancelled(t) & (~ended(t) | (at >= until).fill_null(True))


@metric("incident.reviewed_within", "major")
def reviewed_within(scene: Scene) -> Judged:
    """Of the major incidents resolved in the window, how many were reviewed within the time allowed?"""
    t = scene.clocked(scene.records, "resolved_at", "reviewed_at")
    late = t.reviewed_at.isnull()
    return Judged(
        t,
        population=(t.major == 1) & t.resolved_at.notnull(),
        at=t.resolved_at,
        good=~late & (t.elapsed <= scene.limit()).fill_null(False),
        excluded={"ends before it starts": t.reviewed_at < t.resolved_at},
        start="resolved_at",
        end="reviewed_at",
    )


@metric("incident.linked_to_service_or_ci")
def linked_to_service_or_ci(scene: Scene) -> Judged:
    """Of the incidents opened in the window, how many name a service or a configuration item?"""
    t = scene.records
    return Judged(t, population=t.opened_at.notnull(), at=t.opened_at, good=t.ci.notnull() | t.service.notnull())


@metric("incident.linked_to_problem", "problem_id")
def linked_to_problem(scene: Scene) -> Judged:
    """Of the incidents resolved in the window, how many are linked to a problem?"""
    t = scene.records
    return Judged(t, population=ended(t), at=when_ended(t), good=t.problem_id.notnull())


@metric("incident.linked_to_change", "change_id")
def linked_to_change(scene: Scene) -> Judged:
    """Of the incidents resolved in the window, how many are linked to a change?"""
    t = scene.records
    return Judged(t, population=ended(t), at=when_ended(t), good=t.change_id.notnull())


@metric("incident.caused_by_change", "caused_by_change")
def caused_by_change(scene: Scene) -> Judged:
    """Of the incidents opened in the window, how many were caused by a change?"""
    t = scene.records
    return Judged(t, population=t.opened_at.notnull(), at=t.opened_at, good=t.caused_by_change.notnull())


@metric("incident.satisfaction")
def satisfaction(scene: Scene) -> Judged:
    """How satisfied were the people whose incidents were resolved in the window and who answered?"""
    t = scene.records
    return Judged(t, population=ended(t) & t.csat.notnull(), at=when_ended(t), value=t.csat)
