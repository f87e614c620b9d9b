"""Whether each management review has minutes in the document register."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.assurance._examples import a_review
from opensmp.rules.assurance._helpers import performed_reviews


@rule(
    "ASR-31",
    clause="9.3",
    severity=ADVICE,
    requirements=("R17", "R46"),
    examples=(
        fails("A management review without minutes", lambda d: a_review(d, minutes=None)),
        fails("Minutes that the document register does not know", lambda d: a_review(d, minutes="MR-EX-404")),
        passes("A management review with its minutes in the register", lambda d: d),
    ),
)
def review_has_minutes(dossier: Dossier) -> Iterator[Finding]:
    """A management review has minutes in the document register.

    Why: the results of the review are kept as evidence; what is not on record was not decided.

    Fix: register the minutes and name them in the register of reviews.
    """
    for review in performed_reviews(dossier):
        where = at("registers/reviews", review.id, "minutes")
        if review.minutes is None:
            yield Finding(
                where=where, says=_("Management review {id} “{title}” has no minutes", id=review.id, title=review.title)
            )
        elif review.minutes not in dossier.documents:
            yield Finding(
                where=where,
                says=_(
                    "The minutes {document} of management review {id} are not in the document register",
                    document=review.minutes,
                    id=review.id,
                ),
                also=(at("registers/documents"),),
            )
