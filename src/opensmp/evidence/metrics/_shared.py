"""What expressions of several practices share: promises with a limit, duties with a due day, and what is open.

A duty that is due on a day may be done until that day ends. Exports store such a day as its first second, so a due time at
the local midnight of the period's own days is read as a whole day, and any other as the second it is.
"""

from __future__ import annotations

from dataclasses import replace

import ibis
import ibis.expr.types as ir

from opensmp.evidence.judged import Column, Judged, Unmeasurable, whole
from opensmp.evidence.scene import DAY, Scene
from opensmp.i18n import _
from opensmp.measures.catalogue import DUTY_KINDS, default
from opensmp.measures.records import TABLES

NO_DAY_OF_COMPLETION = "done without a day"


def cancelled(t: ir.Table) -> Column:
    """Whether a ticket was cancelled or rejected."""
    return t.state.isin(["cancelled", "rejected"]).fill_null(False)


def closed(t: ir.Table) -> Column:
    """Whether a ticket has been closed, by any sign of it, and was not cancelled."""
    return (t.closed_at.notnull() | (t.state == "closed").fill_null(False)) & ~cancelled(t)


def when_closed(t: ir.Table) -> Column:
    """Return the time that dates the closing, else the nearest sign of it, so that none is left out."""
    return ibis.coalesce(t.closed_at, t.updated_at)


def timed(scene: Scene, t: ir.Table, start: str, end: str, *, column: str = "", over: Column | None = None) -> Judged:
    """Judge the time from ``start`` to ``end`` against the limit; ``at`` is the start.

    Records without an end are still open, unless they are ``over``: then they should have one, and are excluded. ``column``
    holds the limits of records where the commitment states none.
    """
    t = scene.clocked(t, start, end)
    limit = scene.limit(column)
    begun = t[start].notnull() & limit.notnull()
    waiting = t[end].isnull() if over is None else t[end].isnull() & ~over
    return Judged(
        t,
        population=begun & ~waiting,
        at=t[start],
        good=t.elapsed <= limit,
        excluded=scene.flaws(t, start, end, "elapsed"),
        limit=limit,
        start=start,
        end=end,
        still_open=begun & waiting,
    )


def lasting(scene: Scene, t: ir.Table, start: str, end: str) -> Judged:
    """Take the time from ``start`` to ``end`` of the records that ended, dated by their end."""
    t = scene.clocked(t, start, end)
    return Judged(
        t,
        population=t[end].notnull(),
        at=t[end],
        value=t.elapsed,
        excluded=scene.flaws(t, start, end, "elapsed"),
        start=start,
        end=end,
    )


def narrowed(judged: Judged, condition: Column) -> Judged:
    """Return the judgement of those records alone that fulfil a condition."""
    still_open = None if judged.still_open is None else judged.still_open & condition
    return replace(judged, population=judged.population & condition, still_open=still_open)


def last_moment(scene: Scene, due: Column) -> Column:
    """Return the last second at which something due then is on time: the end of the day where ``due`` is a midnight."""
    midnights = sorted({scene.since % DAY, scene.last_day % DAY})
    return due + (due % DAY).isin(midnights).fill_null(False).ifelse(DAY - 1, 0)


def on_time(scene: Scene, t: ir.Table, due: str, done: str) -> Judged:
    """Judge what was due in the window by whether it was done by then; what is not yet due waits."""
    by = last_moment(scene, t[due])
    waiting = _waiting(scene, t[done], by)
    return Judged(
        t,
        population=t[due].notnull() & ~waiting,
        at=t[due],
        good=(t[done] <= by).fill_null(False),
        start=due,
        end=done,
        still_open=t[due].notnull() & waiting,
    )


def _waiting(scene: Scene, done: Column, by: Column) -> Column:
    """Whether something not done is not yet due when the records end; False where nobody knows when they end."""
    return done.isnull() & (by > scene.known_until).fill_null(False) if scene.known_until else ibis.literal(False)


def held(scene: Scene, t: ir.Table, planned: str, done: str) -> Judged:
    """Judge what was planned for the window by whether it was done before the window ended; what is not yet due waits."""
    known = t[planned].notnull()
    waiting = _waiting(scene, t[done], last_moment(scene, t[planned]))
    return Judged(
        t,
        population=known & ~waiting,
        at=t[planned],
        good=(t[done] < scene.until).fill_null(False),
        start=planned,
        end=done,
        still_open=known & waiting,
    )


def requires(scene: Scene, name: str) -> None:
    """Raise Unmeasurable where a second table that the metric rests on was never imported: nothing is no evidence."""
    if name not in scene.tables:
        raise Unmeasurable(
            _(
                "The metric {metric} also reads “{table}”, and none were imported.",
                metric=scene.metric.id,
                table=TABLES[name].title,
            )
        )


def with_count(t: ir.Table, counted: ir.Table, column: str, name: str) -> ir.Table:
    """Add to each row how many rows of another table hold a value in ``column``: none may mean that nobody exported it."""
    return t.cross_join(counted.aggregate(**{name: counted[column].count().cast("int64")}))


def duties(scene: Scene) -> ir.Table:
    """Return the duties of the metric's kind, or of the kinds that the commitment names."""
    t = scene.records
    if "kind" in scene.parameters:
        return t
    return t.filter(t.kind.lower() == DUTY_KINDS[scene.metric.id])


def reviewed_within_interval(scene: Scene) -> Judged:
    """Judge each subject by whether a duty on it was done within the interval before the end of the window."""
    known = duties(scene)
    known = known.filter((ibis.coalesce(known.due_at, known.done_at) < scene.until) & known.subject.notnull())
    past = (known.done_at < scene.until).ifelse(known.done_at, ibis.null("int64"))
    t = known.group_by("subject").aggregate(last=past.max())
    return Judged(
        t,
        population=t.subject.notnull(),
        good=(t["last"] >= scene.until - interval(scene)).fill_null(False),
        end="last",
    )


def interval(scene: Scene, name: str = "interval") -> int:
    """Return the seconds of a parameter in days, as the commitment or the catalogue states it."""
    return scene.days(name, int(default(scene.metric.id, name).removesuffix("d")))


def scaled(column: Column) -> Column:
    """Return amounts in hundredths, as whole numbers: their sums are the same on every engine."""
    return whole(column, 100)
