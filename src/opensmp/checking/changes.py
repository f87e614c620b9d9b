"""Changed copies of a dossier, by address: how examples and tests say what is wrong.

    put(dossier, "plan/objectives/objectives/SMO-1", owner=None)
    add(dossier, "plan/roles/raci", duty)
    drop(dossier, "registers/slas/SLA-005")

Rows are named by their key (:func:`opensmp.plan.value.key_of`); ``*`` names the first row there is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from opensmp.dossier import Dossier
from opensmp.lifecycle.history import Version
from opensmp.plan.prose import Prose
from opensmp.plan.value import key_of

Edit = Callable[[Any], Any]


def put(dossier: Dossier, address: str, **fields: Any) -> Dossier:
    """Return a copy in which the value at ``address`` has other ``fields``; strings become Prose where the field is Prose."""
    return edit(dossier, address, lambda held: replace(held, **_fitting(held, fields)))


def edit(dossier: Dossier, address: str, change: Edit) -> Dossier:
    """Return a copy in which the value at ``address`` is replaced by ``change(value)``."""
    parts = [part for part in address.split("/") if part]
    if not parts:
        changed: Dossier = change(dossier)
        return changed
    result: Dossier = _edited(dossier, parts, change)
    return result


def add(dossier: Dossier, address: str, *rows: Any) -> Dossier:
    """Return a copy in which ``rows`` are added at the end of the collection at ``address``."""
    return edit(dossier, address, lambda held: (*held, *rows))


def drop(dossier: Dossier, address: str) -> Dossier:
    """Return a copy without the row at ``address``."""
    *parent, key = address.split("/")
    return edit(dossier, "/".join(parent), lambda held: tuple(row for row in held if not _named(held, row, key)))


def both(*changes: Callable[[Dossier], Dossier]) -> Callable[[Dossier], Dossier]:
    """Return one change that makes all ``changes`` in turn."""

    def made(dossier: Dossier) -> Dossier:
        for change in changes:
            dossier = change(dossier)
        return dossier

    return made


def in_force_since(dossier: Dossier, day: date) -> Dossier:
    """Return a copy in which the version in force began on ``day``, and everything before it as much earlier.

    Whoever approved a version was in office by then.
    """
    version = dossier.in_force
    if version is None or version.start is None:
        return dossier
    gone = version.start - day
    dossier = edit(dossier, "history/versions", lambda held: tuple(_moved(each, gone) for each in held))
    approvals = [given for each in dossier.history.versions for given in each.approvals if given.on]
    first = min((given.on for given in approvals if given.on), default=day) - timedelta(days=1)
    for person in {given.person for given in approvals}:
        dossier = edit(
            dossier,
            f"organisation/people/{person}/offices",
            lambda held: tuple(replace(each, since=min(each.since, first)) for each in held),
        )
    return dossier


def _moved(version: Version, gone: timedelta) -> Version:
    """Return a version whose days lie earlier by a length of time."""

    def earlier(day: date | None) -> date | None:
        return day - gone if day else None

    return replace(
        version,
        start=earlier(version.start),
        end=earlier(version.end),
        submitted=earlier(version.submitted),
        approvals=tuple(replace(each, on=earlier(each.on)) for each in version.approvals),
    )


def _edited(held: Any, parts: list[str], change: Edit) -> Any:
    if not parts:
        return change(held)
    name, *rest = parts
    if isinstance(held, tuple):
        if not any(_named(held, row, name) for row in held):
            raise LookupError(f"no row {name!r} among {[key_of(row, n) for n, row in enumerate(held)][:8]}")
        return tuple(_edited(row, rest, change) if _named(held, row, name) else row for row in held)
    return replace(held, **{name: _edited(getattr(held, name), rest, change)})


def _named(rows: tuple[Any, ...], row: Any, key: str) -> bool:
    if key == "*":
        return row is rows[0]
    return key_of(row, rows.index(row)) == key


def _fitting(held: Any, fields: dict[str, Any]) -> dict[str, Any]:
    return {
        name: Prose.of(given) if isinstance(getattr(held, name), Prose) and isinstance(given, str | dict) else given
        for name, given in fields.items()
    }
