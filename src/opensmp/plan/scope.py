"""Section 1: what the service management system covers, and what it does not."""

from datetime import date
from typing import Literal

from opensmp.plan.prose import Prose
from opensmp.plan.references import CustomerId, DocumentId, HolderId, ServiceId, SiteId, UnitId
from opensmp.plan.section import Section
from opensmp.plan.value import value


@value
class Exclusion:
    """A service, customer, unit or site outside the scope. Requirements of the standard cannot be excluded."""

    id: str
    kind: Literal["service", "customer", "unit", "site"]
    subject: Prose
    justification: Prose = Prose()
    decided_by: HolderId | None = None


@value
class Issue:
    """An internal or external issue that affects the SMS (4.1)."""

    id: str
    kind: Literal["internal", "external"]
    text: Prose


@value
class Climate:
    """Whether climate change is a relevant issue (Amd 1:2024), with the reason either way."""

    relevant: bool
    reason: Prose = Prose()


@value
class InterestedParty:
    """A party with requirements on the SMS (4.2)."""

    id: str
    name: Prose
    needs: Prose = Prose()


@value
class Risk:
    """A risk or opportunity in one line; the register of risks itself is referenced (6.1)."""

    id: str
    text: Prose
    treatment: Prose = Prose()
    owner: HolderId | None = None


@value
class Limitation:
    """A known limitation that can affect the SMS and the services (6.3 b)."""

    id: str
    text: Prose
    effect: Prose = Prose()
    handling: Prose = Prose()
    owner: HolderId | None = None
    review: date | None = None


@value
class Obligation:
    """A policy, standard, law, regulation or contract, and how it applies here (6.3 c).

    ``pack`` names the row of the dated obligations pack that it rests on; contracts and policies have none.
    """

    id: str
    instrument: str
    kind: Literal["policy", "standard", "law", "regulation", "contract"]
    applies: Prose = Prose()
    owner: HolderId | None = None
    services: tuple[ServiceId, ...] = ()
    pack: str = ""


@value
class Scope(Section):
    """Section 1 (4.3; 6.3 b, c). ``services`` and ``customers`` name rows of the registers."""

    statement: Prose = Prose()
    statement_document: DocumentId | None = None
    services: tuple[ServiceId, ...] = ()
    customers: tuple[CustomerId, ...] = ()
    units: tuple[UnitId, ...] = ()
    sites: tuple[SiteId, ...] = ()
    boundaries: Prose = Prose()
    exclusions: tuple[Exclusion, ...] = ()
    policy: DocumentId | None = None
    context: tuple[Issue, ...] = ()
    climate: Climate | None = None
    parties: tuple[InterestedParty, ...] = ()
    risks: tuple[Risk, ...] = ()
    risk_register: DocumentId | None = None
    limitations: tuple[Limitation, ...] = ()
    obligations: tuple[Obligation, ...] = ()
