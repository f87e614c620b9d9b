"""What a plan relies on outside itself: the rows that it names, those that they name, and so on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache
from typing import Any, TypeAlias, get_args

from opensmp.plan.plan import Plan
from opensmp.plan.prose import Prose
from opensmp.plan.references import Refers, chips
from opensmp.plan.value import field_types, is_live, unwrapped
from opensmp.registers.organisation import Organisation
from opensmp.registers.registers import Registers

Table: TypeAlias = "tuple[str, str]"
Link: TypeAlias = "tuple[str, str]"
"""A kind and an id."""

TABLES: Mapping[str, Table] = {
    "person": ("organisation", "people"),
    "office": ("organisation", "offices"),
    "unit": ("organisation", "units"),
    "site": ("organisation", "sites"),
    "calendar": ("organisation", "calendars"),
    "service": ("registers", "services"),
    "sla": ("registers", "slas"),
    "customer": ("registers", "customers"),
    "customer-contract": ("registers", "customer_contracts"),
    "supplier": ("registers", "suppliers"),
    "supplier-contract": ("registers", "supplier_contracts"),
    "document": ("registers", "documents"),
    "audit": ("registers", "audits"),
    "review": ("registers", "reviews"),
    "improvement": ("registers", "improvements"),
}
"""Where the rows of a kind stand; the other kinds are parts of the plan itself."""


def relied_on(plan: Plan, organisation: Organisation, registers: Registers) -> dict[Table, dict[str, Any]]:
    """Return the rows that the plan relies on, by table and id. Ids that name nothing are left to the rules."""
    homes = {"organisation": organisation, "registers": registers}
    tables = {kind: _rows(homes[table[0]], table[1]) for kind, table in TABLES.items()}
    found: dict[Table, dict[str, Any]] = {}
    waiting = list(dict.fromkeys(links(plan)))
    seen = set(waiting)
    while waiting:
        kind, identity = waiting.pop()
        row = tables.get(kind, {}).get(identity)
        if row is None:
            continue
        found.setdefault(TABLES[kind], {})[identity] = row
        fresh = [link for link in links(row) if link not in seen]
        seen.update(fresh)
        waiting += fresh
    return found


def _rows(home: Any, table: str) -> dict[str, Any]:
    return {row.id: row for row in getattr(home, table)}


def links(value: Any) -> Iterator[Link]:
    """Yield the references of a value: ids in its fields, chips in its prose; those of live fields are left out."""
    for name, kinds in _kinds(value.__class__).items():
        held = getattr(value, name)
        yield from ((kind, identity) for kind in kinds for identity in _each(held))
        yield from _inner(held)


def _each(held: Any) -> Iterator[str]:
    """Yield the ids of a field that holds one, several, or a mapping by id."""
    if isinstance(held, str):
        yield held
    elif isinstance(held, tuple | Mapping):
        yield from (each for each in held if isinstance(each, str))


def _inner(held: Any) -> Iterator[Link]:
    if isinstance(held, Prose):
        yield from ((chip.kind, chip.id) for _, words in held.texts if "[[" in words for chip in chips(words))
    elif isinstance(held, tuple | Mapping):
        for each in held.values() if isinstance(held, Mapping) else held:
            yield from _inner(each)
    elif hasattr(held, "__dataclass_fields__"):
        yield from links(held)


@cache
def _kinds(cls: Any) -> Mapping[str, tuple[str, ...]]:
    """Return, for each field of a value that is not live, the kinds that its ids name."""
    types = field_types(cls)
    return {each.name: tuple(_named(types[each.name])) for each in fields(cls) if not is_live(each)}


def _named(declared: Any) -> Iterator[str]:
    inner, notes = unwrapped(declared)
    yield from (kind for note in notes if isinstance(note, Refers) for kind in note.kinds)
    for part in get_args(inner) if not notes else ():
        yield from _named(part)
