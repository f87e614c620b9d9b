"""What an id is called, and everything that an id of a kind may name: for selects, tables and links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from opensmp.dossier import Dossier
from opensmp.dossier.reliance import TABLES
from opensmp.i18n import Message, _, speak

KINDS: Mapping[str, Message] = {
    "person": _("People"), "office": _("Offices"), "role": _("Roles"), "unit": _("Units"), "site": _("Sites"),
    "calendar": _("Calendars"), "practice": _("Practices"), "objective": _("Objectives"), "commitment": _("Commitments"),
    "claim": _("Claims"), "service": _("Services"), "sla": _("Service level agreements"), "customer": _("Customers"),
    "customer-contract": _("Customer contracts"), "supplier": _("Suppliers"), "supplier-contract": _("Supplier contracts"),
    "document": _("Documents"), "audit": _("Audits"), "review": _("Management reviews"), "improvement": _("Improvements"),
}  # fmt: skip

Group = tuple[str, tuple[tuple[str, str], ...]]
"""The word above some choices ("" for none), and the choices: value and text."""


class Names:
    """The names of one dossier in one language; each table is read when it is first asked for."""

    def __init__(self, dossier: Dossier, language: str) -> None:
        self.dossier = dossier
        self.language = language
        self._tables: dict[str, dict[str, str]] = {}

    def of(self, kind: str, identity: str | None) -> str:
        """Return what a thing is called, else its id."""
        return self.table(kind).get(identity, identity) if identity else ""

    def holder(self, holder: str | None) -> str:
        """Return the name of a person, an office or a role."""
        return next(
            (self.of(kind, holder) for kind in ("person", "office", "role") if holder in self.table(kind)), holder or ""
        )

    def several(self, kind: str, identities: Iterable[str], most: int = 3) -> str:
        """Return some names in one line, and how many more there are."""
        named = [self.of(kind, each) for each in identities]
        shown = ", ".join(named[:most])
        rest = len(named) - most
        return _("{names} and {n} more", names=shown, n=rest).text(self.language) if rest > 0 else shown

    def table(self, kind: str) -> Mapping[str, str]:
        """Return the names of everything of a kind by id, in the order of its register."""
        if kind not in self._tables:
            self._tables[kind] = (
                self._practices()
                if kind == "practice"
                else {row.id: self._name(row) or row.id for row in self._rows(kind)}
            )
        return self._tables[kind]

    def groups(self, kinds: Iterable[str], held: Iterable[str] = ()) -> tuple[Group, ...]:
        """Return the choices for a reference to one of ``kinds``; an id that names nothing (yet) stays a choice."""
        kinds = tuple(kinds)
        groups = [(KINDS[kind].text(self.language), self._choices(kind)) for kind in kinds]
        known = {value for _word, choices in groups for value, _text in choices}
        strange = tuple((each, each) for each in held if each and each not in known)
        named = [(word if len(kinds) > 1 else "", choices) for word, choices in groups if choices]
        return (*named, *([("", strange)] if strange else []))

    def _choices(self, kind: str) -> tuple[tuple[str, str], ...]:
        long = kind in (
            "service",
            "sla",
            "customer-contract",
            "supplier-contract",
            "document",
            "objective",
            "commitment",
            "claim",
        )
        return tuple(
            (key, f"{name} · {key}" if long and name != key else name) for key, name in self.table(kind).items()
        )

    def _rows(self, kind: str) -> Iterator[Any]:
        dossier = self.dossier
        if kind in TABLES:
            home, table = TABLES[kind]
            yield from getattr(getattr(dossier, home), table)
        else:
            yield from self._of_plan.get(kind, ())

    def _practices(self) -> dict[str, str]:
        """Return the practices of the standard, and those that the plan adds by name."""
        known = {key: row.title.text(self.language) for key, row in self.dossier.standard.practices.items()}
        return {**known, **{key: known.get(key, key) for key in self.dossier.practices}}

    @cached_property
    def _of_plan(self) -> Mapping[str, tuple[Any, ...]]:
        plan = self.dossier.plan
        return {
            "role": plan.roles.roles, "objective": plan.objectives.objectives, "commitment": plan.commitments.commitments,
            "claim": plan.commitments.claims,
        }  # fmt: skip

    def _name(self, row: Any) -> str:
        for field in ("name", "title", "statement", "sentence"):
            held = getattr(row, field, None)
            if held:
                return held if isinstance(held, str) else str(held.text(self.language))
        return ""


def spoken_word(word: str, language: str) -> str:
    """Return a word of the plan's vocabulary as it begins a line: *In force*, *Berlaku*."""
    said = speak(word, language) if word else ""
    return said[:1].upper() + said[1:]
