"""What the rules on objectives share: an objective read in its place, and what is wrong with it first.

Each objective has at most one *fundamental* flaw. Only the rule about that flaw speaks; the finer rules look at the
objectives that have none, so that one careless sentence does not fill a page with findings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import Literal, TypeAlias

from opensmp.checking import Address, at
from opensmp.dossier import Dossier
from opensmp.language import Statement, read
from opensmp.plan.objectives import Objective
from opensmp.plan.prose import Prose
from opensmp.plan.terms import Period
from opensmp.plan.value import value

Flaw: TypeAlias = Literal["", "nothing", "target", "time", "evidence", "metric"]
"""The first thing missing: target and deadline both, the target, the time, the evidence of a milestone, the metric."""


@lru_cache(maxsize=2048)
def reading(text: str, language: str) -> Statement:
    """Read a sentence once, however many rules ask."""
    return read(text, language)


def statements(dossier: Dossier, prose: Prose) -> tuple[Statement, ...]:
    """Return what a text states, in each language it stands in."""
    prevailing = dossier.plan.identity.language
    return tuple(reading(words, language or prevailing) for language, words in prose.each())


def place(objective: Objective, *parts: str) -> Address:
    """Return the address of an objective or of one of its fields."""
    return at("plan/objectives/objectives", objective.id, *parts)


@value
class Case:
    """An objective with the readings of its sentence and the planning period it stands in."""

    objective: Objective
    statements: tuple[Statement, ...]
    period: Period | None

    @property
    def milestone(self) -> bool:
        """Whether completion is judged, not a number."""
        stated = self.objective.target is None and any(each.milestone for each in self.statements)
        return self.objective.kind == "milestone" or stated

    @property
    def has_target(self) -> bool:
        if self.objective.target is not None or any(each.targets for each in self.statements):
            return True
        return self.milestone and bool(self.objective.evidence)

    @property
    def has_deadline(self) -> bool:
        return self.objective.deadline is not None or any(each.deadlines for each in self.statements)

    @property
    def in_plan_period(self) -> bool:
        """Whether the plan's period supplies a deadline: the objective belongs to it, by name or by saying nothing."""
        return self.period is not None and self.objective.period in ("", self.period.name)

    @property
    def has_time(self) -> bool:
        stated = self.has_deadline or any(each.periods for each in self.statements)
        return stated or self.objective.window is not None or self.in_plan_period

    @property
    def has_metric(self) -> bool:
        return bool(self.objective.metric) or any(each.metrics for each in self.statements)

    @cached_property
    def flaw(self) -> Flaw:
        """The fundamental flaw, or an empty word."""
        if not self.has_target and not self.has_deadline:
            return "nothing"
        if not self.has_target and not self.milestone:
            return "target"
        if not self.has_time:
            return "time"
        if self.milestone:
            return "" if self.objective.evidence else "evidence"
        return "" if self.has_metric else "metric"

    @property
    def sentence(self) -> str:
        """The sentence in the plan's prevailing language, to be quoted."""
        return str(self.objective.statement)


def cases(dossier: Dossier) -> Iterator[Case]:
    """Yield every objective of the plan, read."""
    period = dossier.plan.identity.period
    for objective in dossier.plan.objectives.objectives:
        yield Case(objective=objective, statements=statements(dossier, objective.statement), period=period)


def measurable_cases(dossier: Dossier) -> Iterator[Case]:
    """Yield the objectives without a fundamental flaw."""
    return (case for case in cases(dossier) if not case.flaw)


def bare(dossier: Dossier) -> bool:
    """Whether section 2 says nothing at all; that is one finding of its own, and all others stay silent."""
    section = dossier.plan.objectives
    return replace(section, keeper=None, reviewed=None) == type(section)()
