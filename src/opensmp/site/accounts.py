"""Accounts from the command line, for the first person of an installation and for emergencies."""

from __future__ import annotations

from opensmp.i18n import Message, Refused, Unreadable, _
from opensmp.store.models import Account, Membership, Organisation, Role


def store_account(email: str, name: str, password: str, organisation: str, role: str, person: str) -> Message:
    """Make or change an account and its membership; return what was done."""
    if "@" not in email:
        raise Unreadable(_("“{email}” is not an e-mail address.", email=email))
    if role not in Role.values:
        raise Unreadable(_("“{role}” is not a role.", role=role), _("Use one of: {words}.", words=tuple(Role.values)))
    account = Account.objects.filter(email=email.strip().lower()).first()
    if account is None:
        account = Account.objects.create_user(email, password, name=name or email.partition("@")[0])
    else:
        account.set_password(password)
        account.name = name or account.name
        account.save()
    if not organisation:
        return _("{email} can sign in.", email=account.email)
    place = Organisation.objects.filter(slug=organisation).first()
    if place is None:
        raise Refused(_("There is no organisation “{slug}”.", slug=organisation))
    rows = Membership.objects.of(place).filter(account=account)
    if not rows.update(role=role, person=person, ended_at=None):
        Membership.objects.create(organisation=place, account=account, role=role, person=person)
    return _("{email} is a member of {name}.", email=account.email, name=place.name)
