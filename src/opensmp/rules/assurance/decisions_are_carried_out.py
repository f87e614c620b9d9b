"""Whether a decision of a review is overdue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from opensmp.checking import ADVICE, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.assurance._examples import a_decision
from opensmp.rules.assurance._helpers import performed_reviews


@rule(
    "ASR-25",
    clause="9.3",
    severity=ADVICE,
    requirements=("R17", "R61"),
    examples=(
        fails(
            "A decision due last month and not done",
            lambda d: a_decision(d, due=d.today - timedelta(days=30), done=None),
        ),
        passes("A decision due today", lambda d: a_decision(d, due=d.today, done=None)),
    ),
)
def decisions_are_carried_out(dossier: Dossier) -> Iterator[Finding]:
    """Decisions of management reviews are carried out in time.

    Why: the status of earlier decisions is the first input of the next review; an overdue one shows that top
    management's word was not followed.

    Fix: carry the decision out and record the day, or bring it back to the review with a new date.
    """
    for review in performed_reviews(dossier):
        for decision in review.decisions:
            if decision.due and decision.due < dossier.today and decision.done is None:
                yield Finding(
                    where=at("registers/reviews", review.id, "decisions") / decision.id / "due",
                    says=_(
                        "Decision {id} was due on {day} and is not done: “{text}”",
                        id=decision.id,
                        day=decision.due,
                        text=decision.text,
                    ),
                )
