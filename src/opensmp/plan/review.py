"""Section 10: how the plan itself is reviewed, changed, approved and distributed."""

from datetime import date
from typing import Literal, TypeAlias

from opensmp.plan.prose import Prose
from opensmp.plan.references import CommitmentId, HolderId, ImprovementId
from opensmp.plan.section import Section
from opensmp.plan.terms import Cadence
from opensmp.plan.value import value

TriggerKind: TypeAlias = Literal[
    "new service", "new customer", "new objective", "organisation change", "top management change",
    "operation differs", "management review", "service retired or changed", "customer lost", "objective changed",
    "agreement or obligation changed",
]  # fmt: skip
"""The seven triggers of the source document (R31–R37), then the further ones (R39)."""


@value
class CadenceStep:
    """How often the plan is reviewed from a day on; the steps are a dated setting (R03)."""

    cadence: Cadence
    start: date
    end: date | None = None


@value
class Trigger:
    """An event that opens an update of the plan, and who watches for it."""

    kind: TriggerKind
    watched_by: HolderId | None = None
    response: Prose = Prose()


@value
class Deviation:
    """A declared difference between plan and practice (R60), printed until a new measurement holds."""

    id: str
    commitment: CommitmentId
    reason: Prose
    owner: HolderId | None = None
    until: date | None = None
    improvement: ImprovementId | None = None


@value
class Review(Section):
    """Section 10 (6.3 "maintain"; 5.1; 7.5.2, 7.5.3; 8.1).

    ``approver`` approves changes; ``author_may_approve`` holds the declared and printed exception of a small organisation.
    """

    mechanism: Prose = Prose()
    approver: HolderId | None = None
    cadence: tuple[CadenceStep, ...] = ()
    next_review: date | None = None
    triggers: tuple[Trigger, ...] = ()
    distribution: Prose = Prose()
    retention: Prose = Prose()
    author_may_approve: Prose = Prose()
    deviations: tuple[Deviation, ...] = ()
