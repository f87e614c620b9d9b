"""Whether a management review led to decisions."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.assurance._examples import a_review, latest_review
from opensmp.rules.assurance._helpers import performed_reviews


@rule(
    "ASR-27",
    clause="9.3",
    severity=ADVICE,
    requirements=("R17", "R78"),
    examples=(
        fails("A management review without a decision", lambda d: a_review(d, decisions=())),
        passes(
            "A management review with one decision", lambda d: a_review(d, decisions=latest_review(d).decisions[:1])
        ),
    ),
)
def review_takes_decisions(dossier: Dossier) -> Iterator[Finding]:
    """A management review takes decisions.

    Why: the output of a review is decisions on improvement and change. Twelve inputs without one suggest that
    papers were passed.

    Fix: record what was decided, also "no change needed, because …", with owner and date.
    """
    for review in performed_reviews(dossier):
        if not review.decisions:
            yield Finding(
                where=at("registers/reviews", review.id, "decisions"),
                says=_("Management review {id} “{title}” records no decision", id=review.id, title=review.title),
            )
