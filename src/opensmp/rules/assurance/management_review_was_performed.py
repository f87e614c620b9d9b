"""Whether at least one management review was held."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.assurance._examples import each_review
from opensmp.rules.assurance._helpers import bare, performed_reviews


@rule(
    "ASR-15",
    clause="9.3",
    severity=BLOCKS,
    requirements=("R17", "R50"),
    examples=(
        fails(
            "Management reviews that are planned and none held",
            lambda d: each_review(d, performed=None, minutes=None, inputs={}, decisions=()),
        ),
        passes("One management review held, the next planned", lambda d: d),
    ),
)
def management_review_was_performed(dossier: Dossier) -> Iterator[Finding]:
    """At least one management review was held.

    Why: Stage 1 asks whether management reviews are planned and performed; without one there is no sign that top
    management leads the system.

    Fix: hold a management review over all inputs before Stage 1, and record its decisions.
    """
    if not performed_reviews(dossier) and not bare(dossier.plan.assurance):
        yield Finding(where=at("registers/reviews"), says=_("No management review was held so far"))
