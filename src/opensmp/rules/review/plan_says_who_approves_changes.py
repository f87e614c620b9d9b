"""Who approves a change of the plan."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _


@rule(
    "REV-06",
    clause="5.1",
    severity=BLOCKS,
    requirements=("R05", "R19"),
    detects=("plan-change-authority-unclear",),
    examples=(
        fails("approver is missing", lambda d: put(d, "plan/review", approver=None)),
        passes("approver: cio", lambda d: d),
    ),
)
def plan_says_who_approves_changes(dossier: Dossier) -> Iterator[Finding]:
    """The plan says who approves changes to it.

    Why: without a named approver anyone can change what the organisation promises, and an auditor cannot tell an
    approved plan from a draft.

    Fix: name the office of top management that approves the plan and its changes as approver in section 10.
    """
    if "review" in dossier.stated and dossier.plan.review.approver is None:
        yield Finding(where=at("plan/review/approver"), says=_("The plan does not say who approves changes to it."))
