"""Bringing documents: choose them, look at what was understood, put right what was not, make the draft."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from opensmp.actions.beginning import free_slug, may_begin, person_of, today
from opensmp.actions.opening import hold, open_plan
from opensmp.exchange.beginning import short
from opensmp.i18n import LANGUAGES, Message, Plural, Refused, Unreadable, _, n_
from opensmp.intake.reading import Changes
from opensmp.intake.source import Source
from opensmp.plan.plan import SECTIONS
from opensmp.web.addresses import address
from opensmp.web.desk import account_of, member_page
from opensmp.web.documents import MOST_FILES
from opensmp.web.door.progress import begin, forget, has_refused
from opensmp.web.door.reading import KEY, Door, Reading, read_all, sources_of
from opensmp.web.door.shown import aside_of, doubts_of, files_of, sheets_shown
from opensmp.web.door.words import ASIDE, NO_HEADING, home_choices, kind_choices, listed, section_title
from opensmp.web.pages import page_context
from opensmp.web.speaking import language_of

ENDINGS = ".docx,.md,.html,.htm,.txt,.pdf,.xlsx,.csv"
_TRACKED = frozenset({"insertion", "deletion", "move"})
_MOST_TRACKED = 12
_CHOICES: Mapping[str, Changes] = {"accept": "accept", "reject": "reject"}


@member_page
def bring(request: HttpRequest) -> HttpResponse:
    """Choose documents; POST keeps them, and the reading begins."""
    problems: list[tuple[str, str]] = []
    status = 200
    if request.method == "POST":
        try:
            door = _brought(request)
        except (Refused, Unreadable) as trouble:
            problems, status = [("id_documents", trouble.text(language_of(request)))], trouble.status
        else:
            begin(request, door)
            return redirect("door_reading")
    allowed = may_begin(account_of(request))
    return _show(
        request, "door/bring.html", status, problems=problems, faults=dict(problems), allowed=allowed, endings=ENDINGS,
        language_given=request.POST.get("language", ""),
    )  # fmt: skip


@member_page
def check(request: HttpRequest) -> HttpResponse:
    """Source and understanding side by side. POST takes an answer, and makes the draft where that is asked for."""
    door = Door.of(request.session.get(KEY))
    if door is None or has_refused(request):
        return redirect("door_reading" if door else "door")
    try:
        tracked = [source for source in sources_of(door).values() if source.unresolved]
        if tracked:
            return _resolve(request, door, tracked)
        made = read_all(door, today())
        return _answered(request, door, made) if request.method == "POST" else _page(request, door, made)
    except Unreadable as trouble:
        messages.error(request, trouble.text(language_of(request)))
        return redirect("door")


# Choosing -----------------------------------------------------------------------------------------------------------------


def _brought(request: HttpRequest) -> Door:
    files = request.FILES.getlist("documents")
    if not files:
        raise Unreadable(_("Choose at least one document."))
    if len(files) > MOST_FILES:
        raise Unreadable(
            _("Bring up to {n} files at once.", n=MOST_FILES), _("Begin with the plan; registers can follow.")
        )
    account, chosen = account_of(request), request.POST.get("language", "")
    held = tuple(hold(account, each.name or "plan", each.chunks()) for each in files)
    return Door(held, chosen if chosen in LANGUAGES else "")


# Tracked changes ----------------------------------------------------------------------------------------------------------


def _resolve(request: HttpRequest, door: Door, tracked: list[Source]) -> HttpResponse:
    """Ask what becomes of tracked changes that nobody resolved; nothing is read on before somebody says so."""
    problems: list[tuple[str, str]] = []
    if request.method == "POST":
        chosen = _CHOICES.get(request.POST.get("changes", ""))
        if chosen is not None:
            request.session[KEY] = replace(door, changes=chosen).kept()
            return redirect("door_check")
        problems = [("id_changes", _say(request, _("Choose what becomes of the tracked changes.")))]
    rows = [(source.name, _said_of(source), list(_changes(source)), source.unresolved) for source in tracked]
    return _show(
        request, "door/changes.html", 422 if problems else 200, problems=problems, faults=dict(problems),
        rows=[(name, says.text(language_of(request)), found, max(0, n - len(found))) for name, says, found, n in rows],
    )  # fmt: skip


def _said_of(source: Source) -> Plural:
    authors = tuple(sorted({mark.author for mark in source.marks if mark.kind in _TRACKED and mark.author})) or ("?",)
    return n_(
        "{file} holds {n} tracked change that nobody resolved, by {authors}.",
        "{file} holds {n} tracked changes that nobody resolved, by {authors}.", source.unresolved, file=source.name, authors=authors,
    )  # fmt: skip


def _changes(source: Source) -> Iterator[tuple[str, str, str, date | None]]:
    """Yield the first changes: how they are marked, their words, who made them, and on which day."""
    shown = [mark for mark in source.marks if mark.kind in _TRACKED]
    for mark in shown[:_MOST_TRACKED]:
        yield mark.kind, mark.text[:300], mark.author, _day(mark.date)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


# Looking and answering ----------------------------------------------------------------------------------------------------


def _page(
    request: HttpRequest, door: Door, made: Reading, status: int = 200, problems: list[tuple[str, str]] | None = None
) -> HttpResponse:
    language = language_of(request)
    files = files_of(door, made, language, request.GET.get("change", ""))
    pairs = [pair for file in files for pair in file.pairs if pair.key]
    named = [section_title(key, language) for key in SECTIONS if key in made.draft.sections]
    return _show(
        request, "door/check.html", status, door=door, files=files, made=made, named=named, headings=len(pairs), problems=problems or [],
        asking=sum(1 for pair in pairs if pair.asks), aside=aside_of(made, language), doubts=doubts_of(made, language),
        sheets=sheets_shown(made, language, door), groups=home_choices(language), listed=listed(), kinds=kind_choices(language),
        aside_value=ASIDE, none_value=NO_HEADING, faults=dict(problems or []), anyway=request.POST.get("anyway", ""),
        name=request.POST.get("organisation", made.draft.dossier.organisation.name),
    )  # fmt: skip


def _answered(request: HttpRequest, door: Door, made: Reading) -> HttpResponse:
    if request.POST.get("do") == "anew":
        request.session[KEY] = door.uncorrected().kept()
        return redirect("door_check")
    corrected = _corrected(request, door, made)
    if corrected != door:
        request.session[KEY] = corrected.kept()
    about, _sign, number = request.POST.get("do", "").partition("-")
    if about == "columns" and number.isdecimal():
        return redirect("door_columns", number=int(number))
    if about != "make":
        return redirect("door_check")
    return _make(request, corrected, made if corrected == door else read_all(corrected, today()))


def _corrected(request: HttpRequest, door: Door, made: Reading) -> Door:
    """Return what was said, with every answer that differs from what was understood."""
    files = files_of(door, made, language_of(request), "")
    for pair in (pair for file in files for pair in file.pairs):
        answer = request.POST.get(pair.key) if pair.key else None
        if answer == NO_HEADING:
            door = door.with_line(*_place(pair.key))
        elif answer is not None and answer != (pair.value or ASIDE) and answer in {*listed(), ASIDE}:
            door = door.with_home(*_place(pair.key), "" if answer == ASIDE else answer)
        for table in pair.tables:
            kind = request.POST.get(table.key)
            if kind is not None and kind != table.value and kind in {"", *dict(kind_choices("en"))}:
                door = door.with_table(*_place(table.key), kind)
    return door


def _place(key: str) -> tuple[int, int]:
    _about, number, at = key.split("-")
    return int(number), int(at)


# The draft ----------------------------------------------------------------------------------------------------------------


def _make(request: HttpRequest, door: Door, made: Reading) -> HttpResponse:
    name = request.POST.get("organisation", "").strip()[:200]
    problems: list[tuple[str, str]] = []
    if not name:
        problems.append(("id_organisation", _say(request, _("Write the name of the organisation."))))
    if not made.is_plan and not request.POST.get("anyway"):
        problems.append(
            ("id_anyway", _say(request, _("Say that this is a plan all the same, or choose another document.")))
        )
    if problems:
        return _page(request, door, made, 422, problems)
    account, dossier = account_of(request), made.draft.dossier
    try:
        plan = open_plan(
            account, free_slug(short(name)), name, dossier, person_of(account, dossier), door.files, door.kept()
        )  # fmt: skip
    except Refused as trouble:
        return _page(request, door, made, trouble.status, [("id_organisation", trouble.text(language_of(request)))])
    forget(request)
    messages.success(request, _say(request, _TOLD))
    return redirect(address("home", plan.organisation.slug, plan.slug, {}))


_TOLD = _(
    "The draft stands. What was kept aside, and what became of everything else, is in Settings under Documents you began with."
)


def _say(request: HttpRequest, words: Message | Plural) -> str:
    return words.text(language_of(request))


def _show(request: HttpRequest, template: str, status: int, **context: Any) -> HttpResponse:
    return render(request, template, page_context(request) | context, status=status)
