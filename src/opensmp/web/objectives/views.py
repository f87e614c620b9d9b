"""The objectives: each with its sentence and its evidence, the form that makes a sentence measurable, and earlier periods."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from opensmp.actions.editing import Change, Conflict, edit
from opensmp.exchange.errors import Unreadable
from opensmp.i18n import Refused, _
from opensmp.language import read
from opensmp.plan.objectives import Objective
from opensmp.web.answers import Answers
from opensmp.web.desk import Desk, page
from opensmp.web.names import Names
from opensmp.web.objectives.lines import PLACE, ObjectiveLines, title_of
from opensmp.web.objectives.sentences import KINDS as BEGINNINGS
from opensmp.web.objectives.sentences import WINDOWS, blanks_of, made_of, read_back, sentence_of
from opensmp.web.rows.kinds import KINDS
from opensmp.web.rows.pages import add_row, change_row, form_address, next_id, not_yours, remove_row, show_row, tell
from opensmp.web.rows.whereto import address_of, row_address
from opensmp.web.saving import Held, held_at, may_change, problems_in_words, tongue_of
from opensmp.web.seen import seen_dossier

KIND = KINDS["objectives"]
PAST = KINDS["past-objectives"]


@page("read")
def objectives(desk: Desk) -> HttpResponse:
    """The objectives of the planning period with their evidence, or those of an earlier period."""
    dossier = seen_dossier(desk)
    made = ObjectiveLines(desk, dossier)
    period = desk.request.GET.get("period", "")
    lines = made.lines()
    now = dossier.plan.identity.period
    periods = [(each, desk.url("objectives", period=each), each == period) for each in made.periods()]
    periods.append((now.name if now else desk.say(_("Now")), desk.url("objectives"), not period))
    return desk.show(
        "objectives/objectives.html", title=title_of(desk, dossier), sentence=made.sentence(lines), lines=lines,
        unsaid=[line for line in lines if line.statement], periods=periods,
        period=period, past=made.past(period) if period else (), may_add=may_change(desk, PLACE), add=desk.url("objective_new"),
        add_past=form_address(desk, PAST, "new"), where=lambda place: address_of(desk, place),
        past_href=lambda key: row_address(desk, "past-objectives", key),
    )  # fmt: skip


@page("read")
def objective(desk: Desk, key: str) -> HttpResponse:
    """One objective with everything that stands behind it."""
    dossier = seen_dossier(desk)
    row = dossier.objectives.get(key)
    if row is None:
        raise Http404
    line = ObjectiveLines(desk, dossier).line(row)
    readings = sorted(row.readings, key=lambda each: each.on, reverse=True)
    return show_row(desk, KIND, key, "objectives/objective.html", line=line, readings=readings, objective=row)


@page("read")
def objective_reading(desk: Desk) -> HttpResponse:
    """What a sentence says, while it is typed. Nothing is stored."""
    text = (
        desk.request.POST.get("sentence", "") if desk.request.method == "POST" else desk.request.GET.get("sentence", "")
    )
    return desk.show("objectives/reading.html", reading=read_back(text[:2_000], tongue_of(desk)))


@page("edit_own_section")
def objective_new(desk: Desk) -> HttpResponse:
    """A new objective, by its sentence."""
    desk.here = "objectives"
    return not_yours(desk, KIND, "", desk.url("objectives")) or _sayable(desk, None)


@page("edit_own_section")
def objective_say(desk: Desk, key: str) -> HttpResponse:
    """The sentence of an objective, said so that it can be checked."""
    desk.here = "objectives"
    held = held_at(desk, PLACE, key)
    if held is None:
        raise Http404
    return not_yours(desk, KIND, key, row_address(desk, "objectives", key)) or _sayable(desk, held)


def _sayable(desk: Desk, held: Held | None) -> HttpResponse:
    row: Objective | None = held.value if held else None
    tongue = tongue_of(desk)
    if desk.request.method == "POST" and "read" not in desk.request.POST:
        return _used(desk, held)
    typed = (
        desk.request.POST.get("sentence")
        or desk.request.GET.get("sentence")
        or (row.statement.text(tongue.plan[0]) if row else "")
    )
    typed = typed[:2_000]
    sent = desk.request.POST if desk.request.method == "POST" else {}
    statement = read(typed) if typed.strip() else None
    blanks = {**blanks_of(statement, row if not sent else None, tongue)}
    blanks |= {
        name: sent[name] for name in sent if sent[name] and name not in ("sentence", "read", "csrfmiddlewaretoken")
    }
    blanks.setdefault("id", row.id if row else next_id(desk, KIND))
    return _say_page(desk, held, typed, blanks)


def _used(desk: Desk, held: Held | None) -> HttpResponse:
    """Store the objective that the blanks make."""
    sent, tongue = desk.request.POST, tongue_of(desk)
    made = made_of(Answers({name: sent.getlist(name) for name in sent}), tongue)
    blanks = {name: sent[name] for name in sent}
    typed = sent.get("sentence", "")
    if made.errors:
        errors = [(f"id_{name}", says.text(desk.language)) for name, says in made.errors]
        return _say_page(desk, held, typed, blanks, errors, 422)
    fields: dict[str, Any] = {**made.fields, "statement": sentence_of(made.fields, tongue)}
    if held is not None:
        value = replace(held.value, **fields)
    else:
        now = desk.dossier.plan.identity.period
        value = Objective(
            id=sent.get("id", "").strip() or next_id(desk, KIND), period=now.name if now else "", **fields
        )
    try:
        edit(desk.actor, desk.plan, [Change(PLACE, value.id, sent.get("seen", "") if held else "", value)])
    except Unreadable as trouble:
        return _say_page(desk, held, typed, blanks, problems_in_words(desk, trouble), 422)
    except Conflict as conflict:
        return _say_page(desk, held, typed, blanks, [("", desk.say(conflict.says))], 409)
    except Refused as refusal:
        return _say_page(desk, held, typed, blanks, [("id_id", desk.say(refusal.says))], 422)
    tell(desk, _("{id} says: {sentence}", id=value.id, sentence=value.statement))
    return redirect(row_address(desk, "objectives", value.id))


def _say_page(
    desk: Desk,
    held: Held | None,
    typed: str,
    blanks: Mapping[str, str],
    errors: list[tuple[str, str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    tongue = tongue_of(desk)
    names = Names(desk.dossier, desk.language)
    row: Objective | None = held.value if held else None
    fresh = held_at(desk, PLACE, row.id) if row and status == 409 else held
    return desk.show(
        "objectives/say.html", status=status, row=row, typed=typed, reading=read_back(typed, tongue), blanks=blanks, errors=errors or [],
        wrong=dict(errors or []), seen=fresh.digest if fresh else "", beginnings=BEGINNINGS, windows=WINDOWS, languages=tongue.plan,
        holders=names.groups(("person", "role", "office")), full=form_address(desk, KIND, "edit", row.id) if row else "",
        back=row_address(desk, "objectives", row.id) if row else desk.url("objectives"),
    )  # fmt: skip


@page("edit_own_section")
def objective_edit(desk: Desk, key: str) -> HttpResponse:
    """Every field of an objective."""
    return change_row(desk, KIND, key)


@page("edit_own_section")
def objective_remove(desk: Desk, key: str) -> HttpResponse:
    """Taking an objective out."""
    return remove_row(desk, KIND, key)


@page("read")
def past_objective(desk: Desk, key: str) -> HttpResponse:
    """An objective of an earlier period."""
    return show_row(desk, PAST, key)


@page("edit_own_section")
def past_new(desk: Desk) -> HttpResponse:
    """A further objective of an earlier period."""
    return add_row(desk, PAST)


@page("edit_own_section")
def past_edit(desk: Desk, key: str) -> HttpResponse:
    """The form of an objective of an earlier period."""
    return change_row(desk, PAST, key)


@page("edit_own_section")
def past_remove(desk: Desk, key: str) -> HttpResponse:
    """Taking an objective of an earlier period out."""
    return remove_row(desk, PAST, key)
