"""Whether the budget is of the plan's period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from opensmp.checking import ADVICE, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.resources._examples import with_budget


@rule(
    "RES-11",
    clause="8.4.1",
    severity=ADVICE,
    requirements=("R13",),
    examples=(
        fails("The budget of 2019", lambda d: with_budget(d, lambda held: replace(held, period="2019"))),
        passes("The budget of a year in which the period lies", lambda d: d),
    ),
)
def budget_belongs_to_the_planning_period(dossier: Dossier) -> Iterator[Finding]:
    """The budget belongs to the planning period.

    Why: last year's money does not pay for this year's plan.

    Fix: state the budget of the planning period; where the financial year differs, state the part that falls into
    the period.
    """
    budget, period = dossier.plan.resources.budget, dossier.plan.identity.period
    if budget is None or period is None:
        return
    years = _years(budget.period)
    if years and not years & set(range(period.start.year, period.end.year + 1)):
        yield Finding(
            where=at("plan/resources/budget/period"),
            says=_("The budget is of {budget}, the plan of {period}", budget=budget.period, period=period.name),
            quote=budget.period,
            also=(at("plan/identity/period"),),
        )


def _years(words: str) -> set[int]:
    """Return the years named: 2027 and 2028 for “2027/28”."""
    years: set[int] = set()
    for first, second in re.findall(r"(20\d\d)(?:\s*[/–-]\s*(\d\d)(?!\d))?", words):
        years.add(int(first))
        if second and int(second) == int(first[2:]) + 1:
            years.add(int(first) + 1)
    return years
