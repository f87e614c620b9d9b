"""Which records an auditor would look at first, and why: the weights of a judgement sample.

A judgement sample is chosen, not drawn: it finds trouble and says nothing about the records that it left out. The weights
are experience, open to be changed, and every record tells which of them it earned.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo

from opensmp.evidence.attributes import Known, paused_seconds
from opensmp.i18n import Message, Plural, _, n_

Reason: TypeAlias = Literal["major", "breached", "reopened", "reassigned", "longest pause", "very fast", "month end"]

WEIGHTS: Mapping[Reason, int] = {
    "major": 5,
    "breached": 4,
    "reopened": 3,
    "reassigned": 2,
    "longest pause": 2,
    "very fast": 2,
    "month end": 1,
}
"""What each reason adds to the weight of a record."""

REASSIGNED_OFTEN = 3
ONE_IN = 20
"""The longest pauses and the fastest closures are those of one record in twenty."""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What makes a record worth looking at. Durations in seconds; None where the records cannot tell."""

    number: str
    major: bool = False
    breached: bool = False
    reopened: int = 0
    reassigned: int = 0
    paused: int = 0
    elapsed: int | None = None
    month_end: bool = False


@dataclass(frozen=True, kw_only=True)
class Risk:
    """The weight of a record and the reasons it was earned by, the gravest first."""

    weight: int
    reasons: tuple[Message | Plural, ...]


def facts_of(known: Known, number: str, *, elapsed: int | None, ended_at: int | None, zone: ZoneInfo) -> Facts:
    """Gather the facts of an imported record; ``ended_at`` in seconds since 1970 UTC, its day taken in ``zone``."""
    return Facts(
        number=number,
        major=bool(known.row.get("major")),
        breached=known.good is False,
        reopened=int(known.row.get("reopen_count") or 0),
        reassigned=int(known.row.get("reassign_count") or 0),
        paused=paused_seconds(known.pauses, ended_at) or 0,
        elapsed=elapsed,
        month_end=ended_at is not None and on_last_day_of_month(ended_at, zone),
    )


def on_last_day_of_month(at: int, zone: ZoneInfo) -> bool:
    """Whether a moment falls on the last day of a month, as the clocks in ``zone`` show it."""
    day = datetime.fromtimestamp(at, zone).date()
    return (day + timedelta(days=1)).day == 1


def risks(records: Sequence[Facts], weights: Mapping[Reason, int] = WEIGHTS) -> Mapping[str, Risk]:
    """Weigh each record of the population, with its reasons."""
    long_pause = _nth_longest(each.paused for each in records if each.paused)
    very_fast = _nth_fastest(each.elapsed for each in records if each.elapsed is not None)
    return {each.number: _weighed(_reasons(each, long_pause, very_fast), weights) for each in records}


def _weighed(reasons: Mapping[Reason, Message | Plural], weights: Mapping[Reason, int]) -> Risk:
    gravest_first = sorted(reasons, key=lambda reason: -weights[reason])
    return Risk(
        weight=sum(weights[reason] for reason in reasons), reasons=tuple(reasons[reason] for reason in gravest_first)
    )


def _reasons(record: Facts, long_pause: int | None, very_fast: int | None) -> Mapping[Reason, Message | Plural]:
    said: dict[Reason, Message | Plural] = {}
    if record.major:
        said["major"] = _("major")
    if record.breached:
        said["breached"] = _("did not keep the promise")
    if record.reopened:
        said["reopened"] = n_("reopened once", "reopened {n} times", record.reopened)
    if record.reassigned >= REASSIGNED_OFTEN:
        said["reassigned"] = n_("reassigned once", "reassigned {n} times", record.reassigned)
    if long_pause is not None and record.paused >= long_pause:
        said["longest pause"] = n_(
            "among the longest pauses, {n} hour", "among the longest pauses, {n} hours", record.paused // 3600
        )
    if very_fast is not None and record.elapsed is not None and record.elapsed <= very_fast:
        said["very fast"] = n_(
            "closed unusually fast, in {n} minute", "closed unusually fast, in {n} minutes", record.elapsed // 60
        )
    if record.month_end:
        said["month end"] = _("ended on the last day of a month")
    return said


def _nth_longest(paused: Iterable[int]) -> int | None:
    held = sorted(paused, reverse=True)
    return held[(len(held) - 1) // ONE_IN] if held else None


def _nth_fastest(elapsed: Iterable[int]) -> int | None:
    """Return the duration that one record in twenty is not slower than; None for fewer, where none is unusual."""
    held = sorted(elapsed)
    return held[len(held) // ONE_IN - 1] if len(held) >= ONE_IN else None
