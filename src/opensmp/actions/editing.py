"""Changing what the plan or a register says: one entry at a time, bound to the text that the person saw."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db.models import F, Max

from opensmp.actions.deed import Actor, Deed, deed
from opensmp.actions.keeping import keeps
from opensmp.dossier import Dossier
from opensmp.exchange.errors import Unreadable
from opensmp.exchange.values import unknown_ids
from opensmp.i18n import Forbidden, Refused, _
from opensmp.store.mapping import Place, body_of, digest_of_body, places, read_body
from opensmp.store.models import Entry, Organisation, PlanRow, Revision
from opensmp.store.reading import dossier_for, fresh_dossier


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
        for change in changes:
            _store(actor, plan, change, doing)
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


def _store(actor: Actor, plan: PlanRow, change: Change, doing: Deed) -> None:
    place = _place(change.place)
    rows = rows_at(actor.organisation, plan, place)
    if change.value is None:
        _take_out(actor, rows, change, doing)
        return
    body = body_of(change.value)
    digest = digest_of_body(body)
    key = change.value.id if place.many else ""
    doing.done.append(body)
    if change.seen:
        _replace(actor, rows, change, doing, body, key)
        return
    if rows.filter(key=key).exists():
        if place.many:
            raise Refused(
                _("“{id}” stands in this list already.", id=key), _("Choose another id, or open the row that has it.")
            )
        raise Conflict(rows.get(key=key), change)
    last = rows.aggregate(last=Max("position"))["last"]
    position = change.position if change.position is not None else (0 if last is None else last + 1)
    entry = Entry.objects.create(
        organisation=actor.organisation, plan=None if place.shared else plan, place=place.name, key=key, position=position,
        body=body, digest=digest, edited_by=actor.account, edited_at=doing.at,
    )  # fmt: skip
    _remember(actor, entry, doing)


def _replace(actor: Actor, rows: Any, change: Change, doing: Deed, body: str, key: str) -> None:
    """Compare and set: the row is changed only where it still says what the person saw."""
    changed = rows.filter(key=change.key, digest=change.seen).update(
        body=body, digest=digest_of_body(body), key=key, revision=F("revision") + 1, edited_by=actor.account,
        edited_at=doing.at,
    )  # fmt: skip
    if not changed:
        raise Conflict(rows.filter(key=change.key).first(), change)
    _remember(actor, rows.get(key=key), doing)


def _take_out(actor: Actor, rows: Any, change: Change, doing: Deed) -> None:
    entry = rows.filter(key=change.key).first()
    if entry is None or entry.digest != change.seen:
        raise Conflict(entry, change)
    entry.revision += 1
    _remember(actor, entry, doing, gone=True)
    rows.filter(pk=entry.pk).delete()


def _remember(actor: Actor, entry: Entry, doing: Deed, gone: bool = False) -> None:
    Revision.objects.create(
        organisation=actor.organisation, plan=entry.plan, place=entry.place, key=entry.key, number=entry.revision,
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
