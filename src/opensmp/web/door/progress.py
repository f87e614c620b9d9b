"""The reading of what was brought, as it goes on: a file a request, so that no page waits for more than one of them.

The first page shows that everything waits. It asks for the next file by itself: with script through htmx, without by the
page's own refresh. What was read is kept by this process; another one reads it again, and nothing else changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from opensmp.actions.brought import BroughtFile
from opensmp.i18n import LANGUAGES, Message, Refusal, Speakable, _, n_
from opensmp.intake.understanding import understand
from opensmp.web.addresses import address
from opensmp.web.desk import member_page
from opensmp.web.documents import source_of
from opensmp.web.door.reading import KEY, Door, is_sheet, tables_in
from opensmp.web.pages import page_context
from opensmp.web.speaking import language_of

TOLD = "door_told"
"""The place in the session where stands what became of each file."""
STATES: Mapping[str, tuple[str, Message]] = {
    "waiting": ("wait", _("Waits its turn")), "reading": ("live", _("Is being read")), "done": ("ok", _("Has been read")),
    "refused": ("stop", _("Refused")),
}  # fmt: skip


def begin(request: HttpRequest, door: Door) -> None:
    """Keep what somebody brought, of which nothing is read yet."""
    request.session[KEY] = door.kept()
    request.session[TOLD] = {}


def forget(request: HttpRequest) -> None:
    """Let go of what was brought; a plan holds it now."""
    for key in (KEY, TOLD):
        request.session.pop(key, None)


def has_refused(request: HttpRequest) -> bool:
    """Whether a file was refused, and nobody said yet that the others go on without it."""
    return any(each["state"] == "refused" for each in _told(request).values())


@member_page
def reading(request: HttpRequest) -> HttpResponse:
    """Show what became of each file; ``?step`` reads the next one. POST goes on without those that were refused."""
    door = Door.of(request.session.get(KEY))
    if door is None:
        return _leave(request, "door")
    if request.method == "POST":
        return _without_refused(request, door)
    told = _told(request)
    waiting = [number for number in range(len(door.files)) if str(number) not in told]
    if waiting and "step" in request.GET:
        told = {**told, str(waiting[0]): _read(door.files[waiting[0]])}
        request.session[TOLD] = told
        waiting = waiting[1:]
    if waiting or has_refused(request):
        return _show(request, door, told, waiting)
    return _leave(request, "door_check")


def _told(request: HttpRequest) -> dict[str, Any]:
    return dict(request.session.get(TOLD, {}))


def _read(file: BroughtFile) -> dict[str, Any]:
    """Read one file and return what became of it, in every language that the page may be asked for."""
    try:
        says = _found_in(file)
    except Refusal as trouble:
        hint = _spoken(trouble.hint) if trouble.hint else {}
        return {"state": "refused", "says": _spoken(trouble.says), "hint": hint}
    return {"state": "done", "says": _spoken(says), "hint": {}}


def _found_in(file: BroughtFile) -> Speakable:
    if is_sheet(file):
        tables = tables_in(file)
        rows = sum(len(each.grid.rows) for each in tables)
        return _(
            "{tables}, {rows}", tables=n_("{n} table", "{n} tables", len(tables)), rows=n_("{n} row", "{n} rows", rows)
        )
    source = source_of(file)
    headings, tables_found = len(understand(source).outline.headings), sum(1 for _table in source.tables)
    return _(
        "{headings}, {tables}", headings=n_("{n} heading", "{n} headings", headings), tables=n_("{n} table", "{n} tables", tables_found)
    )  # fmt: skip


def _spoken(words: Speakable) -> dict[str, str]:
    return {language: words.text(language) for language in LANGUAGES}


def _without_refused(request: HttpRequest, door: Door) -> HttpResponse:
    told = _told(request)
    refused = {int(number) for number, each in told.items() if each["state"] == "refused"}
    left = tuple(each for number, each in enumerate(door.files) if number not in refused)
    if not left:
        forget(request)
        return redirect("door")
    kept = [
        each
        for _number, each in sorted((int(number), each) for number, each in told.items())
        if each["state"] != "refused"
    ]
    request.session[KEY] = replace(door.uncorrected(), files=left).kept()
    request.session[TOLD] = {str(number): each for number, each in enumerate(kept)}
    return redirect("door_reading")


def _show(request: HttpRequest, door: Door, told: Mapping[str, Any], waiting: list[int]) -> HttpResponse:
    language = language_of(request)
    files = []
    for number, file in enumerate(door.files):
        each = told.get(str(number))
        state = each["state"] if each else "reading" if number == waiting[0] else "waiting"
        says = each["says"][language] if each else ""
        files.append((file.name, file.size, STATES[state], says, each["hint"].get(language, "") if each else ""))
    refused = sum(1 for each in told.values() if each["state"] == "refused")
    part = "door/progress.html" if request.headers.get("HX-Request") else "door/reading.html"
    context = {
        "files": files, "waiting": len(waiting), "refused": refused, "done": len(told), "good": len(told) - refused,
        "step": f"{address('door_reading', '', '', {})}?step={len(told) + 1}",
    }  # fmt: skip
    return render(request, part, page_context(request) | context)


def _leave(request: HttpRequest, name: str) -> HttpResponse:
    """Go on to another page, also from a part of a page that htmx asked for."""
    if not request.headers.get("HX-Request"):
        return redirect(name)
    answer = HttpResponse(status=204)
    answer["HX-Redirect"] = address(name, "", "", {})
    return answer
