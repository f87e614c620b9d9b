"""Where the tables and the words below a heading stand in a dossier: the way back from an exported document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from types import NoneType
from typing import Any, NamedTuple, TypeAlias, get_args, get_origin

from opensmp.dossier import Dossier
from opensmp.intake.building import TYPES
from opensmp.plan.plan import SECTIONS, Plan
from opensmp.plan.prose import Prose
from opensmp.plan.value import field_types, key_of, unwrapped
from opensmp.registers.organisation import Organisation
from opensmp.registers.registers import Registers

Path: TypeAlias = tuple[str, ...]
"""The way to a value in a dossier: names of fields, and keys of rows."""

_PRACTICE = "practices.practice:"
_KIND_OF = {cls: kind for kind, cls in TYPES.items()}
_SEVERAL: Mapping[str, tuple[str, ...]] = {
    "commitments": ("Commitment", "Claim"), "organisation.units": ("Unit", "Site"), "organisation.people": ("Office", "Person"),
    "portfolio.services": ("Service",), "portfolio.slas": ("Sla",), "portfolio.customers": ("Customer",),
    "portfolio.contracts": ("CustomerContract",), "portfolio.configuration": ("ItemClass",), "suppliers.suppliers": ("Supplier",),
    "suppliers.contracts": ("SupplierContract",), "assurance.programme.audits": ("Audit",), "resources.budget": ("BudgetLine",),
    "assurance.management_review.reviews": ("ManagementReview",), "improvement.initiatives": ("ImprovementItem",),
    "review.documents": ("Document",),
}  # fmt: skip
"""The kinds of rows below a heading, where they are not the list of that name in the plan."""


class Line(NamedTuple):
    """What a section says of a row of a register, in further columns of its table."""

    path: Path
    key: str
    names: tuple[str, ...]


LINES: Mapping[str, Line] = {
    "Service": Line(("plan", "portfolio", "services"), "service", ("slas",)),
    "Supplier": Line(("plan", "suppliers", "suppliers"), "supplier", ("role", "contracts", "management")),
}


@cache
def lists() -> Mapping[str, Path]:
    """Return where the rows of each kind stand."""
    roots = {"plan": Plan, "registers": Registers, "organisation": Organisation}
    return {kind: path for name, root in roots.items() for kind, path in _lists_in(root, (name,))}


def _lists_in(record: type, path: Path) -> Iterator[tuple[str, Path]]:
    for name, declared in field_types(record).items():
        inner = without_none(declared)
        row = get_args(inner)[0] if get_origin(inner) is tuple else None
        if row in _KIND_OF:
            yield _KIND_OF[row], (*path, name)
        elif isinstance(inner, type) and hasattr(inner, "__dataclass_fields__") and inner is not Prose:
            yield from _lists_in(inner, (*path, name))


def without_none(declared: Any) -> Any:
    """Return a declared type without its annotations and without None."""
    inner, _notes = unwrapped(declared)
    options = [each for each in get_args(inner) if each is not NoneType]
    return unwrapped(options[0])[0] if NoneType in get_args(inner) and len(options) == 1 else inner


def kinds_at(place: str) -> tuple[str, ...]:
    """Return the kinds of the rows whose tables stand below a heading."""
    found = {path: kind for kind, path in lists().items()}.get(("plan", *place.split(".")))
    return _SEVERAL.get(place) or ((found,) if found else ())


def record_at(dossier: Dossier, place: str) -> tuple[Path, str]:
    """Return where the record stands whose facts are written below a heading (*Keeper: …*), and its kind; empty where none is."""
    if place in SECTIONS:
        path: Path = ("plan", place)
    elif place.startswith(_PRACTICE):
        path = ("plan", "practices", "practices", place.removeprefix(_PRACTICE).partition(".")[0])
    elif place == "portfolio.configuration":
        path = ("registers", "configuration")
    elif place == "organisation":
        path = ("organisation",)
    else:
        path = ("plan", *place.split("."))
    held = value_at(dossier, path)
    known = hasattr(held, "__dataclass_fields__") and not isinstance(held, Prose)
    return (path, type(held).__name__) if known else ((), "")


def prose_at(place: str) -> Path:
    """Return where the words below a heading stand."""
    if place in SECTIONS:
        return "plan", place, "text"
    section, slash, added = place.partition("/")
    if slash:
        return "plan", section, "subsections", added, "text"
    if place.startswith(_PRACTICE):
        key, _dot, name = place.removeprefix(_PRACTICE).partition(".")
        return "plan", "practices", "practices", key, name or "approach"
    if place == "scope.climate":
        return "plan", "scope", "climate", "reason"
    return "plan", *place.split(".")


def value_at(held: Any, path: Path) -> Any:
    """Return the value at a path; None where there is none."""
    for step in path:
        if isinstance(held, tuple):
            held = next((row for n, row in enumerate(held) if key_of(row, n) == step), None)
        elif isinstance(held, Mapping):
            held = held.get(step)
        else:
            held = getattr(held, step, None)
    return held


def with_value(held: Any, path: Path, value: Any) -> Any:
    """Return a value with another at a path. What the path goes through must be there."""
    if not path:
        return value
    step, *rest = path
    if isinstance(held, tuple):
        return tuple(
            with_value(row, tuple(rest), value) if key_of(row, n) == step else row for n, row in enumerate(held)
        )
    return replace(held, **{step: with_value(getattr(held, step), tuple(rest), value)})
