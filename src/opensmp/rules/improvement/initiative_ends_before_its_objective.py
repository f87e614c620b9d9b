"""Whether an initiative comes in time for the objective that it serves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import cache

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _, speak
from opensmp.plan.objectives import Objective
from opensmp.rules.improvement._examples import ordinary
from opensmp.rules.improvement._helpers import open_items, place


def _names_another_day(objective: Objective) -> bool:
    days = [found for _language, words in objective.statement.each() for found in _day().findall(words)]
    own = {speak(objective.deadline, language).casefold() for language in ("en", "id")} if objective.deadline else set()
    return bool(days) and not any(" ".join(day.split()).casefold() in own for day in days)


@cache
def _day() -> re.Pattern[str]:
    return re.compile(r"\b\d{1,2}\s+[A-Za-z]+\s+20\d\d\b")


def _due(dossier: Dossier, days: int) -> Dossier:
    """Link an open initiative to an objective with a deadline, and let it end ``days`` after that."""
    item = ordinary(dossier)
    objective = next(row for row in dossier.plan.objectives.objectives if row.deadline and not _names_another_day(row))
    last = objective.deadline or dossier.today
    return put(
        dossier,
        f"registers/improvements/{item.id}",
        objective=objective.id,
        due=last + timedelta(days=days),
        start=None,
    )


@rule(
    "IMP-22",
    clause="10.2",
    severity=ADVICE,
    requirements=("R18", "R11", "R52"),
    examples=(
        fails("An initiative that ends a month after the deadline of its objective", lambda d: _due(d, 30)),
        passes("An initiative that ends before the deadline of its objective", lambda d: _due(d, -1)),
    ),
)
def initiative_ends_before_its_objective(dossier: Dossier) -> Iterator[Finding]:
    """An initiative ends before the objective that it serves.

    Why: what is finished after the deadline cannot have helped to meet it; the plan is not realistic.

    Fix: bring the initiative forward, or move the deadline of the objective with the approval of the plan.
    """
    period = dossier.plan.identity.period
    for item in open_items(dossier):
        objective = dossier.objectives.get(item.objective or "")
        if item.due is None or objective is None or objective.deadline is None or item.due <= objective.deadline:
            continue
        if (period is not None and objective.deadline < period.start) or _names_another_day(objective):
            continue  # a deadline outside the period, or another than the sentence's, is a finding of its own
        yield Finding(
            where=place(item, "due"),
            says=_(
                "Initiative {id} “{title}” ends on {day}, after the deadline of objective {objective} on {deadline}",
                id=item.id, title=item.title, day=item.due, objective=objective.id, deadline=objective.deadline,
            ),
            also=(at("plan/objectives/objectives", objective.id, "deadline"),),
        )  # fmt: skip
