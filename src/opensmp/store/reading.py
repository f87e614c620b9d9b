"""Reading: from an organisation's rows to its dossier and its findings, the same as `opensmp check` builds from a folder.

Every change writes an event, and an organisation's ``state`` names the last one that changed its texts or versions; what
was built from them is therefore kept and stays right until the state is another.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from threading import Lock
from typing import Any, Generic, NamedTuple, TypeVar

from django.db.models import Q
from django.db.models.functions import Length

from opensmp.checking.run import Report, chosen, run
from opensmp.dossier import Dossier
from opensmp.exchange.values import value_from_text
from opensmp.lifecycle.history import History, Version
from opensmp.rules import all_rules
from opensmp.store.mapping import Piece, dossier_of
from opensmp.store.models import Entry, Organisation, PlanRow, SealedVersion

T = TypeVar("T")


class Kept(Generic[T]):
    """The last few results of building something, by key; shared by the threads of a process."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: OrderedDict[Hashable, T] = OrderedDict()
        self._gates: dict[Hashable, Lock] = {}
        self._lock = Lock()

    def get(self, key: Hashable, build: Callable[[], T]) -> T:
        """Return what is kept under ``key``, or build it; whoever asks for the same meanwhile waits for the one building."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
            gate = self._gates.setdefault(key, Lock())
        with gate:
            with self._lock:
                if key in self._held:
                    return self._held[key]
            try:
                made = build()
                with self._lock:
                    self._held[key] = made
                    while len(self._held) > self._most:
                        self._held.popitem(last=False)
            finally:
                with self._lock:
                    self._gates.pop(key, None)
        return made


_dossiers: Kept[Dossier] = Kept(16)
_reports: Kept[Report] = Kept(32)


def dossier_for(plan: PlanRow, organisation: Organisation, today: date) -> Dossier:
    """Return the draft's dossier as it stands."""
    key = (organisation.state, plan.pk, today)
    return _dossiers.get(key, lambda: fresh_dossier(plan, organisation, today).value)


def report_for(plan: PlanRow, organisation: Organisation, today: date, profile: str = "stage1") -> Report:
    """Return the findings of the draft: those of `opensmp check`, by construction."""
    key = (organisation.state, plan.pk, today, profile)
    return _reports.get(key, lambda: run(dossier_for(plan, organisation, today), rules_of(profile)))


_rules: dict[str, tuple[Any, ...]] = {}


def rules_of(profile: str) -> tuple[Any, ...]:
    """Return the rules of a profile, chosen once a process."""
    if profile not in _rules:
        _rules[profile] = chosen(all_rules(), profile)
    return _rules[profile]


class Fresh(NamedTuple):
    """A dossier as the rows of the running transaction make it, and the bodies (place, text) it was made of."""

    value: Dossier
    bodies: tuple[tuple[str, str], ...]


def fresh_dossier(plan: PlanRow, organisation: Organisation, today: date) -> Fresh:
    """Build the draft's dossier from the rows as they are, without looking at what is kept."""
    rows = Entry.objects.of(organisation).filter(Q(plan=plan) | Q(plan__isnull=True))
    pieces = [Piece(*row) for row in rows.values_list("place", "key", "position", "body")]
    versions, sealed, digests = versions_of(plan, organisation)
    around = Dossier(today=today, history=History(versions=versions), sealed=sealed, sealed_digests=digests)
    return Fresh(dossier_of(pieces, around), tuple((piece.place, piece.body) for piece in pieces))


def versions_of(
    plan: PlanRow, organisation: Organisation
) -> tuple[tuple[Version, ...], Mapping[str, Any], dict[str, str]]:
    """Return the versions of a plan in their order, their sealed values read on demand, and their digests."""
    kept = SealedVersion.objects.of(organisation).filter(plan=plan).order_by("position", "pk")
    rows = list(kept.values_list("pk", "number", "digest", "history", Length("value")))
    versions = [
        value_from_text(history, Version, f"versions/{number}").value for _pk, number, _digest, history, _size in rows
    ]
    texts = SealedTexts(organisation.pk, {number: pk for pk, number, _digest, _history, size in rows if size})
    return _succeeding(versions), texts, {number: digest for _pk, number, digest, _history, _size in rows if digest}


def _succeeding(versions: list[Version]) -> tuple[Version, ...]:
    """Give each version the end that the beginning of the next one implies; an end that was written stands."""
    begun = sorted((row for row in versions if row.start), key=lambda row: row.start or date.min)
    ends = {
        one.number: next_one.start - timedelta(days=1)
        for one, next_one in pairwise(begun)
        if one.end is None and next_one.start
    }
    return tuple(replace(row, end=ends.get(row.number, row.end)) for row in versions)


class SealedTexts(Mapping[str, Any]):
    """The sealed values of a plan by version number; a value is fetched when somebody asks what it holds."""

    def __init__(self, organisation: int, rows: Mapping[str, int]) -> None:
        self._organisation = organisation
        self._rows = rows
        self._values: dict[str, Any] = {}

    def __getitem__(self, number: str) -> Any:
        if number not in self._values:
            text = (
                SealedVersion.objects.of(self._organisation).values_list("value", flat=True).get(pk=self._rows[number])
            )
            self._values[number] = json.loads(text)
        return self._values[number]

    def __contains__(self, number: object) -> bool:
        return number in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)
