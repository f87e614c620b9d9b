"""Whether an objective is measured as often as it says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from opensmp.checking import ADVICE, Finding, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import Message, _
from opensmp.plan.objectives import Objective, Reading
from opensmp.plan.terms import MONTHS_BETWEEN, Cadence
from opensmp.rules.objectives._examples import FIRST, specimen
from opensmp.rules.objectives._helpers import measurable_cases, place

GRACE = timedelta(days=31)
"""How long after the end of an interval its figure may arrive."""


def _unread(dossier: Dossier) -> Dossier:
    """An objective measured weekly, last read a year ago, in a period that began a year ago."""
    long_ago = date.fromordinal(dossier.today.toordinal() - 365)
    reading = Reading(on=long_ago, value=specimen(dossier).plan.objectives.objectives[0].readings[0].value)
    return put(specimen(dossier, frequency="weekly"), FIRST, readings=(reading,))


@rule(
    "OBJ-25",
    clause="9.1",
    severity=ADVICE,
    profiles=("stage2",),
    requirements=("R11", "R56"),
    examples=(
        fails("Measured weekly, and last read a year ago", _unread),
        passes("Read today", lambda d: specimen(d, frequency="weekly")),
    ),
)
def objective_is_monitored(dossier: Dossier) -> Iterator[Finding]:
    """An objective is measured at its interval.

    Why: objectives have to be monitored; one without a recent reading is managed by hope, and its result at the
    end is a surprise.

    Fix: record the reading with its day, population and source, or change the interval to one that is kept.
    """
    period = dossier.plan.identity.period
    for case in measurable_cases(dossier):
        objective = case.objective
        if case.milestone or objective.frequency is None:
            continue
        last = max((reading.on for reading in objective.readings), default=None)
        since = last or (period.start if period else None)
        if since is None or since + _interval(objective.frequency) + GRACE >= dossier.today:
            continue
        yield Finding(where=place(objective, "readings"), says=_said(objective, last))


def _said(objective: Objective, last: date | None) -> Message:
    if last is None:
        return _(
            "Objective {id} has not been measured in this period: “{sentence}”",
            id=objective.id,
            sentence=objective.statement,
        )
    return _(
        "Objective {id} was last measured on {day}, longer ago than its interval: “{sentence}”",
        id=objective.id,
        day=last,
        sentence=objective.statement,
    )


def _interval(frequency: Cadence) -> timedelta:
    return timedelta(days=max(7, 31 * MONTHS_BETWEEN[frequency]))
