"""What a planted defect is, and the few words with which it is planted in a sound dossier."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from opensmp.checking import add, both, drop, edit, put
from opensmp.dossier import Dossier
from opensmp.plan.prose import Prose

Change = Callable[[Dossier], Dossier]


@dataclass(frozen=True)
class Defect:
    """One defect as an auditor raises it.

    ``found_by`` names the rules of which any may find it, ``at`` a part of the address where it must be found, and
    ``beside`` the rules that may rightly speak up as well. ``proves`` holds requirement ids.
    """

    key: str
    words: str
    proves: str
    planted: Change
    found_by: str
    at: str = ""
    beside: str = ""

    @property
    def accepted(self) -> frozenset[str]:
        return frozenset(self.found_by.split())

    @property
    def allowed(self) -> frozenset[str]:
        return self.accepted | frozenset(self.beside.split())


def fields(address: str, **given: Any) -> Change:
    """Give other values to fields of the row at ``address``."""
    return lambda dossier: put(dossier, address, **given)


def without(*addresses: str) -> Change:
    """Take rows away."""
    return both(*(lambda dossier, address=address: drop(dossier, address) for address in addresses))


def also(address: str, *rows: Any) -> Change:
    """Add rows to the collection at ``address``."""
    return lambda dossier: add(dossier, address, *rows)


def only(address: str, keep: Callable[[Any], bool]) -> Change:
    """Keep only the rows of the collection at ``address`` of which ``keep`` is true."""
    return lambda dossier: edit(dossier, address, lambda rows: tuple(row for row in rows if keep(row)))


def every(address: str, **given: Any) -> Change:
    """Give other values to fields of every row of the collection at ``address``."""
    return lambda dossier: edit(dossier, address, lambda rows: tuple(_with(row, given) for row in rows))


def _with(row: Any, given: dict[str, Any]) -> Any:
    values = {name: getattr(row, name) for name in type(row).__dataclass_fields__}
    return type(row)(**values | given)


def text(en: str, id: str) -> Prose:
    """A text in both languages of the bank."""
    return Prose.of({"en": en, "id": id})


def says(address: str, en: str, id: str) -> Change:
    """Put a whole text in the place of another."""
    return lambda dossier: edit(dossier, address, lambda _: text(en, id))


def adds(address: str, en: str = "", id: str = "") -> Change:
    """Add a sentence or paragraph at the end of a text, in the languages given."""
    more = {"en": en, "id": id}
    return lambda dossier: edit(
        dossier,
        address,
        lambda prose: Prose(tuple((language, _joined(held, more[language])) for language, held in prose.texts)),
    )


def _joined(held: str, more: str) -> str:
    if not more:
        return held
    return held.rstrip() + more if more.startswith("\n") else f"{held.rstrip()} {more}"


def reworded(address: str, en: tuple[str, str] | None = None, id: tuple[str, str] | None = None) -> Change:
    """Replace words of a text, wherever its lines break; words that are not there are an error of the test."""
    pairs = {"en": en, "id": id}

    def changed(prose: Prose) -> Prose:
        return Prose(tuple((language, _replaced(held, pairs[language])) for language, held in prose.texts))

    return lambda dossier: edit(dossier, address, changed)


def _replaced(held: str, pair: tuple[str, str] | None) -> str:
    if pair is None:
        return held
    old, new = pair
    pattern = r"\s+".join(re.escape(word) for word in old.split())
    result, times = re.subn(pattern, lambda _: new, held)
    if not times:
        raise LookupError(f"“{old}” does not stand in “{held[:80]}…”")
    return result


def blank(address: str) -> Change:
    """Empty a text."""
    return lambda dossier: edit(dossier, address, lambda _: Prose())


def one_language(address: str, language: str) -> Change:
    """Leave a text in one language only."""
    return lambda dossier: edit(
        dossier, address, lambda prose: Prose(tuple(pair for pair in prose.texts if pair[0] == language))
    )


def target(address: str, key: str, **given: Any) -> Change:
    """Change the target ``key`` of an agreement."""
    return fields(f"{address}/targets/{key}", **given)


def cells(duty: str, **letters: str | None) -> Change:
    """Change cells of a row of the RACI matrix; None empties a cell. Hyphens of role ids are written as underscores."""

    def changed(held: Any) -> Any:
        renamed = {role.replace("_", "-"): letter for role, letter in letters.items()}
        return {role: letter for role, letter in (dict(held) | renamed).items() if letter}

    return lambda dossier: edit(dossier, f"plan/roles/raci/{duty}/cells", changed)


def day(written: str) -> date:
    return date.fromisoformat(written)


def together(*changes: Change) -> Change:
    """Make several changes that are one defect."""
    return both(*changes)
