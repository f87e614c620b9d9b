"""The pages of one row: read it, add one, change it, take it out. A slice gives them their addresses and permissions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from opensmp.actions.editing import Change, Conflict, edit
from opensmp.dossier.reliance import TABLES
from opensmp.exchange.errors import Unreadable
from opensmp.i18n import Message, _
from opensmp.plan.plan import SECTIONS
from opensmp.web.answers import Answers
from opensmp.web.desk import Desk
from opensmp.web.forms import ValueForm
from opensmp.web.names import KINDS as WORDS
from opensmp.web.names import Names
from opensmp.web.rows.facts import Facts, Linked
from opensmp.web.rows.findings import flaws_of
from opensmp.web.rows.kinds import KINDS, WITH_KIND, Kind, fixed_id
from opensmp.web.rows.merging import Merged, merged
from opensmp.web.rows.offers import offers_of
from opensmp.web.rows.uses import Use, uses_of
from opensmp.web.rows.whereto import address_of, row_address
from opensmp.web.saving import (
    Clash,
    Held,
    gone_at,
    held_at,
    may_change,
    must_change,
    problems_in_words,
    save,
    tongue_of,
)
from opensmp.web.seen import seen_dossier


class UseGroup(NamedTuple):
    """The places of one table that name a row."""

    word: str
    items: tuple[Linked, ...]


def kind_of(key: str, *families: str) -> Kind:
    """Return a table by the word in its address; 404 for any other word."""
    found = KINDS.get(key)
    if found is None or found.family not in families:
        raise Http404
    return found


def show_row(desk: Desk, kind: Kind, key: str, template: str = "rows/row.html", **more: Any) -> HttpResponse:
    """Show a row with everything it says, what names it, and what was found about it."""
    dossier = seen_dossier(desk)
    row = next((each for each in _rows(dossier, kind) if each.id == key), None)
    if row is None:
        raise Http404
    desk.here = kind.page
    names = Names(dossier, desk.language)
    uses = uses_of(desk, dossier).get((kind.reference, key), ())
    context = {
        "kind": kind, "row": row, "title": names.of(kind.reference, key), "facts": Facts(desk, names).of(kind.asks, row),
        "flaws": flaws_of(desk).of(kind.place, key), "uses": use_groups(desk, names, uses), "may_edit": may_change(desk, kind.place, key),
        "edit_href": form_address(desk, kind, "edit", key), "remove_href": form_address(desk, kind, "remove", key),
        "where": lambda place: address_of(desk, place),
    }  # fmt: skip
    return desk.show(template, **context, **more)


def add_row(desk: Desk, kind: Kind, begin: dict[str, str] | None = None) -> HttpResponse:
    """Show the form of a new row, or store it."""
    desk.here = kind.page
    if refused := not_yours(desk, kind, "", desk.url(kind.page)):
        return refused
    form = form_for(desk, kind, None, begin={"id": next_id(desk, kind), **(begin or {})})
    if desk.request.method == "POST" and not form.grows:
        made = form.read()
        if made is not None:
            saved = save(desk, form, Change(kind.place, made.id, "", made))
            if saved == "saved":
                tell(desk, _("{kind} {id} was added.", kind=kind.one, id=made.id))
                return redirect(row_address(desk, kind.key, made.id))
    return _form_page(desk, kind, form, kind.add, back=desk.url(kind.page))


def change_row(desk: Desk, kind: Kind, key: str) -> HttpResponse:
    """Show the form of a row, or store what was typed; where somebody was faster, both texts."""
    desk.here = kind.page
    if refused := not_yours(desk, kind, key, row_address(desk, kind.key, key)):
        return refused
    posted = desk.request.method == "POST"
    held = held_at(desk, kind.place, key)
    value = held.value if held else gone_at(desk, kind.place, key) if posted else None
    if value is None:
        raise Http404
    form = form_for(desk, kind, value)
    clash: Clash | None = None
    both: Merged | None = None
    seen = held.digest if held else ""
    if posted:
        seen = desk.request.POST.get("seen", "")
        made = None if form.grows else form.read()
        saved = save(desk, form, Change(kind.place, key, seen, made)) if made is not None else "problem"
        if saved == "saved":
            tell(desk, _("{kind} {id} was saved.", kind=kind.one, id=key))
            return redirect(row_address(desk, kind.key, key))
        if isinstance(saved, Clash):
            clash, both = saved, merged(desk, form, saved, seen, kind.place, key)
            form.answers, seen = Answers(both.answers), saved.digest
    back = row_address(desk, kind.key, key)
    title = Message(kind.change.template, (("id", key),))
    return _form_page(desk, kind, form, title, back, seen=seen, clash=clash, both=both)


def remove_row(desk: Desk, kind: Kind, key: str) -> HttpResponse:
    """Ask before a row is taken out, say what still names it, and take it out."""
    desk.here = kind.page
    if refused := not_yours(desk, kind, key, row_address(desk, kind.key, key)):
        return refused
    held = _held(desk, kind, key)
    errors: Sequence[tuple[str, str]] = ()
    if desk.request.method == "POST":
        try:
            reason = desk.request.POST.get("reason", "").strip()
            edit(desk.actor, desk.plan, [Change(kind.place, key, desk.request.POST.get("seen", ""), None)], reason)
        except Unreadable as trouble:
            errors = problems_in_words(desk, trouble)
        except Conflict as conflict:
            errors = [("", " ".join(part.text(desk.language) for part in (conflict.says, conflict.hint) if part))]
        else:
            tell(desk, _("{kind} {id} was taken out.", kind=kind.one, id=key))
            return desk.go(kind.page)
    names = Names(desk.dossier, desk.language)
    uses = use_groups(desk, names, uses_of(desk, desk.dossier).get((kind.reference, key), ()))
    return desk.show(
        "rows/remove.html", status=422 if errors else 200, kind=kind, key=key, title=names.of(kind.reference, key), seen=held.digest,
        uses=uses, errors=errors, back=row_address(desk, kind.key, key),
    )  # fmt: skip


def not_yours(desk: Desk, kind: Kind, key: str, back: str) -> HttpResponse | None:
    """Lead whoever only looks back to the row, with a word on who may change it; refuse a change at once."""
    if may_change(desk, kind.place, key):
        return None
    if desk.request.method == "POST":
        must_change(desk, kind.place, key)
    messages.warning(desk.request, desk.say(_("Only whoever keeps this part, or owns the plan, changes it.")))
    return redirect(back)


def tell(desk: Desk, says: Message) -> None:
    """Say on the next page what was done."""
    messages.success(desk.request, says.text(desk.language))


def form_for(desk: Desk, kind: Kind, value: Any, begin: dict[str, str] | None = None) -> ValueForm:
    """Return the form of a row, with what was posted where something was."""
    names = Names(desk.dossier, desk.language)
    sent = desk.request.POST if desk.request.method == "POST" else None
    asks = kind.asks if value is None else fixed_id(kind.asks)
    return ValueForm(
        kind.record, asks, names, tongue_of(desk), value=value, sent=sent, offers=offers_of(names), begin=begin
    )


def form_address(desk: Desk, kind: Kind, verb: str, key: str = "") -> str:
    """Return the address at which a row is added, changed or taken out."""
    parts = {"kind": kind.key} if kind.family in WITH_KIND else {}
    return desk.url(f"{kind.family}_{verb}", **parts, **({"key": key} if key else {}))


def _form_page(
    desk: Desk, kind: Kind, form: ValueForm, title: Message, back: str, *, seen: str = "", clash: Clash | None = None,
    both: Merged | None = None,
) -> HttpResponse:  # fmt: skip
    status = 409 if clash else 422 if form.problems else 200
    return desk.show(
        "rows/form.html", status=status, kind=kind, form=form, title=title, back=back, seen=seen, clash=clash, both=both
    )


def _held(desk: Desk, kind: Kind, key: str) -> Held:
    held = held_at(desk, kind.place, key)
    if held is None:
        raise Http404
    return held


def _rows(dossier: Any, kind: Kind) -> tuple[Any, ...]:
    held = dossier
    for name in kind.place.split("/"):
        held = getattr(held, name)
    return tuple(held)


def next_id(desk: Desk, kind: Kind) -> str:
    """Return the id that would come next where the ids of a table are counted: S-33 after S-32."""
    ids = [row.id for row in _rows(desk.dossier, kind)]
    counted = [(each.rstrip("0123456789"), each[len(each.rstrip("0123456789")) :]) for each in ids]
    numbers = {
        begin: max(int(tail) for head, tail in counted if head == begin and tail) for begin, tail in counted if tail
    }
    if not ids:
        return kind.first
    if not numbers:
        return ""
    begin = max(numbers, key=lambda head: sum(each.startswith(head) for each in ids))
    width = len(next(tail for head, tail in counted if head == begin and tail))
    return f"{begin}{numbers[begin] + 1:0{width}d}"


def use_groups(desk: Desk, names: Names, uses: Iterable[Use]) -> tuple[UseGroup, ...]:
    """Return what names a row, table by table, each place with its page."""
    grouped: dict[str, list[Linked]] = {}
    for use in uses:
        href = address_of(desk, "/".join(filter(None, (use.place, use.key))))
        grouped.setdefault(_place_word(use.place, names), []).append(Linked(_use_name(names, use), href))
    return tuple(UseGroup(word, tuple(items)) for word, items in grouped.items())


def _use_name(names: Names, use: Use) -> str:
    if not use.key:
        return _("Text of the section").text(names.language)
    if use.place == "plan/practices/practices":
        return names.of("practice", use.key)
    for field in (
        "name",
        "title",
        "statement",
        "sentence",
        "activity",
        "subject",
        "text",
        "purpose",
        "instrument",
        "reason",
    ):
        held = getattr(use.row, field, None)
        if held:
            words = held if isinstance(held, str) else held.text(names.language)
            return words if len(words) < 90 else words[:88].rsplit(" ", 1)[0] + " …"
    service = getattr(use.row, "service", None) or getattr(use.row, "supplier", None)
    return names.of("service" if getattr(use.row, "service", None) else "supplier", service) if service else use.key


def _place_word(place: str, names: Names) -> str:
    if place in _WORD_OF:
        return _WORD_OF[place].text(names.language)
    parts = place.split("/")
    number = SECTIONS.index(parts[1]) + 1 if len(parts) > 1 and parts[1] in SECTIONS else 0
    if number:
        return _("Section {number} of the plan", number=str(number)).text(names.language)
    return _("Commitments").text(names.language)


_WORD_OF = {
    **{kind.place: WORDS.get(kind.reference, kind.one) for kind in KINDS.values()},
    **{"/".join(table): WORDS[reference] for reference, table in TABLES.items()},
}
"""What the rows of each table are called."""
