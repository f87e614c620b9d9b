"""An address that names nothing: whoever is a member finds the search there, and nobody learns what others have."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from tests.workspace import BASE

from opensmp.store.models import Account, Membership, Organisation, PlanRow, Role

SignedIn = Callable[..., Client]


def body(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 404
    return response.content.decode()


@pytest.mark.parametrize(
    "path", [BASE + "nothing/", BASE + "services/SVC-NONE/", "/nowhere/", "/o/somebody-else/p/smp/"]
)
def test_a_member_who_lost_the_way_finds_the_search_of_the_plan(signed_in: SignedIn, path: str) -> None:
    page = body(signed_in("dimas"), path)
    assert f'role="search" action="{BASE}search/"' in page
    assert 'name="q"' in page
    assert "Look for it here" in page


def test_with_several_plans_the_one_of_the_address_is_searched_and_elsewhere_none(
    signed_in: SignedIn, organisation: Organisation
) -> None:
    PlanRow.objects.create(organisation=organisation, slug="other", title="Another plan")
    ratna = signed_in("ratna")
    assert f'action="{BASE}search/"' in body(ratna, BASE + "nothing/")
    assert 'action="/o/bank-nusantara/p/other/search/"' in body(ratna, "/o/bank-nusantara/p/other/nothing/")
    assert 'role="search"' not in body(ratna, "/nowhere/")


def test_whoever_is_no_member_is_offered_no_search(signed_in: SignedIn, organisation: Organisation) -> None:
    assert 'role="search"' not in body(Client(SERVER_NAME="127.0.0.1"), "/nowhere/")
    Membership.objects.of(organisation).filter(person="intan").update(until=date(2026, 11, 21))
    page = body(signed_in("intan"), BASE + "nothing/")
    assert 'role="search"' not in page
    assert "Use the search" not in page
    stranger = Account.objects.create_user("stranger@example.org", "a long password", name="Stranger")
    other = Organisation.objects.create(slug="other", name="Other")
    Membership.objects.create(organisation=other, account=stranger, role=Role.SMS_OWNER)
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(stranger)
    assert "bank-nusantara" not in body(client, "/nowhere/")
    assert "search/" not in body(client, BASE + "nothing/").split("<main")[1]
