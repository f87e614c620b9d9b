"""Who belongs to an organisation: inviting by a link, joining with it, changing a role, ending a membership."""

from __future__ import annotations

import secrets
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import NamedTuple

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from opensmp.actions.deed import Actor, deed
from opensmp.i18n import Forbidden, Message, Refused, Unreadable, _
from opensmp.store.models import Account, Invitation, Membership, Organisation, Role

VALID_FOR = timedelta(days=7)
"""How long an invitation waits."""


class Invited(NamedTuple):
    """The invitation, and the secret of its link, which is shown once and never stored."""

    invitation: Invitation
    secret: str


def invite(actor: Actor, email: str, name: str, role: str, person: str = "", until: date | None = None) -> Invited:
    """Store an invitation for one address. An external auditor's membership must have a last day."""
    email = email.strip().lower()
    must_be_address(email)
    if role not in Role.values:
        raise Unreadable(_("“{role}” is not a role.", role=role), _("Choose one of the list."))
    must_end(role, until)
    secret = secrets.token_urlsafe(32)
    with deed(actor, "invited", permission="manage_members", changes=False, subject=email) as doing:
        doing.reason = role
        row = Invitation.objects.create(
            organisation=actor.organisation, email=email, name=name.strip(), role=role, person=person, until=until,
            secret_hash=sha256(secret.encode()).hexdigest(), expires_at=doing.at + VALID_FOR, made_by=actor.account,
        )  # fmt: skip
    return Invited(row, secret)


def must_end(role: str, until: date | None) -> None:
    """Raise Unreadable for an external auditor without a last day."""
    if role == Role.EXTERNAL_AUDITOR and until is None:
        raise Unreadable(_("An external auditor reads until a day."), _("Name the last day."))


def must_be_address(email: str) -> None:
    """Raise Unreadable for what is no e-mail address."""
    try:
        validate_email(email)
    except ValidationError as wrong:
        raise Unreadable(
            _("“{email}” is not an e-mail address.", email=email), _("Write it as name@example.org.")
        ) from wrong


def invitation_of(secret: str) -> Invitation:
    """Return the invitation that a link names, while it can be used. Raises Refused for one that is used, old or unknown."""
    row = (
        Invitation.everywhere.select_related("organisation", "made_by")
        .filter(secret_hash=sha256(secret.encode()).hexdigest(), used_at=None, expires_at__gt=datetime.now(UTC))
        .first()
    )
    if row is None:
        raise Refused(
            _("This invitation was used already, or is too old."), _("Ask for a new one; it is made in a minute.")
        )
    return row


def join(secret: str, account: Account | None, name: str = "", password: str = "") -> Account:
    """Redeem an invitation: with the account of its address, made now where there is none. It works once.

    Raises Forbidden where somebody else is signed in, Unreadable for a password that anybody could guess.
    """
    row = invitation_of(secret)
    known = Account.objects.filter(email=row.email).first()
    if account is not None and account.email != row.email:
        raise Forbidden(_("This invitation is for {email}.", email=row.email), _("Sign out, then open the link again."))
    if known is not None and account is None:
        raise Refused(_("{email} has an account already.", email=row.email), _("Sign in, then open the link again."))
    with transaction.atomic():
        free = Invitation.objects.of(row.organisation).filter(pk=row.pk, used_at=None)
        if not free.update(used_at=datetime.now(UTC)):
            raise Refused(_("This invitation was used already, or is too old."))
        member = known or _new_account(row, name, password)
        actor = Actor(member, row.organisation, row.role, row.person, datetime.now(UTC).date())
        with deed(actor, "joined", permission="read", changes=False, subject=row.email) as doing:
            doing.reason = row.role
            rows = Membership.objects.of(row.organisation).filter(account=member)
            administered = rows.filter(role=Role.ADMINISTRATOR, ended_at=None).exists()
            if not rows.update(role=row.role, person=row.person, until=row.until, ended_at=None):
                Membership.objects.create(
                    organisation=row.organisation, account=member, role=row.role, person=row.person, until=row.until
                )
            if administered:
                must_have_administrator(row.organisation)
    return member


def _new_account(row: Invitation, name: str, password: str) -> Account:
    name = name.strip() or row.name
    if not name:
        raise Unreadable(_("Your name is missing."), _("Write it as colleagues know it."))
    must_be_hard_to_guess(password, Account(email=row.email, name=name))
    return Account.objects.create_user(row.email, password, name=name)


def must_be_hard_to_guess(password: str, account: Account) -> None:
    """Raise Unreadable for a password that is short, common, or says who it belongs to."""
    try:
        validate_password(password, account)
    except ValidationError as weak:
        raise Unreadable(Message(" ".join(weak.messages).replace("{", "(").replace("}", ")"))) from weak


def change_membership(actor: Actor, member: Membership, role: str, person: str, until: date | None) -> None:
    """Change what somebody is in the organisation. The last administrator stays one."""
    if role not in Role.values:
        raise Unreadable(_("“{role}” is not a role.", role=role), _("Choose one of the list."))
    with deed(
        actor, "changed member", permission="manage_members", changes=False, subject=member.account.email
    ) as doing:
        doing.reason = f"{member.role} → {role}"
        Membership.objects.of(actor.organisation).filter(pk=member.pk).update(role=role, person=person, until=until)
        must_have_administrator(actor.organisation)


def end_membership(actor: Actor, member: Membership, reason: str = "") -> None:
    """End somebody's membership; what they did stays."""
    with deed(actor, "ended member", permission="manage_members", changes=False, subject=member.account.email) as doing:
        doing.reason = reason
        Membership.objects.of(actor.organisation).filter(pk=member.pk).update(ended_at=doing.at)
        must_have_administrator(actor.organisation)


def must_have_administrator(organisation: Organisation) -> None:
    """Raise Refused where nobody administers an organisation."""
    rows = Membership.objects.of(organisation).filter(role=Role.ADMINISTRATOR, ended_at=None)
    if not rows.exists():
        raise Refused(
            _("Somebody must administer the organisation."), _("Make another member its administrator first.")
        )
