"""Who does what: the matrix to read and to edit, the roles and the activities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.http import HttpResponse

from opensmp.actions.editing import Change, Conflict, edit, rows_at
from opensmp.exchange.errors import Unreadable
from opensmp.i18n import n_
from opensmp.store.mapping import places
from opensmp.web.desk import Desk, page
from opensmp.web.roles.beginning import standard_duties
from opensmp.web.roles.matrix import OPTIONS, PLACE, Matrix, posted
from opensmp.web.rows.kinds import KINDS
from opensmp.web.rows.pages import add_row, change_row, form_address, kind_of, remove_row, show_row
from opensmp.web.rows.whereto import address_of
from opensmp.web.saving import may_change, problems_in_words
from opensmp.web.seen import seen_dossier


@page("read", post="edit_own_section")
def raci(desk: Desk) -> HttpResponse:
    """The matrix: to read, with ``?edit`` to change letters, with ``?edit=words`` to type letters with notes."""
    if desk.request.method == "POST":
        return _saved(desk)
    editing = "edit" in desk.request.GET and may_change(desk, PLACE)
    return _shown(desk, Matrix(desk, desk.dossier if editing else seen_dossier(desk)), editing=editing)


@page("edit_own_section")
def raci_start(desk: Desk) -> HttpResponse:
    """Begin with the standard activities."""
    duties = standard_duties(desk.dossier) if desk.request.method == "POST" else []
    if duties:
        edit(desk.actor, desk.plan, [Change(PLACE, duty.id, "", duty) for duty in duties])
        messages.success(
            desk.request, desk.say(n_("One activity was added.", "{n} activities were added.", len(duties)))
        )
    return desk.go("raci")


def _saved(desk: Desk) -> HttpResponse:
    sent = posted(desk, desk.dossier)
    matrix = Matrix(desk, desk.dossier, sent.typed)
    if sent.errors:
        return _shown(desk, matrix, editing=True, errors=sent.errors, status=422)
    if not sent.changes:
        return desk.go("raci")
    try:
        edit(desk.actor, desk.plan, sent.changes)
    except Unreadable as trouble:
        return _shown(desk, matrix, editing=True, errors=problems_in_words(desk, trouble), status=422)
    except Conflict:
        now = _digests(desk)
        clashes = [change.key for change in sent.changes if now.get(change.key) != change.seen]
        return _shown(desk, matrix, editing=True, clashes=clashes, status=409)
    messages.success(desk.request, desk.say(n_("One row was saved.", "{n} rows were saved.", len(sent.changes))))
    return desk.go("raci")


def _digests(desk: Desk) -> Mapping[str, str]:
    return dict(rows_at(desk.organisation, desk.plan, places()[PLACE]).values_list("key", "digest"))


def _shown(
    desk: Desk,
    matrix: Matrix,
    *,
    editing: bool,
    errors: Sequence[tuple[str, str]] = (),
    clashes: Sequence[str] = (),
    status: int = 200,
) -> HttpResponse:
    words = desk.request.GET.get("edit") == "words" or desk.request.POST.get("how") == "words"
    before = {duty.id: duty for duty in matrix.dossier.plan.roles.raci}
    return desk.show(
        "roles/raci.html", status=status, matrix=matrix, editing=editing, words=words, errors=errors, options=OPTIONS,
        digests=_digests(desk) if editing else {}, may_edit=may_change(desk, PLACE),
        clashes=[(before[key].activity, before[key].cells) for key in clashes if key in before], roles=matrix.roles(),
        add_role=form_address(desk, KINDS["roles"], "new"), add_duty=form_address(desk, KINDS["duties"], "new"),
        structure=matrix.dossier.plan.roles, where=lambda place: address_of(desk, place),
    )  # fmt: skip


@page("read")
def role_row(desk: Desk, kind: str, key: str) -> HttpResponse:
    """A role or an activity."""
    return show_row(desk, kind_of(kind, "role"), key)


@page("edit_own_section")
def role_new(desk: Desk, kind: str) -> HttpResponse:
    """A new role or activity."""
    return add_row(desk, kind_of(kind, "role"))


@page("edit_own_section")
def role_edit(desk: Desk, kind: str, key: str) -> HttpResponse:
    """The form of a role or an activity."""
    return change_row(desk, kind_of(kind, "role"), key)


@page("edit_own_section")
def role_remove(desk: Desk, kind: str, key: str) -> HttpResponse:
    """Taking a role or an activity out."""
    return remove_row(desk, kind_of(kind, "role"), key)
