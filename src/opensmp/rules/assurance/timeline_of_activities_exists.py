"""Whether the plan holds a timeline of service management activities."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.assurance._helpers import bare


@rule(
    "ASR-23",
    clause="6.3",
    severity=BLOCKS,
    requirements=("R20",),
    examples=(
        fails("A plan without a timeline", lambda d: put(d, "plan/assurance", timeline=())),
        passes("A timeline with days and cadences", lambda d: d),
    ),
)
def timeline_of_activities_exists(dossier: Dossier) -> Iterator[Finding]:
    """The plan holds a timeline of service management activities.

    Why: planning says what, who, when. Without the timeline of the period nobody can see whether the plan is
    being carried out.

    Fix: list audits, reviews, tests, surveys, supplier reviews and the planning round with a day or a cadence and
    an owner.
    """
    section = dossier.plan.assurance
    if not bare(section) and not section.timeline:
        yield Finding(
            where=at("plan/assurance/timeline"), says=_("The plan holds no timeline of service management activities")
        )
