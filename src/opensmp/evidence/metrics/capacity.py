"""Capacity management (8.4.3) with demand (8.4.2): thresholds, headroom, forecasts, people and cost."""

from __future__ import annotations

import ibis.expr.types as ir

from opensmp.evidence.judged import Column, Judged, metric, whole
from opensmp.evidence.metrics._shared import duties, on_time, scaled
from opensmp.evidence.metrics.incident import ended, when_ended
from opensmp.evidence.scene import DAY, Scene


def _by_capacity(scene: Scene, t: ir.Table) -> Column:
    """Whether an incident's cause is one of the words for a lack of capacity; an open one need not have a cause yet."""
    return t.cause.lower().isin(scene.words("causes")).fill_null(False)


def _unexplained(t: ir.Table) -> dict[str, Column]:
    return {"no cause": ended(t) & t.cause.isnull()}


@metric("capacity.caused_incidents")
def caused_incidents(scene: Scene) -> Judged:
    """Of the incidents opened in the window, how many did a lack of capacity cause?"""
    t = scene.records
    return Judged(
        t, population=t.opened_at.notnull(), at=t.opened_at, good=_by_capacity(scene, t), excluded=_unexplained(t)
    )


@metric("capacity.incident_share")
def incident_share(scene: Scene) -> Judged:
    """Of the incidents resolved in the window, how many did a lack of capacity cause?"""
    t = scene.records
    return Judged(t, population=ended(t), at=when_ended(t), good=_by_capacity(scene, t), excluded=_unexplained(t))


@metric("capacity.over_threshold")
def over_threshold(scene: Scene) -> Judged:
    """How many resources were over their threshold for longer than the time allowed, in one reading of the window?"""
    seen = scene.records.filter(lambda t: (t.read_at >= scene.since) & (t.read_at < scene.until))
    t = seen.group_by("resource").aggregate(longest=seen.over_seconds.max())
    unread = t.longest.isnull()
    return Judged(
        t, population=(t.longest > scene.limit()) | unread, excluded={"time over the threshold unknown": unread}
    )


@metric("capacity.headroom")
def headroom(scene: Scene) -> Judged:
    """In how many days does the straight trend of each resource's readings reach its capacity?"""
    # in thousandths of a day: the last digits of a sum of floats depend on the order of the rows
    t = _trends(scene)
    spread = t.n * t.sum_xx - t.sum_x * t.sum_x
    slope = (t.n * t.sum_xy - t.sum_x * t.sum_y) / spread.nullif(0.0)
    reached = (t.sum_y - slope * t.sum_x) / t.n
    days = (t.room - reached) / slope.nullif(0.0)
    return Judged(
        t,
        population=t.resource.notnull(),
        value=whole((days < 0).ifelse(0.0, days), 1_000) / 1_000.0,
        excluded={
            "fewer than two readings": t["first"] == t["last"],
            "use does not rise": (t.least == t.most) | (slope <= 0),
            "no capacity": t.room.isnull(),
        },
    )


def _trends(scene: Scene) -> ir.Table:
    """One row a resource: the sums of its least-squares line, in days before the end of the window, and its capacity.

    Whether use stood still, or was read only once, is told by whole values: sums of floats cannot tell exactly.
    """
    known = scene.records.filter(lambda t: (t.read_at < scene.until) & t.used.notnull() & t.resource.notnull())
    x = (known.read_at - scene.until) / float(DAY)
    points = known.mutate(x=x, xx=x * x, xy=x * known.used)
    sums = points.group_by("resource").aggregate(
        n=points.count().cast("float64"),
        sum_x=points.x.sum(),
        sum_y=points.used.sum(),
        sum_xx=points.xx.sum(),
        sum_xy=points.xy.sum(),
        first=points.read_at.min(),
        last=points.read_at.max(),
        least=points.used.min(),
        most=points.used.max(),
    )
    newest = known.select(of="resource", of_at="read_at", of_capacity="capacity")
    room = sums.left_join(newest, [sums.resource == newest.of, sums["last"] == newest.of_at])
    return room.group_by(*sums.columns).aggregate(room=room.of_capacity.max())


@metric("capacity.forecast_accuracy")
def forecast_accuracy(scene: Scene) -> Judged:
    """How near to its forecast, in per cent, was the use read in the window?"""
    t = scene.records
    accuracy = 100.0 * (1.0 - (t.used - t.forecast).abs() / t.forecast.nullif(0.0))
    missing = {"no use": t.used.isnull(), "forecast of zero": t.forecast == 0}
    return Judged(
        t, population=t.read_at.notnull() & t.forecast.notnull(), at=t.read_at, value=accuracy, excluded=missing
    )


@metric("capacity.plan_reviewed")
def plan_reviewed(scene: Scene) -> Judged:
    """Of the reviews of the capacity plan due in the window, how many were done on time?"""
    return on_time(scene, duties(scene), "due_at", "done_at")


@metric("capacity.emergency_purchases")
def emergency_purchases(scene: Scene) -> Judged:
    """How many emergency purchases of capacity were made in the window?"""
    t = scene.records
    unsaid = t.emergency_purchase.isnull()
    return Judged(
        t,
        population=(t.emergency_purchase == 1) | unsaid,
        at=t.read_at,
        excluded={"not said whether an emergency purchase": unsaid},
    )


@metric("capacity.response_time")
def response_time(scene: Scene) -> Judged:
    """What response times were read in the window?"""
    t = scene.records
    return Judged(t, population=t.read_at.notnull() & t.response_ms.notnull(), at=t.read_at, value=t.response_ms)


@metric("capacity.staffing")
def staffing(scene: Scene) -> Judged:
    """How many people were available for those needed, over the readings of the window?"""
    t = scene.records
    return _of(t, scaled(t.people_available), scaled(t.people_needed))


@metric("capacity.unit_cost")
def unit_cost(scene: Scene) -> Judged:
    """What did capacity cost against its budget, over the readings of the window?"""
    t = scene.records
    return _of(t, scaled(t.cost), scaled(t.budget))


def _of(t: ir.Table, top: Column, bottom: Column) -> Judged:
    """One amount of another, of the readings that state the second."""
    missing = {"no actual figure": top.isnull()}
    population = t.read_at.notnull() & bottom.notnull()
    return Judged(t, population=population, at=t.read_at, top=top, bottom=bottom, excluded=missing)
