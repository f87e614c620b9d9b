"""Whether the plan says how internal audits are done."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.assurance._examples import moved
from opensmp.rules.assurance._helpers import bare


@rule(
    "ASR-02",
    clause="9.2",
    severity=BLOCKS,
    requirements=("R17", "R77"),
    examples=(
        fails(
            "An audit programme without an approach",
            lambda d: moved(d, "plan/assurance/programme", "approach", "follow_up"),
        ),
        passes("An audit programme that says how a sample is chosen", lambda d: d),
    ),
)
def audit_approach_is_stated(dossier: Dossier) -> Iterator[Finding]:
    """The plan says how internal audits are done.

    Why: the programme has to name methods, responsibilities and reporting; a list of days says when, not how.

    Fix: say how the audits are prioritised, how evidence is sampled, who receives the report, and how findings
    are followed.
    """
    if not bare(dossier.plan.assurance) and not dossier.plan.assurance.programme.approach:
        yield Finding(
            where=at("plan/assurance/programme/approach"), says=_("The plan does not say how internal audits are done")
        )
