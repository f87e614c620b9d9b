"""The pages of Write: the list of what there is to write, one entry with its guidance, a list, and the history of an entry."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect

from opensmp.actions.editing import Change, Conflict, edit
from opensmp.exchange.errors import Unreadable
from opensmp.i18n import Forbidden, Refused, _
from opensmp.plan.plan import SECTIONS
from opensmp.web.answers import Ask
from opensmp.web.desk import Desk, page
from opensmp.web.forms import Field, ValueForm
from opensmp.web.names import Names
from opensmp.web.plan.margin import naming_for
from opensmp.web.plan.places import may_edit, read_address
from opensmp.web.plan.writing import check, overview
from opensmp.web.plan.writing.conflict import conflict_page, resolved
from opensmp.web.plan.writing.flowing import as_stored, flown
from opensmp.web.plan.writing.guide import guide_of, promises_beside
from opensmp.web.plan.writing.history import restore, turns_of
from opensmp.web.plan.writing.references import references_of
from opensmp.web.plan.writing.subject import Subject, address, offers, practice_subject, row_subject, section_subject
from opensmp.web.saving import Clash, Held, clash_of, held_at, save, tongue_of
from opensmp.web.shapes import shapes_of
from opensmp.web.telling import tell


@page("edit_own_section")
def write(desk: Desk) -> HttpResponse:
    """What there is to write: one's own first."""
    return desk.show("plan/write.html", mine=overview.mine(desk), others=overview.others(desk))


@page("edit_own_section")
def section(desk: Desk, section: str) -> HttpResponse:
    """One section's own fields; ``part`` of the address chooses which of them."""
    if section == "commitments":
        return desk.go("write_table", section=section, table="commitments")
    return _entry(desk, section_subject(desk, section, desk.request.GET.get("part", "")))


@page("edit_own_section")
def practice(desk: Desk, practice: str) -> HttpResponse:
    """One practice."""
    return _entry(desk, practice_subject(desk, practice))


@page("edit_own_section")
def table(desk: Desk, section: str, table: str) -> HttpResponse:
    """The rows of a list."""
    subject = row_subject(desk, section, table, "")
    _must(desk, subject)
    desk.here = "write"
    return desk.show(
        "plan/write_table.html",
        subject=subject,
        rows=overview.rows_of(desk, section, table),
        contents=overview.contents(desk, subject),
        new=address(desk, subject),
        table=table,
    )


@page("edit_own_section")
def row(desk: Desk, section: str, table: str, key: str = "") -> HttpResponse:
    """One row of a list, or a new one."""
    return _entry(desk, row_subject(desk, section, table, key))


@page("edit_own_section")
def history(desk: Desk) -> HttpResponse:
    """The revisions of an entry, and going back to one."""
    asked = desk.request.POST or desk.request.GET
    place, key = f"plan/{asked.get('place', '')}", asked.get("key", "")
    if not may_edit(desk, place, key):
        raise Forbidden(_("Somebody else keeps this."), _("The version that is in force stands under Read."))
    errors: list[tuple[str, str]] = []
    if desk.request.method == "POST":
        try:
            restore(desk, place, key, int(asked["revision"]) if asked.get("revision", "").isdecimal() else 0)
        except Refused as refused:
            errors = [("", desk.say(refused.says))]
        else:
            tell(desk, "success", _("The earlier text stands again, as the newest revision."))
            return redirect(desk.url("write_history", place=asked["place"], key=key or None))
    desk.here = "write"
    return desk.show(
        "plan/write_history.html",
        status=409 if errors else 200,
        turns=turns_of(desk, place, key),
        place=asked.get("place", ""),
        key=key,
        title=overview.title_of(desk, place, key),
        back=overview.address_of(desk, place, key),
        errors=errors,
    )


def _must(desk: Desk, subject: Subject) -> None:
    if may_edit(desk, subject.place, subject.key):
        return
    keeper = desk.dossier.plan.section(subject.section).keeper if subject.section in SECTIONS else None
    named = Names(desk.dossier, desk.language).holder(keeper)
    raise Forbidden(
        _("{name} keeps this section.", name=named) if named else _("Somebody else keeps this section."),
        _("You can comment on it under Read, or ask the SMS owner to make you its keeper."),
    )


class Sent(NamedTuple):
    """What was posted, with the entry it is about."""

    subject: Subject
    held: Held | None
    form: ValueForm
    fields: QueryDict


def _entry(desk: Desk, subject: Subject) -> HttpResponse:
    _must(desk, subject)
    desk.here = "write"
    held = held_at(desk, subject.place, subject.key) if subject.key or subject.is_section else None
    if subject.key and held is None:
        raise Http404
    if desk.request.method == "POST":
        posted = desk.request.POST
        fields: QueryDict = resolved(desk, subject, posted) if "merge" in posted else posted
        return _posted(desk, Sent(subject, held, _form(desk, subject, held.value if held else None, fields), fields))
    value = held.value if held else None
    fix = desk.request.GET.get("fix", "")
    ready = check.ready_wording(desk, subject, value, fix) if fix and value is not None else None
    return _shown(
        desk,
        subject,
        held,
        _form(desk, subject, ready or value, None),
        ready or value,
        is_new_wording=ready is not None,
    )


def _form(desk: Desk, subject: Subject, value: Any, sent: QueryDict | None) -> ValueForm:
    value = flown(value)
    asks = tuple(_settled(ask, subject) for ask in subject.asks)
    names = Names(desk.dossier, desk.language)
    return ValueForm(subject.record, asks, names, tongue_of(desk), value=value, sent=sent, offers=offers(desk, subject))


def _settled(ask: Ask, subject: Subject) -> Ask:
    """An id does not change any more once others may name it."""
    return ask._replace(fixed=True, hint=None) if ask.name == "id" and subject.key else ask


def _posted(desk: Desk, sent: Sent) -> HttpResponse:
    subject, held, form, fields = sent
    if "remove" in fields and subject.listing and subject.key:
        return _removed(desk, sent)
    made = None if form.grows else form.read()
    if made is None:
        return _shown(
            desk,
            subject,
            held,
            form,
            held.value if held else None,
            status=200 if form.grows else 422,
            seen=fields.get("seen", ""),
        )
    if "apply" in fields:
        ready = check.ready_wording(desk, subject, made, str(fields["apply"]))
        shown = _form(desk, subject, ready, None) if ready is not None else form
        return _shown(
            desk,
            subject,
            held,
            shown,
            made if ready is None else ready,
            seen=fields.get("seen", ""),
            is_new_wording=ready is not None,
        )
    if "check" in fields:
        return _shown(desk, subject, held, form, made, seen=fields.get("seen", ""), is_typed=True)
    return _stored(desk, sent, made)


def _stored(desk: Desk, sent: Sent, made: Any) -> HttpResponse:
    subject, held, form, fields = sent
    made = as_stored(made, held.value) if held else made
    if subject.is_section and fields.get("finished") == "yes":
        made = replace(made, reviewed=desk.today)
    result = save(desk, form, Change(subject.place, subject.key, fields.get("seen", ""), made))
    if isinstance(result, Clash):
        return conflict_page(desk, subject, result, fields)
    if result == "problem":
        return _shown(desk, subject, held, form, made, status=422, seen=fields.get("seen", ""))
    tell(desk, "success", _("Saved."))
    if subject.listing:
        return desk.go("write_table", section=subject.section, table=subject.place.rpartition("/")[2])
    return redirect(address(desk, subject))


def _removed(desk: Desk, sent: Sent) -> HttpResponse:
    subject, held, form, fields = sent
    try:
        edit(desk.actor, desk.plan, [Change(subject.place, subject.key, fields.get("seen", ""), None)])
    except Unreadable as trouble:
        form.refuse(trouble)
    except Conflict as conflict:
        return conflict_page(desk, subject, clash_of(desk, conflict), fields)
    else:
        tell(desk, "success", _("Taken out. Its history keeps it."))
        return desk.go("write_table", section=subject.section, table=subject.place.rpartition("/")[2])
    return _shown(desk, subject, held, form, held.value if held else None, status=422, seen=fields.get("seen", ""))


def _shown(
    desk: Desk, subject: Subject, held: Held | None, form: ValueForm, value: Any, *, status: int = 200, seen: str | None = None,
    is_new_wording: bool = False, is_typed: bool = False,
) -> HttpResponse:  # fmt: skip
    """Show the entry; ``is_typed`` and ``is_new_wording`` say that the text differs from what is stored."""
    checked = None
    if value is not None:
        checked = (
            check.would_be(desk, subject, value) if is_typed or is_new_wording else check.stands(desk, subject, value)
        )
    languages = desk.dossier.languages
    dossier = checked.dossier if checked else desk.dossier
    context = {
        "subject": subject,
        "form": form,
        "checked": checked,
        "preview": _preview(desk, subject, value),
        "guide": guide_of(subject, dossier, desk.language, languages[0]),
        "is_new_wording": is_new_wording,
    }
    if desk.request.headers.get("HX-Request") and "check" in desk.request.POST:
        return desk.show("plan/checked.html", status=200, **context)
    return desk.show("plan/edit.html", status=status, **context, **_around(desk, subject, held, seen))


def _around(desk: Desk, subject: Subject, held: Held | None, seen: str | None) -> dict[str, Any]:
    """Return what stands around the form: where one is, who keeps it, when it was saved, what can be put into it."""
    chips = overview.chips(desk, subject)
    return {
        "contents": overview.contents(desk, subject),
        "seen": held.digest if seen is None and held else seen or "",
        "entry": held.entry if held else None,
        "saved_at": desk.shown(held.entry.edited_at) if held else None,
        "keeper": _keeper(desk, subject),
        "promises": () if subject.listing else promises_beside(desk, subject),
        "chips": chips,
        "references": references_of(desk, chips),
        "action": address(desk, subject),
        "history": address(desk, subject, "history") if held else "",
        "read": read_address(desk, subject.where),
        "refinements": overview.refinements(desk, subject.section),
        "split": _split,
    }


def _split(fields: tuple[Field, ...]) -> tuple[list[Field], list[Field]]:
    """Return the texts, under which the findings stand, and the fields after them; without texts all fields come first."""
    texts = [field for field in fields if field.control == "prose" and field.long]
    others = [field for field in fields if field not in texts]
    return (texts, others) if texts and not any(field.name == "id" for field in fields) else (list(fields), [])


def _keeper(desk: Desk, subject: Subject) -> tuple[str, bool]:
    """Return who keeps what is written, and whether that is the person at the desk."""
    section = desk.dossier.plan.section(subject.section) if subject.section in SECTIONS else None
    holder = (
        desk.dossier.practices[subject.key].owner
        if subject.place == "plan/practices/practices"
        else section.keeper
        if section
        else None
    )
    if not holder:
        return "", False
    mine = any(person.id == desk.actor.person for person in desk.dossier.people.holders(holder))
    return Names(desk.dossier, desk.language).holder(holder), mine


def _preview(desk: Desk, subject: Subject, value: Any) -> list[tuple[str, Any]]:
    """Return the texts as a reader will see them, with their chips."""
    if value is None:
        return []
    language = desk.dossier.languages[0]
    link = naming_for(desk, desk.dossier, language)
    shapes = shapes_of(subject.record)
    texts = [
        (ask, getattr(value, ask.name)) for ask in subject.asks if ask.long and shapes[ask.name].control == "prose"
    ]
    return [
        (desk.say(ask.label) if ask.label else "", overview.as_read(held.text(language), link))
        for ask, held in texts
        if held
    ]
