"""Section 3: who is responsible, with which authority, and who reports to whom."""

from collections.abc import Mapping
from dataclasses import field
from typing import Annotated, Literal, TypeAlias

from opensmp.plan.prose import Prose
from opensmp.plan.references import HolderId, PracticeId, Refers, RoleId
from opensmp.plan.section import Section
from opensmp.plan.terms import Cadence, Money
from opensmp.plan.value import value

RoleKind: TypeAlias = Literal[
    "top management", "sms owner", "practice owner", "service owner", "service management", "operations",
    "supplier management", "relationship management", "internal audit", "risk and compliance", "body", "customer", "other",
]  # fmt: skip
RaciLetter: TypeAlias = Literal["R", "A", "C", "I"]
HOLDERS = Annotated[str, Refers(("person", "office"))]


@value
class Role:
    """A role of the SMS. ``holders`` are people or offices; a body (a committee) may list its members.

    ``limit`` is the amount up to which the role may commit money; ``authority`` says the rest in words.
    """

    id: str
    title: Prose
    kind: RoleKind = "other"
    holders: tuple[HOLDERS, ...] = ()
    duties: Prose = Prose()
    authority: Prose = Prose()
    limit: Money | None = None
    reports_to: RoleId | None = None
    meets: Cadence | None = None


@value
class Duty:
    """A row of the RACI matrix. ``cells`` maps role ids to what a person wrote: ``R``, ``R/A``, ``C (approves)``.

    ``key`` marks a key duty: without an accountable role the plan cannot be approved. ``practice`` is set for the
    running of a practice.
    """

    id: str
    activity: Prose
    group: Prose = Prose()
    practice: PracticeId | None = None
    key: bool = False
    cells: Mapping[RoleId, str] = field(default_factory=dict)


@value
class Roles(Section):
    """Section 3 (5.3; 6.3 d).

    ``overall`` answers for the SMS; ``conformity`` ensures conformity with the standard; ``performance`` reports the
    performance of the SMS and of the services to top management; ``audit_reports_to`` receives internal audit's results.
    """

    structure: Prose = Prose()
    roles: tuple[Role, ...] = ()
    overall: RoleId | None = None
    conformity: RoleId | None = None
    performance: RoleId | None = None
    audit_reports_to: HolderId | None = None
    raci: tuple[Duty, ...] = ()
