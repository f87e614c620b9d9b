"""What the pictures of a measurement show beside its figures: how long each record took, against the limit of the plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from opensmp.cli.reports.measured import Spread, shown_window
from opensmp.dossier import Dossier
from opensmp.evidence.drilling import timed
from opensmp.evidence.holdings import Holdings
from opensmp.evidence.measuring import asks_of
from opensmp.i18n import Message, _
from opensmp.measures.limits import DAY, parsed
from opensmp.measures.outcome import Measured, Outcome, Part
from opensmp.measures.windows import Days

_DAYS: tuple[int, Message] = (DAY, _("days"))
_HOURS: tuple[int, Message] = (3_600, _("hours"))
_MINUTES: tuple[int, Message] = (60, _("minutes"))


def spreads(dossier: Dossier, held: Holdings, outcome: Outcome) -> Mapping[str, Spread]:
    """Return the spread of each commitment whose promise has one limit, by its id: of the window that stands for it.

    Where two versions judged that window it is that of the later one.
    """
    return {measured.commitment.id: spread for measured in outcome.measured for spread in _of(dossier, held, measured)}


def _of(dossier: Dossier, held: Holdings, measured: Measured) -> Iterator[Spread]:
    window = shown_window(measured)
    parts = [each for each in window.parts if each.measurement.denominator] if window else []
    if window is None or not parts or not parts[-1].promise.target.limit or measured.metric is None:
        return
    if measured.metric.form != "share":
        return
    days = Days(window.start, window.end)
    for wording, ask in asks_of(dossier, held, measured.commitment.id, days, dossier.today):
        if wording.versions == parts[-1].versions:
            found = timed(held.backend, held.tables, ask, held.watch, 0)
            if found.limit:
                seconds, unit = _unit(parts[-1], found.limit)
                values = tuple(value / seconds for value in found.values)
                yield Spread(values, found.limit / seconds, unit, days.start, days.end)


def _unit(part: Part, limit: int) -> tuple[int, Message]:
    """Return the unit in which a limit reads well: days only where the plan counts days, for a day of some clocks is short."""
    read = parsed(part.promise.target.limit)
    if not isinstance(read, Message) and read.unit in ("day", "week"):
        return _DAYS
    return _HOURS if limit >= 2 * _HOURS[0] else _MINUTES
