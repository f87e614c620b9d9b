"""Audits, management reviews and improvements: planned, and what became of them."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from typing import Literal

from opensmp.plan.prose import Prose
from opensmp.plan.references import DocumentId, HolderId, ImprovementId, ObjectiveId, PersonId, PracticeId
from opensmp.plan.value import live, value


@value
class Audit:
    """An audit of the programme. ``clauses`` makes the coverage (``8.6`` stands for everything below it)."""

    id: str
    title: Prose = Prose()
    kind: Literal["internal", "stage 1", "stage 2", "surveillance", "external"] = "internal"
    planned: date | None = None
    clauses: tuple[str, ...] = ()
    practices: tuple[PracticeId, ...] = ()
    lead: PersonId | None = None
    auditors: tuple[PersonId, ...] = ()
    criteria: Prose = Prose()
    performed: date | None = live(None)
    report: DocumentId | None = live(None)
    nonconformities: int | None = live(None)


@value
class Decision:
    """A decision of a management review. ``changes_plan`` asks for an update of the plan (R37)."""

    id: str
    text: Prose
    owner: HolderId | None = None
    due: date | None = None
    done: date | None = None
    changes_plan: bool = False


@value
class ManagementReview:
    """A management review. ``inputs`` maps letters of clause 9.3 to what was said, "nothing to report" included."""

    id: str
    title: Prose = Prose()
    planned: date | None = None
    chair: HolderId | None = None
    performed: date | None = live(None)
    minutes: DocumentId | None = live(None)
    inputs: Mapping[str, Prose] = field(default_factory=dict, metadata={"live": True})
    decisions: tuple[Decision, ...] = live(())


@value
class ImprovementItem:
    """A row of the improvement register. ``corrective`` marks the action on a nonconformity, with its cause."""

    id: str
    title: Prose
    source: Literal[
        "audit", "management review", "measurement", "customer", "risk", "nonconformity", "idea", "objective", "finding"
    ] = "idea"
    source_ref: str = ""
    objective: ObjectiveId | None = None
    priority: Literal["high", "medium", "low"] | None = None
    target: Prose = Prose()
    owner: HolderId | None = None
    start: date | None = None
    due: date | None = None
    corrective: bool = False
    cause: Prose = Prose()
    status: Literal["proposed", "approved", "in progress", "done", "rejected", ""] = live("")
    benefit: Prose = live(Prose())
    effective: date | None = live(None)
    continued_in: ImprovementId | None = None
