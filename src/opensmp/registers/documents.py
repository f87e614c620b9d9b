"""The document register, with small structured extracts of what the documents say."""

from datetime import date
from typing import Literal, TypeAlias

from opensmp.plan.prose import Prose
from opensmp.plan.references import CustomerId, HolderId, PracticeId, ServiceId, UnitId
from opensmp.plan.terms import Implementation, Target
from opensmp.plan.value import value

DocumentStatus: TypeAlias = Literal["draft", "in review", "approved", "superseded", "withdrawn"]
DocumentKind: TypeAlias = Literal[
    "scope statement", "policy", "plan", "process", "procedure", "requirements", "catalogue", "portfolio", "agreement",
    "contract", "continuity plan", "risk register", "register", "record", "report", "other",
]  # fmt: skip


@value
class Extract:
    """What a document says, as facts that can be compared with the plan.

    ``services``, ``customers``, ``units``, ``excluded`` come from a scope statement or catalogue; ``targets``, ``status``
    and ``owner`` from a procedure; ``classes`` from a CMDB description.
    """

    services: tuple[ServiceId, ...] = ()
    customers: tuple[CustomerId, ...] = ()
    units: tuple[UnitId, ...] = ()
    excluded: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()
    classes: tuple[str, ...] = ()
    owner: HolderId | None = None
    status: Implementation | None = None
    statement: Prose = Prose()


@value
class Document:
    """A controlled document. ``kinds`` lists the items of 7.5.4 (``a`` … ``l``) that it answers."""

    id: str
    title: Prose
    kind: DocumentKind = "other"
    kinds: tuple[str, ...] = ()
    practice: PracticeId | None = None
    version: str = ""
    status: DocumentStatus = "approved"
    approved: date | None = None
    approved_by: HolderId | None = None
    owner: HolderId | None = None
    next_review: date | None = None
    location: str = ""
    retention: str = ""
    extract: Extract | None = None
