"""Service availability (8.7.1): agreed time, and the unplanned downtime inside it.

Each service is measured for itself. Overlapping outages of a service are united first, cut at the edges of the window, and
what lies inside planned work does not count. An outage that has not ended lasts until the window or the records end.
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from opensmp.evidence.engine import tabled
from opensmp.evidence.judged import Column, Judged, metric
from opensmp.evidence.population import names_one_of
from opensmp.evidence.scene import Scene

_NOT_DOWN = ("none", "maintenance")
"""Impacts that are no downtime unless the commitment names them."""


@metric("service.availability")
def availability(scene: Scene) -> Judged:
    """What share of the agreed hours of the window was the service up, planned work left aside?"""
    t = _services(scene, _unplanned(scene))
    return _judged(t, t.agreed - t.down, t.agreed)


@metric("service.total_availability")
def total_availability(scene: Scene) -> Judged:
    """What share of all the time of the window was the service up, whether the downtime was planned or not?"""
    t = _services(scene, _spans(scene, _is_down(scene) | _is_planned(scene)))
    return _judged(t, t.agreed - t.down, t.agreed)


@metric("service.link_availability")
def link_availability(scene: Scene) -> Judged:
    """What share of the agreed hours was the service up, counting only the downtime that a supplier caused?"""
    t = _services(scene, _unplanned(scene, _is_down(scene) & scene.records.supplier.notnull()))
    return _judged(t, t.agreed - t.down, t.agreed)


@metric("service.outages")
def outages(scene: Scene) -> Judged:
    """How many unplanned outages, united where they overlap, touched the agreed hours of the window?"""
    t = _services(scene, _unplanned(scene))
    return _judged(t, t.outages, None)


@metric("service.time_between_failures")
def time_between_failures(scene: Scene) -> Judged:
    """How long was the service up between two unplanned outages, in agreed time?"""
    t = _services(scene, _unplanned(scene))
    return _judged(t, t.agreed - t.down, t.outages, t.outages > 0)


@metric("service.time_to_restore")
def time_to_restore(scene: Scene) -> Judged:
    """How long was the service down in an unplanned outage, in agreed time?"""
    t = _services(scene, _unplanned(scene))
    return _judged(t, t.down, t.outages, t.outages > 0)


@metric("service.longest_outage")
def longest_outage(scene: Scene) -> Judged:
    """How long was the longest unplanned outage that ended in the window?"""
    return _each(scene, scene.records, _is_down(scene))


@metric("service.user_minutes_lost")
def user_minutes_lost(scene: Scene) -> Judged:
    """How many minutes did users lose in the unplanned outages that ended in the window?"""
    t = scene.records
    seconds = (t.outage_end - t.outage_start) * t.users
    excluded = {**scene.flaws(t, "outage_start", "outage_end"), "no users": t.users.isnull()}
    return Judged(t, population=_is_down(scene), at=t.outage_end, value=seconds / 60, excluded=excluded)


@metric("service.degraded_time")
def degraded_time(scene: Scene) -> Judged:
    """How long was the service degraded, without being down, in the degradations that ended in the window?"""
    t = scene.records
    return _each(scene, t, (t.degraded == 1) & ~_is_planned(scene))


@metric("service.outages_investigated")
def outages_investigated(scene: Scene) -> Judged:
    """Of the unplanned outages that began in the window, how many were investigated?"""
    t = scene.records
    return Judged(t, population=_is_down(scene), at=t.outage_start, good=t.investigated_at.notnull())


def _each(scene: Scene, t: ir.Table, population: Column) -> Judged:
    """Judge each outage by the time from its start to its end."""
    return Judged(
        t,
        population=population,
        at=t.outage_end,
        value=t.outage_end - t.outage_start,
        excluded=scene.flaws(t, "outage_start", "outage_end"),
        start="outage_start",
        end="outage_end",
    )


def _is_planned(scene: Scene) -> Column:
    return (scene.records.planned == 1).fill_null(False)


def _is_down(scene: Scene) -> Column:
    """Whether a record means that the service was down: by impact, and degraded service only if the commitment says so."""
    t = scene.records
    impact = t.impact.lower()
    chosen = scene.words("impact", "")
    down = impact.isin(chosen).fill_null(False) if chosen else ~impact.isin(_NOT_DOWN).fill_null(False)
    if scene.parameter("degraded", "no") != "yes":
        down = down & ~(t.degraded == 1).fill_null(False)
    return down & ~_is_planned(scene)


# Spans of time -------------------------------------------------------------------------------------------------------

_PLACE = ("window", "service")
"""What outages are united within: a window, and a service of the plan."""


def _unplanned(scene: Scene, down: Column | None = None) -> ir.Table:
    """Return the united outages with the seconds of agreed time in them that no planned work covers."""
    outages = _spans(scene, _is_down(scene) if down is None else down)
    planned = _spans(scene, _is_planned(scene)).rename(planned_begin="begin", planned_finish="finish")
    met = outages.inner_join(
        planned,
        [*_PLACE, outages.begin < planned.planned_finish, planned.planned_begin < outages.finish],
    )
    met = met.select(*_PLACE, "begin", "finish", "planned_begin", "planned_finish")
    cut = met.mutate(
        cut_begin=ibis.greatest(met.begin, met.planned_begin), cut_finish=ibis.least(met.finish, met.planned_finish)
    )
    cut = scene.clocked(cut, "cut_begin", "cut_finish", "planned_seconds")
    covered = cut.group_by([*_PLACE, "begin"]).aggregate(covered=cut.planned_seconds.sum())
    left = outages.left_join(covered, [*_PLACE, "begin"])
    return left.select(*_PLACE, "begin", seconds=left.seconds - left.covered.fill_null(0))


def _spans(scene: Scene, wanted: Column) -> ir.Table:
    """Return the wanted records as disjoint spans of each service and window, with their seconds of agreed time."""
    t = scene.records
    last = scene.known_until or max(span.end for span in scene.spans)
    t = _by_service(scene, t.filter(wanted & t.outage_start.notnull()))
    t = t.select(
        service=t.service,
        begin=t.outage_start,
        finish=ibis.coalesce(t.outage_end, ibis.greatest(t.outage_start, ibis.literal(last, "int64"))),
    )
    t = t.filter(t.begin < t.finish)
    windows = scene.windows
    t = t.inner_join(windows, [t.begin < windows.until, windows.since < t.finish])
    t = t.select(*_PLACE, begin=ibis.greatest(t.begin, t.since), finish=ibis.least(t.finish, t.until))
    order = ["begin", "finish"]
    t = t.mutate(reached=t.finish.max().over(ibis.window(group_by=_PLACE, order_by=order, preceding=(None, 1))))
    t = t.mutate(fresh=ibis.ifelse(t.begin > t.reached, 1, ibis.ifelse(t.reached.isnull(), 1, 0)))
    t = t.mutate(span=t.fresh.sum().over(ibis.window(group_by=_PLACE, order_by=order, preceding=(None, 0))))
    united = t.group_by([*_PLACE, "span"]).aggregate(begin=t.begin.min(), finish=t.finish.max())
    return scene.clocked(united.drop("span"), "begin", "finish", "seconds")


def _services(scene: Scene, spans: ir.Table) -> ir.Table:
    """Return one row for each window and each service that the commitment names, down or not.

    Where it names none, the records of all services are taken as those of one.
    """
    names = tabled([{"service": service} for service in scene.services or ("",)], {"service": "string"})
    all_rows = scene.windows.cross_join(names)
    down = spans.group_by(_PLACE).aggregate(
        down=spans.seconds.sum().cast("int64"), outages=spans.count(where=spans.seconds > 0).cast("int64")
    )
    joined = all_rows.left_join(down, _PLACE).select(
        *_PLACE, "agreed", down=down.down.fill_null(0), outages=down.outages.fill_null(0)
    )
    flawed = _flawed(scene).rename(flawed_rows="rows")
    joined = joined.left_join(flawed, _PLACE)
    return joined.select(*_PLACE, "agreed", "down", "outages", flawed=flawed.flawed_rows.fill_null(0))


def _flawed(scene: Scene) -> ir.Table:
    """Count the outages of each service and window that have no start, or that end before it."""
    t = scene.records
    t = _by_service(scene, t.filter(_is_down(scene) & (t.outage_start.isnull() | (t.outage_end < t.outage_start))))
    t = t.select(service=t.service, known=ibis.coalesce(t.outage_end, t.outage_start, t.updated_at))
    windows = scene.windows
    t = t.inner_join(windows, [t.known >= windows.since, t.known < windows.until])
    return t.group_by(_PLACE).aggregate(rows=t.count().cast("int64"))


def _by_service(scene: Scene, t: ir.Table) -> ir.Table:
    """Return the records under the id of each service of the plan that they name, a record of two services twice.

    Where the commitment names no service, all records are those of one.
    """
    if not scene.services:
        return t.mutate(service=ibis.literal(""))
    named = [
        t.filter(names_one_of(t.service, words)).mutate(service=ibis.literal(service))
        for service, words in scene.names_of_services.items()
    ]
    return ibis.union(*named) if len(named) > 1 else named[0]


def _judged(t: ir.Table, top: Column, bottom: Column | None, population: Column | None = None) -> Judged:
    return Judged(
        t,
        population=ibis.literal(True) if population is None else population,
        window=t.window,
        top=top,
        bottom=bottom,
        left_out={"no start, or an end before it": t.flawed},
    )
