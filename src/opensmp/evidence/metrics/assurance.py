"""The management system itself: improvement (10), documents (7.5), knowledge (7.6) and internal audit (9.2)."""

from __future__ import annotations

from dataclasses import replace

from opensmp.evidence.judged import Judged, metric
from opensmp.evidence.metrics._shared import (
    NO_DAY_OF_COMPLETION,
    duties,
    held,
    last_moment,
    on_time,
    reviewed_within_interval,
)
from opensmp.evidence.scene import Scene


@metric("improvement.closed_on_time")
def improvements_closed_on_time(scene: Scene) -> Judged:
    """Of the improvements due in the window, how many were done on time?"""
    judged = on_time(scene, duties(scene), "due_at", "done_at")
    t = judged.table
    return replace(judged, excluded={NO_DAY_OF_COMPLETION: t.done_at.isnull() & t.passed.notnull()})


@metric("improvement.targets_achieved")
def improvement_targets_achieved(scene: Scene) -> Judged:
    """Of the improvements done in the window whose effect was judged, how many achieved their target?"""
    t = duties(scene)
    return Judged(t, population=t.done_at.notnull() & t.passed.notnull(), at=t.done_at, good=t.passed == 1)


@metric("documents.overdue")
def documents_overdue(scene: Scene) -> Judged:
    """How many documents were due for a review before the end of the window and had not had it by then?"""
    t = duties(scene)
    not_done = t.done_at.isnull() | (t.done_at >= scene.until)
    return Judged(t, population=(last_moment(scene, t.due_at) < scene.until) & not_done)


@metric("documents.acknowledged_on_time")
def acknowledged_on_time(scene: Scene) -> Judged:
    """Of the acknowledgements due in the window, how many were given on time?"""
    return on_time(scene, duties(scene), "due_at", "done_at")


@metric("knowledge.reviewed_within_interval")
def articles_reviewed(scene: Scene) -> Judged:
    """Of the knowledge articles, how many were reviewed within the interval before the end of the window?"""
    return reviewed_within_interval(scene)


@metric("audit.programme_completed")
def programme_completed(scene: Scene) -> Judged:
    """Of the audits planned for the window, how many were performed by its end?"""
    return held(scene, duties(scene), "due_at", "done_at")


@metric("audit.findings_closed_on_time")
def findings_closed_on_time(scene: Scene) -> Judged:
    """Of the audit findings due in the window, how many were closed on time?"""
    return on_time(scene, duties(scene), "due_at", "done_at")
