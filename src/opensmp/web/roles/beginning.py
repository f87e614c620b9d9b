"""A first matrix from the standard activities, with the plan's own roles in the places that the guidance gives them."""

from __future__ import annotations

from collections.abc import Mapping

from opensmp.dossier import Dossier
from opensmp.guidance import guidance
from opensmp.plan.prose import Prose
from opensmp.plan.roles import Duty, RoleKind

KIND_OF: Mapping[str, RoleKind] = {
    "top-management": "top management", "sms-owner": "sms owner", "practice-owner": "practice owner", "service-owner": "service owner",
    "internal-auditor": "internal audit", "risk-compliance": "risk and compliance", "steering-committee": "body",
    "sms-coordinator": "service management", "supplier-manager": "supplier management", "relationship-manager": "relationship management",
    "operations-leader": "operations",
}  # fmt: skip
"""What the roles of the guidance are called in a plan."""


def standard_duties(dossier: Dossier) -> list[Duty]:
    """Return the standard activities as rows; letters go to the first role of each kind that the plan has."""
    languages = dossier.languages
    first: dict[str, str] = {}
    for role in dossier.plan.roles.roles:
        first.setdefault(role.kind, role.id)
    known = {duty.id for duty in dossier.plan.roles.raci}
    return [
        Duty(id=row.key, activity=Prose.of({language: row.title.text(language) for language in languages}), key=row.key_duty,
             cells=_letters(row.letters, first))
        for row in guidance().role_framework.activities if row.key not in known
    ]  # fmt: skip


def _letters(letters: Mapping[str, str], first: Mapping[str, str]) -> dict[str, str]:
    """Return the letters of the roles that the plan has; of two letters for one role the first stays."""
    given: dict[str, str] = {}
    for role, letter in letters.items():
        holder = first.get(KIND_OF.get(role, ""))
        if holder:
            given.setdefault(holder, letter)
    return given
