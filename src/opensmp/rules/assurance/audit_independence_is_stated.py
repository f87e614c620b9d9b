"""Whether the plan says how auditors are independent."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.assurance._examples import moved
from opensmp.rules.assurance._helpers import bare


@rule(
    "ASR-05",
    clause="9.2",
    severity=BLOCKS,
    requirements=("R17", "R77"),
    examples=(
        fails(
            "An audit programme that says nothing of independence",
            lambda d: moved(d, "plan/assurance/programme", "independence", "approach"),
        ),
        passes("“Auditors hold no role in the practices they audit.”", lambda d: d),
    ),
)
def audit_independence_is_stated(dossier: Dossier) -> Iterator[Finding]:
    """The plan says how auditors are independent.

    Why: auditors have to be impartial. Where nobody decided how, the people who run a practice end up auditing
    it.

    Fix: say to whom auditors report, that nobody audits their own work, and how that is arranged where people are
    few.
    """
    if not bare(dossier.plan.assurance) and not dossier.plan.assurance.programme.independence:
        yield Finding(
            where=at("plan/assurance/programme/independence"),
            says=_("The plan does not say how auditors are independent of what they audit"),
        )
