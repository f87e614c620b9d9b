"""Signing in, one's own account, language and paper, and the page of an invitation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import LazySettings
from django.test import Client
from tests.workspace import BASE

from opensmp.actions.deed import Actor
from opensmp.actions.members import end_membership, invite
from opensmp.site.demo import PASSWORD
from opensmp.store.models import Account, Invitation, Membership, Organisation, PlanRow, Role

SignedIn = Callable[..., Client]
Acting = Callable[[str], Actor]
ELSEWHERE = (
    "https://evil.example/", "//evil.example/", "/\\evil.example/", "https:///evil.example", "javascript:alert(1)",
    "\t//evil.example", "http:evil.example", "///evil.example", "https:evil.example",
)  # fmt: skip
GOOD = "nine quiet herons"


@pytest.fixture
def visitor(organisation: Organisation) -> Client:
    """Somebody who is not signed in."""
    return Client(SERVER_NAME="127.0.0.1")


def signs_in_as(client: Client) -> str:
    return str(client.session.get("_auth_user_id", ""))


# Signing in ------------------------------------------------------------------------------------------------------------


def test_a_password_opens_the_page_that_was_asked_for_whatever_the_capitals_of_the_address(visitor: Client) -> None:
    asked = visitor.get(BASE + "raci/").headers["Location"]
    assert asked == f"/account/login/?next={BASE}raci/"
    done = visitor.post("/account/login/", {"login": "Ratna@BNS.example", "password": PASSWORD, "next": BASE + "raci/"})
    assert (done.status_code, done.headers["Location"]) == (302, BASE + "raci/")
    assert visitor.get(BASE + "raci/").status_code == 200


@pytest.mark.parametrize(
    ("email", "password"), [("ratna@bns.example", "wrong"), ("nobody@bns.example", PASSWORD), ("ratna@bns.example", "")]
)
def test_what_does_not_fit_signs_nobody_in_and_does_not_say_which_was_wrong(
    visitor: Client, email: str, password: str
) -> None:
    page = visitor.post("/account/login/", {"login": email, "password": password})
    assert page.status_code == 200
    assert not signs_in_as(visitor)
    assert "no account" not in page.content.decode().lower()


def test_a_closed_account_does_not_sign_in(visitor: Client) -> None:
    Account.objects.filter(email="ratna@bns.example").update(is_active=False)
    visitor.post("/account/login/", {"login": "ratna@bns.example", "password": PASSWORD})
    assert not signs_in_as(visitor)


@pytest.mark.parametrize("path", ["/account/", "/", BASE, BASE + "plan/"])
def test_who_is_not_signed_in_is_asked_to(visitor: Client, path: str) -> None:
    assert visitor.get(path).headers["Location"].startswith("/account/login/?next=")


def test_nobody_makes_an_account_alone(visitor: Client) -> None:
    before = Account.objects.count()
    given = {"email": "eve@example.org", "password1": GOOD, "password2": GOOD}
    assert "Joining needs an invitation" in visitor.post("/account/signup/", given).content.decode()
    assert Account.objects.count() == before


def test_the_demonstration_signs_in_without_a_password_as_one_of_its_people(visitor: Client) -> None:
    assert "Dimas Prasetyo" in visitor.get("/account/login/").content.decode()
    done = visitor.post("/account/as/", {"person": "dimas", "next": BASE + "raci/"})
    assert done.headers["Location"] == BASE + "raci/"
    assert signs_in_as(visitor) == str(Account.objects.get(email="dimas@bns.example").pk)


@pytest.mark.parametrize("person", ["", "nobody", "ratna@bns.example", "../ratna", "%"])
def test_nobody_else_is_signed_in_without_a_password(visitor: Client, person: str) -> None:
    Account.objects.create_user("real@example.org", GOOD, name="Real")
    assert visitor.post("/account/as/", {"person": person}).status_code == 404
    assert visitor.get("/account/as/").status_code == 405
    assert not signs_in_as(visitor)


def test_outside_the_demonstration_that_door_is_not_there(visitor: Client, settings: LazySettings) -> None:
    settings.DEMO = False
    assert visitor.post("/account/as/", {"person": "ratna"}).status_code == 404
    assert not signs_in_as(visitor)
    assert "Dimas Prasetyo" not in visitor.get("/account/login/").content.decode()


# Going back where one came from ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("wanted", ELSEWHERE)
@pytest.mark.parametrize(
    ("path", "given"),
    [
        ("/language/", {"language": "id"}), ("/theme/", {"theme": "dark"}), ("/account/as/", {"person": "ratna"}),
        ("/account/login/", {"login": "ratna@bns.example", "password": PASSWORD}),
    ],
)  # fmt: skip
def test_no_form_of_ours_leads_to_another_site(visitor: Client, path: str, given: dict[str, str], wanted: str) -> None:
    done = visitor.post(path, given | {"next": wanted})
    assert done.status_code == 302
    assert done.headers["Location"] == "/"


def test_the_language_of_a_visitor_is_kept_in_a_cookie_and_that_of_a_person_with_the_account(
    visitor: Client, signed_in: SignedIn
) -> None:
    done = visitor.post("/language/", {"language": "id", "next": "/account/login/"})
    assert done.headers["Location"] == "/account/login/"
    assert done.cookies["language"]["httponly"]
    assert '<html lang="id"' in visitor.get("/account/login/").content.decode()
    signed_in("ratna").post("/language/", {"language": "id"})
    assert Account.objects.get(email="ratna@bns.example").language == "id"


@pytest.mark.parametrize(
    ("path", "field", "wrong"),
    [("/language/", "language", "fr"), ("/language/", "language", ""), ("/theme/", "theme", "pink")],
)
def test_what_we_do_not_speak_or_print_changes_nothing(signed_in: SignedIn, path: str, field: str, wrong: str) -> None:
    ratna = signed_in("ratna")
    done = ratna.post(path, {field: wrong, "next": BASE})
    assert (done.headers["Location"], dict(done.cookies)) == (BASE, {})
    held = Account.objects.get(email="ratna@bns.example")
    assert (held.language, held.theme) == ("en", "auto")
    assert ratna.get(path).status_code == 405


# One's own account -----------------------------------------------------------------------------------------------------


def test_one_changes_ones_own_name_language_paper_and_shortcuts(signed_in: SignedIn) -> None:
    ratna = signed_in("ratna")
    given = {"name": "  Ratna W. ", "language": "id", "theme": "dark"}
    assert ratna.post("/account/", given).headers["Location"] == "/account/"
    held = Account.objects.get(email="ratna@bns.example")
    assert (held.name, held.language, held.theme, held.shortcuts) == ("Ratna W.", "id", "dark", False)
    page = ratna.get("/account/").content.decode()
    assert 'value="Ratna W."' in page
    assert "Bank Nusantara Sejahtera" in page


def test_a_name_is_needed_and_nothing_else_is_changed_with_a_form(signed_in: SignedIn) -> None:
    ratna = signed_in("ratna")
    response = ratna.post("/account/", {"name": "  ", "theme": "dark", "email": "x@example.org"})
    assert response.status_code == 422
    assert "Your name is missing." in response.content.decode()
    assert Account.objects.get(email="ratna@bns.example").theme == "auto"
    ratna.post("/account/", {"name": "Ratna", "email": "x@example.org", "is_active": "", "theme": "pink"})
    held = Account.objects.get(email="ratna@bns.example")
    assert (held.name, held.theme, held.is_active) == ("Ratna", "auto", True)


@pytest.mark.parametrize(
    ("person", "begins"),
    [("ratna", ""), ("dimas", "write/"), ("intan", "evidence/"), ("maya", "plan/"), ("lukman", "")],
)
def test_each_role_begins_its_day_on_its_own_page(signed_in: SignedIn, person: str, begins: str) -> None:
    where = signed_in(person).get("/").headers["Location"]
    assert where.startswith(BASE)
    assert signed_in(person).get(where).status_code == 200
    if begins != "write/":
        assert where == BASE + begins


def test_who_has_two_plans_is_asked_which_and_who_has_none_how_to_begin(
    signed_in: SignedIn, organisation: Organisation, acting: Acting
) -> None:
    PlanRow.objects.create(organisation=organisation, slug="zz", title="The plan of the subsidiary")
    page = signed_in("ratna").get("/").content.decode()
    assert "Which plan?" in page
    assert "The plan of the subsidiary" in page
    end_membership(acting("lukman"), Membership.objects.of(organisation).get(person="dimas"))
    assert "welcome" in signed_in("dimas").get("/").headers["Location"]


def test_a_membership_ends_with_its_last_day(signed_in: SignedIn, organisation: Organisation) -> None:
    rows = Membership.objects.of(organisation).filter(person="intan")
    rows.update(until=date(2026, 11, 22))
    assert signed_in("intan").get(BASE + "plan/").status_code == 200
    rows.update(until=date(2026, 11, 21))
    assert signed_in("intan").get(BASE + "plan/").status_code == 404
    assert "welcome" in signed_in("intan").get("/").headers["Location"]


# Invitations -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def link(acting: Acting) -> str:
    """The link of an invitation for somebody new."""
    made = invite(acting("lukman"), "sari@example.org", "Sari Dewi", Role.CONTRIBUTOR)
    return f"/invitation/{made.secret}/"


def test_an_invitation_says_who_invites_where_to_and_as_what(visitor: Client, link: str) -> None:
    page = visitor.get(link).content.decode()
    assert "Lukman Hidayat invites you to Bank Nusantara Sejahtera" in page
    assert "sari@example.org" in page
    assert 'value="Sari Dewi"' in page


def test_whoever_joins_is_signed_in_and_at_the_plan(visitor: Client, link: str) -> None:
    done = visitor.post(link, {"name": "Sari Dewi", "password": GOOD}, follow=True)
    assert done.status_code == 200
    assert done.redirect_chain[-1][0].startswith(BASE)
    assert signs_in_as(visitor) == str(Account.objects.get(email="sari@example.org").pk)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"name": "Sari", "password": "password"}, "password"), ({"name": "Sari", "password": ""}, "password"),
        ({"name": "Sari", "password": "sari@example.org"}, "similar"),
    ],
)  # fmt: skip
def test_a_weak_password_is_told_and_the_name_is_kept(
    visitor: Client, link: str, given: dict[str, str], told: str
) -> None:
    response = visitor.post(link, given)
    page = response.content.decode()
    assert response.status_code == 422
    assert told in page.split("<main")[1]
    assert 'value="Sari"' in page
    assert given["password"] == "" or f'value="{given["password"]}"' not in page, "a password never comes back"
    assert not signs_in_as(visitor)


def test_a_used_and_an_expired_link_say_what_to_do(visitor: Client, link: str, organisation: Organisation) -> None:
    Invitation.objects.of(organisation).update(expires_at=datetime.now(UTC) - timedelta(minutes=1))
    expired = visitor.get(link)
    assert expired.status_code == 409
    assert "Ask for a new one" in expired.content.decode()
    rows = Invitation.objects.of(organisation)
    rows.update(expires_at=datetime.now(UTC) + timedelta(minutes=1), used_at=datetime.now(UTC))
    assert visitor.post(link, {"name": "Sari", "password": GOOD}).status_code == 409
    assert visitor.get("/invitation/unknown/").status_code == 409
    assert not Account.objects.filter(email="sari@example.org").exists()


def test_somebody_else_who_is_signed_in_is_told_whom_the_link_is_for(signed_in: SignedIn, link: str) -> None:
    response = signed_in("dimas").post(link)
    assert response.status_code == 403
    assert "This invitation is for sari@example.org." in response.content.decode()
    assert Account.objects.get(email="dimas@bns.example").pk


def test_who_has_an_account_signs_in_first_and_comes_back(visitor: Client, link: str) -> None:
    Account.objects.create_user("sari@example.org", GOOD, name="Sari")
    page = visitor.get(link).content.decode()
    assert 'name="password"' not in page
    assert f"/account/login/?next={link.replace('/', '%2F')}" in page
    assert visitor.post(link, {"name": "Eve", "password": "another password"}).status_code == 409
    visitor.post("/account/login/", {"login": "sari@example.org", "password": GOOD})
    assert visitor.post(link).status_code == 302
    assert Membership.everywhere.get(account__email="sari@example.org").role == Role.CONTRIBUTOR
