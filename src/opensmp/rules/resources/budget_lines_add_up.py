"""Whether the budget's lines make its total."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from opensmp.checking import BLOCKS, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.resources._examples import one_more, with_budget
from opensmp.rules.resources._helpers import adds_up, currency, impossible_figures, planned


@rule(
    "RES-03",
    clause="8.4.1",
    severity=BLOCKS,
    requirements=("R13", "R73"),
    detects=("funding-unclear",),
    examples=(
        fails(
            "The total is one more than its lines",
            lambda d: with_budget(d, lambda held: replace(held, total=one_more(planned(held.lines)))),
        ),
        passes(
            "The lines make the total", lambda d: with_budget(d, lambda held: replace(held, total=planned(held.lines)))
        ),
    ),
)
def budget_lines_add_up(dossier: Dossier) -> Iterator[Finding]:
    """The lines of the budget make its total.

    Why: top management commits the total and the practices spend the lines; where the two differ, somebody works
    without money.

    Fix: find the line that is missing or wrong, or correct the total, and have the corrected figure committed
    again.
    """
    budget = dossier.plan.resources.budget
    if budget is None or budget.total is None or impossible_figures(dossier):
        return
    if not adds_up(budget):
        lines = planned(budget.lines)
        yield Finding(
            where=at("plan/resources/budget/total"),
            says=_(
                "The budget states {total} {currency}, its lines make {lines}: a difference of {difference}",
                total=budget.total,
                currency=currency(budget),
                lines=lines,
                difference=abs(budget.total - lines),
            ),
            also=(at("plan/resources/budget/lines"),),
        )
