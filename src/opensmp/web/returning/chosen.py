"""What of a document can be taken, one by one and together: each change with its entry, its text now, and why not where it cannot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from opensmp.actions.editing import Change, permission_for
from opensmp.dossier import Dossier
from opensmp.i18n import Message, _
from opensmp.intake.returning import Proposal
from opensmp.intake.taking.lists import Path
from opensmp.intake.taking.standing import NotTaken
from opensmp.intake.taking.taker import Taker
from opensmp.store.mapping import entry_at, owner_of
from opensmp.store.models import Entry
from opensmp.web.desk import Desk
from opensmp.web.returning.documents import Returned

Key = tuple[str, str]
"""Place and key of an entry."""


@dataclass(frozen=True)
class Item:
    """A change of the document. ``key`` names it in the form; ``entries`` are what it would change.

    ``now`` is what the plan says there where that is no longer what the document began with; ``understood`` how the words were
    read where that is not what they say; ``needs`` the changes it stands on; ``why_not`` the reason where it cannot be taken.
    """

    key: str
    proposal: Proposal
    entries: tuple[Key, ...] = ()
    now: str = ""
    understood: str = ""
    needs: tuple[str, ...] = ()
    why_not: Message | None = None
    is_so: bool = False
    may: bool = True

    @property
    def is_open(self) -> bool:
        """Whether this person may take it."""
        return self.why_not is None and not self.is_so and self.may


def items_of(desk: Desk, found: Returned) -> tuple[Item, ...]:
    """Return every change of a document, weighed against the plan as it stands."""
    weighing = _Weighing(desk, Taker(found.base, found.language), found.base is desk.dossier)
    seen: dict[str, int] = {}
    made = []
    for proposal in found.proposals:
        key = _named(proposal)
        seen[key] = seen.get(key, 0) + 1
        made.append(weighing.item(f"{key}-{seen[key]}" if seen[key] > 1 else key, proposal))
    return tuple(made)


def _named(proposal: Proposal) -> str:
    said = (proposal.place, proposal.part, proposal.row, proposal.column, proposal.kind, proposal.before, proposal.text)
    return sha256("\n".join(said).encode()).hexdigest()[:12]


class _Weighing:
    def __init__(self, desk: Desk, taker: Taker, is_now: bool) -> None:
        self._desk = desk
        self._taker = taker
        self._is_now = is_now
        self._before: dict[str, tuple[Dossier, tuple[str, ...]]] = {}

    def item(self, key: str, proposal: Proposal) -> Item:
        """Return a change with what would become of it."""
        dossier, taker = self._desk.dossier, self._taker
        if proposal.place and taker.is_so(dossier, proposal):
            return Item(key, proposal, is_so=True)
        needs: tuple[str, ...] = ()
        stacked, earlier = self._before.get(proposal.place, (dossier, ()))
        try:
            taken = taker.take(dossier, proposal)
        except NotTaken as reason:
            try:
                taken = taker.take(stacked, proposal)
            except NotTaken:
                return Item(key, proposal, now=self._now(proposal), why_not=reason.says)
            needs = earlier
        self._stack(key, proposal, taken.dossier, stacked, earlier)
        entries = _entries(taken.where)
        return Item(
            key,
            proposal,
            entries,
            "" if needs else self._now(proposal),
            taken.understood,
            needs,
            may=self._may(entries),
        )

    def _stack(self, key: str, proposal: Proposal, alone: Dossier, stacked: Dossier, earlier: tuple[str, ...]) -> None:
        """Keep the plan with all changes at a place so far: a later one may stand on them."""
        if not earlier:
            self._before[proposal.place] = (alone, (key,))
            return
        try:
            self._before[proposal.place] = (self._taker.take(stacked, proposal).dossier, (*earlier, key))
        except NotTaken:
            self._before[proposal.place] = (stacked, earlier)

    def _now(self, proposal: Proposal) -> str:
        """Return what the plan says now, where a document of an earlier day began with something else."""
        if self._is_now or not proposal.place or not proposal.before:
            return ""
        said = self._taker.stands(self._desk.dossier, proposal)
        return "" if said == proposal.before else said

    def _may(self, entries: Iterable[Key]) -> bool:
        actor = self._desk.actor
        verbs = (permission_for(actor, self._desk.dossier, Change(place, key, "", None)) for place, key in entries)
        return all(map(actor.may, verbs))


def _entries(where: Iterable[Path]) -> tuple[Key, ...]:
    return tuple(dict.fromkeys(owner_of(path) for path in where))


def digests_of(desk: Desk, items: Iterable[Item]) -> Mapping[Key, str]:
    """Return the digests of the entries that changes are about, as they stand; a row that is not there has none."""
    wanted = {entry for item in items for entry in item.entries}
    if not wanted:
        return {}
    rows = Entry.objects.of(desk.organisation).filter(place__in={place for place, _key in wanted})
    mine = rows.exclude(plan__isnull=False) | rows.filter(plan=desk.plan)
    held = {(place, key): digest for place, key, digest in mine.values_list("place", "key", "digest")}
    return {entry: held[entry] for entry in wanted if entry in held}


class Untaken(Exception):
    """Chosen changes that cannot be taken together: the key of each, and why."""

    def __init__(self, reasons: Sequence[tuple[str, Message]]) -> None:
        super().__init__(len(reasons))
        self.reasons = tuple(reasons)


def changes_of(desk: Desk, found: Returned, chosen: Sequence[Item], digests: Mapping[Key, str]) -> tuple[Change, ...]:
    """Return the changes of the draft that chosen changes of a document make together. Raises Untaken."""
    taker, dossier = Taker(found.base, found.language), desk.dossier
    keys = {item.key for item in chosen}
    reasons: list[tuple[str, Message]] = []
    for item in chosen:
        if not keys.issuperset(item.needs):
            reasons.append((item.key, _("This change stands on the one above it: take that one too.")))
            continue
        try:
            dossier = taker.take(dossier, item.proposal).dossier
        except NotTaken as reason:
            reasons.append((item.key, reason.says))
    if reasons:
        raise Untaken(reasons)
    entries = dict.fromkeys(entry for item in chosen for entry in item.entries)
    return tuple(_changes(dossier, entries, digests))


def _changes(dossier: Dossier, entries: Iterable[Key], digests: Mapping[Key, str]) -> Iterator[Change]:
    for place, key in entries:
        try:
            value = entry_at(dossier, place, key)
        except KeyError:
            value = None
        yield Change(place, key, digests.get((place, key), ""), value)
