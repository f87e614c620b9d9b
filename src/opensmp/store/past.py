"""The draft as it stood after an earlier event, put together from the revisions; and the mark by which a document names one."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import NamedTuple

from django.db.models import Q

from opensmp.dossier import Dossier
from opensmp.i18n import LANGUAGES
from opensmp.lifecycle.history import History
from opensmp.store.mapping import Piece, dossier_of
from opensmp.store.models import Entry, Event, Organisation, PlanRow, Revision, SealedVersion
from opensmp.store.reading import Kept, versions_of

_LAST = 1_000_000
"""The position of a row that is no longer there: behind all others."""
_HASH, _PLAN = 8, 6
"""Signs of the event's and the plan's fingerprint in a mark: a bookmark of Word holds forty in all."""
_dossiers: Kept[Dossier] = Kept(8)


class Origin(NamedTuple):
    """What a mark names: a language, and an event of the organisation after which the document was written."""

    language: str
    event: int


def mark_of(plan: PlanRow, organisation: Organisation, language: str) -> str:
    """Return the mark of the draft as it stands: letters, digits and underscores."""
    return f"{language}_{organisation.changed}_{organisation.changed_hash[:_HASH]}_{_fingerprint(plan)}"


def origin_of(mark: str, plan: PlanRow, organisation: Organisation) -> Origin | None:
    """Return what a mark names; None where it is another plan's, or names an event that this organisation never had."""
    language, _sign, rest = mark.partition("_")
    number, _sign, rest = rest.partition("_")
    known, _sign, whose = rest.partition("_")
    if language not in LANGUAGES or not number.isdecimal() or whose != _fingerprint(plan) or len(known) != _HASH:
        return None
    events = Event.objects.of(organisation).filter(number=int(number), hash__startswith=known)
    return Origin(language, int(number)) if events.exists() else None


def _fingerprint(plan: PlanRow) -> str:
    return sha256(plan.slug.encode()).hexdigest()[:_PLAN]


def dossier_at(plan: PlanRow, organisation: Organisation, today: date, event: int) -> Dossier:
    """Return the draft and the registers as they stood after an event, with the versions that there were."""
    key = (organisation.state, plan.pk, today, event)
    return _dossiers.get(key, lambda: _built(plan, organisation, today, event))


def _built(plan: PlanRow, organisation: Organisation, today: date, event: int) -> Dossier:
    of_plan = Q(plan=plan) | Q(plan__isnull=True)
    entries = Entry.objects.of(organisation).filter(of_plan)
    positions = {(place, key): at for place, key, at in entries.values_list("place", "key", "position")}
    found: dict[tuple[str, str], tuple[str, bool]] = {}
    said = Revision.objects.of(organisation).filter(of_plan, event__lte=event).order_by("event", "pk")
    for place, key, body, gone in said.values_list("place", "key", "body", "gone"):
        found[place, key] = (body, gone)
    pieces = [
        Piece(place, key, positions.get((place, key), _LAST), body)
        for (place, key), (body, gone) in found.items()
        if not gone
    ]
    versions, sealed, digests = versions_of(plan, organisation)
    known = _versions_by(plan, organisation, event)
    history = History(versions=tuple(row for row in versions if row.number in known))
    return dossier_of(pieces, Dossier(today=today, history=history, sealed=sealed, sealed_digests=digests))


def _versions_by(plan: PlanRow, organisation: Organisation, event: int) -> frozenset[str]:
    """Return the numbers of the versions that there were when an event happened."""
    at = Event.objects.of(organisation).filter(number=event).values_list("at", flat=True).first()
    sealed = SealedVersion.objects.of(organisation).filter(plan=plan, sealed_at__lte=at) if at else ()
    return frozenset(row.number for row in sealed)
