"""Service request management (8.6.2): fulfilled, approved, rejected, satisfied, and what is still open."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from opensmp.evidence.judged import Column, Judged, Unmeasurable, metric
from opensmp.evidence.metrics._shared import cancelled, closed, interval, lasting, narrowed, timed, when_closed
from opensmp.evidence.scene import Scene
from opensmp.i18n import _


def fulfilled(t: ir.Table) -> Column:
    """Whether the request came to its end by any sign of it, and was neither rejected nor cancelled."""
    over = t.fulfilled_at.notnull() | t.closed_at.notnull() | t.state.isin(["resolved", "closed"]).fill_null(False)
    return over & ~_refused(t)


def when_fulfilled(t: ir.Table) -> Column:
    """Return the time that dates the fulfilment, else the nearest sign of it, so that none is left out."""
    return ibis.coalesce(t.fulfilled_at, t.closed_at, t.updated_at)


def _refused(t: ir.Table) -> Column:
    return cancelled(t) | (t.decision.lower() == "rejected").fill_null(False)


@metric("request.fulfilled_within")
def fulfilled_within(scene: Scene) -> Judged:
    """Of the requests fulfilled in the window that have a time limit, how many were fulfilled within it?"""
    return _fulfilled_within(scene, scene.records)


@metric("card.delivered_within")
def card_delivered_within(scene: Scene) -> Judged:
    """Of the cards delivered in the window, how many were delivered within the time allowed?"""
    t = scene.records
    cards = t if "item" in scene.parameters else t.filter(t.item.lower().isin(["card", "cards", "kartu"]))
    return _fulfilled_within(scene, cards)


def _fulfilled_within(scene: Scene, t: ir.Table) -> Judged:
    start = _begun(scene)
    end = scene.end("fulfilled_at", delivered="fulfilled_at")
    t = scene.clocked(_with_start(t), start, end)
    limit = scene.limit("item_target")
    return Judged(
        t,
        population=fulfilled(t) & limit.notnull(),
        at=when_fulfilled(t),
        good=t.elapsed <= limit,
        excluded=scene.flaws(t, start, end, "elapsed"),
        flag=t.sla_met == 1,
        limit=limit,
        start=start,
        end=end,
        still_open=~fulfilled(t) & ~_refused(t) & limit.notnull(),
        reopened=t.reopen_count > 0,
    )


def _begun(scene: Scene) -> str:
    """Return where the clock starts: at the request, or at its approval where the wait does not count."""
    said = scene.parameter("approval")
    if said not in {"included", "excluded"}:
        raise Unmeasurable(_("“{said}”: the wait for an approval is included or excluded.", said=said))
    return "requested_at" if said == "included" else "begun_at"


def _with_start(t: ir.Table) -> ir.Table:
    """Add where the clock starts without the wait for an approval; without an approval, at the request."""
    return t.mutate(begun_at=ibis.coalesce(t.approved_at, t.requested_at))


@metric("call.answered_within")
def call_answered_within(scene: Scene) -> Judged:
    """Of the calls that came in the window, how many were answered within the time allowed?"""
    t = scene.records
    calls = t if "category" in scene.parameters else t.filter(t.category.lower().isin(["call", "calls", "panggilan"]))
    end = scene.end("fulfilled_at", answered="fulfilled_at")
    return narrowed(
        timed(scene, calls, "requested_at", end, column="item_target", over=closed(calls)), ~cancelled(calls)
    )


@metric("request.closed_late")
def closed_late(scene: Scene) -> Judged:
    """Of the requests closed in the window, how many does the tool itself mark as late?"""
    t = scene.records
    unmarked = {"no mark of the tool": t.sla_met.isnull()}
    return Judged(t, population=closed(t), at=when_closed(t), good=t.sla_met == 0, excluded=unmarked)


@metric("request.time_to_fulfil")
def time_to_fulfil(scene: Scene) -> Judged:
    """How long did it take to fulfil the requests fulfilled in the window?"""
    start = _begun(scene)
    t = scene.clocked(_with_start(scene.records), start, "fulfilled_at")
    return Judged(
        t,
        population=fulfilled(t),
        at=when_fulfilled(t),
        value=t.elapsed,
        excluded=scene.flaws(t, start, "fulfilled_at", "elapsed"),
        start=start,
        end="fulfilled_at",
    )


@metric("request.time_to_approve")
def time_to_approve(scene: Scene) -> Judged:
    """How long did the requests approved in the window wait for their approval?"""
    t = scene.records
    return narrowed(
        lasting(scene, t, "requested_at", "approved_at"), (t.decision.lower() != "rejected").fill_null(True)
    )


@metric("request.rejected")
def rejected(scene: Scene) -> Judged:
    """Of the requests made in the window on which somebody decided, how many were rejected?"""
    t = scene.records
    decided = t.decision.lower().isin(["approved", "rejected"]).fill_null(False)
    turned_down = (t.state == "rejected").fill_null(False)
    return Judged(
        t,
        population=decided | turned_down | t.approved_at.notnull(),
        at=t.requested_at,
        good=turned_down | (t.decision.lower() == "rejected").fill_null(False),
    )


@metric("request.backlog_over_age")
def backlog_over_age(scene: Scene) -> Judged:
    """Of the requests open at the end of the window, how many are older than the age allowed?"""
    t = scene.records
    still = ~fulfilled(t) | (when_fulfilled(t) >= scene.until).fill_null(True)
    return Judged(
        t,
        population=(t.requested_at < scene.until) & ~_refused(t) & still,
        good=scene.until - t.requested_at > interval(scene, "age"),
        start="requested_at",
    )


@metric("request.automated")
def automated(scene: Scene) -> Judged:
    """Of the requests fulfilled in the window, how many were fulfilled automatically?"""
    t = scene.records
    unsaid = {"not said whether automatic": t.auto_fulfilled.isnull()}
    return Judged(t, population=fulfilled(t), at=when_fulfilled(t), good=t.auto_fulfilled == 1, excluded=unsaid)


@metric("request.self_service")
def self_service(scene: Scene) -> Judged:
    """Of the requests made in the window whose channel is known, how many came by self-service?"""
    t = scene.records
    channels = scene.words("channels")
    return Judged(t, population=t.channel.notnull(), at=t.requested_at, good=t.channel.lower().isin(channels))


@metric("request.satisfaction")
def satisfaction(scene: Scene) -> Judged:
    """How satisfied were the people whose requests were fulfilled in the window and who answered?"""
    t = scene.records
    return Judged(t, population=fulfilled(t) & t.csat.notnull(), at=when_fulfilled(t), value=t.csat)


@metric("request.satisfied")
def satisfied(scene: Scene) -> Judged:
    """Of the people whose requests were fulfilled in the window and who answered, how many were satisfied?"""
    t = scene.records
    least = scene.number("satisfied", 4)
    return Judged(t, population=fulfilled(t) & t.csat.notnull(), at=when_fulfilled(t), good=t.csat >= least)


@metric("request.survey_answered")
def survey_answered(scene: Scene) -> Judged:
    """Of the surveys sent after requests fulfilled in the window, how many were answered?"""
    t = scene.records
    return Judged(t, population=fulfilled(t) & (t.survey_sent == 1), at=when_fulfilled(t), good=t.csat.notnull())


@metric("request.items_with_target")
def items_with_target(scene: Scene) -> Judged:
    """Of the catalogue items requested in the window, how many carry a time limit?"""
    seen = scene.records.filter(lambda t: (t.requested_at >= scene.since) & (t.requested_at < scene.until))
    t = seen.group_by("item").aggregate(target=seen.item_target.max())
    return Judged(t, population=t.item.notnull(), good=t.target.notnull())
