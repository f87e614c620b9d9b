"""The permission matrix: every address × method × who asks × whose organisation, generated from the table of addresses (G3).

What a role may is one table (`actions/permissions`); what an address needs stands on its view. A cell fails where somebody
sees or does what the table does not give, where somebody is refused what it gives, where a body of this organisation shows
up in an answer to a stranger, and where an answer lacks the headers that every answer carries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from opensmp.actions.founding import found_organisation, found_plan
from opensmp.actions.permissions import MAY, may
from opensmp.dossier import Dossier
from opensmp.site.demo import PLAN, SLUG
from opensmp.store.models import Account, Event, Membership, Organisation, Role

ALLAUTH_OPEN = (
    "account_login", "account_inactive", "account_signup", "account_reset_password", "account_reset_password_done",
    "account_reset_password_from_key", "account_reset_password_from_key_done", "mfa_authenticate", "mfa_login_webauthn",
    "account_logout",
)  # fmt: skip
"""Pages of allauth that anybody may open; its others ask for a sign-in by themselves."""

SAMPLES: dict[str, Any] = {
    "register_row/kind": "services", "register_row/key": "S-01", "register_new/kind": "services", "register_edit/kind": "services",
    "register_edit/key": "S-01", "register_remove/kind": "services", "register_remove/key": "S-01",
    "organisation_row/kind": "people", "organisation_row/key": "ratna", "organisation_new/kind": "people",
    "organisation_edit/kind": "people", "organisation_edit/key": "ratna", "organisation_remove/kind": "people",
    "organisation_remove/key": "ratna", "office_fill/key": "cio", "holidays/key": "office-hours",
    "role_row/kind": "roles", "role_row/key": "sponsor", "role_new/kind": "roles", "role_edit/kind": "roles",
    "role_edit/key": "sponsor", "role_remove/kind": "roles", "role_remove/key": "sponsor",
    "objective/key": "SMO-1", "objective_say/key": "SMO-1", "objective_edit/key": "SMO-1", "objective_remove/key": "SMO-1",
    "past_objective/key": "SMO-1", "past_edit/key": "SMO-1", "past_remove/key": "SMO-1",
}  # fmt: skip
"""Values of address parts, by the part's name, or by ``name of the address/part``; filled by the fixture."""

STRANGERS = ("anonymous", "outsider")
METHODS = ("get", "post", "put", "delete")


class Address(NamedTuple):
    """A named address, the parts of its path, and its view."""

    name: str
    parts: tuple[str, ...]
    view: Any

    @property
    def of_a_plan(self) -> bool:
        return {"organisation", "plan"} <= set(self.parts)


def addresses(resolver: Any = None) -> Iterator[Address]:
    """Yield every address of the product."""
    for each in (resolver or get_resolver()).url_patterns:
        if isinstance(each, URLResolver):
            yield from addresses(each)
        elif isinstance(each, URLPattern):
            yield Address(each.name or "", tuple(each.pattern.regex.groupindex), each.callback)


ALL = sorted({row.name: row for row in addresses()}.values(), key=lambda row: row.name)
OWN = [
    row for row in ALL if not (row.name.startswith(("mfa_", "account_")) or row.view.__module__.startswith("allauth"))
]


def test_every_address_says_what_it_needs() -> None:
    known = {*MAY, "anybody", "signed in"}
    silent = [row.name for row in OWN if getattr(row.view, "verb", None) not in known or row.view.post not in known]
    assert silent == []


def test_every_verb_is_somebodys() -> None:
    assert all(roles for roles in MAY.values())
    assert not may("administrator", "nothing like it")


@pytest.fixture
def people(organisation: Organisation, provider: Dossier) -> dict[str, Client]:
    """One person for each role, somebody of another organisation, and nobody."""
    found: dict[str, Client] = {"anonymous": Client(SERVER_NAME="127.0.0.1", raise_request_exception=False)}
    for role in Role:
        account = Account.objects.create_user(f"{role}@matrix.example", None, name=role.replace("_", " ").title())
        person = {"top_management": "maya", "practice_owner": "dimas", "sms_owner": "ratna"}.get(role, "")
        Membership.objects.create(organisation=organisation, account=account, role=role, person=person)
        found[role] = signed_in_as(account)
    stranger = Account.objects.create_user("stranger@matrix.example", None, name="Stranger")
    actor = found_organisation(stranger, "provider", "Provider", lives_on=date(2026, 11, 22))
    found_plan(actor, "smp", provider)
    found["outsider"] = signed_in_as(stranger)
    return found


def signed_in_as(account: Account) -> Client:
    client = Client(SERVER_NAME="127.0.0.1", raise_request_exception=False)
    client.force_login(account)
    return client


def path_of(row: Address, organisation: str = SLUG) -> str:
    given = {"organisation": organisation, "plan": PLAN} if row.of_a_plan else {}
    parts = {part: SAMPLES.get(f"{row.name}/{part}", SAMPLES.get(part, "1")) for part in row.parts if part not in given}
    return reverse(row.name, kwargs={**{k: v for k, v in given.items() if k in row.parts}, **parts})


CANARY = re.compile(r"Nusantara|BNS-|Ratna|Core banking|QRIS|Cikarang")
"""Words of the bank, which no stranger's answer may hold (the demonstration's own sign-in page apart)."""


def sound_headers(response: Any) -> bool:
    policy = response.headers.get("Content-Security-Policy", "")
    return (
        "default-src 'self'" in policy
        and "unsafe" not in policy
        and response.headers.get("X-Content-Type-Options") == "nosniff"
        and "no-store" in response.headers.get("Cache-Control", "")
        and response.headers.get("X-Frame-Options") == "DENY"
    )


@pytest.mark.thorough
@pytest.mark.django_db
def test_everybody_may_exactly_what_the_table_says(people: dict[str, Client]) -> None:
    cells, wrong = 0, []
    for row in OWN:
        path = path_of(row)
        for who, client in people.items():
            for method in METHODS:
                cells += 1
                response = getattr(client, method)(path)
                if trouble := judged(row, who, method, response):
                    wrong.append(f"{method} {path} as {who}: {response.status_code} {trouble}")
    print(f"{cells} cells of the permission matrix")
    assert not wrong, "\n".join(wrong)
    assert cells >= LEAST_CELLS


LEAST_CELLS = 36 * len(METHODS) * 9
"""The matrix only grows."""


def judged(row: Address, who: str, method: str, response: Any) -> str:
    """Return what is wrong with an answer, or nothing."""
    if response.status_code >= 500:
        return "an error of ours"
    if not sound_headers(response):
        return "headers"
    if who in STRANGERS and row.of_a_plan and CANARY.search(response.content.decode("utf-8", "replace")):
        return "a stranger reads the bank's words"
    needed = row.view.verb if method == "get" else row.view.post
    if needed == "anybody":
        return ""
    if who == "anonymous":
        return (
            ""
            if response.status_code == 302 and "/account/login/" in response.headers["Location"]
            else "not sent to sign in"
        )
    if needed == "signed in":
        return "refused" if response.status_code in (401, 403) else ""
    if who == "outsider":
        return "" if response.status_code == 404 else "not hidden from a stranger"
    allowed = may(who, row.view.verb) and may(who, needed)
    if not allowed:
        return "" if response.status_code == 403 else "not refused"
    if who == "practice_owner" and row.view.verb == "edit_own_section":
        return ""  # the table gives it for what they keep; which that is, the action asks
    return "refused what the table gives" if response.status_code == 403 and method == "get" else ""


@pytest.mark.django_db
def test_a_refusal_changes_nothing(people: dict[str, Client], organisation: Organisation) -> None:
    before = Event.objects.of(organisation).count()
    for row in OWN:
        if row.of_a_plan:
            for who in ("outsider", "anonymous", "external_auditor"):
                if row.view.post in ("draw_sample", "read", "see_evidence"):
                    continue
                people[who].post(path_of(row))
    assert Event.objects.of(organisation).count() == before
