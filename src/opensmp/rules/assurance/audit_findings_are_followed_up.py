"""Whether the plan says how the findings of audits are followed up."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.assurance._examples import moved
from opensmp.rules.assurance._helpers import bare


@rule(
    "ASR-33",
    clause="9.2",
    severity=ADVICE,
    requirements=("R17", "R77"),
    examples=(
        fails(
            "An audit programme that ends with the report",
            lambda d: moved(d, "plan/assurance/programme", "follow_up", "approach"),
        ),
        passes("“Findings become corrective actions; the next audit checks their effect.”", lambda d: d),
    ),
)
def audit_findings_are_followed_up(dossier: Dossier) -> Iterator[Finding]:
    """The plan says how the findings of audits are followed up.

    Why: audits that are not followed up find the same every year.

    Fix: say who turns findings into actions, by when, and who checks that they worked.
    """
    if not bare(dossier.plan.assurance) and not dossier.plan.assurance.programme.follow_up:
        yield Finding(
            where=at("plan/assurance/programme/follow_up"),
            says=_("The plan does not say how the findings of audits are followed up"),
        )
