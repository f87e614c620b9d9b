"""From an address of the plan to the page on which it is read, and the page on which it is changed."""

from __future__ import annotations

from collections.abc import Mapping

from opensmp.actions.keeping import keeps
from opensmp.plan.plan import SECTIONS
from opensmp.web.desk import Desk
from opensmp.web.plan.naming import anchor_of, number_of_section
from opensmp.web.rows.whereto import address_of, reference_address

ELSEWHERE: Mapping[tuple[str, str], str] = {
    ("roles", "raci"): "raci", ("roles", "roles"): "raci", ("objectives", "objectives"): "objectives", ("objectives", "past"): "objectives",
}  # fmt: skip
"""Lists of the plan that have a page of their own."""

_READ = frozenset({"practice", "limitation", "obligation", "risk", "technology"})
_EVIDENCE = frozenset({"commitment", "claim"})


def reference_page(desk: Desk, kind: str, identity: str) -> str:
    """Return the page that tells more of what a reference names; nothing for a kind without one."""
    if kind == "section":
        number = number_of_section(identity)
        return desk.url("read", anchor=f"s{number}") if number else ""
    if kind in _READ:
        return desk.url("read", anchor=anchor_of(identity))
    if kind in _EVIDENCE:
        return desk.url("evidence", anchor=anchor_of(identity))
    if kind == "improvement":
        return desk.url("improvement", anchor=anchor_of(identity))
    return reference_address(desk, kind, identity)


def edit_address(desk: Desk, where: str) -> str:
    """Return the path at which the person may change what stands at an address; nothing where there is none for them."""
    parts = where.split("/")
    if parts[0] == "registers" and len(parts) > 1:
        return address_of(desk, where) if desk.may("edit_register") else ""
    if parts[0] != "plan" or len(parts) < 2:
        return ""
    return _of_plan(desk, parts)


def _of_plan(desk: Desk, parts: list[str]) -> str:
    section, rest = parts[1], parts[2:]
    if section == "commitments" and len(rest) > 1:
        return (
            desk.url("write_row", section=section, table=rest[0], key=rest[1])
            if may_edit(desk, "plan/commitments/" + rest[0], rest[1])
            else ""
        )
    if section not in SECTIONS:
        return ""
    own = ELSEWHERE.get((section, rest[0])) if rest else None
    if own:
        return (
            desk.url(own, anchor=anchor_of(rest[1]) if len(rest) > 1 else None)
            if may_edit(desk, f"plan/{section}")
            else ""
        )
    if section == "practices" and len(rest) > 1 and rest[0] == "practices":
        return (
            desk.url("write_practice", practice=rest[1]) if may_edit(desk, "plan/practices/practices", rest[1]) else ""
        )
    if not may_edit(desk, f"plan/{section}"):
        return ""
    if len(rest) > 1 and has_page(section, rest[0]):
        return desk.url("write_row", section=section, table=rest[0], key=rest[1])
    return desk.url("write_section", section=section, part=_part(section, rest[0]) if rest else None)


ROWS: Mapping[str, frozenset[str]] = {
    "scope": frozenset({"exclusions", "context", "parties", "risks", "limitations", "obligations"}),
    "resources": frozenset({"people", "technology", "information", "training"}),
    "suppliers": frozenset({"others"}),
    "assurance": frozenset({"reporting", "timeline"}),
    "review": frozenset({"deviations"}),
    "commitments": frozenset({"commitments", "claims"}),
}
"""The lists of each section whose rows are written one by one; further headings are in every section."""

PART_OF: Mapping[tuple[str, str], str] = {
    ("resources", "budget"): "budget", ("practices", "approach"): "approach", ("portfolio", "services"): "services",
    ("suppliers", "suppliers"): "suppliers", ("assurance", "programme"): "programme", ("assurance", "management_review"): "review",
    ("review", "cadence"): "cadence", ("review", "triggers"): "triggers",
}  # fmt: skip
"""The page of a section on which a field stands, where that is neither its text nor its facts."""

TEXTS = frozenset(
    {"text", "statement", "boundaries", "structure", "commitment", "approach", "accountability", "evaluation", "criteria", "mechanism",
     "distribution", "retention"}
)  # fmt: skip
"""Fields that stand on the page of a section's text."""


def _part(section: str, field: str) -> str | None:
    """Return the page of a section on which a field is written; nothing for its text."""
    own = PART_OF.get((section, field))
    return own or (None if field in TEXTS else "facts")


def has_page(section: str, table: str) -> bool:
    """Whether the rows of a list have a page of their own among those of Write."""
    return table == "subsections" or table in ROWS.get(section, ())


def may_edit(desk: Desk, place: str, key: str = "") -> bool:
    """Whether the person may change an entry: the SMS owner everywhere, a keeper what they keep."""
    if desk.may("edit_section"):
        return True
    return desk.may("edit_own_section") and keeps(desk.dossier, desk.actor.person, place, key)


def read_address(desk: Desk, where: str) -> str:
    """Return the path at which an address of the plan is read."""
    parts = where.split("/")
    if parts[0] != "plan" or len(parts) < 2 or not number_of_section(parts[1]):
        return desk.url("read")
    practice = parts[1] == "practices" and len(parts) > 3 and parts[2] == "practices"
    return desk.url("read", anchor=anchor_of(parts[3]) if practice else f"s{number_of_section(parts[1])}")
