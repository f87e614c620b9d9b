"""Ids that must exist for the plan to be read, and trees that must not run in circles.

Between the plan and the registers an unknown id is an audit finding, and a rule says so; see ``plan/references.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from opensmp.dossier import Dossier
from opensmp.exchange.faults import did_you_mean
from opensmp.exchange.layout import file_of
from opensmp.exchange.source import shown
from opensmp.i18n import Message, _

HOMES: Mapping[str, tuple[str, ...]] = {
    "person": ("organisation",),
    "office": ("organisation",),
    "unit": ("organisation",),
    "site": ("organisation",),
    "calendar": ("organisation",),
    "role": ("plan", "roles"),
    "practice": ("plan", "practices"),
    "objective": ("plan", "objectives"),
    "commitment": ("plan", "commitments"),
    "claim": ("plan", "commitments"),
}
"""Where the things stand that bound ids name."""

_MISSING: Mapping[tuple[str, ...], Message] = {
    ("person", "role", "office"): _("No person, role or office has the id “{id}”."),
    ("person", "office"): _("No person or office has the id “{id}”."),
    ("person",): _("No person has the id “{id}”."),
    ("office",): _("No office has the id “{id}”."),
    ("role",): _("No role has the id “{id}”."),
    ("unit",): _("No unit has the id “{id}”."),
    ("site",): _("No site has the id “{id}”."),
    ("calendar",): _("No calendar has the id “{id}”."),
    ("practice",): _("No practice has the id “{id}”."),
    ("objective",): _("No objective has the id “{id}”."),
    ("commitment", "claim"): _("No commitment and no claim has the id “{id}”."),
}


class Known:
    """The ids of a dossier that bound references may name."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._ids: dict[str, Mapping[str, str]] = {}

    def has(self, kinds: Iterable[str], identity: str) -> bool:
        """Whether something of one of these kinds has the id."""
        return any(identity in self._named(kind) for kind in kinds)

    def fault(self, kinds: tuple[str, ...], identity: str) -> tuple[Message, Message]:
        """Return what is wrong with an unknown id, and the remedy."""
        homes = tuple(dict.fromkeys(file_of(HOMES[kind]) for kind in kinds))
        otherwise = _("Use an id that stands in {files}, or add it there.", files=homes)
        names = {name: identity for kind in kinds for identity, name in self._named(kind).items() if name}
        if identity in names:
            return _missing(kinds, identity), _("Write the id “{id}” instead of the name.", id=names[identity])
        known = [each for kind in kinds for each in self._named(kind)]
        return _missing(kinds, identity), did_you_mean(identity, known, otherwise)

    def _named(self, kind: str) -> Mapping[str, str]:
        """Return id and name of everything of a kind."""
        if kind not in self._ids:
            own = {row.id: _name(row) for row in self._rows(kind) if isinstance(row.id, str)}
            self._ids[kind] = {**self._shipped(kind), **own}
        return self._ids[kind]

    def _rows(self, kind: str) -> Iterable[Any]:
        organisation, plan = self._dossier.organisation, self._dossier.plan
        if kind == "objective":
            return (*plan.objectives.objectives, *plan.objectives.past)
        return {
            "person": organisation.people,
            "office": organisation.offices,
            "unit": organisation.units,
            "site": organisation.sites,
            "calendar": organisation.calendars,
            "role": plan.roles.roles,
            "practice": plan.practices.practices,
            "commitment": plan.commitments.commitments,
            "claim": plan.commitments.claims,
        }[kind]

    def _shipped(self, kind: str) -> Mapping[str, str]:
        """Return the practices of the standard: a plan may name one before it says how it is carried out."""
        return self._practices if kind == "practice" else {}

    @cached_property
    def _practices(self) -> Mapping[str, str]:
        return {key: str(practice.title.text("en")) for key, practice in self._dossier.standard.practices.items()}


def _name(row: Any) -> str:
    return str(getattr(row, "name", "") or getattr(row, "title", ""))


def _missing(kinds: tuple[str, ...], identity: str) -> Message:
    return replace(_MISSING[kinds], values=(("id", shown(identity)),))


def circles(dossier: Dossier) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield each circle of offices or units that report to each other: the address of one link, and the ids in order."""
    organisation = dossier.organisation
    offices = {office.id: office.reports_to for office in organisation.offices}
    units = {unit.id: unit.parent for unit in organisation.units}
    for name, link, above in (("offices", "reports_to", offices), ("units", "parent", units)):
        for circle in _circles(above):
            yield ("organisation", name, circle[0], link), circle


def _circles(above: Mapping[str, str | None]) -> Iterator[tuple[str, ...]]:
    """Yield the circles of a graph in which each id has at most one above it; linear in its size."""
    done: set[str] = set()
    for start in above:
        way: dict[str, int] = {}
        here: str | None = start
        while here is not None and here not in done and here not in way:
            way[here] = len(way)
            here = above.get(here)
        if here in way:
            yield tuple(way)[way[here] :]
        done.update(way)
