"""Clocks that are stopped just before the limit, and tools whose own flag says something else than the clock."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import reduce
from math import comb
from operator import or_
from typing import NamedTuple

import ibis
import ibis.expr.types as ir

from opensmp.evidence.asking import Ask
from opensmp.evidence.clocks import SetClock, business_seconds, set_clock, with_pauses
from opensmp.evidence.judged import Column, Judged, Unmeasurable
from opensmp.evidence.measuring import asks_of
from opensmp.evidence.metrics import expressions
from opensmp.evidence.observing._look import Look, Tally
from opensmp.evidence.scene import Scene
from opensmp.i18n import _, n_
from opensmp.measures.calendars import OpenHours
from opensmp.measures.catalogue import find
from opensmp.measures.observation import EXAMPLES, Observation
from opensmp.measures.outcome import Outcome

SHORTLY = 600
"""Seconds before the limit in which a pause is a rescue rather than a wait."""

CHANCE = Fraction(1, 100)
"""How often so many of the pauses of the last twenty minutes may fall into the last ten by chance alone."""


class _Clocked(NamedTuple):
    """The records of one wording with its clock: source, id, start, stop and the seconds allowed; and their pauses."""

    records: ir.Table
    pauses: ir.Table
    clock: SetClock


def clocks_observed(look: Look) -> Iterator[Observation]:
    """Yield an observation for each commitment whose clock is stopped more often shortly before the limit than before that.

    Pauses fall anywhere in a record's time, in its last ten minutes no more often than in the ten before. Where they do,
    and chance does not explain it, somebody watches the limit.
    """
    if "pause" not in look.held.tables:
        return
    for commitment in look.dossier.plan.commitments.commitments:
        metric = find(commitment.target.metric)
        if metric is None or not metric.paused or metric.table not in look.held.tables:
            continue
        asks = _asks(look, commitment.id)
        found = [clocked for clocked in (_clocked(look, ask) for ask in asks) if clocked is not None]
        if found:
            yield from _bunched(look, commitment.id, found, asks[0].metric.table)


def flags_observed(look: Look, outcome: Outcome) -> Iterator[Observation]:
    """Yield an observation for each commitment whose records the tool's own flag judges otherwise than the clock."""
    for measured in outcome.measured:
        flags = [part.flags for result in measured.windows for part in result.parts]
        count = sum(each.only_flag + each.only_clock for each in flags)
        if count and measured.metric is not None:
            tally = Tally(measured.commitment.id, count, _disputed(look, measured.commitment.id))
            of = sum(each.flagged for each in flags)
            note = measured.differences[0] if measured.differences else None
            yield look.observation("flag and clock disagree", tally, of, (measured.metric.table,), note)


def _disputed(look: Look, commitment: str) -> tuple[str, ...]:
    """Return the numbers of some records that flag and clock judge differently."""
    found: set[str] = set()
    for ask in _asks(look, commitment):
        judged = _judged(look, ask)
        if judged is None or judged.flag is None or judged.good is None:
            continue
        t = judged.table
        bound = [t.bind(each)[0] for each in (judged.population, judged.at, judged.good, judged.flag)]
        flawed = [t.bind(each)[0].fill_null(False) for each in judged.excluded.values()]
        told = t.select("id", inside=bound[0], dated=bound[1], good=bound[2], flag=bound[3], flawed=_any(flawed))
        disputed = look.inside(told.filter(told.inside & ~told.flawed & (told.good != told.flag)), ibis._.dated)
        found |= {row["id"] for row in look.rows(disputed.select("id").order_by("id").limit(EXAMPLES))}
    return tuple(sorted(found)[:EXAMPLES])


def _any(conditions: list[Column]) -> Column:
    return reduce(or_, conditions, ibis.literal(False))


def by_chance(shortly: int, close: int) -> Fraction:
    """Return how probable it is that so many of ``close`` pauses fall into the last ten of twenty minutes, or still more."""
    return Fraction(sum(comb(close, n) for n in range(shortly, close + 1)), 2**close)


def _asks(look: Look, commitment: str) -> tuple[Ask, ...]:
    try:
        asks = asks_of(look.dossier, look.held, commitment, look.days, look.today)
    except Unmeasurable:
        return ()
    return tuple(ask for _wording, ask in asks)


def _judged(look: Look, ask: Ask) -> Judged | None:
    """Return the records of an ask, judged one by one; None where they cannot be."""
    expression = expressions().get(ask.metric.id)
    if expression is None:
        return None
    try:
        return expression.judge(ask.scene(look.held.tables, look.held.watch, look.days))
    except Unmeasurable:
        return None


def _clocked(look: Look, ask: Ask) -> _Clocked | None:
    """Return the records of the period with their clock; None for a metric without pauses or limit.

    A limit in whole days is left out: no ten minutes decide it.
    """
    scene = ask.scene(look.held.tables, look.held.watch, look.days)
    judged = None if scene.pauses is None else _judged(look, ask)
    if judged is None or judged.limit is None:
        return None
    mode = scene.allowed.mode if scene.allowed else "open time"
    if mode not in ("open time", "round the clock"):
        return None
    always = ask.calendar is None or mode == "round the clock"
    hours = None if ask.calendar is None or always else OpenHours(ask.calendar)
    known = look.held.watch.known
    return _Clocked(_records(look, judged), _pauses(scene), set_clock(hours, known.start, known.end))


def _records(look: Look, judged: Judged) -> ir.Table:
    t = judged.table
    inside, at, limit = t.bind(judged.population)[0], t.bind(judged.at)[0], t.bind(judged.limit)[0]
    told = t.mutate(allowed=limit.cast("int64"), inside=inside, dated=at)
    told = told.select("source", "id", "allowed", "inside", "dated", started=judged.start, stopped=judged.end)
    sound = told.started.notnull() & told.allowed.notnull() & told.inside
    return look.inside(told.filter(sound), told.dated).select("source", "id", "allowed", "started", "stopped")


def _pauses(scene: Scene) -> ir.Table:
    pauses = scene.pauses if scene.pauses is not None else scene.table("pause")
    return pauses.filter(pauses.start_at.notnull()).select("source", "record", "start_at", "end_at")


def _bunched(look: Look, commitment: str, found: list[_Clocked], table: str) -> Iterator[Observation]:
    points = [_points(clocked) for clocked in found]
    before = ibis.union(*points) if len(points) > 1 else points[0]
    before = before.filter((before.left > 0) & (before.allowed >= 2 * SHORTLY))
    told = look.rows(
        before.aggregate(
            all=before.count().cast("int64"),
            shortly=before.count(where=before.left <= SHORTLY).cast("int64"),
            close=before.count(where=before.left <= 2 * SHORTLY).cast("int64"),
        )
    )[0]
    earlier = told["close"] - told["shortly"]
    if by_chance(told["shortly"], told["close"]) > CHANCE:
        return
    rescued = before.filter(before.left <= SHORTLY).select("record").distinct().order_by("record").limit(EXAMPLES)
    tally = Tally(commitment, told["shortly"], tuple(row["record"] for row in look.rows(rescued)))
    note = _(
        "{pauses} in the ten minutes before that; {share} % of the time of these records was paused.",
        pauses=n_("{n} pause began", "{n} pauses began", earlier),
        share=_share(look, found),
    )
    yield look.observation("clock stopped before the limit", tally, told["all"], (table, "pause"), note)


def _points(clocked: _Clocked) -> ir.Table:
    """Return each pause that began while the clock ran, with the seconds then ``left``.

    Pauses of a record never overlap in the store, so those before it have stopped the clock for the sum of their lengths.
    """
    records = clocked.records.select("allowed", "started", its_source="source", its_id="id")
    begun = clocked.pauses
    joined = begun.inner_join(records, [begun.source == records.its_source, begun.record == records.its_id])
    points = joined.select("source", "record", "start_at", "end_at", "started", "allowed")
    points = points.mutate(since=ibis.greatest(points.start_at, points.started))
    points = points.mutate(until=ibis.greatest(points.end_at, points.since))
    read = business_seconds(points, "started", "since", clocked.clock, "run")
    read = business_seconds(read, "since", "until", clocked.clock, "stood")
    before = ibis.window(group_by=["source", "record"], order_by="start_at", preceding=(None, 1), following=None)
    stood = ibis.coalesce(read.stood.sum().over(before), 0)
    told = read.select("record", "allowed", "start_at", "started", left=read.allowed - read.run + stood)
    return told.filter(told.start_at > told.started).select("record", "allowed", "left")


def _share(look: Look, found: list[_Clocked]) -> int:
    """Return how much of the time of the records that ended was paused, in whole per cent."""
    whole = without = 0
    for clocked in found:
        ended = clocked.records.filter(clocked.records.stopped >= clocked.records.started)
        t = business_seconds(ended, "started", "stopped", clocked.clock, "whole")
        t = with_pauses(t, clocked.pauses, "started", "stopped", clocked.clock, "without")
        told = look.rows(t.aggregate(whole=t.whole.sum(), without=t.without.sum()))[0]
        whole, without = whole + int(told["whole"] or 0), without + int(told["without"] or 0)
    return 0 if not whole else 100 * (whole - without) // whole
