"""The cadence in force on a day, and the day a review is due: shared by the rules of this group."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from opensmp.dossier import Dossier
from opensmp.plan.review import CadenceStep
from opensmp.plan.terms import MONTHS_BETWEEN, Cadence


def step_on(dossier: Dossier, day: date) -> CadenceStep | None:
    """Return the step of the cadence that holds on ``day``; before the first step, the first."""
    steps = sorted(dossier.plan.review.cadence, key=lambda step: step.start)
    begun = [step for step in steps if step.start <= day and (step.end is None or step.end >= day)]
    return begun[-1] if begun else (steps[0] if steps else None)


def last_review(dossier: Dossier) -> date | None:
    """Return the day the plan was last reviewed: a recorded review, or the beginning of a version."""
    days = [review.on for review in dossier.history.reviews if review.on <= dossier.today]
    days += [version.start for version in dossier.history.versions if version.start and version.start <= dossier.today]
    return max(days, default=None)


def after(day: date, cadence: Cadence) -> date:
    """Return the day one interval of ``cadence`` later, at the end of a shorter month."""
    months = MONTHS_BETWEEN[cadence]
    if not months:
        return day + timedelta(days=7)
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
