"""The canonical form of a value, byte for byte the same everywhere (RFC 8785), and the digest that approvals name.

What makes two plans the same: Unicode in NFC; numbers by their value (``95`` and ``95.0`` are one), as strings; days as
``2027-06-30``; a field that has its default is left out, so that a field added to OpenSMP changes no digest. The order of
keys in a file never counts. The order of rows counts in the plan's own tables, because the plan is read in that order;
it does not count in the extracts, which are kept by id.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from opensmp.dossier.reliance import relied_on
from opensmp.plan.plan import Plan
from opensmp.plan.prose import Prose
from opensmp.plan.value import default_of, is_live
from opensmp.registers.organisation import Organisation
from opensmp.registers.registers import Registers

SCHEMA_VERSION = 1
"""Counts changes of meaning in the sealed form; adding a field with a default is not one."""

LARGEST_INTEGER = 2**53 - 1
"""The largest integer that every reader of JSON holds exactly; larger ones are written as strings."""

_FACTS = ("id", "name", "short", "sector", "country")
"""What a plan relies on about its organisation as a whole. Its size and dates change in daily life."""


def canonical(value: Any) -> bytes:
    """Return a value of the plan, or JSON made of such values, as canonical UTF-8.

    Raises ValueError for what the canonical form cannot hold: floating-point numbers and lone surrogates.
    """
    return _written(plain(value)).encode()


def digest_of(sealed: Any) -> str:
    """Return the SHA-256 of a sealed value, in lower-case hexadecimal."""
    return sha256(canonical(sealed)).hexdigest()


def sealed_value(plan: Plan, organisation: Organisation, registers: Registers) -> dict[str, Any]:
    """Return what a version pins, as it is stored in ``versions/<number>.json``: the plan, and what it relies on.

    History, approvals, measurements, acceptances and the day are not in it, nor any field marked ``live``.
    """
    sealed: dict[str, Any] = {"schema_version": SCHEMA_VERSION, "plan": plain(plan)}
    facts = {name: value for name, value in plain(organisation).items() if name in _FACTS}
    extracts: dict[str, dict[str, Any]] = {"organisation": facts, "registers": {}}
    for (home, table), rows in relied_on(plan, organisation, registers).items():
        extracts[home][table] = {identity: plain(row) for identity, row in rows.items()}
    return sealed | {name: extract for name, extract in extracts.items() if extract}


def plain(value: Any) -> Any:
    """Return a value as JSON without floats: defaults and live fields left out, text in NFC, numbers as strings."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if abs(value) <= LARGEST_INTEGER else str(value)
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, date):
        return value.isoformat()
    return _collection(value)


def _collection(value: Any) -> Any:
    if isinstance(value, Prose):
        return plain(value.raw())
    if isinstance(value, Mapping):
        return {plain(key): plain(held) for key, held in value.items()}
    if isinstance(value, tuple | list):
        return [plain(row) for row in value]
    if hasattr(value, "__dataclass_fields__"):
        return {
            each.name: plain(held)
            for each in fields(value)
            if not is_live(each) and (held := getattr(value, each.name)) != default_of(each)
        }
    raise ValueError(f"{type(value).__name__} has no canonical form")


def number(value: Decimal) -> str:
    """Return a number without exponent, sign of zero or trailing noughts."""
    if not value.is_finite():
        raise ValueError(f"{value} is not a number")
    digits = f"{value:f}"
    shortest = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return "0" if value == 0 else shortest


def _written(value: Any) -> str:
    """Write JSON by RFC 8785: no spaces, keys in the order of their UTF-16 code units, strings as ECMAScript has them."""
    if isinstance(value, Mapping):
        rows = sorted(value.items(), key=lambda row: row[0].encode("utf-16-be"))
        return "{" + ",".join(f"{_text(key)}:{_written(held)}" for key, held in rows) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_written, value)) + "]"
    return _text(value) if isinstance(value, str) else json.dumps(value)


_text = json.JSONEncoder(ensure_ascii=False).encode
