"""How often the plan is reviewed."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _


@rule(
    "REV-02",
    clause="7.5.2",
    severity=BLOCKS,
    requirements=("R03", "R19"),
    detects=("plan-review-unscheduled",),
    examples=(
        fails("“The plan is reviewed regularly”, with no cadence", lambda d: put(d, "plan/review", cadence=())),
        passes("cadence: quarterly from go-live, yearly from the third year", lambda d: d),
    ),
)
def review_cadence_is_stated(dossier: Dossier) -> Iterator[Finding]:
    """The plan says how often it is reviewed.

    Why: "regularly" cannot be missed, so nobody notices when it is. An interval makes an overdue review visible.

    Fix: state the cadence with the day it starts: quarterly for the first 12 to 24 months, then at least yearly.
    """
    if "review" in dossier.stated and not dossier.plan.review.cadence:
        yield Finding(
            where=at("plan/review/cadence"),
            says=_("The plan does not say how often it is reviewed."),
        )
