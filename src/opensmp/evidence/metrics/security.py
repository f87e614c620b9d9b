"""Information security management (8.7.3): incidents, vulnerabilities, and the reviews that are due."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from opensmp.evidence.judged import Judged, metric
from opensmp.evidence.metrics._shared import duties, last_moment, lasting, narrowed, on_time, timed
from opensmp.evidence.scene import Scene


@metric("security.resolved_within")
def resolved_within(scene: Scene) -> Judged:
    """Of the security incidents resolved in the window, how many were resolved within the time allowed?"""
    t = scene.clocked(scene.records, "detected_at", "resolved_at")
    limit = scene.limit("target")
    return Judged(
        t,
        population=t.resolved_at.notnull() & limit.notnull(),
        at=t.resolved_at,
        good=t.elapsed <= limit,
        excluded=scene.flaws(t, "detected_at", "resolved_at", "elapsed"),
        limit=limit,
        start="detected_at",
        end="resolved_at",
        still_open=t.resolved_at.isnull() & limit.notnull(),
    )


@metric("security.time_to_detect")
def time_to_detect(scene: Scene) -> Judged:
    """How long did it take to detect the security incidents detected in the window?"""
    return lasting(scene, scene.records, "occurred_at", "detected_at")


@metric("security.time_to_contain")
def time_to_contain(scene: Scene) -> Judged:
    """How long did it take to contain the security incidents contained in the window?"""
    return lasting(scene, scene.records, "detected_at", "contained_at")


@metric("security.alert_triaged_within")
def alert_triaged_within(scene: Scene) -> Judged:
    """Of the alerts of the window, of how many was it known in time what they were?"""
    t = scene.records
    return timed(scene, t, "detected_at", scene.end("known_at", triaged="known_at"), over=t.resolved_at.notnull())


@metric("security.regulator_told_within")
def regulator_told_within(scene: Scene) -> Judged:
    """Of the notifiable incidents known in the window, of how many was the regulator told in time?"""
    t = scene.records
    return narrowed(timed(scene, t, "known_at", scene.end("notified_at", told="notified_at")), t.notifiable == 1)


def _of_kind(scene: Scene, kind: str) -> ir.Table:
    """Return the vulnerabilities, or the patches; records that do not say are vulnerabilities."""
    t = scene.records
    return t if "kind" in scene.parameters else t.filter(t.kind.lower().fill_null("vulnerability") == kind)


@metric("vulnerability.fixed_within")
def vulnerability_fixed_within(scene: Scene) -> Judged:
    """Of the vulnerabilities found in the window, how many were fixed within the time allowed?"""
    t = _of_kind(scene, "vulnerability")
    if scene.limit_text:
        return timed(scene, t, "found_at", scene.end("fixed_at", closed="fixed_at"))
    with_limit = t.mutate(time_allowed=last_moment(scene, t.due_at) - t.found_at)
    return timed(scene, with_limit, "found_at", "fixed_at", column="time_allowed")


@metric("security.patched_on_time")
def patched_on_time(scene: Scene) -> Judged:
    """Of the patches due in the window, how many were applied on time?"""
    return on_time(scene, _of_kind(scene, "patch"), "due_at", "fixed_at")


@metric("security.exceptions_past_expiry", "exception_until")
def exceptions_past_expiry(scene: Scene) -> Judged:
    """How many vulnerabilities were open at the end of the window although their exception had ended?"""
    t = scene.records
    still_open = (ibis.coalesce(t.fixed_at, scene.until) >= scene.until) & (t.found_at < scene.until).fill_null(True)
    return Judged(t, population=still_open & (last_moment(scene, t.exception_until) < scene.until))


@metric("security.access_reviews_on_time")
def access_reviews_on_time(scene: Scene) -> Judged:
    """Of the access reviews due in the window, how many were done on time?"""
    return on_time(scene, duties(scene), "due_at", "done_at")


@metric("security.awareness")
def awareness(scene: Scene) -> Judged:
    """Of the awareness trainings due in the window, how many were done on time?"""
    return on_time(scene, duties(scene), "due_at", "done_at")


@metric("security.controls_reviewed")
def controls_reviewed(scene: Scene) -> Judged:
    """Of the reviews of controls due in the window, how many were done on time?"""
    return on_time(scene, duties(scene), "due_at", "done_at")
