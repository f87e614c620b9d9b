"""Whether the plan describes the service reports."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.assurance._helpers import bare


@rule(
    "ASR-20",
    clause="9.4",
    severity=BLOCKS,
    requirements=("R21", "R51"),
    items=("h",),
    examples=(
        fails("A plan without service reports", lambda d: put(d, "plan/assurance", reporting=())),
        passes(
            "One monthly report to the customers",
            lambda d: put(d, "plan/assurance", reporting=d.plan.assurance.reporting[:1]),
        ),
    ),
)
def service_reporting_is_described(dossier: Dossier) -> Iterator[Finding]:
    """The plan describes the service reports.

    Why: how effectiveness is reported is part of what a plan includes. Without reports nobody outside the team
    learns whether the services hold.

    Fix: list the reports with purpose, audience, frequency, owner, and whether they show trends.
    """
    section = dossier.plan.assurance
    if not bare(section) and not section.reporting:
        yield Finding(where=at("plan/assurance/reporting"), says=_("The plan describes no service report"))
