"""Whether figures above the plan are explained."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

from opensmp.checking import ADVICE, Address, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose
from opensmp.rules.resources._examples import with_budget
from opensmp.rules.resources._thresholds import OVERSPENT


@cache
def _explained() -> re.Pattern[str]:
    return re.compile(
        r"overspen|overrun|exceed|above (?:the )?plan|melebihi|terlampaui|di atas (?:rencana|anggaran)", re.IGNORECASE
    )


def _half_again(dossier: Dossier) -> Dossier:
    return with_budget(
        dossier,
        lambda held: replace(
            held, lines=(replace(held.lines[0], actual=held.lines[0].planned * 3 / 2), *held.lines[1:])
        ),
    )


@rule(
    "RES-15",
    clause="8.4.1",
    severity=ADVICE,
    requirements=("R13",),
    examples=(
        fails("Half as much again was spent, without a word", _half_again),
        passes(
            "What was planned was spent",
            lambda d: with_budget(
                d, lambda held: replace(held, lines=tuple(replace(x, actual=x.planned) for x in held.lines))
            ),
        ),
    ),
)
def overspending_is_explained(dossier: Dossier) -> Iterator[Finding]:
    """What exceeds the plan by more than a tenth is explained.

    Why: costs have to be monitored against the budget; a plan that says nothing about a large difference shows
    that nobody looked.

    Fix: say in section 4 what caused the difference and what was decided, or correct the figure.
    """
    section = dossier.plan.resources
    if any(_explained().search(words) for _language, words in section.text.each()):
        return
    for person in section.people:
        if person.actual_fte is not None and person.fte > 0:
            yield from _over(at("plan/resources/people", person.id), person.purpose, person.fte, person.actual_fte)
    for line in section.budget.lines if section.budget else ():
        if line.actual is not None and line.planned > 0:
            yield from _over(at("plan/resources/budget/lines", line.id), line.purpose, line.planned, line.actual)


def _over(where: Address, purpose: Prose, planned: Decimal, actual: Decimal) -> Iterator[Finding]:
    if actual > planned * OVERSPENT:
        yield Finding(
            where=where,
            says=_(
                "“{purpose}” took {actual} where {planned} was planned, and section 4 does not explain it",
                purpose=purpose,
                actual=actual,
                planned=planned,
            ),
            quote=str(purpose),
        )
