"""What names a row: every reference of the plan and the registers, turned round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any, NamedTuple

from opensmp.dossier import Dossier
from opensmp.dossier.reliance import links
from opensmp.plan.plan import SECTIONS
from opensmp.plan.value import key_of
from opensmp.store.reading import Kept
from opensmp.web.desk import Desk


class Use(NamedTuple):
    """A place that names something: the table and the row, or a section as a whole (no key)."""

    place: str
    key: str
    row: Any


Uses = Mapping[tuple[str, str], tuple[Use, ...]]

_kept: Kept[Uses] = Kept(4)


def uses_of(desk: Desk, dossier: Dossier) -> Uses:
    """Return, for each kind and id, what names it; worked out once a change."""
    key = (desk.organisation.state, desk.plan.pk, desk.may("read_draft"))
    return _kept.get(key, lambda: all_uses(dossier))


def all_uses(dossier: Dossier) -> Uses:
    """Return, for each kind and id, what names it."""
    found: dict[tuple[str, str], list[Use]] = {}
    for use in _rows(dossier):
        for link in dict.fromkeys(links(use.row)):
            found.setdefault(link, []).append(use)
    return {link: tuple(uses) for link, uses in found.items()}


def _rows(dossier: Dossier) -> Iterator[Use]:
    for name in SECTIONS:
        section = dossier.plan.section(name)
        yield from _tables(section, f"plan/{name}")
        yield Use(f"plan/{name}", "", _bare(section))
    yield from _tables(dossier.plan.commitments, "plan/commitments")
    yield from _tables(dossier.registers, "registers")
    yield from _tables(dossier.organisation, "organisation")


def _tables(home: Any, place: str) -> Iterator[Use]:
    for each in fields(home):
        held = getattr(home, each.name)
        if isinstance(held, tuple) and held and hasattr(held[0], "__dataclass_fields__"):
            yield from (Use(f"{place}/{each.name}", key_of(row, number), row) for number, row in enumerate(held))


def _bare(section: Any) -> Any:
    """Return a section without its tables, whose rows name things on their own."""
    tables = {
        each.name: ()
        for each in fields(section)
        if isinstance(held := getattr(section, each.name), tuple) and held and hasattr(held[0], "__dataclass_fields__")
    }
    return replace(section, **tables)
