"""Roles that nobody holds, as findings."""

from __future__ import annotations

from opensmp.checking import Finding
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.roles import Role
from opensmp.rules.roles._helpers import where


def vacancy(dossier: Dossier, role: Role) -> Finding:
    """Say whether nobody is named, or only an office without a holder."""
    if not role.holders:
        says = _("The role “{role}” has no holder", role=role.title)
    else:
        names = tuple(dossier.people.name(holder) for holder in role.holders)
        says = _("The role “{role}” is held by {names}, and nobody is there today", role=role.title, names=names)
    return Finding(where=where(role, "holders"), says=says, quote=str(role.title))
