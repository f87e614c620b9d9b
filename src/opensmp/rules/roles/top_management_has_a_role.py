"""Whether top management appears among the roles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from opensmp.checking import BLOCKS, Finding, add, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.roles import Role
from opensmp.registers.organisation import Person
from opensmp.rules.roles._examples import renamed
from opensmp.rules.roles._helpers import no_roles


def _nobody(dossier: Dossier) -> Dossier:
    """Give top management's roles to a newcomer, and let the rest of the plan name the people who held them."""
    newcomer = Person(id="newcomer-example", name="Bagas Example")
    tops = {role.id: role for role in dossier.plan.roles.roles if dossier.people.is_top_management(role.id)}
    held = {role.id: role.holders[0] for role in tops.values() if role.holders}

    def changed(role: Role) -> Role:
        return replace(role, kind="other", holders=(newcomer.id,)) if role.id in tops else role

    section = dossier.plan.roles
    roles = replace(
        section,
        roles=tuple(changed(role) for role in section.roles),
        audit_reports_to=held.get(section.audit_reports_to or "", section.audit_reports_to),
    )
    plan = replace(renamed(dossier.plan, held), roles=roles, practices=dossier.plan.practices)
    registers = replace(dossier.registers, reviews=renamed(dossier.registers.reviews, held))
    return add(replace(dossier, plan=plan, registers=registers), "organisation/people", newcomer)


@rule(
    "ROL-22",
    clause="5.1",
    severity=BLOCKS,
    requirements=("R12", "R35", "R72"),
    detects=("key-role-missing",),
    examples=(
        fails("Roles from the service desk to the SMS owner, and none above", _nobody),
        passes("Top management has its role", lambda d: d),
    ),
)
def top_management_has_a_role(dossier: Dossier) -> Iterator[Finding]:
    """Top management has a role in the plan.

    Why: leadership is a duty of top management that cannot be passed on; a plan in which it does not appear was written below it.

    Fix: add the role of top management with what it approves, commits and reviews, and who holds it.
    """
    if no_roles(dossier):
        return
    if not any(
        role.kind == "top management" or dossier.people.is_top_management(role.id) for role in dossier.plan.roles.roles
    ):
        yield Finding(where=at("plan/roles/roles"), says=_("No role of section 3 is one of top management"))
