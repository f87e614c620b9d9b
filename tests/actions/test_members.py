"""Who belongs to an organisation: a link that works once, for one address, and somebody who administers it always."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from opensmp.actions.deed import Actor
from opensmp.actions.founding import found_organisation
from opensmp.actions.members import VALID_FOR, change_membership, end_membership, invitation_of, invite, join
from opensmp.i18n import Forbidden, Refused, Unreadable
from opensmp.store.models import Account, Event, Invitation, Membership, Organisation, Role

Acting = Callable[[str], Actor]
GOOD = "nine quiet herons"


@pytest.fixture
def lukman(acting: Acting) -> Actor:
    """The administrator of the bank."""
    return acting("lukman")


def member(organisation: Organisation, person: str) -> Membership:
    return Membership.objects.of(organisation).select_related("account").get(person=person)


def test_an_invitation_makes_an_account_and_a_membership_and_an_event_for_each_step(
    lukman: Actor, organisation: Organisation
) -> None:
    made = invite(lukman, "  Sari@Example.ORG ", "Sari Dewi", Role.CONTRIBUTOR, "sari", date(2027, 3, 31))
    assert made.invitation.email == "sari@example.org"
    joined = join(made.secret, None, "", GOOD)
    assert (joined.email, joined.name) == ("sari@example.org", "Sari Dewi")
    assert joined.check_password(GOOD)
    row = Membership.objects.of(organisation).get(account=joined)
    assert (row.role, row.person, row.until) == (Role.CONTRIBUTOR, "sari", date(2027, 3, 31))
    last = Event.objects.of(organisation).order_by("-number")[:2]
    assert [(each.verb, each.by, each.subject, each.reason) for each in last] == [
        ("joined", "sari@example.org", "sari@example.org", "contributor"),
        ("invited", lukman.account.email, "sari@example.org", "contributor"),
    ]


def test_the_secret_of_a_link_is_not_stored(lukman: Actor, organisation: Organisation) -> None:
    made = invite(lukman, "sari@example.org", "", Role.CONTRIBUTOR)
    row = Invitation.objects.of(organisation).get(pk=made.invitation.pk)
    assert all(made.secret != str(held) for held in vars(row).values())
    assert len(made.secret) >= 43, "256 bits in base 64"


@pytest.mark.parametrize("wrong", ["", "sari", "sari@", "@example.org", "sari dewi@example.org", "a@b@example.org"])
def test_what_is_no_address_is_not_invited(lukman: Actor, wrong: str, organisation: Organisation) -> None:
    with pytest.raises(Unreadable, match="not an e-mail address"):
        invite(lukman, wrong, "", Role.CONTRIBUTOR)
    assert not Invitation.objects.of(organisation).exists()


@pytest.mark.parametrize("wrong", ["", "owner", "root", "SMS_OWNER"])
def test_a_role_that_does_not_exist_is_given_to_nobody(lukman: Actor, wrong: str, organisation: Organisation) -> None:
    with pytest.raises(Unreadable, match="not a role"):
        invite(lukman, "sari@example.org", "", wrong)
    with pytest.raises(Unreadable, match="not a role"):
        change_membership(lukman, member(organisation, "dimas"), wrong, "dimas", None)
    assert member(organisation, "dimas").role == Role.PRACTICE_OWNER


def test_an_external_auditor_reads_until_a_day(lukman: Actor) -> None:
    with pytest.raises(Unreadable, match="until a day") as told:
        invite(lukman, "auditor@example.org", "", Role.EXTERNAL_AUDITOR)
    assert "last day" in str(told.value)
    invite(lukman, "auditor@example.org", "", Role.EXTERNAL_AUDITOR, until=date(2027, 1, 31))


@pytest.mark.parametrize("person", ["ratna", "maya", "dimas", "intan"])
def test_nobody_but_the_administrator_invites_changes_or_ends(
    acting: Acting, person: str, organisation: Organisation
) -> None:
    before = Event.objects.of(organisation).count()
    with pytest.raises(Forbidden):
        invite(acting(person), "sari@example.org", "", Role.CONTRIBUTOR)
    with pytest.raises(Forbidden):
        change_membership(acting(person), member(organisation, person), Role.ADMINISTRATOR, person, None)
    with pytest.raises(Forbidden):
        end_membership(acting(person), member(organisation, "lukman"))
    assert Event.objects.of(organisation).count() == before


def test_a_link_works_once(lukman: Actor) -> None:
    made = invite(lukman, "sari@example.org", "Sari", Role.CONTRIBUTOR)
    joined = join(made.secret, None, "", GOOD)
    with pytest.raises(Refused, match="used already"):
        invitation_of(made.secret)
    with pytest.raises(Refused, match="used already"):
        join(made.secret, joined)


def test_a_link_is_dead_after_seven_days_and_alive_until_then(lukman: Actor, organisation: Organisation) -> None:
    made = invite(lukman, "sari@example.org", "Sari", Role.CONTRIBUTOR)
    assert timedelta(days=6, hours=23) < made.invitation.expires_at - datetime.now(UTC) <= VALID_FOR
    rows = Invitation.objects.of(organisation).filter(pk=made.invitation.pk)
    rows.update(expires_at=datetime.now(UTC) + timedelta(minutes=1))
    assert invitation_of(made.secret).pk == made.invitation.pk
    rows.update(expires_at=datetime.now(UTC) - timedelta(seconds=1))
    with pytest.raises(Refused, match="too old"):
        join(made.secret, None, "Sari", GOOD)
    assert not Account.objects.filter(email="sari@example.org").exists()


@pytest.mark.parametrize("wrong", ["", "x", "' OR 1=1 --", "A" * 5_000])
def test_a_link_that_nobody_made_opens_nothing(wrong: str, organisation: Organisation) -> None:
    with pytest.raises(Refused, match="used already, or is too old"):
        invitation_of(wrong)


def test_somebody_else_who_is_signed_in_does_not_join_with_a_found_link(
    lukman: Actor, acting: Acting, organisation: Organisation
) -> None:
    made = invite(lukman, "sari@example.org", "Sari", Role.ADMINISTRATOR)
    with pytest.raises(Forbidden, match=r"is for sari@example\.org"):
        join(made.secret, acting("dimas").account)
    assert member(organisation, "dimas").role == Role.PRACTICE_OWNER
    assert invitation_of(made.secret).used_at is None, "the right person can still use it"


def test_who_has_an_account_signs_in_before_joining(lukman: Actor) -> None:
    Account.objects.create_user("sari@example.org", GOOD, name="Sari")
    made = invite(lukman, "sari@example.org", "", Role.CONTRIBUTOR)
    with pytest.raises(Refused, match="has an account already"):
        join(made.secret, None, "Not Sari", "another password here")
    assert Account.objects.get(email="sari@example.org").check_password(GOOD)


@pytest.mark.parametrize("weak", ["", "short", "password123", "1234567890123", "sari@example.org"])
def test_a_password_that_anybody_could_guess_makes_no_account_and_spends_no_link(lukman: Actor, weak: str) -> None:
    made = invite(lukman, "sari@example.org", "Sari", Role.CONTRIBUTOR)
    with pytest.raises(Unreadable):
        join(made.secret, None, "Sari", weak)
    assert not Account.objects.filter(email="sari@example.org").exists()
    assert join(made.secret, None, "Sari", GOOD).email == "sari@example.org"


def test_an_account_needs_a_name(lukman: Actor) -> None:
    made = invite(lukman, "sari@example.org", "  ", Role.CONTRIBUTOR)
    with pytest.raises(Unreadable, match="name is missing"):
        join(made.secret, None, "  ", GOOD)
    assert join(made.secret, None, " Sari Dewi ", GOOD).name == "Sari Dewi"


def test_who_comes_back_has_one_membership_with_the_new_role(
    lukman: Actor, organisation: Organisation, acting: Acting
) -> None:
    end_membership(lukman, member(organisation, "dimas"), "left the bank")
    made = invite(lukman, "dimas@bns.example", "", Role.INTERNAL_AUDITOR, "dimas")
    join(made.secret, Account.objects.get(email="dimas@bns.example"))
    row = Membership.objects.of(organisation).get(account__email="dimas@bns.example")
    assert (row.role, row.ended_at) == (Role.INTERNAL_AUDITOR, None)


def test_a_change_says_what_somebody_was_and_is(lukman: Actor, organisation: Organisation) -> None:
    change_membership(lukman, member(organisation, "dimas"), Role.CONTRIBUTOR, "gita", date(2027, 6, 30))
    row = member(organisation, "gita")
    assert (row.account.email, row.role, row.until) == ("dimas@bns.example", Role.CONTRIBUTOR, date(2027, 6, 30))
    told = Event.objects.of(organisation).order_by("-number").first()
    assert told is not None
    assert (told.verb, told.reason) == ("changed member", "practice_owner → contributor")


def test_the_last_administrator_stays_one(lukman: Actor, organisation: Organisation) -> None:
    head = Organisation.objects.get(pk=organisation.pk).head
    own = member(organisation, "lukman")
    with pytest.raises(Refused, match="must administer"):
        change_membership(lukman, own, Role.CONTRIBUTOR, "lukman", None)
    with pytest.raises(Refused, match="must administer"):
        end_membership(lukman, own)
    assert member(organisation, "lukman").role == Role.ADMINISTRATOR
    assert member(organisation, "lukman").ended_at is None
    assert Organisation.objects.get(pk=organisation.pk).head == head, "what is refused leaves no event"
    change_membership(lukman, member(organisation, "dimas"), Role.ADMINISTRATOR, "dimas", None)
    end_membership(lukman, own)
    assert member(organisation, "lukman").ended_at is not None


def test_the_last_administrator_stays_one_also_where_an_invitation_would_change_that(
    lukman: Actor, organisation: Organisation
) -> None:
    made = invite(lukman, lukman.account.email, "", Role.CONTRIBUTOR, "lukman")
    with pytest.raises(Refused, match="must administer"):
        join(made.secret, lukman.account)
    assert member(organisation, "lukman").role == Role.ADMINISTRATOR
    assert invitation_of(made.secret).used_at is None


def test_while_nobody_administers_the_owner_of_the_system_invites(db: None) -> None:
    founder = Account.objects.create_user("founder@example.org", None, name="Founder")
    actor = found_organisation(founder, "young", "Young", lives_on=date(2026, 11, 22))
    invite(actor, "admin@example.org", "", Role.ADMINISTRATOR)
    admin = Account.objects.create_user("admin2@example.org", None, name="Admin")
    Membership.objects.create(organisation=actor.organisation, account=admin, role=Role.ADMINISTRATOR)
    later = Actor(founder, actor.organisation, actor.role, actor.person, actor.today)
    with pytest.raises(Forbidden):
        invite(later, "more@example.org", "", Role.CONTRIBUTOR)
