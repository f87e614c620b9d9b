"""The next review has a date in the future."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _


@rule(
    "REV-05",
    clause="7.5.2",
    severity=ADVICE,
    requirements=("R03", "R38"),
    examples=(
        fails("next_review is missing", lambda d: put(d, "plan/review", next_review=None)),
        passes("next_review: today", lambda d: put(d, "plan/review", next_review=d.today)),
    ),
)
def next_review_is_set(dossier: Dossier) -> Iterator[Finding]:
    """The next review of the plan has a date that lies ahead.

    Why: a cadence without the next date is an intention; a date that has passed shows that nobody looks at the
    calendar.

    Fix: set next_review to the day of the next planned review.
    """
    following = dossier.plan.review.next_review
    if not dossier.plan.review.cadence:
        return
    if following is None:
        yield Finding(where=at("plan/review/next_review"), says=_("No date is set for the next review of the plan."))
    elif following < dossier.today:
        yield Finding(
            where=at("plan/review/next_review"),
            says=_("The next review of the plan is dated {day}, which has passed.", day=following),
        )
    elif dossier.review_due and dossier.today <= dossier.review_due < following - _GRACE:
        yield Finding(
            where=at("plan/review/next_review"),
            says=_(
                "The next review of the plan is dated {day}; by its own cadence it is due on {due}.",
                day=following, due=dossier.review_due,
            ),
            also=(at("plan/review/cadence"),),
        )  # fmt: skip


_GRACE = timedelta(days=31)
"""How much later than due a review may be planned; meetings of directors fall where they fall."""
