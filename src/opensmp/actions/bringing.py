"""Bringing a folder's text into the draft: what differs becomes one event; versions and approvals never come this way."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.actions.deed import Actor
from opensmp.actions.editing import Change, edit
from opensmp.dossier import Dossier
from opensmp.i18n import Refused, _
from opensmp.store.mapping import SHARED, digest_of_body, pieces_of, places, read_body
from opensmp.store.models import Entry, PlanRow

PROPOSED = ("plan", *SHARED)
"""The parts that a folder may propose. History, sealed versions, acceptances and verdicts are the workspace's own."""


def bring(actor: Actor, plan: PlanRow, dossier: Dossier, reason: str) -> int:
    """Make the draft and the registers say what the dossier says; return how many entries changed.

    Raises Refused where nothing differs.
    """
    changes = list(differences(plan, dossier))
    if not changes:
        raise Refused(_("The folder and the draft say the same."))
    edit(actor, plan, changes, reason)
    return len(changes)


def differences(plan: PlanRow, dossier: Dossier) -> Iterator[Change]:
    """Yield the changes that turn the stored entries into those of the dossier, removals last."""
    rows = Entry.objects.of(plan.organisation_id)
    stored = {(row.place, row.key): row for row in rows.filter(plan=plan) | rows.filter(plan__isnull=True)}
    wanted = [piece for piece in pieces_of(dossier) if piece.place.split("/")[0] in PROPOSED]
    for piece in wanted:
        held = stored.get((piece.place, piece.key))
        if held is None or held.digest != digest_of_body(piece.body):
            value = read_body(piece.place, piece.body).value
            yield Change(piece.place, piece.key, held.digest if held else "", value, piece.position)
    kept = {(piece.place, piece.key) for piece in wanted}
    for (place, key), row in stored.items():
        if (place, key) not in kept and place in places() and place.split("/")[0] in PROPOSED and key:
            yield Change(place, key, row.digest, None)
