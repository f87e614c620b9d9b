"""The page of members: who is here, inviting with a link that is shown once, changing and ending."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client
from tests.workspace import BASE

from opensmp.store.models import Invitation, Membership, Organisation, Role

SignedIn = Callable[..., Client]
MEMBERS = BASE + "settings/members/"
GIVEN = {"email": "sari@example.org", "name": "Sari", "role": "contributor", "person": "", "until": ""}


@pytest.fixture
def lukman(signed_in: SignedIn) -> Client:
    """The administrator."""
    return signed_in("lukman")


def number_of(organisation: Organisation, person: str) -> int:
    return Membership.objects.of(organisation).get(person=person).pk


def test_everybody_inside_sees_who_belongs_and_only_the_administrator_sees_how_to_change_it(
    signed_in: SignedIn, lukman: Client
) -> None:
    lukman.post(MEMBERS, GIVEN)
    seen = signed_in("dimas").get(MEMBERS).content.decode()
    assert "Maya Kusumawardhani" in seen
    assert "5 members" in seen
    assert 'name="email"' not in seen
    assert "sari@example.org" not in seen, "who is invited is the administrator's to know"
    managed = lukman.get(MEMBERS).content.decode()
    assert 'name="email"' in managed
    assert "sari@example.org" in managed


def test_an_invitation_is_sent_and_its_link_shown_once(lukman: Client, organisation: Organisation) -> None:
    page = lukman.post(MEMBERS, GIVEN).content.decode()
    (link,) = re.findall(r'value="(http[^"]+/invitation/[^"]+)"', page)
    message = mail.outbox[-1]
    assert message.to == ["sari@example.org"]
    assert message.subject == "Lukman Hidayat invites you to Bank Nusantara Sejahtera"
    assert link in message.body
    assert Client(SERVER_NAME="127.0.0.1").get("/" + link.split("/", 3)[3]).status_code == 200
    assert link not in lukman.get(MEMBERS).content.decode()
    row = Invitation.objects.of(organisation).get()
    assert (row.role, row.made_by.email) == (Role.CONTRIBUTOR, "lukman@bns.example")


def test_a_line_break_in_a_name_forges_no_header_of_the_letter(lukman: Client, organisation: Organisation) -> None:
    Organisation.objects.filter(pk=organisation.pk).update(name="Bank\nBcc: all@example.org")
    assert lukman.post(MEMBERS, GIVEN).status_code == 200
    assert "\n" not in mail.outbox[-1].subject
    assert mail.outbox[-1].recipients() == ["sari@example.org"]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"email": "sari"}, "not an e-mail address"), ({"role": "king"}, "not a role"), ({"until": "soon"}, "is not a date"),
        ({"role": "external_auditor"}, "reads until a day"), ({"until": "2027-02-30"}, "is not a date"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_invitation_is_told_and_what_was_typed_is_kept(
    lukman: Client, organisation: Organisation, wrong: dict[str, str], told: str
) -> None:
    response = lukman.post(MEMBERS, GIVEN | wrong)
    page = response.content.decode()
    assert response.status_code == 422
    assert told in page
    assert "<title>Error: Members" in page
    assert 'value="Sari"' in page
    assert not Invitation.objects.of(organisation).exists()
    assert not mail.outbox


def test_a_change_of_role_and_last_day_is_kept(lukman: Client, organisation: Organisation) -> None:
    number = number_of(organisation, "dimas")
    given = {"role": "internal_auditor", "person": "dimas", "until": "2027-01-31"}
    response = lukman.post(f"{MEMBERS}{number}/", given)
    assert response.headers["Location"] == MEMBERS
    row = Membership.objects.of(organisation).get(pk=number)
    assert (row.role, str(row.until)) == (Role.INTERNAL_AUDITOR, "2027-01-31")
    assert 'value="2027-01-31"' in lukman.get(f"{MEMBERS}{number}/").content.decode()


@pytest.mark.parametrize(
    ("given", "status", "told"),
    [
        ({"role": "king"}, 422, "not a role"), ({"role": "contributor", "until": "never"}, 422, "is not a date"),
        ({"role": "contributor"}, 409, "must administer"), ({"end": "1"}, 409, "must administer"),
    ],
)  # fmt: skip
def test_a_change_that_is_impossible_is_told_and_leaves_the_administrator(
    lukman: Client, organisation: Organisation, given: dict[str, str], status: int, told: str
) -> None:
    number = number_of(organisation, "lukman")
    response = lukman.post(f"{MEMBERS}{number}/", given)
    assert response.status_code == status
    assert told in response.content.decode()
    row = Membership.objects.of(organisation).get(pk=number)
    assert (row.role, row.ended_at) == (Role.ADMINISTRATOR, None)


def test_whoever_left_is_at_the_door_at_once(signed_in: SignedIn, lukman: Client, organisation: Organisation) -> None:
    dimas, number = signed_in("dimas"), number_of(organisation, "dimas")
    assert dimas.get(BASE + "plan/").status_code == 200
    lukman.post(f"{MEMBERS}{number}/", {"end": "1"})
    assert dimas.get(BASE + "plan/").status_code == 404
    assert "4 members" in signed_in("ratna").get(MEMBERS).content.decode()
    assert lukman.get(f"{MEMBERS}{number}/").status_code == 404, "what ended is changed no more"


def test_a_member_of_another_organisation_is_not_found(lukman: Client, organisation: Organisation) -> None:
    other = Organisation.objects.create(slug="other", name="Other")
    row = Membership.objects.create(
        organisation=other, account=Membership.objects.of(organisation).get(person="dimas").account, role="contributor"
    )
    assert lukman.get(f"{MEMBERS}{row.pk}/").status_code == 404
    assert lukman.post(f"{MEMBERS}{row.pk}/", {"end": "1"}).status_code == 404
    assert Membership.objects.of(other).get().ended_at is None


@pytest.mark.parametrize("person", ["ratna", "maya", "dimas", "intan"])
def test_nobody_else_reaches_a_member(signed_in: SignedIn, organisation: Organisation, person: str) -> None:
    client, number = signed_in(person), number_of(organisation, person)
    assert client.get(f"{MEMBERS}{number}/").status_code == 403
    assert client.post(f"{MEMBERS}{number}/", {"role": "administrator"}).status_code == 403
    assert client.post(MEMBERS, GIVEN).status_code == 403
