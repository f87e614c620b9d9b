"""Whether management reviews are decided and chaired by top management."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.assurance._examples import a_review, somebody_below


@rule(
    "ASR-14",
    clause="9.3",
    severity=BLOCKS,
    requirements=("R17", "R78", "R05"),
    examples=(
        fails(
            "The management review is decided by somebody below top management",
            lambda d: put(d, "plan/assurance/management_review", authority=somebody_below(d)),
        ),
        fails(
            "A management review was chaired by somebody below top management",
            lambda d: a_review(d, chair=somebody_below(d)),
        ),
        passes("A management review chaired by an office of top management", lambda d: d),
    ),
)
def top_management_reviews(dossier: Dossier) -> Iterator[Finding]:
    """Management reviews are decided and chaired by top management.

    Why: it is top management that reviews; a review among those who run the system is a meeting of another kind.

    Fix: have a member of top management chair the review and decide, or mark the office as top management where
    it is one.
    """
    people = dossier.people
    authority = dossier.plan.assurance.management_review.authority
    if authority and not people.is_top_management(authority):
        yield Finding(
            where=at("plan/assurance/management_review/authority"),
            says=_("The management review is decided by {who}, who is not top management", who=people.name(authority)),
        )
    for review in dossier.registers.reviews:
        if review.chair and not people.is_top_management(review.chair, review.performed):
            yield Finding(
                where=at("registers/reviews", review.id, "chair"),
                says=_(
                    "Management review {id} “{title}” is chaired by {who}, who is not top management",
                    id=review.id,
                    title=review.title,
                    who=people.name(review.chair),
                ),
            )
