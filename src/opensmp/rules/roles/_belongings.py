"""What a role has to do in the plan: its rows, its reports, what it owns."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.dossier import Dossier
from opensmp.plan.plan import SECTIONS


def used(dossier: Dossier) -> frozenset[str]:
    """Return the ids that stand in any field that names a holder, in plan and registers."""
    return frozenset(each for each in _named(dossier) if each)


def _named(dossier: Dossier) -> Iterator[str | None]:
    plan, registers = dossier.plan, dossier.registers
    roles = plan.roles
    yield from (plan.identity.owner, roles.overall, roles.conformity, roles.performance, roles.audit_reports_to)
    yield from (plan.resources.committed_by, plan.review.approver, plan.improvement.approver)
    yield from (plan.assurance.management_review.authority, *plan.assurance.management_review.participants)
    yield from (plan.section(key).keeper for key in SECTIONS)
    yield from (role.reports_to for role in roles.roles)
    for owned in (
        plan.objectives.objectives,
        plan.practices.practices,
        plan.portfolio.services,
        plan.suppliers.suppliers,
        plan.scope.risks,
        plan.scope.limitations,
        plan.scope.obligations,
        plan.resources.technology,
        plan.resources.information,
        plan.assurance.reporting,
        plan.assurance.timeline,
        plan.commitments.commitments,
        plan.commitments.claims,
        registers.services,
        registers.slas,
        registers.suppliers,
        registers.documents,
        registers.improvements,
    ):
        yield from (row.owner for row in owned)
    yield from (action.owner for objective in plan.objectives.objectives for action in objective.actions)
    yield from (trigger.watched_by for trigger in plan.review.triggers)
    yield from (customer.contact for customer in registers.customers)
