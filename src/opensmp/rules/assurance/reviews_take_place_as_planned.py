"""Whether a planned management review has passed its day without being held."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from opensmp.checking import ADVICE, Finding, add, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.assurance._examples import latest_review
from opensmp.rules.assurance._helpers import performed_reviews


@rule(
    "ASR-32",
    clause="9.3",
    severity=ADVICE,
    requirements=("R17", "R61"),
    examples=(
        fails("A management review planned for last month and not held", lambda d: _one_more(d, -30)),
        passes("A management review planned for today", lambda d: _one_more(d, 0)),
    ),
)
def reviews_take_place_as_planned(dossier: Dossier) -> Iterator[Finding]:
    """Management reviews take place as planned.

    Why: a review that top management planned and did not hold says more about leadership than any paragraph.

    Fix: hold the review, or plan it anew and record why it moved.
    """
    if not performed_reviews(dossier):
        return
    for review in dossier.registers.reviews:
        if review.planned and review.planned < dossier.today and review.performed is None:
            yield Finding(
                where=at("registers/reviews", review.id, "planned"),
                says=_(
                    "Management review {id} “{title}” was planned for {day} and was not held",
                    id=review.id,
                    title=review.title,
                    day=review.planned,
                ),
            )


def _one_more(dossier: Dossier, days: int) -> Dossier:
    row = replace(
        latest_review(dossier),
        id="MR-EX-99",
        planned=dossier.today + timedelta(days=days),
        performed=None,
        minutes=None,
        inputs={},
        decisions=(),
    )
    named = edit(
        dossier, "plan/assurance/management_review", lambda held: replace(held, reviews=(*held.reviews, row.id))
    )
    return add(named, "registers/reviews", row)
