"""Saving what was typed: at its field where something is wrong, as two texts side by side where somebody was faster."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from opensmp.actions.editing import Change, Conflict, edit, permission_for, rows_at
from opensmp.exchange.errors import Unreadable
from opensmp.i18n import Refused
from opensmp.store.mapping import places, read_body
from opensmp.store.models import Entry, Revision
from opensmp.web.answers import Tongue
from opensmp.web.desk import Desk
from opensmp.web.forms import ValueForm


class Held(NamedTuple):
    """A row as it stands: its value, the digest an edit names, and who wrote it last."""

    value: Any
    digest: str
    entry: Entry


class Clash(NamedTuple):
    """Somebody else saved first: what stands now (None: it was taken out), and who did it."""

    value: Any
    digest: str
    entry: Entry | None


Saved = Literal["saved", "problem"] | Clash


def held_at(desk: Desk, place: str, key: str = "") -> Held | None:
    """Return what stands at a place, with its digest; None where there is no such row."""
    entry = rows_at(desk.organisation, desk.plan, places()[place]).filter(key=key).select_related("edited_by").first()
    return Held(read_body(place, entry.body).value, entry.digest, entry) if entry else None


def gone_at(desk: Desk, place: str, key: str) -> Any | None:
    """Return what a row said before it was taken out; None where there never was one."""
    rows = Revision.objects.of(desk.organisation).filter(place=place, key=key, gone=True).order_by("-number")
    found = rows.first()
    return read_body(place, found.body).value if found else None


def save(desk: Desk, form: ValueForm, change: Change, reason: str = "") -> Saved:
    """Store one change; what is wrong stands in the form afterwards. Raises Forbidden where the person may not."""
    try:
        edit(desk.actor, desk.plan, [change], reason)
    except Unreadable as trouble:
        form.refuse(trouble, change.place)
        return "problem"
    except Conflict as conflict:
        return clash_of(desk, conflict)
    except Refused as refusal:
        form.complain("id", refusal.says, refusal.hint)
        return "problem"
    return "saved"


def clash_of(desk: Desk, conflict: Conflict) -> Clash:
    """Return what stands now where somebody else was faster."""
    theirs = conflict.theirs
    if theirs is None:
        return Clash(None, "", None)
    return Clash(read_body(theirs.place, theirs.body).value, theirs.digest, theirs)


def may_change(desk: Desk, place: str, key: str = "") -> bool:
    """Whether this person may change a row of a table; the action asks again."""
    return desk.may(permission_for(desk.actor, desk.dossier, Change(place, key, "", None)))


def must_change(desk: Desk, place: str, key: str = "") -> None:
    """Raise Forbidden where this person may not change a row."""
    desk.actor.must(permission_for(desk.actor, desk.dossier, Change(place, key, "", None)))


def tongue_of(desk: Desk) -> Tongue:
    """Return the languages of the screen and of the plan."""
    return Tongue(desk.language, desk.dossier.languages)


def problems_in_words(desk: Desk, trouble: Unreadable) -> list[tuple[str, str]]:
    """Return everything that is wrong with a change that has no form, such as taking a row out."""
    return [
        ("", f"{problem.says.text(desk.language)} {problem.remedy.text(desk.language)}") for problem in trouble.problems
    ]
