"""A list is searched, filtered, sorted and cut into pages by its address alone."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.test import Client
from tests.workspace import BASE

from opensmp.actions.deed import Actor
from opensmp.actions.editing import Change, edit
from opensmp.plan.prose import Prose
from opensmp.registers.services import Service
from opensmp.store.models import PlanRow
from opensmp.web.rows.facts import Linked
from opensmp.web.rows.listing import PAGE, Cell, Choice, Listing, Row, State, listing

ORDERS = (("name", "By name"), ("since", "By day"))
VIEWS = (("", "All"), ("attention", "Needs attention"), ("new", "New"))
TIERS = (Choice("tier", "Tier", "Any tier", (("1", "Tier 1"), ("2", "Tier 2"))),)


def row(number: int, title: str = "", tags: frozenset[str] = frozenset(), **sort: Any) -> Row:
    said = title or f"Service {number}"
    cells = (Cell("Owner", (Linked("Ratna Wijayanti"),)), Cell("Retired"))
    return Row(f"S-{number}", said, "", cells, State("ok", "Agrees"), tags, {"name": said.casefold(), **sort})


def desk(asked: str = "") -> Any:
    def url(name: str, **parts: Any) -> str:
        return name + "?" + urlencode({key: value for key, value in parts.items() if value is not None})

    return SimpleNamespace(request=SimpleNamespace(GET=QueryDict(asked)), here="services", url=url)


def shown(asked: str, rows: list[Row], **more: Any) -> Listing:
    return listing(desk(asked), rows, views=VIEWS, choices=TIERS, orders=ORDERS, **more)


def ids(found: Listing) -> list[str]:
    return [each.id for each in found.rows]


THOUSAND = [row(number) for number in range(1, 1_001)]


@pytest.mark.requirement("R45")
def test_a_thousand_services_stand_on_twenty_pages_and_each_stands_once() -> None:
    pages = [shown(f"page={number}", THOUSAND) for number in range(1, 21)]
    assert [len(page.rows) for page in pages] == [PAGE] * 20
    assert [each for page in pages for each in ids(page)] == [each.id for each in THOUSAND]
    assert (pages[0].first, pages[0].last, pages[19].first, pages[19].last) == (1, 50, 951, 1_000)
    assert (pages[0].earlier, pages[19].later) == ("", "")
    assert "page=2" in pages[0].later
    assert "page=19" in pages[19].earlier


@pytest.mark.parametrize("page", ["0", "-1", "abc", "1e3", "²", "99999999999999999999", ""])
def test_a_page_that_is_no_number_is_the_first(page: str) -> None:
    assert shown(urlencode({"page": page}), THOUSAND).first == 1


def test_a_page_behind_the_last_is_the_last() -> None:
    assert shown("page=999", THOUSAND).first == 951


def test_the_links_to_other_pages_keep_what_was_searched_and_chosen() -> None:
    rows = [row(number, tags=frozenset({"tier:1", "attention"})) for number in range(120)]
    later = shown("q=service&tier=1&order=name&view=attention&page=2&list=slas", rows, keep=("list",)).later
    for part in ("q=service", "tier=1", "order=name", "view=attention", "page=3", "list=slas"):
        assert part in later


def test_changing_the_view_begins_at_the_first_page() -> None:
    assert all("page=" not in view.href for view in shown("page=3", THOUSAND).views)


def test_only_the_orders_of_the_list_are_possible() -> None:
    rows = [row(1, "Beta", secret=2), row(2, "Alpha", secret=1)]
    assert ids(shown("order=name", rows)) == ["S-2", "S-1"]
    for order in ("secret", "-name", "name desc", "__class__"):
        found = shown(urlencode({"order": order}), rows)
        assert ids(found) == ["S-1", "S-2"]
        assert found.order == ""


def test_what_has_no_value_stands_behind_everything_else() -> None:
    rows = [row(1, since=None), row(2, since=3), row(3, since=1), row(4)]
    assert ids(shown("order=since", rows)) == ["S-3", "S-2", "S-1", "S-4"]


def test_every_word_of_a_search_must_stand_in_the_row_in_any_case_and_order() -> None:
    rows = [row(1, "Core banking"), row(2, "Core network")]
    assert ids(shown("q=BANKING core", rows)) == ["S-1"]
    assert ids(shown("q=wijayanti core", rows)) == ["S-1", "S-2"]
    assert ids(shown("q=S-2", rows)) == ["S-2"]
    nothing = shown("q=mainframe", rows)
    assert (nothing.rows, nothing.first, nothing.last, nothing.found, nothing.total) == ((), 0, 0, 0, 2)


def test_filters_are_met_together_and_an_unknown_value_finds_nothing() -> None:
    rows = [
        row(1, tags=frozenset({"tier:1", "new"})),
        row(2, tags=frozenset({"tier:1"})),
        row(3, tags=frozenset({"tier:2", "new"})),
    ]
    assert ids(shown("tier=1", rows)) == ["S-1", "S-2"]
    assert ids(shown("tier=1&view=new", rows)) == ["S-1"]
    assert ids(shown("tier=9", rows)) == []


def test_views_count_what_the_search_leaves_and_an_empty_one_is_not_offered() -> None:
    rows = [row(1, tags=frozenset({"new"})), row(2, tags=frozenset({"new"})), row(3, "Payroll")]
    assert [view.text for view in shown("", rows).views] == ["All 3", "New 2"]
    assert [view.text for view in shown("q=payroll", rows).views] == ["All 1"]
    assert [(view.text, view.here) for view in shown("view=attention", rows).views if view.here] == [
        ("Needs attention 0", True)
    ]


def test_a_column_in_which_no_row_says_anything_is_left_out() -> None:
    rows = [row(1), row(2)]
    assert [cell.label for cell in shown("", rows).rows[0].cells] == ["Owner"]
    full = rows[1]._replace(cells=(rows[1].cells[0], Cell("Retired", (Linked("2025"),))))
    assert [[cell.label for cell in each.cells] for each in shown("", [rows[0], full]).rows] == [
        ["Owner", "Retired"]
    ] * 2


@pytest.mark.requirement("R45")
def test_the_page_of_a_thousand_services_shows_fifty_and_the_way_to_the_rest(
    signed_in: Callable[..., Client], acting: Callable[[str], Actor], plan: PlanRow
) -> None:
    made = [
        Service(id=f"X-{number:04}", name=Prose.of(f"Extra {number:04}"), in_scope=False) for number in range(1_000)
    ]
    edit(acting("ratna"), plan, [Change("registers/services", each.id, "", each) for each in made])
    client = signed_in("ratna")
    first = client.get(BASE + "services/?order=id").content.decode()
    assert first.count("<tr data-item") == PAGE
    last = client.get(BASE + "services/?order=id&page=21").content.decode()
    assert last.count("<tr data-item") == 1_032 - 20 * PAGE
    assert "Extra 0999" in last
    assert client.get(BASE + "services/?q=Extra+0500").content.decode().count("<tr data-item") == 1
