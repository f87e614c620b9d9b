"""Problem management (8.6.3): causes found, problems closed, fixes that held, and what is still open."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from opensmp.evidence.judged import Column, Judged, metric
from opensmp.evidence.metrics._shared import (
    cancelled,
    closed,
    interval,
    lasting,
    narrowed,
    requires,
    timed,
    when_closed,
    with_count,
)
from opensmp.evidence.scene import Scene


@metric("problem.cause_found_within")
def cause_found_within(scene: Scene) -> Judged:
    """Of the problems opened in the window, how many had their cause found within the time allowed?"""
    t = scene.records
    end = scene.end("root_cause_at", cause_found="root_cause_at", root_cause="root_cause_at")
    return narrowed(timed(scene, t, "opened_at", end, over=closed(t)), ~cancelled(t))


@metric("problem.time_to_cause")
def time_to_cause(scene: Scene) -> Judged:
    """How long did it take to find the causes that were found in the window?"""
    return lasting(scene, scene.records, "opened_at", "root_cause_at")


@metric("problem.time_to_close")
def time_to_close(scene: Scene) -> Judged:
    """How long did it take to close the problems closed in the window?"""
    t = scene.clocked(scene.records, "opened_at", "closed_at")
    return Judged(
        t,
        population=closed(t),
        at=when_closed(t),
        value=t.elapsed,
        excluded=scene.flaws(t, "opened_at", "closed_at", "elapsed"),
        start="opened_at",
        end="closed_at",
    )


@metric("problem.open_with_incidents")
def open_with_incidents(scene: Scene) -> Judged:
    """Of the problems open at the end of the window, how many have a linked incident?"""
    incidents = scene.table("incident")
    linked = incidents.filter(incidents.problem_id.notnull()).select(linked="problem_id").distinct()
    t = scene.records.left_join(linked, scene.records.id == linked.linked)
    return Judged(
        t,
        population=_open_at(t, scene.until),
        good=(t.incident_count > 0).fill_null(False) | t.linked.notnull(),
        excluded={"no count of incidents": t.incident_count.isnull() & t.linked.isnull()},
        start="opened_at",
    )


@metric("problem.known_errors")
def known_errors(scene: Scene) -> Judged:
    """Of the problems open at the end of the window, how many are known errors?"""
    t = scene.records
    since = (t.known_error_at < scene.until).fill_null(False)
    return Judged(t, population=_open_at(t, scene.until), good=since | (t.known_error == 1).fill_null(False))


@metric("problem.repeat_incidents")
def repeat_incidents(scene: Scene) -> Judged:
    """Of the incidents opened in the window, how many repeat one on the same item and of the same category shortly before?"""
    named = scene.records.filter(
        lambda t: ~cancelled(t) & t.ci.notnull() & t.category.notnull() & t.opened_at.notnull()
    )
    every = scene.table("incident").filter(lambda t: ~cancelled(t))
    earlier = every.select(other="id", other_ci="ci", other_category="category", other_at="opened_at")
    before = named.opened_at - earlier.other_at
    same = (named.ci == earlier.other_ci) & (named.category == earlier.other_category)
    tie = (before == 0) & (earlier.other < named.id)
    pairs = named.join(earlier, [same, (before <= interval(scene, "within")) & ((before > 0) | tie)])
    repeated = pairs.select(repeated="id").distinct()
    t = named.left_join(repeated, named.id == repeated.repeated)
    return Judged(t, population=t.opened_at.notnull(), at=t.opened_at, good=t.repeated.notnull())


@metric("problem.backlog_over_age")
def backlog_over_age(scene: Scene) -> Judged:
    """Of the problems open at the end of the window, how many are older than the age allowed?"""
    t = scene.records
    old = scene.until - t.opened_at > interval(scene, "age")
    return Judged(t, population=_open_at(t, scene.until), good=old, start="opened_at")


@metric("problem.proactive")
def proactive(scene: Scene) -> Judged:
    """Of the problems opened in the window, how many were opened proactively?"""
    t = scene.records
    unsaid = {"not said whether proactive": t.proactive.isnull()}
    population = t.opened_at.notnull() & ~cancelled(t)
    return Judged(t, population=population, at=t.opened_at, good=t.proactive == 1, excluded=unsaid)


@metric("problem.closed_without_notes")
def closed_without_notes(scene: Scene) -> Judged:
    """Of the problems closed in the window, how many were closed without notes?"""
    t = scene.records
    unsaid = {"not said whether it has notes": t.close_notes.isnull()}
    return Judged(t, population=closed(t), at=when_closed(t), good=t.close_notes == 0, excluded=unsaid)


@metric("problem.fix_held")
def fix_held(scene: Scene) -> Judged:
    """Of the problems fixed in the window long enough ago, how many had no linked incident in the days after the fix?"""
    requires(scene, "incident")
    after = interval(scene, "within")
    fixed = scene.records.filter(lambda t: t.resolved_at.notnull() & ~cancelled(t))
    incidents = scene.table("incident").select(problem="problem_id", again_at="opened_at")
    lag = incidents.again_at - fixed.resolved_at
    pairs = fixed.join(incidents, [fixed.id == incidents.problem, (lag > 0) & (lag <= after)])
    again = pairs.select(again="id").distinct()
    t = with_count(fixed.left_join(again, fixed.id == again.again), incidents, "problem", "links")
    known = scene.known_until or scene.until
    old_enough = t.resolved_at + after <= known
    return Judged(
        t,
        population=old_enough,
        at=t.resolved_at,
        good=t.again.isnull(),
        excluded={"no incident names a problem": t.links == 0},
        still_open=~old_enough,
    )


def _open_at(t: ir.Table, until: int) -> Column:
    """Whether a problem was open at that moment: opened before it and neither resolved nor closed before it."""
    over = t.resolved_at.notnull() | t.closed_at.notnull() | t.state.isin(["resolved", "closed"]).fill_null(False)
    ended_at = ibis.coalesce(t.resolved_at, t.closed_at, t.updated_at)
    return (t.opened_at < until) & ~cancelled(t) & (~over | (ended_at >= until).fill_null(True))
