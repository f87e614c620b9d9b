"""What the plan promises, typed: commitments with a number, claims without one (R61)."""

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from opensmp.plan.prose import Prose
from opensmp.plan.references import DocumentId, HolderId, ObjectiveId, PracticeId, ServiceId
from opensmp.plan.terms import Cadence, Implementation, Target
from opensmp.plan.value import value


@value
class Commitment:
    """A promise that records can test. ``parameters`` are those of the metric: clock, end, basis, calendar.

    ``section`` is the plan section that makes it (``practices``); ``target`` the number with comparator and window.
    """

    id: str
    sentence: Prose
    target: Target
    parameters: Mapping[str, str] = field(default_factory=dict)
    section: str = ""
    practice: PracticeId | None = None
    services: tuple[ServiceId, ...] = ()
    objective: ObjectiveId | None = None
    owner: HolderId | None = None


@value
class Claim:
    """A checkable statement without a number: a status, a cadence or a control."""

    id: str
    sentence: Prose
    kind: Literal["status", "cadence", "control"]
    section: str = ""
    practice: PracticeId | None = None
    status: Implementation | None = None
    cadence: Cadence | None = None
    control: Prose = Prose()
    evidence: DocumentId | None = None
    owner: HolderId | None = None


@value
class Commitments:
    """All typed promises of the plan (``plan/commitments.yaml``)."""

    commitments: tuple[Commitment, ...] = ()
    claims: tuple[Claim, ...] = ()
