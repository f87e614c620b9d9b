"""Whether the activities of the calendar lie in the planning period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from opensmp.checking import ADVICE, Finding, add, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.assurance import Activity
from opensmp.rules.assurance._examples import said


def _on(dossier: Dossier, days: int) -> Dossier:
    """Plan an activity ``days`` after the planning period ends."""
    period = dossier.plan.identity.period
    day = (period.end if period else dossier.today) + timedelta(days=days)
    activity = Activity(
        id="ACT-EX-1",
        title=said(dossier, "Inspection of the archive", "Pemeriksaan arsip"),
        start=day,
        owner=dossier.plan.identity.owner,
        performed=(),
    )
    return add(dossier, "plan/assurance/timeline", activity)


@rule(
    "ASR-40",
    clause="6.2.2",
    severity=ADVICE,
    requirements=("R20",),
    examples=(
        fails("An activity three months after the end of the period", lambda d: _on(d, 90)),
        passes("An activity on the last day of the period", lambda d: _on(d, 0)),
    ),
)
def activity_lies_in_the_period(dossier: Dossier) -> Iterator[Finding]:
    """The activities of the calendar end with the planning period.

    Why: the calendar shows what this plan commits to do. What lies outside the period belongs to another plan, or has
    a wrong year.

    Fix: correct the day, or leave the activity to the plan of its period.
    """
    period = dossier.plan.identity.period
    if period is None or period.end < dossier.today:
        return  # that the period itself is over is one finding of its own
    for row in dossier.plan.assurance.timeline:
        if row.start is not None and row.start > period.end:
            yield Finding(
                where=at("plan/assurance/timeline", row.id, "start"),
                says=_(
                    "Activity {id} “{title}” on {day} lies after the planning period {period}",
                    id=row.id, title=row.title, day=row.start, period=period.name,
                ),
                also=(at("plan/identity/period"),),
            )  # fmt: skip
