"""Changing what the plan or a register says: one entry at a time, bound to the text that the person saw."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from opensmp.actions.deed import Actor, Deed, deed
from opensmp.actions.keeping import keeps
from opensmp.dossier import Dossier
from opensmp.exchange.errors import Unreadable
from opensmp.exchange.values import unknown_ids
from opensmp.i18n import Forbidden, Refused, _
from opensmp.store.mapping import Place, body_of, digest_of_body, places, read_body
from opensmp.store.models import Entry, Organisation, PlanRow, Revision
from opensmp.store.reading import dossier_for, fresh_dossier

_MOST_NAMED = 500
"""Rows that are asked for by their keys; where more are to change, the whole list is read: a database takes only so many names."""


class Change(NamedTuple):
    """One entry to change. ``seen`` is the digest of the text the person worked from, empty for a new row.

    ``value`` None takes the row out. ``position`` places a new row; without it the row goes to the end.
    """

    place: str
    key: str
    seen: str
    value: Any
    position: int | None = None


class Conflict(Refused):
    """Somebody else saved meanwhile. ``theirs`` is what stands now (None: taken out), ``mine`` what was not saved."""

    def __init__(self, theirs: Entry | None, mine: Change) -> None:
        super().__init__(
            _("Somebody else changed this while you were writing."),
            _("Your text is kept on this page: compare both, then save again."),
        )
        self.theirs = theirs
        self.mine = mine


def edit(actor: Actor, plan: PlanRow, changes: Sequence[Change], reason: str = "") -> int:
    """Store changes of one or several entries together and return the number of the event.

    Raises Forbidden (not this person), Unreadable (the text says something impossible: every problem with its key) or
    Conflict (somebody else saved first); nothing is stored then.
    """
    dossier = dossier_for(plan, actor.organisation, actor.today)
    for change in changes:
        actor.must(permission_for(actor, dossier, change))
    verb = "edited" if all(change.seen and change.value is not None for change in changes) else "changed"
    with deed(actor, verb, permission="read_draft", subject=_subject(changes)) as doing:
        doing.reason = reason
        _store(actor, plan, changes, doing)
        doing.digest = digest_of_body("".join(doing.done))
        _check_names(actor, plan)
    return doing.number


def permission_for(actor: Actor, dossier: Dossier, change: Change) -> str:
    """Return the permission that a change needs."""
    place = _place(change.place)
    if place.address[0] == "organisation":
        return "edit_organisation"
    if place.address[0] == "registers":
        return "edit_register"
    if place.address[0] == "plan" and keeps(dossier, actor.person, change.place, change.key):
        return "edit_own_section"
    return "accept_finding" if place.address[0] == "acceptances" else "edit_section"


def _place(name: str) -> Place:
    found = places().get(name)
    if found is None:
        raise Forbidden(_("There is no such part of the plan: {name}.", name=name))
    return found


def _subject(changes: Iterable[Change]) -> str:
    named = [f"{change.place}/{change.key}" if change.key else change.place for change in changes]
    return named[0] if len(named) == 1 else f"{named[0]} +{len(named) - 1}"


def rows_at(organisation: Organisation, plan: PlanRow, place: Place) -> Any:
    """Return the entries of one place: those of the plan, or of the organisation where all plans share them."""
    return Entry.objects.of(organisation).filter(plan=None if place.shared else plan, place=place.name)


def _store(actor: Actor, plan: PlanRow, changes: Iterable[Change], doing: Deed) -> None:
    """Write the entries in order, rows that come in new together, and what each says now as a revision."""
    revisions: list[Revision] = []
    for (name, is_new), group in groupby(changes, lambda each: (each.place, not each.seen and each.value is not None)):
        place, together = _place(name), list(group)
        rows = rows_at(actor.organisation, plan, place)
        if is_new:
            added = _add(actor, plan, place, rows, together, doing)
            revisions += [_revision(actor, entry, doing) for entry in added]
        else:
            held = _held(rows, together)
            revisions += [_change(actor, rows, held, change, doing) for change in together]
    Revision.objects.of(actor.organisation).bulk_create(revisions)


def _add(actor: Actor, plan: PlanRow, place: Place, rows: Any, changes: list[Change], doing: Deed) -> list[Entry]:
    """Store new rows of one place at its end, or where each is to stand."""
    positions: dict[str, int] = dict(rows.values_list("key", "position"))
    last = max(positions.values(), default=-1)
    made: list[Entry] = []
    for change in changes:
        key = change.value.id if place.many else ""
        if key in positions:
            if place.many:
                raise Refused(
                    _("“{id}” stands in this list already.", id=key),
                    _("Choose another id, or open the row that has it."),
                )
            raise Conflict(rows.get(key=key), change)
        body = body_of(change.value)
        positions[key] = change.position if change.position is not None else last + 1
        last = max(last, positions[key])
        doing.done.append(body)
        made.append(
            Entry(
                organisation=actor.organisation, plan=None if place.shared else plan, place=place.name, key=key,
                position=positions[key], body=body, digest=digest_of_body(body), edited_by=actor.account, edited_at=doing.at,
            )
        )  # fmt: skip
    return list(Entry.objects.of(actor.organisation).bulk_create(made))


def _held(rows: Any, changes: Sequence[Change]) -> dict[str, Entry]:
    """Return the rows that are to change, by their keys, in one query."""
    few = len(changes) < _MOST_NAMED
    return {row.key: row for row in (rows.filter(key__in=[change.key for change in changes]) if few else rows)}


def _change(actor: Actor, rows: Any, held: dict[str, Entry], change: Change, doing: Deed) -> Revision:
    """Change or take out the row that a person saw, and return its revision. The event holds the organisation's other writers."""
    entry = held.pop(change.key, None)
    if entry is None or entry.digest != change.seen:
        raise Conflict(entry, change)
    entry.revision += 1
    if change.value is None:
        rows.filter(pk=entry.pk).delete()
        return _revision(actor, entry, doing, gone=True)
    entry.body, entry.key = body_of(change.value), change.value.id if change.key else ""
    entry.digest = digest_of_body(entry.body)
    doing.done.append(entry.body)
    changed = rows.filter(pk=entry.pk, digest=change.seen).update(
        body=entry.body, digest=entry.digest, key=entry.key, revision=entry.revision, edited_by=actor.account, edited_at=doing.at
    )  # fmt: skip
    if not changed:
        raise Conflict(rows.filter(key=change.key).first(), change)
    held[entry.key] = entry
    return _revision(actor, entry, doing)


def _revision(actor: Actor, entry: Entry, doing: Deed, gone: bool = False) -> Revision:
    return Revision(
        organisation=actor.organisation, plan_id=entry.plan_id, place=entry.place, key=entry.key, number=entry.revision,
        body=entry.body, digest=entry.digest, gone=gone, event=doing.number, by=actor.account, at=doing.at,
    )  # fmt: skip


def _check_names(actor: Actor, plan: PlanRow) -> None:
    """Refuse ids that name nothing, also those left behind by a row that was taken out. Inside the transaction."""
    dossier = fresh_dossier(plan, actor.organisation, actor.today)
    problems = unknown_ids(
        ((place, read_body(place, body).references) for place, body in dossier.bodies), dossier.value
    )
    if problems:
        raise Unreadable(problems)
