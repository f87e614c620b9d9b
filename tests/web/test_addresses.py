"""Addresses by name: the page's organisation and plan are filled in, the rest becomes a query."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import NoReverseMatch

from opensmp.web.addresses import address


@pytest.mark.parametrize(
    ("name", "parts", "path"),
    [
        ("home", {}, "/o/bank/p/smp/"),
        ("raci", {}, "/o/bank/p/smp/raci/"),
        ("readiness", {"clause": "6", "at": None}, "/o/bank/p/smp/readiness/?clause=6"),
        ("readiness", {"at": "x", "anchor": "f-x"}, "/o/bank/p/smp/readiness/?at=x#f-x"),
        ("read", {"anchor": "section-1"}, "/o/bank/p/smp/plan/#section-1"),
        ("member", {"number": 7}, "/o/bank/p/smp/settings/members/7/"),
        ("search", {"q": "a&b=c d/é"}, "/o/bank/p/smp/search/?q=a%26b%3Dc+d%2F%C3%A9"),
        ("search", {"q": ["a", "b"]}, "/o/bank/p/smp/search/?q=a&q=b"),
        ("help", {}, "/help/"),
        ("account_login", {"next": "/a/?b=c"}, "/account/login/?next=%2Fa%2F%3Fb%3Dc"),
        ("home", {"organisation": "other", "plan": "second"}, "/o/other/p/second/"),
    ],
)
def test_a_named_address_is_the_path_with_its_query(name: str, parts: dict[str, Any], path: str) -> None:
    assert address(name, "bank", "smp", parts) == path


@pytest.mark.parametrize(
    ("name", "parts"), [("home", {"organisation": "a/../b"}), ("member", {"number": "x"}), ("nowhere", {})]
)
def test_what_is_no_address_of_ours_is_a_mistake_and_no_link(name: str, parts: dict[str, Any]) -> None:
    with pytest.raises(NoReverseMatch):
        address(name, "bank", "smp", parts)


def test_an_address_outside_a_plan_needs_none() -> None:
    assert address("help", None, None, {}) == "/help/"
    assert address("invitation", None, None, {"secret": "abc"}) == "/invitation/abc/"
