"""The records behind a figure: each with its clock, its limit, how it was judged, and why it was left out if it was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple, TypeAlias

import ibis
import ibis.expr.types as ir

from opensmp.evidence.asking import BAD, FIRST_REASON, GOOD, Ask, Counted, prepared
from opensmp.evidence.judged import Unmeasurable
from opensmp.evidence.metrics import expressions
from opensmp.evidence.results import Backend
from opensmp.evidence.stopwatch import Stopwatch
from opensmp.i18n import _
from opensmp.measures.records import TABLES
from opensmp.measures.spans import Span
from opensmp.measures.windows import span_of

Word: TypeAlias = Literal["good", "bad", "counted", "excluded"]
"""How a record counts. ``good`` is in the numerator, which is not always good news: an emergency change is too."""


class Behind(NamedTuple):
    """A record behind a figure. Times in seconds since 1970 UTC; ``value`` and ``limit`` in seconds, or in the metric's unit."""

    id: str
    source: str
    service: str
    opened: int | None
    started: int | None
    ended: int | None
    value: float | None
    limit: int | None
    word: Word
    reason: str
    flag: bool | None


class Timed(NamedTuple):
    """How long each judged record of a window took, in seconds, and the one limit of all; None where they have several."""

    values: tuple[float, ...]
    limit: int | None


def behind(ask: Ask, tables: Mapping[str, ir.Table], watch: Stopwatch, number: int) -> ir.Table:
    """Return the records of the window with that number as a table, one row each, with the columns of :class:`Behind`.

    For a metric of services and their outages they are the outages that touch the window. Raises Unmeasurable.
    """
    expression = expressions().get(ask.metric.id)
    if expression is None:
        raise Unmeasurable(_("Nothing computes the metric {metric} yet.", metric=ask.metric.id))
    days = ask.windows[number]
    counted = prepared(ask, expression, tables, watch, days, cut=True)
    if counted.judged.window is not None:
        return _touching(ask, tables, watch, span_of(days, ask.zone), number)
    table = counted.table
    if "id" not in table.columns:
        raise Unmeasurable(
            _(
                "{metric} counts what several records tell together; no single record stands for it.",
                metric=ask.metric.id,
            )
        )
    rows = table.select(**_columns(ask, counted), code=counted.code)
    return rows.filter(rows.code.notnull()).drop("code")


def longest_bad(
    backend: Backend, tables: Mapping[str, ir.Table], ask: Ask, watch: Stopwatch, number: int, most: int
) -> tuple[Behind, ...]:
    """Return the records that miss a promise in a window, those that took longest first."""
    rows = behind(ask, tables, watch, number)
    told = rows.filter(rows.word == "bad").order_by(ibis.desc("value"), "id").limit(most)
    return tuple(Behind(**{name: row[name] for name in Behind._fields}) for row in backend.to_pyarrow(told).to_pylist())


def timed(backend: Backend, tables: Mapping[str, ir.Table], ask: Ask, watch: Stopwatch, number: int) -> Timed:
    """Return what the picture of a window shows of a promise with a limit."""
    rows = behind(ask, tables, watch, number)
    rows = rows.filter((rows.word != "excluded") & rows.value.notnull() & rows["limit"].notnull())
    found = backend.to_pyarrow(rows.select(value=rows.value.cast("float64"), limit=rows["limit"]))
    limits = found["limit"].unique().to_pylist()
    return Timed(tuple(found["value"].to_pylist()), limits[0] if len(limits) == 1 else None)


def _columns(ask: Ask, counted: Counted) -> dict[str, Any]:
    table, judged = counted.table, counted.judged
    held = set(table.columns)

    def column(name: str, kind: str) -> Any:
        return table[name].cast(kind) if name in held else ibis.null(kind)

    value = counted.bound(judged.value) if judged.value is not None else column("elapsed", "int64")
    limit = ibis.null("int64") if judged.limit is None else counted.bound(judged.limit)
    return {
        "id": table.id,
        "source": column("source", "string"),
        "service": column("service", "string"),
        "opened": column(TABLES[ask.metric.table].opened, "int64"),
        "started": column(judged.start, "int64"),
        "ended": column(judged.end, "int64"),
        "value": value,
        "limit": limit.cast("int64"),
        "word": _word(counted),
        "reason": _reason(counted),
        "flag": ibis.null("boolean") if judged.flag is None else counted.bound(judged.flag),
    }


def _word(counted: Counted) -> Any:
    counted_as = "counted" if counted.judged.good is None else "bad"
    return ibis.cases((counted.code == GOOD, "good"), (counted.code == BAD, counted_as), else_="excluded")


def _reason(counted: Counted) -> Any:
    places = ((counted.code == FIRST_REASON + place, reason) for place, reason in enumerate(counted.reasons))
    return ibis.cases(*places, else_="") if counted.reasons else ibis.literal("")


def _touching(ask: Ask, tables: Mapping[str, ir.Table], watch: Stopwatch, span: Span, number: int) -> ir.Table:
    """Return the records of the population that share time with a window, for a metric of spans of time."""
    scene = ask.scene(tables, watch, ask.windows[number])
    t = scene.records
    ended = ibis.coalesce(t.outage_end, ibis.literal(ask.known_until or span.end, "int64"))
    t = t.filter((ibis.coalesce(t.outage_start, ended) < span.end) & (ended >= span.start))
    return t.select(
        id=t.id,
        source=t.source,
        service=t.service,
        opened=t.outage_start,
        started=t.outage_start,
        ended=t.outage_end,
        value=t.outage_end - t.outage_start,
        limit=ibis.null("int64"),
        word=ibis.literal("counted"),
        reason=ibis.coalesce(t.impact, ""),
        flag=ibis.null("boolean"),
    )
