"""Whether activities of the timeline were carried out when they were due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from opensmp.checking import ADVICE, Finding, add, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.assurance import Activity
from opensmp.plan.prose import Prose
from opensmp.rules.assurance._helpers import GRACE_DAYS, after, cadence_name

_TEST: Prose = Prose.of({"en": "Recovery test of the archive", "id": "Uji pemulihan arsip"})


@rule(
    "ASR-29",
    clause="8.1",
    severity=ADVICE,
    requirements=("R20", "R61"),
    examples=(
        fails(
            "A recovery test planned for last month, never held",
            lambda d: add(
                d,
                "plan/assurance/timeline",
                replace(
                    d.plan.assurance.timeline[0],
                    id="TL-EX-99",
                    title=_TEST,
                    start=d.today - timedelta(days=40),
                    end=None,
                    cadence=None,
                    performed=(),
                ),
            ),
        ),
        fails(
            "A quarterly check, last carried out nine months ago",
            lambda d: add(
                d,
                "plan/assurance/timeline",
                replace(
                    d.plan.assurance.timeline[0],
                    id="TL-EX-99",
                    title=_TEST,
                    start=None,
                    end=None,
                    cadence="quarterly",
                    performed=(d.today - timedelta(days=270),),
                ),
            ),
        ),
        passes(
            "A recovery test planned for next month",
            lambda d: add(
                d,
                "plan/assurance/timeline",
                replace(
                    d.plan.assurance.timeline[0],
                    id="TL-EX-99",
                    title=_TEST,
                    start=d.today + timedelta(days=30),
                    end=None,
                    cadence=None,
                    performed=(),
                ),
            ),
        ),
    ),
)
def activities_take_place_as_planned(dossier: Dossier) -> Iterator[Finding]:
    """Activities of the timeline take place as planned.

    Why: a test that was planned and never held is worse than one that was not planned: the plan says it, and
    practice denies it.

    Fix: carry the activity out and record the day, or plan it anew and have the change approved.
    """
    for activity in dossier.plan.assurance.timeline:
        done = [day for day in activity.performed if day <= dossier.today]
        if activity.cadence:
            begin = max(done, default=None) or activity.start or _period_start(dossier)
            if begin and _lapsed(activity, after(begin, activity.cadence), dossier.today):
                yield _late(activity, done, begin)
        elif missed := _missed(activity, done, dossier.today):
            yield Finding(
                where=at("plan/assurance/timeline", activity.id, "performed"),
                says=_(
                    "Activity {id} “{title}” was planned for {day} and was not carried out",
                    id=activity.id,
                    title=activity.title,
                    day=missed,
                ),
            )


def _period_start(dossier: Dossier) -> date | None:
    period = dossier.plan.identity.period
    return period.start if period else None


def _lapsed(activity: Activity, due: date, today: date) -> bool:
    """Whether an activity with a cadence is overdue, and had not ended before it fell due again."""
    return due + timedelta(days=GRACE_DAYS) < today and not (activity.end and activity.end < due)


def _missed(activity: Activity, done: list[date], today: date) -> date | None:
    """Return the last day an activity was planned for, when that has passed without its being carried out."""
    last = activity.end or activity.start
    first = activity.start or last
    if last is None or first is None or last >= today:
        return None
    return None if any(day >= first - timedelta(days=GRACE_DAYS) for day in done) else last


def _late(activity: Activity, done: list[date], since: date) -> Finding:
    cadence = cadence_name(activity.cadence or "yearly")
    says = (
        _(
            "Activity {id} “{title}” is {cadence}, but was last carried out on {day}",
            id=activity.id,
            title=activity.title,
            cadence=cadence,
            day=max(done),
        )
        if done
        else _(
            "Activity {id} “{title}” is {cadence} since {day}, but was never carried out",
            id=activity.id,
            title=activity.title,
            cadence=cadence,
            day=since,
        )
    )
    return Finding(where=at("plan/assurance/timeline", activity.id, "performed"), says=says)
