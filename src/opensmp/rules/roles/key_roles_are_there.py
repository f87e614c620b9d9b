"""Whether the roles that a system of this size needs are there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from opensmp.checking import BLOCKS, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import Message, _
from opensmp.plan.roles import Role, RoleKind
from opensmp.rules.roles._examples import holding
from opensmp.rules.roles._helpers import no_roles
from opensmp.rules.roles._thresholds import KEY_KINDS, size

_NAMES: dict[RoleKind, Message] = {
    "internal audit": _("internal audit"),
    "practice owner": _("practice owners"),
    "service management": _("service management"),
}
_ALSO: dict[RoleKind, tuple[RoleKind, ...]] = {"service management": ("sms owner", "operations", "service owner")}
"""Kinds that stand in for another one."""


def _no_auditor(dossier: Dossier) -> Dossier:
    top = holding(dossier, "top management").id

    def changed(role: Role) -> Role:
        return replace(role, kind="other", reports_to=top) if role.kind == "internal audit" else role

    return edit(dossier, "plan/roles/roles", lambda roles: tuple(changed(role) for role in roles))


@rule(
    "ROL-24",
    clause="5.3",
    severity=BLOCKS,
    requirements=("R12", "R54", "R68", "R72"),
    detects=("key-role-missing",),
    examples=(
        fails("Nobody has the role of internal audit", _no_auditor),
        passes("The key roles are there, some of them combined", lambda d: d),
    ),
)
def key_roles_are_there(dossier: Dossier) -> Iterator[Finding]:
    """The key roles for an organisation of this size are there.

    Why: some roles can be combined and none of these can be left out: somebody audits, and practices have owners.

    Fix: add the role and name who holds it; the role framework of the guidance says which roles can be combined.
    """
    if no_roles(dossier):
        return
    kinds = {role.kind for role in dossier.plan.roles.roles}
    owned = any(practice.owner for practice in dossier.plan.practices.practices)
    for kind in KEY_KINDS[size(dossier.organisation.it_staff)]:
        if kind in kinds or kinds & set(_ALSO.get(kind, ())) or (kind == "practice owner" and owned):
            continue
        yield Finding(
            where=at("plan/roles/roles"), says=_("A key role is missing in section 3: {role}", role=_NAMES[kind])
        )
