"""The service portfolio (8.2): whether each service has its owner, SLA, cost and review, and whether proposals are decided."""

from __future__ import annotations

import ibis.expr.types as ir

from opensmp.evidence.judged import Column, Judged, metric
from opensmp.evidence.metrics._shared import interval, narrowed, on_time, timed
from opensmp.evidence.scene import Scene


def living(scene: Scene, t: ir.Table) -> Column:
    """Whether a service of the portfolio was alive in the window: neither proposed nor retired before it ended."""
    waiting = (t.status.lower() == "proposed").fill_null(False)
    retired = t.retired_at.isnull() & (t.status.lower() == "retired").fill_null(False)
    ended = (t.retired_at < scene.until).fill_null(False)
    return ~waiting & ~retired & ~ended & (t.in_portfolio != 0).fill_null(True)


def in_scope(scene: Scene, t: ir.Table) -> Column:
    """Whether a living service is in the scope of the management system; one that does not say is in it."""
    return living(scene, t) & (t.in_scope != 0).fill_null(True)


@metric("portfolio.services_with_owner")
def services_with_owner(scene: Scene) -> Judged:
    """Of the services of the portfolio, how many have an owner?"""
    t = scene.records
    return Judged(t, population=living(scene, t), good=t.owner.notnull())


@metric("portfolio.services_with_sla")
def services_with_sla(scene: Scene) -> Judged:
    """Of the services in scope, how many have an approved SLA?"""
    t = scene.records
    return Judged(t, population=in_scope(scene, t), good=(t.slas > 0).fill_null(False))


@metric("portfolio.complete")
def complete(scene: Scene) -> Judged:
    """Of the services of the portfolio, how many have an owner and an approved SLA?"""
    t = scene.records
    return Judged(t, population=living(scene, t), good=t.owner.notnull() & (t.slas > 0).fill_null(False))


@metric("portfolio.reviewed_within_interval")
def reviewed_within_interval(scene: Scene) -> Judged:
    """Of the services of the portfolio, how many were reviewed within the interval before the end of the window?"""
    t = scene.records
    recent = (t.reviewed_at >= scene.until - interval(scene)) & (t.reviewed_at < scene.until)
    later = {"reviewed after the window": (t.reviewed_at >= scene.until).fill_null(False)}
    return Judged(t, population=living(scene, t), good=recent.fill_null(False), excluded=later, end="reviewed_at")


@metric("portfolio.scope_difference")
def scope_difference(scene: Scene) -> Judged:
    """How many services stand in the scope or in the portfolio, and not in both?"""
    t = scene.records
    unsaid = t.in_scope.isnull() | t.in_portfolio.isnull()
    return Judged(
        t,
        population=(t.in_scope != t.in_portfolio) | unsaid,
        excluded={"not said whether in scope and portfolio": unsaid},
    )


@metric("portfolio.cost_known")
def cost_known(scene: Scene) -> Judged:
    """Of the services of the portfolio, how many have a known cost?"""
    t = scene.records
    return Judged(t, population=living(scene, t), good=t.cost.notnull())


@metric("portfolio.proposals_decided_within")
def proposals_decided_within(scene: Scene) -> Judged:
    """Of the services proposed in the window, how many were decided on within the time allowed?"""
    t = scene.records
    return narrowed(timed(scene, t, "proposed_at", "decided_at"), t.proposed_at.notnull())


@metric("portfolio.retired_on_plan")
def retired_on_plan(scene: Scene) -> Judged:
    """Of the services whose retirement was planned for the window, how many were retired by the planned day?"""
    return on_time(scene, scene.records, "retire_due", "retired_at")


@metric("portfolio.described")
def described(scene: Scene) -> Judged:
    """Of the services of the portfolio, how many have their criticality and their dependencies recorded?"""
    t = scene.records
    return Judged(t, population=living(scene, t), good=t.criticality.notnull() & t.dependencies.notnull())
