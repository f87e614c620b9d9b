"""Whether the plan says how often management reviews take place."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.assurance._helpers import bare


@rule(
    "ASR-11",
    clause="9.3",
    severity=BLOCKS,
    requirements=("R17", "R78"),
    detects=("review-frequency-undefined",),
    examples=(
        fails(
            "A management review without a frequency",
            lambda d: put(d, "plan/assurance/management_review", frequency=None),
        ),
        passes("frequency: half-yearly", lambda d: d),
    ),
)
def management_review_has_a_frequency(dossier: Dossier) -> Iterator[Finding]:
    """The plan says how often top management reviews the service management system.

    Why: reviews take place at planned intervals; "regularly" is an interval that nobody can miss.

    Fix: set the frequency, and enter the reviews of the planning period into the register of reviews.
    """
    section = dossier.plan.assurance
    if not bare(section) and section.management_review.frequency is None:
        yield Finding(
            where=at("plan/assurance/management_review/frequency"),
            says=_("The plan does not say how often management reviews take place"),
        )
