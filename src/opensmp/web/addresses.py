"""Addresses by name: organisation and plan of the page are filled in by themselves."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any
from urllib.parse import urlencode

from django.urls import get_resolver, reverse


@cache
def _names(name: str) -> frozenset[str]:
    """Return the parameters of an address."""
    found = get_resolver().reverse_dict.getlist(name)
    return frozenset(
        parameter for possibility in found for _path, parameters in possibility[0] for parameter in parameters
    )


def address(name: str, organisation: str | None, plan: str | None, parts: Mapping[str, Any]) -> str:
    """Return the path of a named address; parts that are no part of its path become its query (None is left out)."""
    if parts:
        return _address(name, organisation, plan, parts)
    return _plain(name, organisation, plan)


@lru_cache(maxsize=2_000)
def _plain(name: str, organisation: str | None, plan: str | None) -> str:
    """The addresses without parts stand on every page: the navigation."""
    return _address(name, organisation, plan, {})


def _address(name: str, organisation: str | None, plan: str | None, parts: Mapping[str, Any]) -> str:
    wanted = _names(name)
    given = {
        key: value for key, value in {"organisation": organisation, "plan": plan, **parts}.items() if key in wanted
    }
    query = {key: value for key, value in parts.items() if key not in wanted and value is not None}
    anchor = query.pop("anchor", None)
    path = reverse(name, kwargs=given)
    return path + (f"?{urlencode(query, doseq=True)}" if query else "") + (f"#{anchor}" if anchor else "")
