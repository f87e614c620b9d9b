"""Records whose clock has not stopped: counted by the window they were opened in, until they end and are judged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ibis
import ibis.expr.types as ir

from opensmp.evidence.asking import Ask, Counted, bucket, prepared
from opensmp.evidence.metrics import expressions
from opensmp.evidence.results import Backend
from opensmp.evidence.stopwatch import Stopwatch
from opensmp.measures.judging import Pending
from opensmp.measures.windows import span_of

_NOW, _WAITED = "known until", "waited"


def waiting(backend: Backend, tables: Mapping[str, ir.Table], ask: Ask, watch: Stopwatch) -> dict[int, Pending]:
    """Return, by the number of the window they were opened in, the open records and those already past their limit.

    Nothing where the metric has no clock with a limit, or nobody knows until when the records speak.
    """
    expression = expressions().get(ask.metric.id)
    if expression is None or ask.standing or not ask.known_until:
        return {}
    counted = prepared(ask, expression, tables, watch, ask.windows[0])
    if counted.judged.still_open is None or counted.judged.limit is None:
        return {}
    rows = _open_rows(ask, counted, tables, watch)
    spans = [span_of(days, ask.zone) for days in ask.windows]
    begun = rows[counted.judged.start]
    rows = rows.filter((begun >= spans[0].start) & (begun < spans[-1].end))
    grouped = rows.group_by(
        window=bucket(rows[counted.judged.start], tuple(span.start for span in spans[1:]))
    ).aggregate(
        still_open=rows.count().cast("int64"),
        overdue=rows.count(where=rows[_WAITED] > counted.judged.limit).cast("int64"),
    )
    return {
        row["window"]: Pending(row["still_open"], row["overdue"]) for row in backend.to_pyarrow(grouped).to_pylist()
    }


def _open_rows(ask: Ask, counted: Counted, tables: Mapping[str, ir.Table], watch: Stopwatch) -> ir.Table:
    """Return the open records of the population with the seconds that their clock shows now."""
    scene = ask.scene(tables, watch, ask.windows[0])
    table = counted.table
    conditions: list[Any] = [counted.bound(counted.judged.still_open), table[counted.judged.start] <= ask.known_until]
    belongs = scene.belongs(table)
    if belongs is not None:
        conditions.append(belongs)
    rows = table.filter(*conditions).mutate(ibis.literal(ask.known_until, "int64").name(_NOW))
    return scene.clocked(rows, counted.judged.start, _NOW, _WAITED)
