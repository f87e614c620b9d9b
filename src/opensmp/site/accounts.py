"""Accounts from the command line, for the first person of an installation and for emergencies.

Whoever may run commands on the server needs no permission here; what is done stands in the log of every organisation
that it concerns, as done by ``opensmp user``.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction

from opensmp.actions.members import must_be_address, must_be_hard_to_guess, must_end, must_have_administrator
from opensmp.i18n import Message, Refused, Unreadable, _
from opensmp.store.log import tell
from opensmp.store.models import Account, Membership, Organisation, Role

BY = "opensmp user"


def store_account(
    email: str, name: str, password: str, organisation: str, role: str, person: str, until: date | None = None
) -> Message:
    """Make or change an account and its membership, all of it or nothing; return what was done.

    Raises Unreadable for what is written wrongly and for a password that is easy to guess, Refused where there is no such
    organisation, or where nobody would administer it any more.
    """
    email = email.strip().lower()
    must_be_address(email)
    if role not in Role.values:
        raise Unreadable(_("“{role}” is not a role.", role=role), _("Use one of: {words}.", words=tuple(Role.values)))
    with transaction.atomic():
        account = _account(email, name, password)
        if not organisation:
            return _("{email} can sign in.", email=account.email)
        must_end(role, until)
        place = Organisation.objects.filter(slug=organisation).first()
        if place is None:
            raise Refused(_("There is no organisation “{slug}”.", slug=organisation))
        _member(place, account, role, person, until)
    return _("{email} is a member of {name}.", email=account.email, name=place.name)


def _account(email: str, name: str, password: str) -> Account:
    account = Account.objects.filter(email=email).first()
    must_be_hard_to_guess(password, account or Account(email=email, name=name))
    if account is None:
        return Account.objects.create_user(email, password, name=name or email.partition("@")[0])
    account.set_password(password)
    account.name = name or account.name
    account.save()
    for row in Membership.everywhere.filter(account=account).order_by("organisation"):
        tell(row.organisation_id, by=BY, verb="set password", subject=email)
    return account


def _member(place: Organisation, account: Account, role: str, person: str, until: date | None) -> None:
    """Give the role anew: what an earlier one brought with it, such as its last day, does not stay behind."""
    rows = Membership.objects.of(place).filter(account=account)
    before = rows.first()
    if before is None:
        Membership.objects.create(organisation=place, account=account, role=role, person=person, until=until)
        tell(place.pk, by=BY, verb="joined", subject=account.email, reason=role)
    else:
        administered = rows.filter(role=Role.ADMINISTRATOR, ended_at=None).exists()
        rows.update(role=role, person=person, until=until, ended_at=None)
        if administered:
            must_have_administrator(place)
        tell(place.pk, by=BY, verb="changed member", subject=account.email, reason=f"{before.role} → {role}")
