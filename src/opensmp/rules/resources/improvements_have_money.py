"""Whether planned improvements are paid for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import n_
from opensmp.rules.resources._examples import with_budget, without_sums
from opensmp.rules.resources._helpers import improvement_money, nothing_for

_OPEN = ("", "proposed", "approved", "in progress")


def _all_for_operation(dossier: Dossier) -> Dossier:
    """Give all money to operation and some people to improvement."""
    return with_budget(
        put(without_sums(dossier), "plan/resources/people/*", use="improvement"),
        lambda held: replace(held, lines=tuple(replace(line, use="operation") for line in held.lines)),
    )


@rule(
    "RES-16",
    clause="7.1",
    severity=ADVICE,
    requirements=("R13", "R52"),
    examples=(
        fails("Improvements are listed, and all money is for operation", _all_for_operation),
        passes("Part of the budget is for improvement", lambda d: d),
    ),
)
def improvements_have_money(dossier: Dossier) -> Iterator[Finding]:
    """Planned improvements have money.

    Why: a list of improvements beside an improvement budget of nothing tells an auditor which of the two was
    meant.

    Fix: plan money for improvement, or say for each initiative that it needs none.
    """
    budget = dossier.plan.resources.budget
    if budget is None or not budget.lines or improvement_money(budget) or "improvement" in nothing_for(dossier):
        return
    planned = [
        each
        for each in dossier.plan.improvement.initiatives
        if each in dossier.improvements and dossier.improvements[each].status in _OPEN
    ]
    if planned:
        yield Finding(
            where=at("plan/resources/budget"),
            says=n_(
                "{n} improvement is planned ({ids}), and no money is set aside for improvement",
                "{n} improvements are planned ({ids}), and no money is set aside for improvement",
                len(planned),
                ids=tuple(planned),
            ),
            also=(at("plan/improvement/initiatives"),),
        )
