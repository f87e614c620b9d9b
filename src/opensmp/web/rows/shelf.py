"""What every list of a register needs: one person's desk, the dossier, names, findings, and small ways of saying things."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from opensmp.dossier import Dossier
from opensmp.i18n import Message, Plural, spoken_number
from opensmp.plan.terms import Target
from opensmp.web.desk import Desk
from opensmp.web.figures import target_words
from opensmp.web.names import Names
from opensmp.web.rows.facts import Linked
from opensmp.web.rows.findings import Told, counted, flaws_of, worst
from opensmp.web.rows.listing import State
from opensmp.web.rows.whereto import row_address

AVAILABILITY = "service.availability"
RANK = {"stop": 0, "warn": 1, "new": 2, "wait": 3, "live": 3, "ok": 4, "calm": 5}
"""The order in which states ask for attention."""


class Shelf:
    """The lists of one register for one person."""

    def __init__(self, desk: Desk, dossier: Dossier) -> None:
        self.desk = desk
        self.dossier = dossier
        self.language = desk.language
        self.names = Names(dossier, desk.language)
        self.flaws = flaws_of(desk)

    def say(self, words: Message | Plural) -> str:
        """Speak to the person."""
        return words.text(self.language)

    def link(self, kind: str, key: str, text: str = "") -> Linked:
        """Return a row's name with its page."""
        return Linked(text or key, row_address(self.desk, kind, key))

    def links(self, kind: str, reference: str, keys: Iterable[str], most: int = 3) -> tuple[Linked, ...]:
        """Return the names of some rows with their pages; those that are too many for a cell stay on the row's own page."""
        return tuple(self.link(kind, key, self.names.of(reference, key)) for key in tuple(keys)[:most])

    def day(self, day: date | None) -> tuple[Linked, ...]:
        """Return a day as a cell."""
        return (Linked(day),) if day else ()

    def words(self, words: str) -> tuple[Linked, ...]:
        """Return words as a cell, an empty one where there are none."""
        return (Linked(words),) if words else ()

    def amount(self, amount: Decimal) -> str:
        """Return an amount of money in words."""
        return spoken_number(amount, self.language)

    def target(self, targets: Iterable[Target]) -> tuple[Linked, ...]:
        """Return the promise that a list shows: availability where it is promised, else the first."""
        held = tuple(targets)
        chosen = next((target for target in held if target.metric == AVAILABILITY), held[0] if held else None)
        return (Linked(target_words(chosen, self.language, sign=True)),) if chosen else ()

    def state(self, told: Iterable[Told], fine: State) -> State:
        """Return how many findings there are about a row, or that all is well."""
        each = tuple(dict.fromkeys(told))
        return State(worst(each), counted(each)) if each else fine

    def tags(self, state: State, *more: str) -> frozenset[str]:
        """Return what filters ask for."""
        return frozenset(
            {
                *more,
                *(("attention",) if state.kind in ("stop", "warn") else ()),
                *(("new",) if state.kind == "new" else ()),
            }
        )
