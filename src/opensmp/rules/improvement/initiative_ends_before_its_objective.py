"""Whether an initiative comes in time for the objective that it serves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.improvement._examples import ordinary
from opensmp.rules.improvement._helpers import open_items, place


def _due(dossier: Dossier, days: int) -> Dossier:
    """Link an open initiative to an objective with a deadline, and let it end ``days`` after that."""
    item = ordinary(dossier)
    objective = next(row for row in dossier.plan.objectives.objectives if row.deadline is not None)
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
        if period is not None and objective.deadline < period.start:
            continue  # a deadline outside the period is a finding of its own
        yield Finding(
            where=place(item, "due"),
            says=_(
                "Initiative {id} “{title}” ends on {day}, after the deadline of objective {objective} on {deadline}",
                id=item.id, title=item.title, day=item.due, objective=objective.id, deadline=objective.deadline,
            ),
            also=(at("plan/objectives/objectives", objective.id, "deadline"),),
        )  # fmt: skip
