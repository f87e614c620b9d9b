"""Between the database and a plan's folder: `opensmp pull` writes the folder, `opensmp push` proposes a draft."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from opensmp.actions.bringing import bring
from opensmp.actions.deed import Actor
from opensmp.exchange.dumping import dump
from opensmp.exchange.folder import load
from opensmp.i18n import Message, Refused, _, n_
from opensmp.i18n.message import Plural
from opensmp.store.models import Account, Membership, Organisation, PlanRow
from opensmp.store.reading import dossier_for


def pull(named: str, folder: Path) -> Message:
    """Write a plan's folder as the database holds it."""
    plan, organisation = plan_named(named)
    dump(dossier_for(plan, organisation, today_of(organisation)), folder)
    return _("{folder} holds the plan as it stands.", folder=str(folder))


def push(folder: Path, named: str, email: str) -> Plural:
    """Propose a folder's text as the draft, as one member. It approves nothing, and touches no version."""
    plan, organisation = plan_named(named)
    account = Account.objects.filter(email=email.strip().lower()).first()
    member = Membership.objects.of(organisation).filter(account=account, ended_at=None).first() if account else None
    today = today_of(organisation)
    if account is None or member is None or (member.until is not None and member.until < today):
        raise Refused(_("{email} is no member of {name}.", email=email, name=organisation.name))
    actor = Actor(account, organisation, member.role, member.person, today)
    count = bring(actor, plan, load(folder, today), f"opensmp push {folder.resolve().name}")
    return n_("{n} part of the draft changed.", "{n} parts of the draft changed.", count)


def plan_named(named: str) -> tuple[PlanRow, Organisation]:
    """Return the plan that ``organisation/plan`` names; the plan may be left out where there is only one."""
    slug, _slash, plan = named.partition("/")
    organisation = Organisation.objects.filter(slug=slug).first()
    if organisation is None:
        known = tuple(Organisation.objects.values_list("slug", flat=True)[:20])
        raise Refused(_("There is no organisation “{slug}”.", slug=slug), _("Known here: {names}.", names=known))
    rows = list(PlanRow.objects.of(organisation).filter(slug=plan) if plan else PlanRow.objects.of(organisation))
    if len(rows) != 1:
        known = tuple(PlanRow.objects.of(organisation).values_list("slug", flat=True))
        raise Refused(_("Which plan of {name}?", name=organisation.name), _("Known here: {names}.", names=known))
    return rows[0], organisation


def today_of(organisation: Organisation) -> date:
    """Return the day of an organisation: an example lives on its own."""
    return organisation.lives_on or datetime.now(UTC).date()
