"""What tests of the workspace share: the example organisation in a database, and its people signed in."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test import Client

from opensmp.actions.deed import Actor
from opensmp.site.demo import DAY, PLAN, SLUG, seed
from opensmp.store.models import Account, Membership, Organisation, PlanRow

BASE = f"/o/{SLUG}/p/{PLAN}/"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: object) -> None:
    """The example organisation stands in the database before any test; what a test does is rolled back."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        seed()


@pytest.fixture
def organisation(db: None) -> Organisation:
    """The bank, as it was seeded."""
    return Organisation.objects.get(slug=SLUG)


@pytest.fixture
def plan(organisation: Organisation) -> PlanRow:
    """The bank's plan."""
    return PlanRow.objects.of(organisation).get(slug=PLAN)


@pytest.fixture
def acting(organisation: Organisation) -> Callable[[str], Actor]:
    """Return somebody of the bank as the actions know them: ``acting("ratna")``."""

    def act(person: str) -> Actor:
        row = Membership.objects.of(organisation).select_related("account").get(person=person)
        return Actor(row.account, Organisation.objects.get(pk=organisation.pk), row.role, row.person, DAY)

    return act


@pytest.fixture
def signed_in(organisation: Organisation) -> Callable[[str], Client]:
    """Return a browser's client in which somebody is signed in: ``signed_in("maya").get(BASE)``."""

    def sign_in(person: str, language: str = "en") -> Client:
        Account.objects.filter(email=f"{person}@bns.example").update(language=language)
        client = Client(SERVER_NAME="127.0.0.1")
        client.force_login(Account.objects.get(email=f"{person}@bns.example"))
        return client

    return sign_in


@pytest.fixture
def for_others(transactional_db: None) -> Iterator[None]:
    """The example stored for other threads and processes to see; emptied again afterwards."""
    seed()
    yield
    emptied()


def emptied() -> None:
    """Empty the tables as only tests do: the fences of insert-only tables are taken down and raised again."""
    if connection.vendor != "sqlite":
        return  # TRUNCATE, which Django's own emptying uses, is no DELETE
    with connection.cursor() as cursor:
        fences = cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        cursor.execute("PRAGMA foreign_keys = OFF")
        for name, _sql in fences:
            cursor.execute(f"DROP TRIGGER {name}")
        for table in connection.introspection.django_table_names(only_existing=True, include_views=False):
            cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608  # our own tables
        for _name, sql in fences:
            cursor.execute(sql)
        cursor.execute("PRAGMA foreign_keys = ON")
