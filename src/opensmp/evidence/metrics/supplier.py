"""Supplier management (8.3.4): contracts by the day on which the window ends, reviews held and targets met."""

from __future__ import annotations

import ibis.expr.types as ir

from opensmp.evidence.judged import Column, Judged, metric
from opensmp.evidence.scene import Scene
from opensmp.measures.catalogue import DUTY_KINDS


@metric("supplier.contracts_in_force")
def contracts_in_force(scene: Scene) -> Judged:
    """How many contracts are in force on the last day of the window?"""
    t = scene.records
    return Judged(t, population=_in_force(t, scene), excluded=_no_last_day(t), start="start_at", end="end_at")


@metric("supplier.contracts_past_end", "end_at")
def contracts_past_end(scene: Scene) -> Judged:
    """How many contracts are past their last day on the last day of the window?"""
    t = scene.records
    return Judged(t, population=t.end_at < scene.last_day, start="start_at", end="end_at")


@metric("supplier.contracts_ending_within", "end_at")
def contracts_ending_within(scene: Scene) -> Judged:
    """How many contracts in force on the last day of the window end at most so many days later?"""
    t = scene.records
    soon = t.end_at <= scene.last_day + scene.days("within", 90)
    return Judged(t, population=_in_force(t, scene) & soon, start="start_at", end="end_at")


def _in_force(t: ir.Table, scene: Scene) -> Column:
    """Whether a contract has begun and its last day has not passed; one without a last day may be in force."""
    begun = t.start_at.isnull() | (t.start_at < scene.until)
    return begun & (t.end_at.isnull() | (t.end_at >= scene.last_day))


def _no_last_day(t: ir.Table) -> dict[str, Column]:
    return {"no last day": t.end_at.isnull()}


@metric("supplier.reviews_held")
def reviews_held(scene: Scene) -> Judged:
    """Of the supplier reviews planned for the window, how many were held by its end?"""
    t = scene.records
    return Judged(
        t,
        population=t.kind.lower().isin(scene.words("kind", DUTY_KINDS["supplier.reviews_held"])) & t.due_at.notnull(),
        at=t.due_at,
        good=(t.done_at < scene.until).fill_null(False),
        start="due_at",
        end="done_at",
    )


@metric("supplier.targets_met")
def targets_met(scene: Scene) -> Judged:
    """Of the supplier targets due in the window, how many were met?"""
    return _passed(scene)


@metric("supplier.targets_aligned")
def targets_aligned(scene: Scene) -> Judged:
    """Of the supplier targets compared in the window, how many are at least as strict as the SLA targets that rest on them?"""
    return _passed(scene)


def _passed(scene: Scene) -> Judged:
    t = scene.records
    of_kind = t.kind.lower().isin(scene.words("kind", DUTY_KINDS[scene.metric.id]))
    return Judged(
        t,
        population=of_kind & t.due_at.notnull(),
        at=t.due_at,
        good=t.passed == 1,
        excluded={"no result": t.passed.isnull()},
    )
