"""Section 8: internal audit, management review, service reporting, and the calendar of the planning period."""

from datetime import date

from opensmp.plan.prose import Prose
from opensmp.plan.references import AuditId, HolderId, ReviewId
from opensmp.plan.section import Section
from opensmp.plan.terms import Cadence
from opensmp.plan.value import live, value


@value
class AuditProgramme:
    """How internal audit is done. ``audits`` names rows of the audit register; their clauses make the coverage."""

    approach: Prose = Prose()
    frequency: Cadence | None = None
    competence: Prose = Prose()
    independence: Prose = Prose()
    follow_up: Prose = Prose()
    audits: tuple[AuditId, ...] = ()


@value
class ReviewPlan:
    """How management review is done. ``topics`` are letters of the inputs of clause 9.3 (``a`` … ``l``)."""

    frequency: Cadence | None = None
    topics: tuple[str, ...] = ()
    topics_text: Prose = Prose()
    authority: HolderId | None = None
    decides: Prose = Prose()
    participants: tuple[HolderId, ...] = ()
    reviews: tuple[ReviewId, ...] = ()


@value
class ServiceReport:
    """A report of clause 9.4."""

    id: str
    title: Prose
    purpose: Prose = Prose()
    audience: Prose = Prose()
    frequency: Cadence | None = None
    trends: bool = False
    owner: HolderId | None = None


@value
class Activity:
    """One service management activity of the planning period (R20): on a day, or from–to, or at a cadence."""

    id: str
    title: Prose
    start: date | None = None
    end: date | None = None
    cadence: Cadence | None = None
    owner: HolderId | None = None
    performed: tuple[date, ...] = live(())


@value
class Assurance(Section):
    """Section 8 (6.3 h; 9.1–9.4)."""

    evaluation: Prose = Prose()
    programme: AuditProgramme = AuditProgramme()
    management_review: ReviewPlan = ReviewPlan()
    reporting: tuple[ServiceReport, ...] = ()
    timeline: tuple[Activity, ...] = ()
