"""The frame of every action: it is allowed, it is one transaction, it leaves exactly one event."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property

from django.db import transaction
from django.db.models import F

from opensmp.actions.permissions import may
from opensmp.i18n import Forbidden, _
from opensmp.store.log import append
from opensmp.store.models import Account, Membership, Organisation, Role


@dataclass(frozen=True)
class Actor:
    """Somebody acting in an organisation: the account, its role there, its id in the register of people, and today."""

    account: Account
    organisation: Organisation
    role: str
    person: str
    today: date

    def may(self, verb: str) -> bool:
        """Whether the actor's role may carry out the verb; while nobody administers, the SMS owner looks after the members."""
        if may(self.role, verb):
            return True
        return verb == "manage_members" and self.role == Role.SMS_OWNER and not self._is_administered

    @cached_property
    def _is_administered(self) -> bool:
        return Membership.objects.of(self.organisation).filter(role=Role.ADMINISTRATOR, ended_at=None).exists()

    def must(self, verb: str) -> None:
        """Raise Forbidden where the actor's role may not carry out the verb."""
        if not self.may(verb):
            raise Forbidden(
                _("Your role does not allow this here."),
                _("Ask the administrator of the organisation, or whoever owns the service management system."),
            )


@dataclass
class Deed:
    """What is being done. The action fills in ``digest`` and ``reason``; ``number`` is that of its event."""

    number: int
    at: datetime
    subject: str = ""
    digest: str = ""
    reason: str = ""
    done: list[str] = field(default_factory=list)


@contextmanager
def deed(actor: Actor, verb: str, *, permission: str, subject: str = "", changes: bool = True) -> Iterator[Deed]:
    """Carry out a verb: what happens inside is stored together with its event, or not at all.

    ``changes`` is False for a verb that leaves every text and version as it is: what was built from them stays kept.
    Counting the organisation's head first makes actions of one organisation follow each other on PostgreSQL too; SQLite's
    transactions are IMMEDIATE.
    """
    actor.must(permission)
    with transaction.atomic():
        Organisation.objects.filter(pk=actor.organisation.pk).update(head=F("head") + 1)
        number, previous = Organisation.objects.values_list("head", "head_hash").get(pk=actor.organisation.pk)
        doing = Deed(number, datetime.now(UTC), subject)
        yield doing
        digest = append(
            actor.organisation, number, previous, at=doing.at, by=actor.account.email, verb=verb, subject=doing.subject,
            digest=doing.digest, reason=doing.reason, changes=changes,
        )  # fmt: skip
    actor.organisation.head, actor.organisation.head_hash = number, digest
    if changes:
        actor.organisation.changed, actor.organisation.changed_hash = number, digest
