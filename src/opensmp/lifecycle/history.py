"""What happened to the plan: its versions, who approved them, and the reviews that changed nothing."""

from datetime import date
from typing import Literal

from opensmp.plan.prose import Prose
from opensmp.plan.references import HolderId, OfficeId, PersonId
from opensmp.plan.value import value


@value
class Approval:
    """A decision on a version: who, in which office, by which authority, when, on exactly which content.

    ``digest`` is the SHA-256 of the canonical value that the person saw; ``sections`` are those returned.
    """

    person: PersonId
    office: OfficeId | None = None
    authority: Prose = Prose()
    on: date | None = None
    outcome: Literal["approved", "returned", "refused"] = "approved"
    digest: str = ""
    sections: tuple[str, ...] = ()
    note: Prose = Prose()


@value
class Version:
    """A version of the plan. ``start``–``end`` is the time in force; a draft has no ``start``."""

    number: str
    start: date | None = None
    end: date | None = None
    digest: str = ""
    what: Prose = Prose()
    why: Prose = Prose()
    author: PersonId | None = None
    last_editor: PersonId | None = None
    submitted: date | None = None
    approvals: tuple[Approval, ...] = ()


@value
class PlanReview:
    """A review of the plan, "no change" included (R38)."""

    on: date
    by: HolderId | None = None
    outcome: Literal["changed", "no change"] = "no change"
    version: str = ""
    note: Prose = Prose()


@value
class Change:
    """Something that happened in the organisation and asks for an answer of the plan (R31–R39)."""

    id: str
    on: date
    kind: str
    what: Prose
    answered_by: str = ""


@value
class History:
    """``history.yaml``: outside the digest, because it speaks about it."""

    versions: tuple[Version, ...] = ()
    reviews: tuple[PlanReview, ...] = ()
    changes: tuple[Change, ...] = ()


@value
class Acceptance:
    """A finding that somebody accepted: still listed, no longer counted. ``where`` is the finding's address."""

    rule: str
    where: str
    reason: Prose
    by: HolderId | None = None
    until: date | None = None
