"""The revisions of one entry: who wrote what when, as a redline, and going back to one of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet
from django.http import Http404

from opensmp.actions.editing import Change, edit
from opensmp.dossier import Dossier
from opensmp.plan.difference import Difference, differences
from opensmp.plan.prose import Prose
from opensmp.store.mapping import places, read_body
from opensmp.store.models import Revision
from opensmp.web.desk import Desk
from opensmp.web.governance.changes import Change as Changed
from opensmp.web.governance.changes import Teller, redline
from opensmp.web.saving import held_at

MOST = 30
"""Revisions on the page; older ones stay in the database."""


class Turn(NamedTuple):
    """One revision: what changed since the one before."""

    number: int
    by: str
    initials: str
    at: datetime
    gone: bool
    is_first: bool
    is_last: bool
    changes: tuple[Changed, ...]


def turns_of(desk: Desk, place: str, key: str) -> tuple[Turn, ...]:
    """Return the last revisions of an entry, the newest first; 404 where there is none."""
    rows = list(_rows(desk, place, key).select_related("by")[: MOST + 1])
    if not rows:
        raise Http404
    return tuple(_turns(desk, place, rows))[:MOST]


def _rows(desk: Desk, place: str, key: str) -> QuerySet[Revision]:
    known = places().get(place)
    if known is None:
        raise Http404
    plan = None if known.shared else desk.plan
    return Revision.objects.of(desk.organisation).filter(plan=plan, place=place, key=key).order_by("-number", "-pk")


def _turns(desk: Desk, place: str, rows: list[Revision]) -> Iterator[Turn]:
    for newer, older in zip(rows, [*rows[1:], None], strict=True):
        yield Turn(
            newer.number, str(newer.by) if newer.by else "", newer.by.initials if newer.by else "", desk.shown(newer.at), newer.gone,
            older is None, newer is rows[0], _changes(desk, place, older, newer) if older is not None else (),
        )  # fmt: skip


def _changes(desk: Desk, place: str, older: Revision, newer: Revision) -> tuple[Changed, ...]:
    before, after = (read_body(place, row.body).value for row in (older, newer))
    where = tuple(place.split("/")) + ((newer.key,) if newer.key else ())
    dossier: Dossier = desk.dossier
    teller = Teller(dossier, dossier, desk.language)
    return tuple(change for each in differences(before, after, where) for change in _told(desk, teller, each))


def _told(desk: Desk, teller: Teller, each: Difference) -> Iterator[Changed]:
    """Yield one change; a text that exists in two languages is a change for each language that differs."""
    change = teller.change(each)
    sides = [held for held in (each.before, each.after) if isinstance(held, Prose)]
    if not sides:
        yield change
        return
    for language in desk.dossier.languages:
        before, after = (held.text(language) if isinstance(held, Prose) else "" for held in (each.before, each.after))
        if before != after:
            yield change._replace(pieces=redline(before, after))


def restore(desk: Desk, place: str, key: str, number: int) -> int:
    """Store an earlier revision as the newest one, over exactly what stands now."""
    row = _rows(desk, place, key).filter(number=number).first()
    if row is None:
        raise Http404
    held = held_at(desk, place, key)
    change = Change(place, key, held.digest if held else "", read_body(place, row.body).value)
    return edit(desk.actor, desk.plan, [change], reason=f"revision {number}")
