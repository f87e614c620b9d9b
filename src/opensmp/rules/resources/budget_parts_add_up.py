"""Whether the stated parts of the budget, operation and improvement, agree with its lines and its total."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from opensmp.checking import BLOCKS, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import Message, _
from opensmp.plan.resources import Budget
from opensmp.plan.terms import Use
from opensmp.rules.resources._examples import one_more, with_budget
from opensmp.rules.resources._helpers import adds_up, currency, impossible_figures, planned

_NAMES: dict[Use, Message] = {"operation": _("operation"), "improvement": _("improvement")}


@rule(
    "RES-12",
    clause="8.4.1",
    severity=BLOCKS,
    requirements=("R13", "R73"),
    detects=("funding-unclear",),
    examples=(
        fails(
            "The stated part for operation is one more than its lines",
            lambda d: with_budget(
                d, lambda held: replace(held, operation=one_more(planned(held.lines, "operation")), improvement=None)
            ),
        ),
        passes(
            "Each part is the sum of its lines",
            lambda d: with_budget(
                d,
                lambda held: replace(
                    held, operation=planned(held.lines, "operation"), improvement=planned(held.lines, "improvement")
                ),
            ),
        ),
    ),
)
def budget_parts_add_up(dossier: Dossier) -> Iterator[Finding]:
    """The parts of the budget for operation and improvement add up.

    Why: the split is what shows that improvement is paid for; a part that its lines do not make shows nothing.

    Fix: correct the part, or move the line to the use it belongs to.
    """
    budget = dossier.plan.resources.budget
    if budget is None or impossible_figures(dossier) or not adds_up(budget):
        return
    if budget.lines:
        yield from _against_lines(budget)
    elif budget.total is not None and budget.operation is not None and budget.improvement is not None:
        yield from _against_total(budget, budget.total, budget.operation + budget.improvement)


def _against_lines(budget: Budget) -> Iterator[Finding]:
    stated: tuple[tuple[Use, Decimal | None], ...] = (
        ("operation", budget.operation),
        ("improvement", budget.improvement),
    )
    for use, part in stated:
        lines = planned(budget.lines, use)
        if part is not None and part != lines:
            yield Finding(
                where=at("plan/resources/budget", use),
                says=_(
                    "The budget states {part} {currency} for {use}, its lines make {lines}",
                    part=part,
                    currency=currency(budget),
                    use=_NAMES[use],
                    lines=lines,
                ),
                also=(at("plan/resources/budget/lines"),),
            )


def _against_total(budget: Budget, total: Decimal, parts: Decimal) -> Iterator[Finding]:
    if parts != total:
        yield Finding(
            where=at("plan/resources/budget/total"),
            says=_(
                "The budget states {total} {currency}, operation and improvement make {parts}",
                total=total,
                currency=currency(budget),
                parts=parts,
            ),
        )
