"""Views of the organisation: offices and people, and the calendars that count time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from opensmp.actions.editing import Change, Conflict, edit
from opensmp.evidence.holidays import filled
from opensmp.exchange.errors import Unreadable
from opensmp.i18n import Message, _
from opensmp.i18n import Unreadable as Unknown
from opensmp.registers.organisation import Calendar, Tenure
from opensmp.store.models import Membership
from opensmp.web.answers import day_in
from opensmp.web.desk import Desk, page
from opensmp.web.registers.calendars import calendar_rows, days_ahead
from opensmp.web.registers.people import People, members_by_person
from opensmp.web.rows.kinds import KINDS
from opensmp.web.rows.listing import listing
from opensmp.web.rows.pages import add_row, change_row, form_address, kind_of, remove_row, show_row, tell
from opensmp.web.rows.whereto import address_of, row_address
from opensmp.web.saving import held_at, problems_in_words
from opensmp.web.seen import seen_dossier


@page("read")
def people(desk: Desk) -> HttpResponse:
    """The offices by reporting line, what an empty one leaves open, and everybody named."""
    made = People(desk, seen_dossier(desk))
    which = "people" if desk.request.GET.get("list") == "people" else "offices"
    may_know = desk.may("manage_members")
    members = (
        members_by_person(Membership.objects.of(desk.organisation).filter(ended_at=None))
        if may_know and which == "people"
        else None
    )
    rows = made.people(members) if which == "people" else made.offices()
    views = [("", _("All")), ("attention", _("Needs attention")), ("left", _("Left"))]
    orders = [("name", _("By name")), ("state", _("What needs attention first"))]
    return desk.show(
        "registers/people.html", sentence=made.sentence(), tree=made.tree(), vacancies=made.vacancies() if desk.may("read_draft") else (),
        list=listing(desk, rows, views=_said(desk, views), orders=_said(desk, orders), keep=("list",)), which=which,
        present=[(row.id, row.name) for row in desk.dossier.organisation.people if desk.dossier.people.present(row)],
        add_person=form_address(desk, KINDS["people"], "new"), add_office=form_address(desk, KINDS["offices"], "new"),
        where=lambda place: address_of(desk, place),
    )  # fmt: skip


@page("edit_organisation")
def office_fill(desk: Desk, key: str) -> HttpResponse:
    """Name somebody to an empty office, from a day on."""
    sent = desk.request.POST
    since = day_in(sent.get("since", "").strip()) if sent else None
    held = held_at(desk, "organisation/people", sent.get("person", "")) if sent else None
    if key not in desk.dossier.people.offices:
        raise Http404
    if held is None or since is None:
        if sent or desk.request.method == "POST":
            messages.error(desk.request, desk.say(_("Choose a person, and the day on which they begin.")))
        return desk.go("people")
    value = replace(held.value, offices=(*held.value.offices, Tenure(office=key, since=date.fromisoformat(since))))
    try:
        edit(desk.actor, desk.plan, [Change("organisation/people", value.id, held.digest, value)])
    except Conflict as conflict:
        messages.error(desk.request, desk.say(conflict.says))
    else:
        tell(desk, _("{name} holds the office from {day}.", name=value.name, day=date.fromisoformat(since)))
    return desk.go("people")


@page("read")
def calendars(desk: Desk) -> HttpResponse:
    """The calendars that count working time, and how far their holidays reach."""
    dossier = seen_dossier(desk)
    return desk.show(
        "registers/calendars.html", rows=calendar_rows(desk, dossier), ahead=days_ahead(dossier),
        add=form_address(desk, KINDS["calendars"], "new"),
    )  # fmt: skip


@page("edit_organisation")
def holidays(desk: Desk, key: str) -> HttpResponse:
    """Fill a calendar with the holidays of one year: shown first, stored when somebody says so."""
    held = held_at(desk, "organisation/calendars", key)
    if held is None:
        raise Http404
    asked = desk.request.POST.get("year", "") or desk.request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and 2000 <= int(asked) <= 2100 else desk.today.year + 1
    try:
        made: Calendar = filled(held.value, (year,), desk.dossier.organisation.country)
    except Unknown as trouble:
        return _holidays_page(desk, key, held.digest, year, (), [("", trouble.text(desk.language))])
    if desk.request.method == "POST":
        try:
            edit(
                desk.actor, desk.plan, [Change("organisation/calendars", key, desk.request.POST.get("seen", ""), made)]
            )
        except Unreadable as trouble:
            return _holidays_page(desk, key, held.digest, year, (), problems_in_words(desk, trouble))
        except Conflict as conflict:
            return _holidays_page(desk, key, held.digest, year, (), [("", desk.say(conflict.says))])
        tell(desk, _("The holidays of {year} stand in the calendar.", year=str(year)))
        return redirect(row_address(desk, "calendars", key))
    new = tuple(row for row in made.holidays if row not in held.value.holidays)
    return _holidays_page(desk, key, held.digest, year, new, [])


def _holidays_page(
    desk: Desk, key: str, seen: str, year: int, new: tuple[object, ...], errors: list[tuple[str, str]]
) -> HttpResponse:
    desk.here = "calendars"
    return desk.show(
        "registers/holidays.html", status=422 if errors else 200, key=key, seen=seen, year=year, new=new, errors=errors,
        back=row_address(desk, "calendars", key), years=[desk.today.year + n for n in (-1, 0, 1)],
    )  # fmt: skip


@page("read")
def organisation_row(desk: Desk, kind: str, key: str) -> HttpResponse:
    """A person, an office, a unit, a site or a calendar."""
    template = "registers/calendar.html" if kind == "calendars" else "rows/row.html"
    return show_row(desk, kind_of(kind, "organisation"), key, template)


@page("edit_organisation")
def organisation_new(desk: Desk, kind: str) -> HttpResponse:
    """A new row of the organisation."""
    return add_row(desk, kind_of(kind, "organisation"))


@page("edit_organisation")
def organisation_edit(desk: Desk, kind: str, key: str) -> HttpResponse:
    """The form of a row of the organisation."""
    return change_row(desk, kind_of(kind, "organisation"), key)


@page("edit_organisation")
def organisation_remove(desk: Desk, kind: str, key: str) -> HttpResponse:
    """Taking a row out of the organisation."""
    return remove_row(desk, kind_of(kind, "organisation"), key)


def _said(desk: Desk, words: list[tuple[str, Message]]) -> list[tuple[str, str]]:
    return [(key, word.text(desk.language)) for key, word in words]
