"""Numbers of documents and rows inside the words of a draft become references, where a register knows them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

from opensmp.dossier import Dossier
from opensmp.plan.prose import Prose

_CODE = re.compile(r"(?<![\w:/.\[-])([A-Z][A-Za-z]{0,7}(?:[-./][A-Za-z0-9]{1,8}){0,4}[-./]?\d[\w-]*)(?![\w\]])")


def referring(dossier: Dossier) -> Dossier:
    """Return the dossier with known numbers in the prose of its plan written as references (``[[document:SM-IM-001]]``)."""
    known = dict(_known(dossier))
    if not known:
        return dossier

    def change(text: str) -> str:
        return _CODE.sub(lambda found: f"[[{known[found[1]]}:{found[1]}]]" if found[1] in known else found[0], text)

    sections = {
        each.name: _mapped(getattr(dossier.plan, each.name), change)
        for each in fields(dossier.plan)
        if each.name != "identity"
    }
    return replace(dossier, plan=replace(dossier.plan, **sections))


def _known(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """Yield the kind of each number that prose may cite; the first kind keeps a number."""
    registers, plan = dossier.registers, dossier.plan
    groups: Mapping[str, Any] = {
        "commitment": plan.commitments.commitments, "claim": plan.commitments.claims, "objective": plan.objectives.objectives,
        "improvement": registers.improvements, "sla": registers.slas, "audit": registers.audits, "review": registers.reviews,
        "supplier-contract": registers.supplier_contracts, "customer-contract": registers.customer_contracts,
        "document": registers.documents,
    }  # fmt: skip
    for kind, rows in groups.items():
        yield from ((row.id, kind) for row in rows if "-" in row.id and any(map(str.isdigit, row.id)))


def _mapped(value: Any, change: Any) -> Any:
    """Return a value with every prose inside it changed."""
    if isinstance(value, Prose):
        return value.mapped(change)
    if isinstance(value, tuple):
        return tuple(_mapped(each, change) for each in value)
    if hasattr(value, "__dataclass_fields__"):
        held = {each.name: getattr(value, each.name) for each in fields(value)}
        changed = {name: _mapped(each, change) for name, each in held.items()}
        return replace(
            value, **{name: each for name, each in changed.items() if each is not held[name] and each != held[name]}
        )
    return value
