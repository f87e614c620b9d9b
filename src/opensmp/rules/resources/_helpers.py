"""What the rules on resources share: the sums of people and money, by use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from opensmp.dossier import Dossier
from opensmp.i18n import Message, _
from opensmp.plan.resources import Budget, BudgetLine, PeopleLine
from opensmp.plan.terms import Use

UNITS = {"": 1, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
"""How much one unit of a budget's figures is."""


def bare(dossier: Dossier) -> bool:
    """Whether section 4 says nothing at all; that is one finding of its own, and all others stay silent."""
    section = dossier.plan.resources
    return replace(section, keeper=None, reviewed=None) == type(section)()


def fte(lines: Iterable[PeopleLine], use: Use | None = None) -> Decimal:
    """Return the full-time equivalents of the lines, or of those for one use."""
    return sum((line.fte for line in lines if use in (None, line.use)), Decimal(0))


def planned(lines: Iterable[BudgetLine], use: Use | None = None) -> Decimal:
    """Return the planned money of the lines, or of those for one use, in the budget's unit."""
    return sum((line.planned for line in lines if use in (None, line.use)), Decimal(0))


def adds_up(budget: Budget) -> bool:
    """Whether the lines make the stated total; a budget without one of the two has nothing to add up."""
    return not budget.lines or budget.total is None or planned(budget.lines) == budget.total


def currency(budget: Budget) -> Message | str:
    """Return the measure of a budget's figures, such as “million IDR”."""
    match budget.unit:
        case "thousand":
            return _("thousand {currency}", currency=budget.currency)
        case "million":
            return _("million {currency}", currency=budget.currency)
        case "billion":
            return _("billion {currency}", currency=budget.currency)
    return budget.currency


def improvement_money(budget: Budget) -> Decimal:
    """Return what the budget sets aside for improvement: its lines, or the stated part where there are none."""
    return planned(budget.lines, "improvement") or budget.improvement or Decimal(0)


def nothing_for(dossier: Dossier) -> Iterator[Use]:
    """Yield the uses that neither people nor money are planned for."""
    people, budget = dossier.plan.resources.people, dossier.plan.resources.budget
    stated = {"operation": budget.operation if budget else None, "improvement": budget.improvement if budget else None}
    for use in ("operation", "improvement"):
        held: Use = use
        if not fte(people, held) and not planned(budget.lines if budget else (), held) and not stated[use]:
            yield held


def impossible_figures(dossier: Dossier) -> bool:
    """Whether a line holds a figure that no sum should be judged by."""
    people, budget = dossier.plan.resources.people, dossier.plan.resources.budget
    return any(line.fte <= 0 for line in people) or any(line.planned < 0 for line in (budget.lines if budget else ()))
