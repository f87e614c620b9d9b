"""The example organisation of `opensmp demo`: the complete bank, and five people to sign in as."""

from __future__ import annotations

from typing import NamedTuple

from opensmp.actions.founding import found_organisation, found_plan
from opensmp.exchange.example import DAY, example_folder
from opensmp.exchange.folder import load
from opensmp.store.models import Account, Membership, Organisation, PlanRow, Role
from opensmp.web.evidence.coming import enqueue_example_records

PASSWORD = "plan-nusantara"  # noqa: S105  # an example's, printed on its pages
"""The password of all five, asked for before a decision; the pages of the demonstration say it."""
SLUG, PLAN = "bank-nusantara", "smp"


class Guest(NamedTuple):
    """Somebody to sign in as: the id in the bank's register of people, the role, and the language they read."""

    person: str
    name: str
    role: Role
    language: str = "en"

    @property
    def email(self) -> str:
        return f"{self.person}@bns.example"


GUESTS = (
    Guest("ratna", "Ratna Wijayanti", Role.SMS_OWNER),
    Guest("maya", "Maya Kusumawardhani", Role.TOP_MANAGEMENT),
    Guest("dimas", "Dimas Prasetyo", Role.PRACTICE_OWNER, "id"),
    Guest("intan", "Intan Permata", Role.INTERNAL_AUDITOR),
    Guest("lukman", "Lukman Hidayat", Role.ADMINISTRATOR, "id"),
)
"""The five people of the demo."""


def seed() -> None:
    """Store the example once; a second start finds it there."""
    if Organisation.objects.filter(slug=SLUG).exists():
        return
    dossier = load(example_folder(), DAY)
    owner, *others = [
        Account.objects.create_user(guest.email, PASSWORD, name=guest.name, language=guest.language) for guest in GUESTS
    ]
    actor = found_organisation(owner, SLUG, dossier.organisation.name, lives_on=DAY, person=GUESTS[0].person)
    found_plan(actor, PLAN, dossier)
    for guest, account in zip(GUESTS[1:], others, strict=True):
        Membership.objects.create(
            organisation=actor.organisation, account=account, role=guest.role, person=guest.person
        )


def bring_records() -> None:
    """Let the worker make a year of invented records for the example, so that figures can be followed to them."""
    organisation = Organisation.objects.get(slug=SLUG)
    enqueue_example_records(organisation, PlanRow.objects.of(organisation).get(slug=PLAN))
