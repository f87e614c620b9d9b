"""Business relationship management (8.3.2): reviews held, satisfaction with its response rate, complaints."""

from __future__ import annotations

import ibis

from opensmp.evidence.judged import Judged, metric
from opensmp.evidence.metrics._shared import held, on_time, timed
from opensmp.evidence.scene import Scene


@metric("relationship.reviews_held")
def reviews_held(scene: Scene) -> Judged:
    """Of the service reviews planned for the window, how many were held by its end?"""
    return held(scene, scene.records, "planned_at", "held_at")


@metric("relationship.satisfaction")
def satisfaction(scene: Scene) -> Judged:
    """How satisfied were the customers who answered in the window?"""
    t = scene.records
    return Judged(t, population=t.answered_at.notnull() & t.score.notnull(), at=t.answered_at, value=t.score)


@metric("relationship.response_rate")
def response_rate(scene: Scene) -> Judged:
    """Of the surveys sent in the window, how many were answered?"""
    t = scene.records
    return Judged(t, population=t.sent_at.notnull(), at=t.sent_at, good=t.answered_at.notnull())


@metric("relationship.net_promoters")
def net_promoters(scene: Scene) -> Judged:
    """By how much do those who would recommend the service outnumber those who would not, among those who answered?"""
    t = scene.records
    vote = ibis.cases((t.recommends >= 9, 1), (t.recommends <= 6, -1), else_=0).cast("int64")
    return Judged(
        t,
        population=t.answered_at.notnull() & t.recommends.notnull(),
        at=t.answered_at,
        top=vote,
        bottom=ibis.literal(1, "int64"),
        excluded={"not between 0 and 10": ~t.recommends.between(0, 10)},
    )


@metric("relationship.complaint_acknowledged_within")
def complaint_acknowledged_within(scene: Scene) -> Judged:
    """Of the complaints received in the window, how many were acknowledged within the time allowed?"""
    t = scene.records
    end = scene.end("acknowledged_at")
    return timed(scene, t, "opened_at", end, over=t.closed_at.notnull())


@metric("relationship.complaint_closed_within")
def complaint_closed_within(scene: Scene) -> Judged:
    """Of the complaints received in the window, how many were closed within the time allowed?"""
    return timed(scene, scene.records, "opened_at", scene.end("closed_at", resolved="closed_at"))


@metric("relationship.complaints_escalated")
def complaints_escalated(scene: Scene) -> Judged:
    """Of the complaints received in the window, how many were escalated?"""
    t = scene.records
    unsaid = {"not said whether escalated": t.escalated.isnull()}
    return Judged(t, population=t.opened_at.notnull(), at=t.opened_at, good=t.escalated == 1, excluded=unsaid)


@metric("relationship.actions_on_time")
def actions_on_time(scene: Scene) -> Judged:
    """Of the actions from service reviews due in the window, how many were done on time?"""
    return on_time(scene, scene.records, "action_due", "action_done")
