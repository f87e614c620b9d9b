"""Section 6: the services in scope, in one table."""

from datetime import date
from typing import Literal, TypeAlias

from opensmp.plan.prose import Prose
from opensmp.plan.references import DocumentId, HolderId, ServiceId, SlaId
from opensmp.plan.section import Section
from opensmp.plan.value import value

ServiceStatus: TypeAlias = Literal["proposed", "in development", "active", "retiring", "retired"]


@value
class ServiceLine:
    """What the plan says of one service; the register holds the rest."""

    service: ServiceId
    summary: Prose = Prose()
    owner: HolderId | None = None
    status: ServiceStatus = "active"
    slas: tuple[SlaId, ...] = ()


@value
class Portfolio(Section):
    """Section 6 (6.3 a; 8.2; 8.3.3). ``as_of`` dates the list; ``document`` is the portfolio or catalogue itself."""

    as_of: date | None = None
    document: DocumentId | None = None
    services: tuple[ServiceLine, ...] = ()
