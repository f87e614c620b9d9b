"""The permission matrix: every address × method × who asks × whose plan and in which state, generated from the table (G3).

A cell fails where somebody sees or does what the table of permissions does not give, where somebody is refused what it
gives, where a word of somebody else's shows up in an answer, where a refusal changes something or leaves no line in the
log, where reading writes, and where an answer lacks the headers that every answer carries.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import pytest
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path, resolve
from tests.site.canaries import CANARY, OTHER, OTHER_PLAN, SEATS, World, furnished
from tests.site.matrix import NOBODY, OWN, SAMPLES, Address, addresses, is_refused, judged, normal, ours, text_of

from opensmp.actions.permissions import MAY, may
from opensmp.dossier import Dossier
from opensmp.site.demo import PLAN, SLUG
from opensmp.site.urls import urlpatterns as product_urls
from opensmp.store.models import Organisation, PlanRow, Role

__all__ = ["OWN", "SAMPLES", "Address"]


def test_every_address_says_what_it_needs() -> None:
    assert undeclared(OWN) == []


def undeclared(rows: list[Address]) -> list[str]:
    known = {*MAY, "anybody", "signed in"}
    return [row.name for row in rows if getattr(row.view, "verb", None) not in known or row.view.post not in known]


def test_every_address_leads_to_its_own_view() -> None:
    """No address stands in the shadow of another one, whose view and rights would answer instead."""
    paths = {row.name: row.path(SLUG, PLAN).partition("?")[0] for row in OWN}
    assert {name: resolve(path).url_name for name, path in paths.items() if resolve(path).url_name != name} == {}


def test_every_verb_is_somebodys() -> None:
    assert all(roles for roles in MAY.values())
    assert not may("administrator", "nothing like it")


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any, bank: Dossier, provider: Dossier) -> Iterator[World]:
    """Two organisations full of canaries, and everybody who asks; gone again after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        organisation = Organisation.objects.get(slug=SLUG)
        yield furnished(organisation, PlanRow.objects.of(organisation).get(slug=PLAN), bank, provider)
        transaction.set_rollback(True)


class Seen:
    """What one person asked, and what was wrong with the answers."""

    def __init__(self, who: str, world: World) -> None:
        self.who = who
        self.client = world.clients[who]
        self.cells = 0
        self.refused = 0
        self.canaries: set[str] = set()
        self.wrong: list[str] = []
        self.found: set[str] = set()

    def ask(self, row: Address, method: str, where: str, role: str) -> tuple[int, str]:
        """Ask once, undo what it did, and note what was wrong; return the status and what the answer says.

        ``role`` is what the person is at the plan that is asked about.
        """
        self.cells += 1
        response, written, logged = asked(self.client, method, where)
        text = text_of(response)
        found = {each.group(0).upper() for each in CANARY.finditer(text)}
        leaked = sorted(word for word in found if word[7] in HIDDEN.get(self.who, "B"))
        self.canaries |= found
        refused = is_refused(response)
        self.refused += refused
        if response.status_code not in (403, 404) and method == "get":
            self.found.add(row.name)
        trouble = [judged(row, role, method, response)]
        trouble += [f"shows {leaked}"] if leaked else []
        trouble += [f"wrote to {written}"] if written and (refused or method == "get") else []
        trouble += [f"{logged} lines in the log"] if logged != (response.status_code in (403, 404)) else []
        self.wrong += [f"{method} {where} as {self.who}: {response.status_code} {each}" for each in trouble if each]
        return response.status_code, text


HIDDEN = {
    "outsider": "AD",
    "external_auditor": "BD",
    **dict.fromkeys(("left", "expired", "closed", "anonymous"), "ABD"),
}
"""The letters of the canaries that somebody must never see; for everybody inside it is B."""


def asked(client: Client, method: str, where: str) -> tuple[Any, list[str], int]:
    """Ask, and take back whatever it did; return the answer, the tables of ours it wrote to, and its lines in the log."""
    written: list[str] = []

    def noticed(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(("INSERT", "UPDATE", "DELETE")) and '"store_' in sql:
            written.append(sql.split('"')[1])
        return execute(sql, params, many, context)

    with transaction.atomic(), connection.execute_wrapper(noticed), refusals() as lines:
        response = getattr(client, method)(where)
        transaction.set_rollback(True)
    client.cookies.pop("messages", None)
    return response, written, len(lines)


@contextmanager
def refusals() -> Iterator[list[str]]:
    """Collect the lines that refusals leave."""
    lines: list[str] = []
    log, handler = logging.getLogger("opensmp.refused"), logging.Handler()
    handler.emit = lambda record: lines.append(record.getMessage())  # type: ignore[method-assign]
    log.addHandler(handler)
    log.propagate = False  # thousands of them would fill the report of a failure
    try:
        yield lines
    finally:
        log.propagate = True
        log.removeHandler(handler)


class Place(NamedTuple):
    """A plan to ask about: whose, by which methods, with which parts of addresses."""

    organisation: str
    plan: str
    methods: tuple[str, ...]
    given: dict[str, Any]

    def role_of(self, who: str) -> str:
        """Return the role that somebody has at this plan, or who of :data:`NOWHERE` they are to it."""
        if self.organisation == SLUG and self.plan != OTHER_PLAN:
            return who
        if who == "outsider" and (self.organisation, self.plan) == (OTHER, OTHER_PLAN):
            return Role.SMS_OWNER
        return who if who in NOBODY else "outsider"


def places(world: World) -> list[Place]:
    """The plans: a draft, one that waits for a decision, one whose draft was just sealed, another organisation's, and mixtures."""
    in_force = world.ours | {"version/number": "2.1"}
    return [
        Place(SLUG, PLAN, ("get", "post", "delete"), world.ours),
        Place(SLUG, "waiting", ("get", "post"), in_force),
        Place(SLUG, "sealed", ("get", "post"), in_force),
        Place(OTHER, OTHER_PLAN, ("get", "post"), world.theirs),
        Place(SLUG, OTHER_PLAN, ("get",), world.theirs),
        Place(OTHER, PLAN, ("get",), world.ours),
    ]  # fmt: skip


OVER = frozenset({"left", "expired", "closed"})
"""Who was a member once; they look and send, as people do."""
LEAST_CELLS, LEAST_OF_ALL = {"over": 880, "others": 1_000}, 11_000
"""Cells of one person, and of all together; the matrix only grows."""
WITHOUT = frozenset({"evidence_record", "evidence_records_file", "returned", "sample", "sample_papers"})
"""Addresses at which the SMS owner finds nothing: they need records, or a document that was brought back."""
LEAST_CANARIES = {"sms_owner": 60, "outsider": 40}
"""Kinds of record whose canary a person who may see them all came upon: what is hidden from others is there."""


@pytest.mark.thorough
@pytest.mark.django_db
@pytest.mark.parametrize("who", SEATS)
def test_everybody_may_exactly_what_the_table_says(world: World, who: str) -> None:
    seen = Seen(who, world)
    for place in places(world):
        for row in OWN:
            if row.of_a_plan or (place.organisation, place.plan) == (SLUG, PLAN):
                for method in place.methods[: 2 if who in OVER else None]:
                    seen.ask(row, method, row.path(place.organisation, place.plan, place.given), place.role_of(who))
    for number in ("1.0", "1.2", "2.0", "9.9"):
        seen.ask(VERSION, "get", VERSION.path(SLUG, "sealed", {"version/number": number}), who)
    print(f"{who}: {seen.cells} cells, {seen.refused} refused, {len(seen.canaries)} canaries seen")
    assert not seen.wrong, f"{len(seen.wrong)} cells\n" + "\n".join(seen.wrong[:40])
    assert seen.cells >= LEAST_CELLS["over" if who in OVER else "others"]
    assert len(seen.canaries) >= LEAST_CANARIES.get(who, 0)
    assert who != Role.SMS_OWNER or {row.name for row in OWN if may(who, row.view.verb)} - seen.found <= WITHOUT


VERSION = next(row for row in OWN if row.name == "version")


def test_the_cells_of_all_are_enough() -> None:
    assert sum(LEAST_CELLS["over" if who in OVER else "others"] for who in SEATS) >= LEAST_OF_ALL


@pytest.mark.thorough
@pytest.mark.django_db
@pytest.mark.parametrize("who", SEATS)
def test_a_row_of_another_organisation_is_answered_like_one_that_is_not_there(world: World, who: str) -> None:
    """Own organisation, own plan, foreign row: the same status and the same words as for an id that nobody has."""
    seen, wrong, differing = Seen(who, world), [], 0
    missing = {name: 987_654 if isinstance(held, int) else "nobody-has-this" for name, held in world.foreign.items()}
    missing |= {name: held for name, held in world.foreign.items() if name.endswith("/kind")}
    for row in OWN:
        parts = (row.path(SLUG, PLAN, world.foreign), row.path(SLUG, PLAN, missing))
        if not row.of_a_row or parts[0] == parts[1]:
            continue
        differing += 1
        for method in ("get", "post"):
            (one, said), (other, as_missing) = (seen.ask(row, method, where, who) for where in parts)
            if one != other or normal(said, parts[0]) != normal(as_missing, parts[1]):
                wrong.append(f"{method} {parts[0]}: {one}, and {other} for an id that nobody has")
    assert not wrong + seen.wrong, "\n".join(wrong + seen.wrong)
    assert differing >= 25


# Controls: what the matrix must find -----------------------------------------------------------------------------------


def _open(request: HttpRequest, organisation: str, plan: str) -> HttpResponse:
    """A page that says it needs a right, and lets everybody in."""
    title = PlanRow.everywhere.filter(organisation__slug=organisation).values_list("title", flat=True)[0]
    return HttpResponse(f"{title} canary-b-01 canary-d-01")


_open.verb = _open.post = "see_activity"  # type: ignore[attr-defined]


def _changing(request: HttpRequest, organisation: str, plan: str) -> HttpResponse:
    """A page that writes when it is only looked at."""
    PlanRow.everywhere.filter(organisation__slug=organisation).update(title="Changed")
    return HttpResponse("done")


_changing.verb = _changing.post = "read"  # type: ignore[attr-defined]


def _undeclared(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello")


urlpatterns = [
    *product_urls,
    path("o/<slug:organisation>/p/<slug:plan>/open/", _open, name="a_open"),
    path("o/<slug:organisation>/p/<slug:plan>/changing/", _changing, name="a_changing"),
    path("undeclared/", _undeclared, name="a_undeclared"),
]
"""The addresses of the product, with three that are wrong."""


@pytest.mark.thorough
@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
def test_the_matrix_finds_an_open_page_a_leak_and_a_change_by_looking(world: World) -> None:
    rows = {row.name: row for row in ours(addresses())}
    assert undeclared(list(rows.values())) == ["a_undeclared"]
    for who in ("contributor", "outsider", "left", "expired", "closed", "anonymous", "external_auditor"):
        seen = Seen(who, world)
        seen.ask(rows["a_open"], "get", rows["a_open"].path(SLUG, PLAN), who)
        assert len(seen.wrong) == 2, who
        assert "shows" in seen.wrong[1]
    seen = Seen("contributor", world)
    seen.ask(rows["a_changing"], "get", rows["a_changing"].path(SLUG, PLAN), "contributor")
    assert ["wrote to ['store_plan']" in each for each in seen.wrong] == [True]


@pytest.mark.django_db
def test_a_refusal_is_one_line_without_the_secret_of_a_link(world: World) -> None:
    with refusals() as lines:
        world.clients["contributor"].get(f"/o/{SLUG}/p/{PLAN}/approval/decide/very-secret/")
        world.clients["anonymous"].get("/invitation/very-secret/")
        world.clients["left"].get(f"/o/{SLUG}/p/{PLAN}/objectives/one%0A2026 forged line/")
    told = "\n".join(lines)
    assert len(told.splitlines()) == len(lines) >= 2
    assert "very-secret" not in told
    assert "403 GET" in lines[0]
    assert "by account" in lines[0]
