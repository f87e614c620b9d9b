"""The columns of one table of a spreadsheet: what each was taken for, put right by hand, with what that changes before it is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from opensmp.actions.beginning import today
from opensmp.i18n import Message, Plural, Unreadable, _, n_
from opensmp.intake.grids import KINDS, PAIRS, meaning_as
from opensmp.intake.sheets import Mappings, SheetRead, SheetTable, is_column, understood
from opensmp.intake.source import Cell
from opensmp.intake.vocabulary import columns_of
from opensmp.web.addresses import address
from opensmp.web.desk import member_page
from opensmp.web.door.reading import KEY, Door, Reading, read_all
from opensmp.web.door.words import SET_BY_YOU, kind_choices, kind_words
from opensmp.web.pages import page_context
from opensmp.web.speaking import language_of

Said = Mapping[str, Any]
"""What a table holds: a register, and a field by the name of each column."""
_ROWS, _EXAMPLES, _LONGEST = 3, 2, 60
_ASIDE = _("Kept aside")


class Column(NamedTuple):
    """A column of the table. ``place`` is where it stands; ``field`` what it fills, empty where it is kept aside."""

    place: int
    header: str
    examples: tuple[str, ...]
    field: str
    status: tuple[str, Message | Plural]


class Change(NamedTuple):
    """A column that would be read otherwise than before."""

    header: str
    before: str
    after: str


@member_page
def columns(request: HttpRequest, number: int) -> HttpResponse:
    """Show the columns. POST shows what an answer would change, keeps it, or goes back to what was proposed."""
    door = Door.of(request.session.get(KEY))
    if door is None:
        return redirect("door")
    try:
        made = read_all(door, today())
        if number >= len(made.sheets):
            raise Http404
        if request.method == "POST":
            return _answered(request, door, made, number)
    except Unreadable as trouble:
        messages.error(request, trouble.text(language_of(request)))
        return redirect("door")
    return _show(request, door, made, number, made)


def _answered(request: HttpRequest, door: Door, made: Reading, number: int) -> HttpResponse:
    file, sheet = made.sheet_numbers[number], made.sheets[number]
    do = request.POST.get("do")
    if do == "forget":
        request.session[KEY] = door.with_columns(file, sheet.key, None).kept()
        return redirect("door_columns", number=number)
    said = _said(request.POST, sheet)
    problems = list(_problems(said, sheet, language_of(request))) if do == "keep" else []
    proposed = door.with_columns(file, sheet.key, said)
    if do == "keep" and not problems:
        if said != _held(sheet):
            request.session[KEY] = proposed.kept()
        return redirect(address("door_check", "", "", {"anchor": "sheets"}))
    return _show(request, proposed, read_all(proposed, today()), number, made, problems)


def _said(posted: QueryDict, sheet: SheetRead) -> Said:
    """Return the answer; where another register was chosen, its columns are proposed anew."""
    before = sheet.meaning.kind if sheet.meaning else ""
    kind = posted.get("register", before)
    if kind not in {"", *dict(kind_choices("en"))}:
        kind = before
    if kind != posted.get("was", before):
        return _held(sheet, kind)
    names = {words: posted.get(f"column-{at}", "") for at, words in _headers(sheet)}
    return {
        "register": kind,
        "columns": {words: name if is_column(kind, name, words) else "" for words, name in names.items()},
    }


def _held(sheet: SheetRead, kind: str | None = None) -> Said:
    """Return what a table was taken for, or what its columns would be as another kind of register."""
    meaning = sheet.meaning if kind is None else meaning_as(sheet.grid, kind) if kind else None
    known = meaning.columns if meaning else {}
    return {
        "register": meaning.kind if meaning else "",
        "columns": {words: known.get(at, "") for at, words in _headers(sheet)},
    }


def _headers(sheet: SheetRead) -> Iterator[tuple[int, str]]:
    """Yield the columns that have a name; of two with the same one the first, because both are read alike."""
    seen: set[str] = set()
    for at, words in enumerate(sheet.header):
        if words and words not in seen:
            seen.add(words)
            yield at, words


def _problems(said: Said, sheet: SheetRead, language: str) -> Iterator[tuple[str, str]]:
    """Yield why an answer cannot be kept: without a column that names the row, no row could be told from another."""
    kind = said["register"]
    keys = KINDS[kind][0] if kind in KINDS else ("activity",) if kind == "Duty" else ()
    if keys and not set(keys) & set(said["columns"].values()):
        names = tuple(columns_of(kind)[key].text(language) for key in keys)
        words = _("Choose a column for {fields}: without one of them nothing can be read.", fields=names)
        yield f"id_column-{next((at for at, _words in _headers(sheet)), 0)}", words.text(language)


# The page -----------------------------------------------------------------------------------------------------------------


def _show(
    request: HttpRequest, door: Door, made: Reading, number: int, before: Reading, problems: list[tuple[str, str]] | None = None
) -> HttpResponse:  # fmt: skip
    language = language_of(request)
    sheet = made.sheets[number]
    kind = sheet.meaning.kind if sheet.meaning else ""
    is_said = door.is_said(made.sheet_numbers[number], sheet.key)
    context = {
        "number": number, "sheet": sheet, "kind": kind, "taken": kind_words(kind, language) if kind else "",
        "kinds": kind_choices(language), "fields": _fields(kind, language), "is_matrix": kind == "Duty", "is_pairs": kind in PAIRS,
        "columns": list(_columns(made, number)), "preview": _preview(sheet, language),
        "changes": list(_changes(before.sheets[number], sheet, language)), "is_kept": made is before, "is_said": is_said,
        "unread": sum(1 for each in made.draft.doubts if sheet.holds(each.place)), "problems": problems or [],
    }  # fmt: skip
    return render(request, "door/columns.html", page_context(request) | context, status=422 if problems else 200)


ROLE = _("A role and its letters")


def _fields(kind: str, language: str) -> list[tuple[str, str]]:
    return [(name, label.text(language)) for name, label in columns_of(kind).items()] if kind else []


def _columns(made: Reading, number: int) -> Iterator[Column]:
    sheet = made.sheets[number]
    held = sheet.meaning.columns if sheet.meaning else {}
    proposed = _held(understood(SheetTable(sheet.file, sheet.sheet, sheet.first_row, sheet.grid), Mappings()))
    same_kind = sheet.meaning is not None and proposed["register"] == sheet.meaning.kind
    unread = Counter(each.name for each in made.draft.doubts if sheet.holds(each.place))
    uses = Counter(held.values())
    for at, words in _headers(sheet):
        name = held.get(at, "")
        is_said = not same_kind or proposed["columns"].get(words, "") != name
        yield Column(at, words, tuple(_examples(sheet, at)), name, _status(name, unread[name], uses[name], is_said))


def _status(name: str, unread: int, uses: int, is_said: bool) -> tuple[str, Message | Plural]:
    if not name:
        return "wait", _ASIDE
    if unread:
        return "warn", n_("{n} cell cannot be read so", "{n} cells cannot be read so", unread)
    if uses > 1:
        return "wait", _("Joined with another column")
    return "ok", SET_BY_YOU if is_said else _("Recognised")


def _examples(sheet: SheetRead, at: int) -> Iterator[str]:
    found = dict.fromkeys(text for _n, row in sheet.grid.rows if (text := _cell(row, at)))
    yield from list(found)[:_EXAMPLES]


def _cell(row: tuple[Cell, ...], at: int) -> str:
    text = " ".join(row[at].text.split()) if at < len(row) else ""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _changes(before: SheetRead, after: SheetRead, language: str) -> Iterator[Change]:
    first, second = _held(before), _held(after)
    for words in second["columns"]:
        said = _name(first, words, language), _name(second, words, language)
        if said[0] != said[1]:
            yield Change(words, *said)


def _name(said: Said, words: str, language: str) -> str:
    """Return what a column was taken for, with the register where that says more."""
    name = said["columns"].get(words, "")
    if not name:
        return _ASIDE.text(language)
    kind = said["register"]
    if name.startswith("cells:"):
        return ROLE.text(language)
    label = columns_of(kind)[name].text(language)
    return f"{kind_words(kind, language)} › {label}"


def _preview(sheet: SheetRead, language: str) -> tuple[list[str], list[list[str]]]:
    """Return the first rows as the register would hold them: the names of the fields, and the cells."""
    rows = sheet.gathered.rows[:_ROWS]
    names = list(dict.fromkeys(sheet.meaning.columns.values())) if sheet.meaning else []
    known = columns_of(sheet.meaning.kind) if sheet.meaning else {}
    titles = [known[name].text(language) if name in known else name.removeprefix("cells:") for name in names]
    return titles, [[" ".join(row.cells.get(name, "").split())[:_LONGEST] for name in names] for row in rows]
