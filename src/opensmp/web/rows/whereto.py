"""Where an address of a finding, or a row that something names, is seen in the workspace."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

from opensmp.checking.finding import Address
from opensmp.plan.plan import SECTIONS
from opensmp.web.addresses import address
from opensmp.web.desk import Desk
from opensmp.web.rows.kinds import KINDS, WITH_KIND

_BY_PLACE = {kind.place: kind for kind in KINDS.values()}
_FAMILIES = {
    "register": "register_row", "organisation": "organisation_row", "role": "role_row", "objective": "objective", "past": "past_objective",
    "improvement": "improvement_row",
}  # fmt: skip
_ELSEWHERE = {"practice": "read"}
"""Pages of other slices that show what a reference names."""


def row_address(desk: Desk, kind: str, key: str) -> str:
    """Return the page of a row of one of the tables."""
    before, after = _around(desk.organisation.slug, desk.plan.slug, kind)
    return before + quote(key, safe=_SAFE) + after


_SAFE = "/~:@!$&'()*+,;="
"""The signs that Django leaves as they are in an address."""
_PLACEHOLDER = "00placeholder00"


@lru_cache(maxsize=2_000)
def _around(organisation: str, plan: str, kind: str) -> tuple[str, str]:
    """Return what stands before and behind the key in the address of a row: a list asks for thousands of them."""
    known = KINDS[kind]
    parts = {"kind": kind} if known.family in WITH_KIND else {}
    before, _key, after = address(
        _FAMILIES[known.family], organisation, plan, {"key": _PLACEHOLDER, **parts}
    ).partition(_PLACEHOLDER)
    return before, after


def reference_address(desk: Desk, reference: str, key: str) -> str:
    """Return the page of what a reference of some kind names, or nothing where there is none."""
    found = next((kind for kind in KINDS.values() if kind.reference == reference), None)
    if found is not None:
        return row_address(desk, found.key, key)
    if reference in ("commitment", "claim"):
        return desk.url("evidence", commitment=key)
    return desk.url(_ELSEWHERE[reference], anchor=key) if reference in _ELSEWHERE else ""


def address_of(desk: Desk, where: Address | str) -> str:
    """Return the page on which a place of the plan or the registers is seen."""
    parts = str(where).split("/")
    if parts[:3] == ["plan", "roles", "raci"]:
        return desk.url("raci", anchor=f"duty-{parts[3]}" if parts[3:] else None)
    for depth in (3, 2):
        kind = _BY_PLACE.get("/".join(parts[:depth]))
        if kind is not None:
            return row_address(desk, kind.key, parts[depth]) if parts[depth:] else desk.url(kind.page)
    if parts[0] == "plan" and parts[1:] and parts[1] in SECTIONS:
        return desk.url("read", anchor=f"s{SECTIONS.index(parts[1]) + 1}")
    return desk.url("read")
