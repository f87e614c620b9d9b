"""Whether the calendar gives an audit or review the day that its register gives."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from opensmp.checking import ADVICE, Finding, add, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.assurance import Activity
from opensmp.plan.prose import Prose
from opensmp.registers.assurance import Audit, ManagementReview


def _on(dossier: Dossier, days: int) -> Dossier:
    """Put an audit of the period into the calendar, ``days`` after its own day."""
    period = dossier.plan.identity.period
    taken = {name for row in dossier.plan.assurance.timeline for name in _names(row.title)}
    audit = next(
        row
        for row in dossier.registers.audits
        if row.planned and row.planned > dossier.today and period and not taken.intersection(_names(row.title))
    )
    day = (audit.planned or dossier.today) + timedelta(days=days)
    activity = Activity(id="ACT-EX-1", title=audit.title, start=day, owner=dossier.plan.identity.owner, performed=())
    return add(dossier, "plan/assurance/timeline", activity)


@rule(
    "ASR-41",
    clause="9.2",
    severity=ADVICE,
    requirements=("R20", "R46"),
    examples=(
        fails("The calendar gives an audit a day that is three weeks later", lambda d: _on(d, 21)),
        passes("The calendar gives the day of the register", lambda d: _on(d, 0)),
    ),
)
def calendar_and_registers_give_the_same_day(dossier: Dossier) -> Iterator[Finding]:
    """The calendar gives an audit or review the day of its register.

    Why: people prepare for the day they read. Two days for one audit mean that somebody is not there.

    Fix: correct the day that is wrong.
    """
    known: dict[str, list[tuple[Audit | ManagementReview, str]]] = {}
    rows: tuple[tuple[Audit | ManagementReview, str], ...] = (
        *((row, "registers/audits") for row in dossier.registers.audits),
        *((row, "registers/reviews") for row in dossier.registers.reviews),
    )
    for row, table in rows:
        for name in _names(row.title):
            known.setdefault(name, []).append((row, table))
    for activity in dossier.plan.assurance.timeline:
        named = [each for name in _names(activity.title) for each in known.get(name, ())]
        if (
            activity.start is None
            or activity.cadence
            or not named
            or any(_on_day(activity, row) for row, _table in named)
        ):
            continue
        other, table = named[0]
        yield Finding(
            where=at("plan/assurance/timeline", activity.id, "start"),
            says=_(
                "Activity {id} “{title}” is on {day}, {other} in its register on {planned}",
                id=activity.id, title=activity.title, day=activity.start, other=other.id, planned=other.planned or activity.start,
            ),
            also=(at(table, other.id, "planned"),),
        )  # fmt: skip


def _on_day(activity: Activity, row: Audit | ManagementReview) -> bool:
    """Whether the audit or review begins within the activity; without a day of its own it agrees with any."""
    day: date | None = row.planned
    return day is None or activity.start is None or activity.start <= day <= (activity.end or activity.start)


def _names(title: Prose) -> set[str]:
    return {" ".join(words.casefold().split()) for _language, words in title.each()}
