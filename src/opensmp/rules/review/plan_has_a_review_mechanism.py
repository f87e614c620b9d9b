"""Section 10 says how the plan is reviewed and changed."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _


@rule(
    "REV-01",
    clause="7.5.2",
    severity=BLOCKS,
    requirements=("R03", "R06", "R19"),
    detects=("plan-review-unscheduled",),
    examples=(
        fails(
            "Section 10 without a word on how the plan is reviewed and changed",
            lambda d: put(d, "plan/review", mechanism=""),
        ),
        passes("mechanism: The SMS owner reviews the plan each quarter …", lambda d: d),
    ),
)
def plan_has_a_review_mechanism(dossier: Dossier) -> Iterator[Finding]:
    """The plan says how it is reviewed and updated.

    Why: a plan that does not say how it is kept current is a plan for the day of certification; the auditor asks
    who looks at it, when, and what makes it change.

    Fix: describe in section 10 who reviews the plan, what is looked at, how a change is proposed, and who
    approves it.
    """
    if "review" in dossier.stated and not dossier.plan.review.mechanism:
        yield Finding(
            where=at("plan/review/mechanism"),
            says=_("Section 10 does not say how the plan is reviewed and updated."),
        )
