"""Beginning in one step: an organisation and its plan, whole or not at all."""

from __future__ import annotations

from datetime import UTC, date, datetime

from django.db import transaction

from opensmp.actions.deed import Actor
from opensmp.actions.founding import found_organisation, found_plan
from opensmp.dossier import Dossier
from opensmp.i18n import Forbidden, _
from opensmp.store.models import Account, Membership, Organisation, PlanRow, Role

PLAN = "smp"
"""The short name of an organisation's first plan."""


def may_begin(account: Account) -> bool:
    """Whether a person may begin an organisation: who belongs to none, or looks after one already."""
    rows = Membership.everywhere.filter(account=account, ended_at=None).values_list("role", flat=True)
    return not rows or any(role in (Role.SMS_OWNER, Role.ADMINISTRATOR) for role in rows)


def begin(
    account: Account, slug: str, name: str, dossier: Dossier, person: str = "", lives_on: date | None = None
) -> PlanRow:
    """Store an organisation with the plan of a dossier; the account owns the service management system there."""
    if not may_begin(account):
        raise Forbidden(
            _("You belong to an organisation already."), _("Whoever looks after one may begin another; ask them to.")
        )
    with transaction.atomic():
        actor: Actor = found_organisation(account, slug, name, lives_on=lives_on, person=person)
        return found_plan(actor, PLAN, dossier)


def free_slug(wanted: str) -> str:
    """Return a short name that no organisation has yet: the wanted one, else one with a number behind it."""
    taken = set(Organisation.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    return next(slug for slug in (wanted, *(f"{wanted}-{n}" for n in range(2, 10_000))) if slug not in taken)


def person_of(account: Account, dossier: Dossier) -> str:
    """Return the id in the register of people that has this account's address or name; empty where none has."""
    rows = dossier.organisation.people
    return next((row.id for row in rows if row.email.lower() == account.email or row.name == account.name), "")


def today() -> date:
    """Return the day on which an organisation begins."""
    return datetime.now(UTC).date()
