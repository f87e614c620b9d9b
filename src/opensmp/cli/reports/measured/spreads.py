"""What the pictures of a measurement show beside its figures: how long each record took, against the limit of the plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from zoneinfo import ZoneInfo

from opensmp.cli.reports.measured import Missed, Spread, shown_window, word_of
from opensmp.dossier import Dossier
from opensmp.evidence.asking import Ask
from opensmp.evidence.drilling import longest_bad, timed
from opensmp.evidence.holdings import Holdings
from opensmp.evidence.judged import Unmeasurable
from opensmp.evidence.measuring import asks_of
from opensmp.i18n import Message, _
from opensmp.measures.limits import DAY, parsed
from opensmp.measures.outcome import Measured, Outcome, Part
from opensmp.measures.windows import Days

LISTED = 12
"""Records listed below a broken promise; the rest is in the working papers."""
_DAYS: tuple[int, Message] = (DAY, _("days"))
_HOURS: tuple[int, Message] = (3_600, _("hours"))
_MINUTES: tuple[int, Message] = (60, _("minutes"))


def spreads(dossier: Dossier, held: Holdings, outcome: Outcome) -> Mapping[str, Spread]:
    """Return the spread of each commitment whose promise has one limit, by its id: of the window that stands for it.

    Where two versions judged that window it is that of the later one.
    """
    return {measured.commitment.id: spread for measured in outcome.measured for spread in _of(dossier, held, measured)}


def missed(dossier: Dossier, held: Holdings, outcome: Outcome) -> Mapping[str, tuple[Missed, ...]]:
    """Return the records that missed each broken promise in the window that stands for it, the longest first."""
    found: dict[str, tuple[Missed, ...]] = {}
    for measured in outcome.measured:
        higher = measured.metric is not None and measured.metric.form == "share" and measured.metric.better == "higher"
        if word_of(measured) == "broken" and higher:
            with suppress(Unmeasurable):  # no single record stands for the figure
                rows = [row for _part, ask in _asked(dossier, held, measured) for row in _missed(held, ask)]
                found[measured.commitment.id] = tuple(sorted(rows, key=lambda row: -(row.over or 0))[:LISTED])
    return found


def _missed(held: Holdings, ask: Ask) -> Iterator[Missed]:
    for row in longest_bad(held.backend, held.tables, ask, held.watch, 0, LISTED):
        opened = None if row.opened is None else datetime.fromtimestamp(row.opened, ZoneInfo(held.zone))
        over = None if row.limit is None or row.value is None else row.value - row.limit
        yield Missed(row.id, row.service or "", opened, row.value, over)


def _of(dossier: Dossier, held: Holdings, measured: Measured) -> Iterator[Spread]:
    window = shown_window(measured)
    for part, ask in list(_asked(dossier, held, measured))[-1:]:
        if window is None or not part.promise.target.limit:
            continue
        found = timed(held.backend, held.tables, ask, held.watch, 0)
        if found.limit:
            seconds, unit = _unit(part, found.limit)
            values = tuple(value / seconds for value in found.values)
            yield Spread(values, found.limit / seconds, unit, window.start, window.end)


def _asked(dossier: Dossier, held: Holdings, measured: Measured) -> Iterator[tuple[Part, Ask]]:
    """Yield each part of the window that stands for a commitment, with what was asked for it."""
    window = shown_window(measured)
    if window is None or measured.metric is None or measured.metric.form != "share":
        return
    parts = {part.versions: part for part in window.parts if part.measurement.denominator}
    days = Days(window.start, window.end)
    for wording, ask in asks_of(dossier, held, measured.commitment.id, days, dossier.today):
        if wording.versions in parts:
            yield parts[wording.versions], ask


def _unit(part: Part, limit: int) -> tuple[int, Message]:
    """Return the unit in which a limit reads well: days only where the plan counts days, for a day of some clocks is short."""
    read = parsed(part.promise.target.limit)
    if not isinstance(read, Message) and read.unit in ("day", "week"):
        return _DAYS
    return _HOURS if limit >= 2 * _HOURS[0] else _MINUTES
