"""The interval from the last review has not run out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from opensmp.checking import BLOCKS, Finding, add, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.lifecycle.history import PlanReview
from opensmp.rules.review._cadence import after, last_review, step_on


@rule(
    "REV-04",
    clause="7.5.2",
    severity=BLOCKS,
    requirements=("R03", "R38", "R58"),
    detects=("plan-never-updated",),
    examples=(
        fails("Reviewed weekly, says the plan; the last review was longer ago", lambda d: _neglected(d)),
        passes("A review “no change” counts as a review", lambda d: _confirmed(_neglected(d))),
    ),
)
def plan_review_is_not_overdue(dossier: Dossier) -> Iterator[Finding]:
    """The plan was reviewed within the interval that it states.

    Why: a plan that misses its own interval shows the auditor in one line that it is not maintained, whatever its
    content says.

    Fix: review the plan now. If nothing changes, record the review as "no change" with its day and who did it.
    """
    step, last = step_on(dossier, dossier.today), last_review(dossier)
    if step is None or last is None:
        return
    due = after(last, step.cadence)
    if due < dossier.today:
        yield Finding(
            where=at("history/reviews"),
            says=_(
                "The plan was last reviewed on {last}; by its own cadence ({cadence}) it was due on {due}.",
                last=last,
                cadence=step.cadence,
                due=due,
            ),
            also=(at("plan/review/cadence"),),
        )


def _neglected(dossier: Dossier) -> Dossier:
    """Weekly reviews, and none recorded in the last week."""
    recent = dossier.today - timedelta(days=7)
    dossier = edit(
        dossier, "plan/review/cadence", lambda steps: tuple(replace(step, cadence="weekly") for step in steps)
    )
    return edit(dossier, "history/reviews", lambda reviews: tuple(each for each in reviews if each.on < recent))


def _confirmed(dossier: Dossier) -> Dossier:
    return add(dossier, "history/reviews", PlanReview(on=dossier.today, by=dossier.plan.identity.owner))
