"""How search ranks, cuts and folds; and that each person searches only what their role may read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.workspace import BASE

from opensmp.store.models import Membership, Organisation, Role
from opensmp.web.search.index import PLAN, Item, folded, search

SignedIn = Callable[..., Client]


def item(title: str, text: str = "", sub: str = "") -> Item:
    return Item(PLAN, title, text, sub, "/", "document", folded(title, text, sub))


def titles(query: str, *items: Item) -> list[str]:
    return [hit.item.title for hit in search(items, query)]


def test_the_best_comes_first_a_beginning_then_a_title_then_a_text() -> None:
    held = (
        item("Zulu", "about the mail service"),
        item("The mail service"),
        item("Mail service"),
        item("Mailing, a service"),
    )
    assert titles("mail service", *held) == ["Mail service", "The mail service", "Mailing, a service", "Zulu"]


def test_an_id_is_found_before_texts_that_hold_it() -> None:
    held = (item("A text", "see smo-2 and others"), item("More revenue", sub="Objective SMO-2"))
    assert titles("SMO-2", *held) == ["More revenue", "A text"]


def test_equals_keep_the_order_of_the_plan_and_every_word_must_be_there() -> None:
    held = (item("b one"), item("a one"), item("one two"))
    assert titles("one", *held) == ["one two", "b one", "a one"]
    assert titles("two one", *held) == ["one two"]
    assert titles("three one", *held) == []
    assert titles("   ", *held) == []


def test_only_the_first_twelve_words_are_asked_for_and_few_things_returned() -> None:
    held = [item(f"word {number}") for number in range(1_000)]
    assert len(search(held, "word")) == 160
    assert len(search(held, "word " * 5_000)) == 160


def test_a_hit_shows_the_words_around_what_was_sought_cut_between_words() -> None:
    text = "Lorem ipsum " * 30 + "the Quokka branch stays outside " + "dolor sit " * 30
    (hit,) = search([item("Scope", text)], "quokka")
    assert hit.found == "Quokka"
    assert hit.before.startswith("… ")
    assert hit.after.endswith(" …")
    assert len(hit.before + hit.found + hit.after) < 230
    assert f"{hit.before[2:]}{hit.found}{hit.after[:-2]}" in text


def test_letters_that_grow_when_they_are_folded_do_not_shift_the_mark() -> None:
    text = "İstanbul " * 20 + "quokka"
    (hit,) = search([item("Scope", text)], "quokka")
    assert hit.found in ("", "quokka")
    assert (hit.before + hit.found + hit.after).startswith("İstanbul")


def jumps(client: Client, query: str = "") -> str:
    return client.get(BASE + "search/", {"q": query}).content.decode().split("<main")[1]


def test_pages_that_a_role_may_not_open_are_not_offered(signed_in: SignedIn, organisation: Organisation) -> None:
    offered = {person: jumps(signed_in(person)) for person in ("ratna", "maya", "dimas", "intan", "lukman")}
    assert [person for person, page in offered.items() if "settings/members/" in page] == ["lukman"]
    assert [person for person, page in offered.items() if "approval/decide/" in page] == ["maya"]
    assert "activity/" not in offered["dimas"]
    Membership.objects.of(organisation).filter(person="intan").update(role=Role.EXTERNAL_AUDITOR)
    outside = jumps(signed_in("intan"))
    for path in ("readiness/", "settings/", "write/", "approval/"):
        assert f'{BASE}{path}"' not in outside, path
    assert f"{BASE}plan/" in outside


def test_findings_are_searched_by_who_may_see_findings_only(signed_in: SignedIn, organisation: Organisation) -> None:
    Membership.objects.of(organisation).filter(person="intan").update(role=Role.EXTERNAL_AUDITOR)
    assert "Findings" not in jumps(signed_in("intan"), "the")


@pytest.mark.parametrize("query", ["", " ", "\x00", "%", "'; DROP TABLE", "((((", "\\", "a" * 5_000, "٣", "é"])
def test_nothing_that_is_typed_breaks_the_page(signed_in: SignedIn, query: str) -> None:
    response = signed_in("ratna").get(BASE + "search/", {"q": query})
    assert response.status_code == 200
    assert len(response.content) < 400_000
