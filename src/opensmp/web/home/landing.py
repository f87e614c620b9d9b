"""Where each role begins its day."""

from __future__ import annotations

from opensmp.store.models import Membership, PlanRow, Role, Submission
from opensmp.web.addresses import address

_BEGINS: dict[str, str] = {
    Role.PRACTICE_OWNER: "write",
    Role.INTERNAL_AUDITOR: "evidence",
    Role.EXTERNAL_AUDITOR: "read",
}


def first_page(membership: Membership, plan: PlanRow) -> str:
    """Return the address of the page that fits the role: top management decides where something waits, and reads otherwise."""
    return address(_begins(membership, plan), membership.organisation.slug, plan.slug, {})


def _begins(membership: Membership, plan: PlanRow) -> str:
    if membership.role != Role.TOP_MANAGEMENT:
        return _BEGINS.get(membership.role, "home")
    waits = Submission.objects.of(membership.organisation).filter(plan=plan, status="waiting").exists()
    return "decision" if waits else "read"
