"""Who may do what: one table of verbs and roles. A permission is for a verb; to edit is not to approve."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from opensmp.store.models import Role

Verb: TypeAlias = Literal[
    "read", "read_draft", "see_findings", "comment", "edit_section", "edit_own_section", "edit_register",
    "edit_organisation", "accept_finding", "submit", "withdraw", "decide", "import_register", "import_records", "export",
    "see_evidence", "draw_sample", "raise_improvement", "see_activity", "manage_members", "change_settings",
]  # fmt: skip

_EVERYBODY = frozenset(Role)
_INSIDE = _EVERYBODY - {Role.EXTERNAL_AUDITOR}
_WRITERS = frozenset({Role.SMS_OWNER, Role.PRACTICE_OWNER, Role.CONTRIBUTOR})
_OFFICE = frozenset({Role.ADMINISTRATOR, Role.SMS_OWNER})

MAY: Mapping[str, frozenset[Role]] = {
    "read": _EVERYBODY,
    "read_draft": _INSIDE,
    "see_findings": _INSIDE,
    "comment": _INSIDE,
    "edit_section": frozenset({Role.SMS_OWNER}),
    "edit_own_section": frozenset({Role.SMS_OWNER, Role.PRACTICE_OWNER}),
    "edit_register": _WRITERS,
    "edit_organisation": _OFFICE,
    "accept_finding": frozenset({Role.SMS_OWNER}),
    "submit": frozenset({Role.SMS_OWNER}),
    "withdraw": frozenset({Role.SMS_OWNER}),
    "decide": frozenset({Role.TOP_MANAGEMENT}),
    "import_register": frozenset({Role.SMS_OWNER}),
    "import_records": frozenset({Role.SMS_OWNER, Role.PRACTICE_OWNER}),
    "export": _INSIDE,
    "see_evidence": _EVERYBODY,
    "draw_sample": frozenset({Role.SMS_OWNER, Role.INTERNAL_AUDITOR, Role.EXTERNAL_AUDITOR}),
    "raise_improvement": _WRITERS,
    "see_activity": frozenset({Role.ADMINISTRATOR, Role.SMS_OWNER, Role.INTERNAL_AUDITOR}),
    "manage_members": frozenset({Role.ADMINISTRATOR}),
    "change_settings": _OFFICE,
}
"""The roles that may carry out each verb. ``edit_own_section`` also needs to be the section's or the practice's keeper."""


def may(role: str, verb: str) -> bool:
    """Whether a role may carry out a verb at all; an unknown verb is a mistake of ours and nobody may."""
    return role in MAY.get(verb, frozenset())
