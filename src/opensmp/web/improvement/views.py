"""The improvement programme: a board, a list, and a form for each improvement. Nothing needs dragging."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

from django.http import Http404, HttpResponse

from opensmp.actions.editing import Change, Conflict
from opensmp.actions.editing import edit as store
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.value import field_types, unwrapped
from opensmp.registers.assurance import ImprovementItem
from opensmp.web.desk import Desk, page
from opensmp.web.improvement.board import COLUMNS, cards_of, lead_of, suggestions_of
from opensmp.web.names import Names, spoken_word
from opensmp.web.rows.kinds import KINDS
from opensmp.web.rows.pages import add_row, change_row, remove_row, show_row
from opensmp.web.saving import held_at, may_change
from opensmp.web.seen import seen_dossier
from opensmp.web.telling import tell

KIND = KINDS["improvements"]


@page("read")
def improvement(desk: Desk) -> HttpResponse:
    """Show the improvements by where they stand, as a board or as a list."""
    dossier = seen_dossier(desk)
    cards = cards_of(dossier, Names(dossier, desk.language))
    view = "list" if desk.request.GET.get("view") == "list" else "board"
    may_add = may_change(desk, KIND.place)
    return desk.show(
        "improvement/improvement.html", cards=cards, lead=lead_of(cards), view=view, may_add=may_add,
        columns=[(said, [card for card in cards if card.column == key]) for key, said in COLUMNS],
        suggestions=suggestions_of(dossier) if may_add else (),
        views=[
            (desk.say(_("Board")), desk.url("improvement"), view == "board"),
            (desk.say(_("List")), desk.url("improvement", view="list"), view == "list"),
        ],
    )  # fmt: skip


@page("raise_improvement")
def new(desk: Desk) -> HttpResponse:
    """A new improvement, prefilled from what it is raised from: a promise, an objective or a finding."""
    return add_row(desk, KIND, _begun(desk, seen_dossier(desk)))


def _begun(desk: Desk, dossier: Dossier) -> dict[str, str]:
    """Return what is known already. No target is invented: what is to be reached is what the plan promises."""
    asked = desk.request.GET
    begin = {"status": "proposed", "start": desk.today.isoformat()}
    languages = dossier.languages
    if row := dossier.commitments.get(asked.get("commitment", "")):
        begin |= {
            "source": "measurement",
            "source_ref": row.id,
            "objective": row.objective or "",
            "owner": row.owner or "",
        }
        for language in languages:
            begin[f"title-{language}"] = _("Keep the promise {id}", id=row.id).text(language)
            begin[f"target-{language}"] = row.sentence.text(language)
    elif objective := dossier.objectives.get(asked.get("objective", "")):
        begin |= {
            "source": "objective",
            "source_ref": objective.id,
            "objective": objective.id,
            "owner": objective.owner or "",
        }
        for language in languages:
            begin[f"title-{language}"] = _("Reach the objective {id}", id=objective.id).text(language)
            begin[f"target-{language}"] = objective.statement.text(language)
    elif found := asked.get("finding", "").strip()[:80]:
        begin |= {"source": "finding", "source_ref": found}
        rule = found.split()[0]
        says = next(
            (each.says for each in desk.report.findings if f"{each.rule} {each.where}" == found or each.rule == rule),
            None,
        )
        for language in languages if says else ():
            begin[f"title-{language}"] = says.text(language) if says else ""
    return begin


@page("read")
def row(desk: Desk, key: str) -> HttpResponse:
    """One improvement with everything it says, and where it may move to."""
    dossier = seen_dossier(desk)
    item = next((each for each in dossier.registers.improvements if each.id == key), None)
    if item is None:
        raise Http404
    held = held_at(desk, KIND.place, key) if may_change(desk, KIND.place, key) else None
    return show_row(
        desk, KIND, key, "improvement/row.html", item=item, seen=held.digest if held else "",
        moves=[(status, spoken_word(status, desk.language)) for status in STATUSES if status != item.status],
        status_word=spoken_word(item.status, desk.language), promise=dossier.commitments.get(item.source_ref),
    )  # fmt: skip


def _statuses() -> tuple[str, ...]:
    words: Any = unwrapped(field_types(ImprovementItem)["status"])[0]
    return tuple(word for word in get_args(words) if word)


STATUSES = _statuses()


@page("raise_improvement")
def edit(desk: Desk, key: str) -> HttpResponse:
    """The form of an improvement."""
    return change_row(desk, KIND, key)


@page("raise_improvement")
def move(desk: Desk, key: str) -> HttpResponse:
    """Move an improvement to another state; POST only, compared with what the person saw."""
    held = held_at(desk, KIND.place, key)
    if held is None:
        raise Http404
    status = desk.request.POST.get("status", "")
    if desk.request.method == "POST" and status in STATUSES:
        moved = replace(held.value, status=status)
        try:
            store(desk.actor, desk.plan, [Change(KIND.place, key, desk.request.POST.get("seen", ""), moved)])
            tell(desk, "success", _("{id} is now: {status}.", id=key, status=spoken_word(status, desk.language)))
        except Conflict:
            tell(desk, "warning", _("Somebody else changed {id} meanwhile; look at it, then move it again.", id=key))
    return desk.go("improvement_row", key=key)


@page("raise_improvement")
def remove(desk: Desk, key: str) -> HttpResponse:
    """Ask before an improvement is taken out, and take it out."""
    return remove_row(desk, KIND, key)
