"""Whether the plan has money."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.resources._helpers import bare


@rule(
    "RES-01",
    clause="7.1",
    severity=BLOCKS,
    requirements=("R13", "R52", "R73"),
    detects=("funding-unclear", "resources-unspecified"),
    items=("e",),
    examples=(
        fails("People and tools, and no budget", lambda d: put(d, "plan/resources", budget=None)),
        passes("A budget with lines, currency and period", lambda d: d),
    ),
)
def budget_is_planned(dossier: Dossier) -> Iterator[Finding]:
    """The plan has a budget.

    Why: financial resources are among those that a plan has to name; without money the rest of the plan is a
    wish.

    Fix: state the budget of the planning period with currency and lines for operation and improvement.
    """
    budget = dossier.plan.resources.budget
    if bare(dossier) or (budget is not None and (budget.lines or budget.total)):
        return
    yield Finding(
        where=at("plan/resources/budget"), says=_("Section 4 names no budget for the service management system")
    )
