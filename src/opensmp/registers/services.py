"""Services and the agreements about them."""

from datetime import date
from typing import Literal

from opensmp.plan.portfolio import ServiceStatus
from opensmp.plan.prose import Prose
from opensmp.plan.references import CalendarId, CustomerId, HolderId, ServiceId, SlaId
from opensmp.plan.terms import Cadence, Target
from opensmp.plan.value import live, value


@value
class Service:
    """A row of the service portfolio.

    A *service* has a customer and an SLA; something without both is a *component*. ``in_scope`` says whether the SMS
    covers it; ``criticality`` 1 is the highest.
    """

    id: str
    name: Prose
    description: Prose = Prose()
    kind: Literal["service", "component"] = "service"
    status: ServiceStatus = "active"
    in_scope: bool = True
    criticality: int | None = None
    owner: HolderId | None = None
    customers: tuple[CustomerId, ...] = ()
    hours: CalendarId | None = None
    depends_on: tuple[ServiceId, ...] = ()
    since: date | None = None
    retired: date | None = None


@value
class Sla:
    """A service level agreement: targets, workload limits and exceptions for one or more services."""

    id: str
    title: Prose = Prose()
    services: tuple[ServiceId, ...] = ()
    customers: tuple[CustomerId, ...] = ()
    status: Literal["draft", "approved", "withdrawn"] = "approved"
    owner: HolderId | None = None
    start: date | None = None
    end: date | None = None
    targets: tuple[Target, ...] = ()
    workload: Prose = Prose()
    exceptions: Prose = Prose()
    monitored_by: Prose = Prose()
    breach: Prose = Prose()
    review: Cadence | None = None
    reviewed: date | None = live(None)


@value
class Customer:
    """A customer of the services, inside or outside the organisation."""

    id: str
    name: Prose
    kind: Literal["internal", "external"] = "internal"
    status: Literal["active", "former"] = "active"
    contact: HolderId | None = None
    services: tuple[ServiceId, ...] = ()
    review: Cadence | None = None
    reviewed: date | None = live(None)
    satisfaction: Cadence | None = None
    surveyed: date | None = live(None)


@value
class CustomerContract:
    """A contract or agreement with a customer, reconciled with scope, SLAs and objectives (R47)."""

    id: str
    title: Prose = Prose()
    customer: CustomerId
    services: tuple[ServiceId, ...] = ()
    slas: tuple[SlaId, ...] = ()
    status: Literal["draft", "in force", "ended"] = "in force"
    start: date | None = None
    end: date | None = None
    targets: tuple[Target, ...] = ()
