"""What a plan was begun with: its documents, what was kept aside and reported; and throwing the draft away while nothing was done."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from opensmp.actions.opening import is_untouched, opening_of, throw_away
from opensmp.i18n import Refused, Unreadable, _
from opensmp.store.models import Import
from opensmp.web.desk import Desk, page
from opensmp.web.door.progress import begin
from opensmp.web.door.reading import Door, read_all
from opensmp.web.door.shown import aside_of, doubts_of, files_of, sheets_shown


@page("read_draft")
def brought(desk: Desk) -> HttpResponse:
    """The documents, and the account of them as it was when the draft was made."""
    opening = opening_of(desk.organisation)
    return _show(desk, opening)


@page("change_settings")
def discard(desk: Desk) -> HttpResponse:
    """POST throws the draft away and goes back to the reading, where nothing was done since."""
    opening = opening_of(desk.organisation)
    if desk.request.method != "POST" or opening is None:
        return desk.go("brought")
    try:
        thrown = throw_away(desk.actor)
    except Refused as trouble:
        return _show(desk, opening, trouble.status, trouble.text(desk.language))
    before = Door.of(thrown.options)
    if before is not None:
        begin(desk.request, before)
    messages.success(
        desk.request,
        desk.say(_("The draft is thrown away. Your documents are read as before; nothing of them is lost.")),
    )
    return redirect("door_check")


def _show(desk: Desk, opening: Import | None, status: int = 200, problem: str = "") -> HttpResponse:
    door = Door.of(opening.options) if opening else None
    lost = ""
    made = None
    try:
        made = read_all(door, desk.today) if door else None
    except Unreadable as trouble:
        lost = trouble.text(desk.language)
    return desk.show(
        "door/brought.html", status=status, opening=opening, door=door, lost=lost, problem=problem,
        files=files_of(door, made, desk.language, "") if door and made else (),
        aside=aside_of(made, desk.language) if made else [], doubts=doubts_of(made, desk.language) if made else [],
        sheets=sheets_shown(made, desk.language, door) if door and made else [],
        untouched=bool(opening and desk.may("change_settings") and is_untouched(desk.organisation, opening)),
    )  # fmt: skip
