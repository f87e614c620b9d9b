"""Beginning: an organisation and its first plan, from any dossier (the template, a folder, the example)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.db import transaction

from opensmp.actions.deed import Actor, Deed, deed
from opensmp.dossier import Dossier
from opensmp.dossier.digests import canonical
from opensmp.exchange.writing import document
from opensmp.i18n import Refused, _
from opensmp.store.mapping import SHARED, pieces_of
from opensmp.store.models import Account, Entry, Membership, Organisation, PlanRow, Revision, Role, SealedVersion

HELD_BY_PLAN = ("plan", "history", "acceptances", "observations", "measurements")


def found_organisation(
    account: Account,
    slug: str,
    name: str,
    *,
    lives_on: date | None = None,
    role: str = Role.SMS_OWNER,
    person: str = "",
) -> Actor:
    """Store a new organisation with its first member, who acts from now on. Raises Refused where the name is taken."""
    with transaction.atomic():
        if Organisation.objects.filter(slug=slug).exists():
            raise Refused(_("“{slug}” is taken.", slug=slug), _("Choose another short name for the address."))
        organisation = Organisation.objects.create(slug=slug, name=name, lives_on=lives_on)
        Membership.objects.create(organisation=organisation, account=account, role=role, person=person)
        actor = Actor(account, organisation, role, person, lives_on or datetime.now(UTC).date())
        with deed(actor, "founded", permission="read", subject=slug):
            pass
    return actor


def found_plan(actor: Actor, slug: str, dossier: Dossier) -> PlanRow:
    """Store a plan with everything that its folder holds: draft, registers, history, sealed versions, verdicts.

    The registers belong to the organisation; where it has some already, those of the dossier are left aside.
    """
    if PlanRow.objects.of(actor.organisation).filter(slug=slug).exists():
        raise Refused(_("“{slug}” is taken.", slug=slug), _("Choose another short name for the address."))
    title = str(dossier.plan.identity.title) or _("Service Management Plan").text(dossier.plan.identity.language)
    with deed(actor, "began plan", permission="submit", subject=slug) as doing:
        plan = PlanRow.objects.create(organisation=actor.organisation, slug=slug, title=title)
        _store_entries(actor, plan, dossier, doing)
        _store_versions(actor, plan, dossier, doing)
        doing.digest = dossier.digest
    return plan


def _store_entries(actor: Actor, plan: PlanRow, dossier: Dossier, doing: Deed) -> None:
    has_registers = Entry.objects.of(actor.organisation).filter(plan__isnull=True).exists()
    common: dict[str, Any] = {"organisation": actor.organisation}
    entries, revisions = [], []
    for piece in pieces_of(dossier):
        shared = piece.place.split("/")[0] in SHARED
        if shared and has_registers:
            continue
        row = common | {
            "plan": None if shared else plan, "place": piece.place, "key": piece.key, "body": piece.body, "digest": piece.digest,
        }  # fmt: skip
        entries.append(Entry(**row, position=piece.position, edited_by=actor.account, edited_at=doing.at))
        revisions.append(Revision(**row, number=1, event=doing.number, by=actor.account, at=doing.at))
    Entry.everywhere.bulk_create(entries, batch_size=500)
    Revision.everywhere.bulk_create(revisions, batch_size=500)


def _store_versions(actor: Actor, plan: PlanRow, dossier: Dossier, doing: Deed) -> None:
    """Store the versions that somebody approved or that began; what is only announced is the draft, and no version."""
    held = [row for row in dossier.history.versions if row.start or row.approvals or row.number in dossier.sealed]
    for position, version in enumerate(held):
        value = canonical(dossier.sealed[version.number]).decode() if version.number in dossier.sealed else ""
        SealedVersion.objects.create(
            organisation=actor.organisation, plan=plan, number=version.number, position=position, value=value,
            digest=version.digest, history=document(version), sealed_at=doing.at,
        )  # fmt: skip
