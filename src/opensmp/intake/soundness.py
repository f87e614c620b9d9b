"""A draft that can be read: no id twice in a list, no office or unit above itself, no signs of control.

What a document gets wrong is never lost by it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

from opensmp.dossier import Dossier
from opensmp.plan.prose import Prose
from opensmp.plan.value import key_of

Row = TypeVar("Row")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Signs that no file of a plan may hold."""


def sound(dossier: Dossier) -> Dossier:
    """Return the dossier with every id unique in its list, and every line of reporting ending somewhere."""
    organisation = _unique(dossier.organisation)
    offices = _without_circles(organisation.offices, "reports_to")
    units = _without_circles(organisation.units, "parent")
    return replace(
        dossier, organisation=replace(organisation, offices=offices, units=units), plan=_unique(dossier.plan),
        registers=_unique(dossier.registers), history=_unique(dossier.history),
    )  # fmt: skip


def _unique(value: Any) -> Any:
    """Return a value without signs of control, in whose lists no key stands twice.

    A second row with the same id gets another; a repeated id is dropped.
    """
    if isinstance(value, str):
        return _CONTROLS.sub("", value) if _CONTROLS.search(value) else value
    if isinstance(value, Prose):
        return (
            Prose.of(_unique(value.raw())) if any(_CONTROLS.search(text) for _language, text in value.texts) else value
        )
    if isinstance(value, Mapping):
        return {_unique(key): _unique(held) for key, held in value.items()}
    if not hasattr(value, "__dataclass_fields__"):
        return _unique_rows(value) if isinstance(value, tuple) else value
    held = {each.name: getattr(value, each.name) for each in fields(value)}
    changed = {name: now for name, before in held.items() if (now := _unique(before)) is not before}
    return replace(value, **changed) if changed else value


def _unique_rows(rows: tuple[Any, ...]) -> tuple[Any, ...]:
    seen: set[str] = set()
    kept = []
    for index, row in enumerate(rows):
        row = _unique(row)
        key = key_of(row, index)
        if key in seen and isinstance(row, str):
            continue
        name = next((name for name in ("id", "number") if getattr(row, name, None) == key), "")
        if key in seen and name:
            key = next(f"{key}-{n}" for n in range(2, len(rows) + 3) if f"{key}-{n}" not in seen)
            row = replace(row, **{name: key})
        elif key in seen:
            continue
        seen.add(key)
        kept.append(row)
    same = len(kept) == len(rows) and all(one is other for one, other in zip(kept, rows, strict=True))
    return rows if same else tuple(kept)


def _without_circles(rows: Sequence[Row], link: str) -> tuple[Row, ...]:
    """Cut the link at which a circle closes."""
    above: dict[str, str | None] = {row.id: getattr(row, link) for row in rows}  # type: ignore[attr-defined]  # offices and units have ids
    cut = {start for start in above if _closes(start, above)}
    return tuple(replace(row, **{link: None}) if row.id in cut else row for row in rows)  # type: ignore[attr-defined, type-var]  # as above


def _closes(start: str, above: Mapping[str, str | None]) -> bool:
    seen, here = {start}, above.get(start)
    while here is not None and here not in seen:
        seen.add(here)
        here = above.get(here)
    return here == start
