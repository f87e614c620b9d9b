"""Service level management (8.3.3), budgeting and accounting (8.4.1)."""

from __future__ import annotations

import ibis.expr.types as ir

from opensmp.evidence.judged import Judged, metric
from opensmp.evidence.metrics._shared import duties, reviewed_within_interval, scaled, timed
from opensmp.evidence.scene import Scene

NO_ACTUAL = "no actual figure"


@metric("service_level.targets_met")
def targets_met(scene: Scene) -> Judged:
    """Of the SLA targets due in the window, how many were met?"""
    return passed(duties(scene))


def passed(t: ir.Table) -> Judged:
    """Judge what was due in the window by its result."""
    unsaid = {"result unknown": t.passed.isnull()}
    return Judged(t, population=t.due_at.notnull(), at=t.due_at, good=t.passed == 1, excluded=unsaid)


@metric("service_level.reviewed_within_interval")
def slas_reviewed(scene: Scene) -> Judged:
    """Of the SLAs, how many were reviewed within the interval before the end of the window?"""
    return reviewed_within_interval(scene)


@metric("service_level.workload")
def workload(scene: Scene) -> Judged:
    """How much of the workload that the SLAs allow was used in the window?"""
    t = duties(scene)
    return Judged(
        t,
        population=t.due_at.notnull() & t.planned_amount.notnull(),
        at=t.due_at,
        top=scaled(t.actual_amount),
        bottom=scaled(t.planned_amount),
        excluded={NO_ACTUAL: t.actual_amount.isnull()},
    )


@metric("report.delivered_within")
def delivered_within(scene: Scene) -> Judged:
    """Of the service reports on periods that ended in the window, how many were delivered within the time allowed?"""
    return timed(scene, duties(scene), "due_at", scene.end("done_at", delivered="done_at"))


@metric("budget.variance")
def budget_variance(scene: Scene) -> Judged:
    """By what part of the plan do the budget lines of the window deviate from it, in either direction?"""
    t = duties(scene)
    planned, actual = scaled(t.planned_amount), scaled(t.actual_amount)
    return Judged(
        t,
        population=t.due_at.notnull() & planned.notnull(),
        at=t.due_at,
        top=(actual - planned).abs(),
        bottom=planned,
        excluded={NO_ACTUAL: actual.isnull()},
    )


@metric("budget.largest_variance")
def largest_variance(scene: Scene) -> Judged:
    """By what part of its plan, in per cent, does each budget line of the window deviate from it?"""
    t = duties(scene)
    deviation = 100.0 * (t.actual_amount - t.planned_amount).abs() / t.planned_amount.nullif(0.0)
    return Judged(
        t,
        population=t.due_at.notnull() & t.planned_amount.notnull(),
        at=t.due_at,
        value=deviation,
        excluded={NO_ACTUAL: t.actual_amount.isnull(), "nothing planned": t.planned_amount == 0},
    )
