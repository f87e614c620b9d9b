"""Whether the actions of the objectives fit into the improvement budget."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from opensmp.checking import ADVICE, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.objectives import Objective
from opensmp.plan.terms import Money
from opensmp.rules.resources._helpers import UNITS, improvement_money


def _dear(dossier: Dossier) -> Dossier:
    """Make the first action of the first objective cost more than the whole budget."""
    budget = dossier.plan.resources.budget
    currency = budget.currency if budget else "IDR"
    total = sum((line.planned for line in budget.lines), Decimal(1)) if budget else Decimal(1)
    cost = Money(amount=total * UNITS[budget.unit if budget else ""], currency=currency)

    def changed(objective: Objective) -> Objective:
        return replace(objective, actions=(replace(objective.actions[0], cost=cost), *objective.actions[1:]))

    return edit(dossier, "plan/objectives/objectives/*", changed)


@rule(
    "RES-17",
    clause="7.1",
    severity=ADVICE,
    requirements=("R13", "R52"),
    examples=(
        fails("One action costs more than the whole budget", _dear),
        passes("The actions fit into what is set aside for improvement", lambda d: d),
    ),
)
def objective_actions_are_paid_for(dossier: Dossier) -> Iterator[Finding]:
    """The actions of the objectives fit into the improvement budget.

    Why: objectives whose actions cost more than there is are not realistic, and both stand in the same plan.

    Fix: raise the improvement budget, drop or stretch actions, or say that operation pays for some of them.
    """
    budget = dossier.plan.resources.budget
    if budget is None or not improvement_money(budget):
        return
    available = improvement_money(budget) * UNITS[budget.unit]
    cost = sum(
        (
            action.cost.amount
            for objective in dossier.plan.objectives.objectives
            for action in objective.actions
            if action.cost is not None and action.cost.currency == budget.currency
        ),
        Decimal(0),
    )
    if cost > available:
        yield Finding(
            where=at("plan/resources/budget"),
            says=_(
                "The actions of the objectives cost {cost} {currency}, the budget sets aside {available} for improvement",
                cost=cost,
                currency=budget.currency,
                available=available,
            ),
            also=(at("plan/objectives/objectives"),),
        )
