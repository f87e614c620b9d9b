"""Whether each decision of a review has an owner and a day."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.assurance._examples import a_decision
from opensmp.rules.assurance._helpers import performed_reviews


@rule(
    "ASR-17",
    clause="9.3",
    severity=BLOCKS,
    requirements=("R17", "R78"),
    examples=(
        fails("A decision without an owner", lambda d: a_decision(d, owner=None)),
        fails("A decision without a day", lambda d: a_decision(d, due=None, done=None)),
        passes("A decision with owner and day", lambda d: d),
    ),
)
def decision_has_an_owner_and_a_date(dossier: Dossier) -> Iterator[Finding]:
    """A decision of a management review has an owner and a date.

    Why: a decision that nobody carries out by a day is forgotten by the next review, which then opens with the
    same point.

    Fix: name the owner and the day by which it is done.
    """
    for review in performed_reviews(dossier):
        for decision in review.decisions:
            where = at("registers/reviews", review.id, "decisions") / decision.id
            if decision.owner is None:
                yield Finding(
                    where=where / "owner",
                    says=_("Decision {id} has no owner: “{text}”", id=decision.id, text=decision.text),
                )
            if decision.due is None and decision.done is None:
                yield Finding(
                    where=where / "due",
                    says=_("Decision {id} has no date: “{text}”", id=decision.id, text=decision.text),
                )
