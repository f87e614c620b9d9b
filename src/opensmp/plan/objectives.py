"""Section 2: the service management objectives of the planning period, and those of earlier periods."""

from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

from opensmp.plan.prose import Prose
from opensmp.plan.references import CommitmentId, HolderId, PracticeId, ServiceId
from opensmp.plan.section import Section
from opensmp.plan.terms import Baseline, Cadence, Money, Window
from opensmp.plan.value import live, value

ObjectiveKind: TypeAlias = Literal["increase", "decrease", "maintain at least", "maintain at most", "milestone"]


@value
class Action:
    """One thing that will be done for an objective (6.2.2: what, who, when, with what), and the day it was done."""

    text: Prose
    owner: HolderId | None = None
    due: date | None = None
    resources: Prose = Prose()
    cost: Money | None = None
    done: date | None = live(None)


@value
class Reading:
    """A measured value of an objective on a day."""

    on: date
    value: Decimal
    population: str = ""
    source: str = ""


@value
class Objective:
    """One objective of the planning period.

    ``statement`` is the sentence in the plan. ``target`` is a number in ``unit``; a milestone has none and names the
    ``evidence`` that shows its completion; ``completed`` is the day on which that evidence stood. ``deadline`` or
    ``window`` says when it is judged.
    """

    id: str
    statement: Prose
    kind: ObjectiveKind
    metric: Prose = Prose()
    unit: str = ""
    target: Decimal | None = None
    baseline: Baseline | None = None
    deadline: date | None = None
    window: Window | None = None
    evidence: Prose = Prose()
    source: Prose = Prose()
    method: Prose = Prose()
    frequency: Cadence | None = None
    owner: HolderId | None = None
    actions: tuple[Action, ...] = ()
    resources: Prose = Prose()
    evaluation: Prose = Prose()
    policy: Prose = Prose()
    period: str = ""
    services: tuple[ServiceId, ...] = ()
    practices: tuple[PracticeId, ...] = ()
    commitments: tuple[CommitmentId, ...] = ()
    readings: tuple[Reading, ...] = live(())
    completed: date | None = live(None)


@value
class PastObjective:
    """An objective of an earlier period, and how it ended."""

    id: str
    period: str
    statement: Prose
    target: str = ""
    result: str = ""
    outcome: Literal["met", "not met", "dropped", "not measured"]
    continued_as: str = ""


@value
class Objectives(Section):
    """Section 2 (6.2.1, 6.2.2)."""

    objectives: tuple[Objective, ...] = ()
    past: tuple[PastObjective, ...] = ()
