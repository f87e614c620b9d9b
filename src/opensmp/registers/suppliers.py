"""Suppliers and their contracts."""

from datetime import date
from typing import Literal, TypeAlias

from opensmp.plan.prose import Prose
from opensmp.plan.references import DocumentId, HolderId, ServiceId, SupplierId
from opensmp.plan.terms import Cadence, Target
from opensmp.plan.value import live, value

Clause: TypeAlias = Literal[
    "audit right", "exit", "regulator access", "data onshore", "subcontracting", "confidentiality", "termination"
]
"""Subjects that a regulator or auditor looks for in a contract."""


@value
class Supplier:
    """An external supplier; ``key`` marks those whose services contribute to services in scope."""

    id: str
    name: str
    key: bool = False
    services: tuple[ServiceId, ...] = ()
    owner: HolderId | None = None
    review: Cadence | None = None
    reviewed: date | None = live(None)


@value
class SupplierContract:
    """A contract with a supplier, the services it covers and what it promises."""

    id: str
    title: Prose = Prose()
    supplier: SupplierId
    services: tuple[ServiceId, ...] = ()
    status: Literal["draft", "in force", "ended"] = "in force"
    start: date | None = None
    end: date | None = None
    targets: tuple[Target, ...] = ()
    clauses: tuple[Clause, ...] = ()
    document: DocumentId | None = None
