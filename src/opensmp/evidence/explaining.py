"""Why a record was judged as it was: the version in force when it was opened, its limit, and its clock stretch by stretch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from opensmp.evidence.asking import Ask, prepared
from opensmp.evidence.holdings import Holdings
from opensmp.evidence.judged import Unmeasurable
from opensmp.evidence.metrics import expressions
from opensmp.evidence.promises import Wording
from opensmp.i18n import Message, _
from opensmp.measures.calendars import OpenHours, round_the_clock
from opensmp.measures.clocks import Stretch, elapsed, explain
from opensmp.measures.judging import Says
from opensmp.measures.limits import Limit, Mode, parsed
from opensmp.measures.spans import Span


@dataclass(frozen=True, kw_only=True)
class Clocked:
    """A record on the clock of one wording. ``applies``: it was opened while these versions were in force.

    ``kept`` is None where it cannot be told: a missing end, or no limit.
    """

    versions: tuple[str, ...]
    applies: bool
    limit: Says | None
    seconds: int | None
    kept: bool | None
    stretches: tuple[Stretch, ...]
    lines: tuple[Message, ...]

    @property
    def says(self) -> Message:
        """The judgement in one sentence."""
        if self.limit is None or self.kept is None:
            return _("It cannot be judged.")
        if not self.versions:
            return _("It took {taken} of {limit}.", taken=_length(self.seconds), limit=self.limit)
        versions = list(self.versions)
        if self.kept:
            return _(
                "By version {versions} it is kept: {taken} of {limit}.",
                versions=versions,
                taken=_length(self.seconds),
                limit=self.limit,
            )
        return _(
            "By version {versions} it is broken: {taken} where {limit} were allowed.",
            versions=versions,
            taken=_length(self.seconds),
            limit=self.limit,
        )


def why(held: Holdings, asks: Sequence[tuple[Wording, Ask]], record: str) -> tuple[Clocked, ...]:
    """Explain a record by each wording of a commitment; the one that applies judges it, the others show what they would say.

    Nothing where the metric has no clock, or no record of its population has that number. Raises Unmeasurable.
    """
    found = [_clocked(held, wording, ask, record) for wording, ask in asks]
    clocked = tuple(each for each in found if each is not None)
    return clocked if any(each.applies for each in clocked) else ()


def _clocked(held: Holdings, wording: Wording, ask: Ask, record: str) -> Clocked | None:
    expression = expressions().get(ask.metric.id)
    if expression is None:
        raise Unmeasurable(_("Nothing computes the metric {metric} yet.", metric=ask.metric.id))
    counted = prepared(ask, expression, held.tables, held.watch, ask.windows[-1])
    judged = counted.judged
    if not judged.start or not judged.end:
        return None
    limit = "limit" if judged.limit is not None else ""
    table = counted.table if judged.limit is None else counted.table.mutate(limit=counted.bound(judged.limit))
    rows = held.backend.to_pyarrow(table.filter(table.id == record)).to_pylist()
    if not rows:
        return None
    inside = counted.table.filter((counted.table.id == record) & counted.code.notnull())
    belongs = bool(held.backend.to_pyarrow(inside.count()).as_py())
    row = rows[0]
    start, end = row[judged.start], row[judged.end]
    said = parsed(ask.limit) if ask.limit else _of_record(row[limit] if limit else None)
    opened = row[ask.scene(held.tables, held.watch, ask.windows[-1]).definition.opened]
    in_force = wording.opened is None or (opened is not None and wording.opened.start <= opened < wording.opened.end)
    return _told(wording.versions, belongs and in_force, ask, said, start, end, _pauses(held, ask, row))


def _told(
    versions: tuple[str, ...],
    applies: bool,
    ask: Ask,
    limit: Limit | Message | None,
    start: int | None,
    end: int | None,
    pauses: tuple[Span, ...],
) -> Clocked:
    known = limit if isinstance(limit, Limit) else None
    says = known.says if known else None
    if start is None or end is None or end < start:
        return Clocked(versions=versions, applies=applies, limit=says, seconds=None, kept=None, stretches=(), lines=())
    mode: Mode = known.mode if known else "open time"
    always = ask.calendar is None or mode == "round the clock"
    hours = round_the_clock(ask.zone) if ask.calendar is None or always else OpenHours(ask.calendar)
    seconds = elapsed(hours, start, end, pauses, mode)
    stretches = explain(hours, start, end, pauses)
    return Clocked(
        versions=versions,
        applies=applies,
        limit=says,
        seconds=seconds,
        kept=None if known is None else seconds <= known.seconds,
        stretches=stretches,
        lines=tuple(stretch.says(hours) for stretch in stretches),
    )


def _of_record(seconds: int | None) -> Limit | None:
    """Return the limit that a record brings itself."""
    return None if seconds is None else _whole(seconds)


def _whole(seconds: int) -> Limit:
    """Return a length of time in its largest unit up to the hour in which it is whole."""
    if seconds % 3_600 == 0:
        return Limit(Fraction(seconds // 3_600), "hour")
    if seconds % 60 == 0:
        return Limit(Fraction(seconds // 60), "minute")
    return Limit(Fraction(seconds), "second")


def _length(seconds: int | None) -> Says:
    return _whole(seconds or 0).says


def _pauses(held: Holdings, ask: Ask, row: Mapping[str, Any]) -> tuple[Span, ...]:
    """Return the pauses of a record, where its metric removes them; one without an end lasts to the record's end."""
    pauses = ask.scene(held.tables, held.watch, ask.windows[-1]).pauses
    if pauses is None:
        return ()
    found = pauses.filter((pauses.record == row["id"]) & (pauses.source == row["source"]) & pauses.start_at.notnull())
    told = held.backend.to_pyarrow(found.select("start_at", "end_at")).to_pylist()
    return tuple(Span(each["start_at"], each["end_at"] if each["end_at"] is not None else 2**53) for each in told)
