"""The interval from the last review has not run out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from opensmp.checking import BLOCKS, Finding, add, at, edit, fails, in_force_since, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.lifecycle.history import PlanReview
from opensmp.rules.review._words import silent_on_cadence


@rule(
    "REV-04",
    clause="7.5.2",
    severity=BLOCKS,
    requirements=("R03", "R38", "R58"),
    detects=("plan-never-updated",),
    examples=(
        fails("Reviewed monthly, says the plan; the last review was three months ago", lambda d: _neglected(d)),
        passes("A review “no change” counts as a review", lambda d: _confirmed(_neglected(d))),
    ),
)
def plan_review_is_not_overdue(dossier: Dossier) -> Iterator[Finding]:
    """The plan was reviewed within the interval that it states.

    Why: a plan that misses its own interval shows the auditor in one line that it is not maintained, whatever its
    content says.

    Fix: review the plan now. If nothing changes, record the review as "no change" with its day and who did it.
    """
    due = dossier.review_due
    if due is not None and due < dossier.today:
        yield Finding(
            where=at("history/reviews"),
            says=_(
                "The plan was last reviewed on {last}; by its own cadence ({cadence}) it was due on {due}.",
                last=dossier.last_review or due,
                cadence=dossier.cadence or "",
                due=due,
            ),
            also=(at("plan/review/cadence"),),
        )


def _neglected(dossier: Dossier) -> Dossier:
    """A monthly cadence, and nothing since a version of three months ago."""
    dossier = in_force_since(edit(dossier, "history/reviews", lambda _: ()), dossier.today - timedelta(days=90))
    dossier = silent_on_cadence(dossier)
    return edit(dossier, "plan/review/cadence", lambda steps: tuple(replace(step, cadence="monthly") for step in steps))


def _confirmed(dossier: Dossier) -> Dossier:
    return add(dossier, "history/reviews", PlanReview(on=dossier.today, by=dossier.plan.identity.owner))
