"""The words for roles and verbs, as they stand on screen."""

from __future__ import annotations

from collections.abc import Mapping

from opensmp.i18n import Message, _
from opensmp.store.models import Role

ROLE_NAMES: Mapping[str, Message] = {
    Role.ADMINISTRATOR: _("Organisation administrator"),
    Role.SMS_OWNER: _("SMS owner"),
    Role.TOP_MANAGEMENT: _("Top management"),
    Role.PRACTICE_OWNER: _("Practice owner"),
    Role.CONTRIBUTOR: _("Contributor"),
    Role.INTERNAL_AUDITOR: _("Internal auditor"),
    Role.EXTERNAL_AUDITOR: _("External auditor or regulator"),
}

ROLE_MEANINGS: Mapping[str, Message] = {
    Role.ADMINISTRATOR: _("Invites people, keeps the list of people and offices and the settings."),
    Role.SMS_OWNER: _("Owns the plan: edits every section and register, accepts findings, submits the draft."),
    Role.TOP_MANAGEMENT: _("Approves, returns or refuses what is submitted."),
    Role.PRACTICE_OWNER: _("Edits the sections and practices that they keep, and the registers."),
    Role.CONTRIBUTOR: _("Edits the registers and comments."),
    Role.INTERNAL_AUDITOR: _("Reads everything, draws samples, sees the activity log."),
    Role.EXTERNAL_AUDITOR: _("Reads versions and evidence, draws samples, until a last day."),
}
