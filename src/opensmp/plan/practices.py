"""Section 5: how each service management practice is carried out and governed."""

from datetime import date

from opensmp.plan.prose import Prose
from opensmp.plan.references import DocumentId, HolderId, ServiceId, UnitId
from opensmp.plan.section import Section
from opensmp.plan.terms import Cadence, Implementation
from opensmp.plan.value import value


@value
class Approach:
    """How services are planned, designed, transitioned, delivered and improved (R02)."""

    plan: Prose = Prose()
    design: Prose = Prose()
    transition: Prose = Prose()
    deliver: Prose = Prose()
    improve: Prose = Prose()


@value
class Practice:
    """One practice. ``id`` is a key of the standard pack (``incident``) or the organisation's own.

    ``services`` empty means all services in scope. ``procedures`` are the controlled documents that hold the steps.
    ``classes`` (configuration only) names the classes of configuration items kept, ``verification`` how often.
    """

    id: str
    approach: Prose = Prose()
    governance: Prose = Prose()
    owner: HolderId | None = None
    services: tuple[ServiceId, ...] = ()
    units: tuple[UnitId, ...] = ()
    status: Implementation | None = None
    since: date | None = None
    activity: Prose = Prose()
    procedures: tuple[DocumentId, ...] = ()
    classes: tuple[str, ...] = ()
    verification: Cadence | None = None


@value
class Practices(Section):
    """Section 5 (8.1–8.7)."""

    approach: Approach = Approach()
    practices: tuple[Practice, ...] = ()
