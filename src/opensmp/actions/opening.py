"""The plan that somebody brings in documents: the files kept, the draft begun from them, and the draft thrown away again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction

from opensmp.actions.beginning import begin, may_begin
from opensmp.actions.brought import BroughtFile, kept_file
from opensmp.actions.deed import Actor, deed
from opensmp.dossier import Dossier
from opensmp.i18n import Forbidden, Refused, _
from opensmp.store.models import Account, Import, Membership, Organisation, PlanRow, Role, Upload

TARGET = "plan"
"""The kind of an upload that a draft was made of, and the target of its import."""


def hold(account: Account, name: str, blocks: Iterable[bytes]) -> BroughtFile:
    """Keep a document for reading; nothing names it until a draft is made. Raises where it is empty, too large, or not theirs to bring."""
    _must_begin(account)
    return kept_file(name, blocks, _("Take large pictures out of it, or read it with the command line."))


def open_plan(
    account: Account, slug: str, name: str, dossier: Dossier, person: str, files: Sequence[BroughtFile], options: Mapping[str, Any]
) -> PlanRow:  # fmt: skip
    """Store an organisation with the draft that was read, the files it was read from, and how: one beginning, whole or not at all."""
    _must_begin(account)
    with transaction.atomic():
        plan = begin(account, slug, name, dossier, person)
        actor = Actor(account, plan.organisation, Role.SMS_OWNER, person, dossier.today)
        with deed(
            actor, "brought", permission="import_register", changes=False, subject=files[0].name if files else slug
        ) as doing:
            doing.digest = files[0].sha256 if files else ""
            uploads = [
                Upload.objects.create(
                    organisation=plan.organisation, name=each.name, sha256=each.sha256, size=each.size, kind=TARGET, by=account, at=doing.at
                )
                for each in files
            ]  # fmt: skip
            Import.objects.create(
                organisation=plan.organisation, upload=uploads[0], status="done", progress=100, target=TARGET, options=dict(options),
                result={"event": doing.number, "plan": plan.pk}, started_at=doing.at, ended_at=doing.at,
            )  # fmt: skip
    return plan


def opening_of(organisation: Organisation) -> Import | None:
    """Return how the organisation's draft was read from documents; None where it began otherwise."""
    return Import.objects.of(organisation).filter(target=TARGET).order_by("pk").first()


def is_untouched(organisation: Organisation, opening: Import) -> bool:
    """Whether nothing was done since the draft was made."""
    head = Organisation.objects.values_list("head", flat=True).get(pk=organisation.pk)
    return opening.status == "done" and head == opening.result.get("event")


def throw_away(actor: Actor) -> Import:
    """Leave a draft behind in which nothing was done: its only member belongs to it no more, and may begin another.

    The record stays, as every record does. Raises Refused where something was done meanwhile.
    """
    with deed(actor, "threw draft away", permission="change_settings", subject=actor.organisation.slug) as doing:
        opening = opening_of(actor.organisation)
        if opening is None or opening.status != "done" or opening.result.get("event") != doing.number - 1:
            raise Refused(
                _("Something was done in this plan since it was read."),
                _("Single changes can be taken back on their own pages; the plan itself stays."),
            )
        Import.objects.of(actor.organisation).filter(pk=opening.pk).update(status="undone", ended_at=doing.at)
        Membership.objects.of(actor.organisation).filter(ended_at=None).update(ended_at=doing.at)
    return opening


def _must_begin(account: Account) -> None:
    if not may_begin(account):
        raise Forbidden(
            _("You belong to an organisation already."), _("Whoever looks after one may begin another; ask them to.")
        )
