"""Records whose clock has not stopped: counted by the window they were opened in, until they end and are judged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from operator import and_, or_
from typing import Any, NamedTuple

import ibis
import ibis.expr.types as ir

from opensmp.evidence.asking import Ask, Counted, bucket, prepared
from opensmp.evidence.metrics import expressions
from opensmp.evidence.results import Backend
from opensmp.evidence.scene import Scene
from opensmp.evidence.stopwatch import Stopwatch
from opensmp.measures.judging import Pending
from opensmp.measures.windows import span_of

_NOW, _WAITED = "known until", "waited"


class _Open(NamedTuple):
    """The open records of an ask: its place among those asked for, and the condition that a record of its table is one."""

    place: int
    ask: Ask
    scene: Scene
    counted: Counted
    condition: Any

    @property
    def alike(self) -> Any:
        """What two asks must share so that one look at the clock tells of both."""
        pauses = self.scene.pauses
        return (
            self.counted.table.op(), self.counted.judged.start, self.ask.windows, self.ask.zone, self.ask.known_until,
            self.ask.calendar, self.scene.mode, None if pauses is None else pauses.op(),
        )  # fmt: skip


def waiting(
    backend: Backend, tables: Mapping[str, ir.Table], asks: Sequence[Ask], watch: Stopwatch
) -> list[dict[int, Pending]]:
    """Return for each ask, by the number of the window they were opened in, the open records and those already past their limit.

    Nothing where the metric has no clock with a limit, or nobody knows until when the records speak.
    """
    told: list[dict[int, Pending]] = [{} for _ask in asks]
    alike: dict[Any, list[_Open]] = defaultdict(list)
    for place, ask in enumerate(asks):
        for each in _open(place, ask, tables, watch):
            alike[each.alike].append(each)
    for together in alike.values():
        for row in backend.to_pyarrow(_counted(together)).to_pylist():
            for n, each in enumerate(together):
                if row[f"open_{n}"]:
                    told[each.place][row["window"]] = Pending(row[f"open_{n}"], row[f"overdue_{n}"])
    return told


def _open(place: int, ask: Ask, tables: Mapping[str, ir.Table], watch: Stopwatch) -> Iterator[_Open]:
    expression = expressions().get(ask.metric.id)
    if expression is None or ask.standing or not ask.known_until:
        return
    counted = prepared(ask, expression, tables, watch, ask.windows[0])
    judged = counted.judged
    if judged.still_open is None or judged.limit is None:
        return
    scene = ask.scene(tables, watch, ask.windows[0])
    begun, first, last = counted.table[judged.start], ask.windows[0], ask.windows[-1]
    within = (begun >= span_of(first, ask.zone).start) & (begun < span_of(last, ask.zone).end)
    conditions = [counted.bound(judged.still_open), begun <= ask.known_until, within, scene.belongs(counted.table)]
    yield _Open(place, ask, scene, counted, reduce(and_, [each for each in conditions if each is not None]))


def _counted(together: Sequence[_Open]) -> ir.Table:
    """Return how many records of each ask are open and overdue; only records that are open for any of them meet the clock."""
    ask, scene, counted = together[0].ask, together[0].scene, together[0].counted
    flags = {f"open_{n}": each.condition for n, each in enumerate(together)}
    rows = counted.table.mutate(ibis.literal(ask.known_until, "int64").name(_NOW), **flags)
    rows = rows.filter(reduce(or_, [rows[name] for name in flags]))
    rows = scene.clocked(rows, counted.judged.start, _NOW, _WAITED)
    sums = {}
    for n, each in enumerate(together):
        overdue = rows[_WAITED] > rows.bind(each.counted.judged.limit)[0]
        sums[f"open_{n}"] = rows.count(where=rows[f"open_{n}"]).cast("int64")
        sums[f"overdue_{n}"] = rows.count(where=rows[f"open_{n}"] & overdue).cast("int64")
    edges = tuple(span_of(days, ask.zone).start for days in ask.windows[1:])
    return rows.group_by(window=bucket(rows[counted.judged.start], edges)).aggregate(**sums)
