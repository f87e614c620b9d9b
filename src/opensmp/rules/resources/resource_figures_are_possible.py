"""Whether the figures of people and money are possible at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.resources._examples import with_budget


@rule(
    "RES-18",
    clause="7.1",
    severity=BLOCKS,
    requirements=("R13", "R73"),
    detects=("resources-unspecified",),
    examples=(
        fails(
            "A line of people with zero full-time equivalents",
            lambda d: put(d, "plan/resources/people/*", fte=Decimal(0)),
        ),
        fails(
            "A negative amount",
            lambda d: with_budget(
                d, lambda held: replace(held, lines=(replace(held.lines[0], planned=Decimal(-1)), *held.lines[1:]))
            ),
        ),
        passes("Every figure is above zero", lambda d: d),
    ),
)
def resource_figures_are_possible(dossier: Dossier) -> Iterator[Finding]:
    """People and money are above zero.

    Why: a line without people, or with less than no money, is a slip of the pen or a line that nobody filled in.

    Fix: correct the figure or remove the line.
    """
    section = dossier.plan.resources
    for person in section.people:
        if person.fte <= 0:
            yield Finding(
                where=at("plan/resources/people", person.id, "fte"),
                says=_(
                    "“{purpose}” is planned with {fte} full-time equivalents", purpose=person.purpose, fte=person.fte
                ),
                quote=str(person.purpose),
            )
    for line in section.budget.lines if section.budget else ():
        if line.planned < 0:
            yield Finding(
                where=at("plan/resources/budget/lines", line.id, "planned"),
                says=_(
                    "“{purpose}” is planned with a negative amount, {planned}",
                    purpose=line.purpose,
                    planned=line.planned,
                ),
                quote=str(line.purpose),
            )
