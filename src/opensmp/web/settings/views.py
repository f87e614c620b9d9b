"""Settings: what the plan is called and in which languages it speaks, what leaves, and where further settings stand."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from opensmp.actions.editing import Change
from opensmp.i18n import _
from opensmp.plan.identity import Identity
from opensmp.web.answers import Ask
from opensmp.web.desk import Desk, page
from opensmp.web.forms import Field, ValueForm
from opensmp.web.names import Names
from opensmp.web.saving import Clash, held_at, may_change, save, tongue_of
from opensmp.web.telling import tell

PLACE = "plan/identity"

IDENTITY = (
    Ask("number", _("Document number")), Ask("title", _("Title")), Ask("version", _("Number of the next version")),
    Ask("classification", _("Classification"), _("Such as Internal; it stands in the foot of every page.")),
    Ask("owner", _("Owner of the service management system")), Ask("language", _("Language that prevails")),
    Ask("second_language", _("Second language"), _("Every text is then written twice.")),
    Ask("period", _("Planning period")), Ask("precedence", _("Which document wins where two differ"), long=True),
    Ask("length", _("Guidance on length")),
)  # fmt: skip


@page("read_draft", post="change_settings")
def settings(desk: Desk) -> HttpResponse:
    """Show the settings of the plan; POST stores its identity, compared with the text that was seen."""
    held = held_at(desk, PLACE)
    posted = desk.request.method == "POST"
    names = Names(desk.dossier, desk.language)
    form = ValueForm(
        Identity, IDENTITY, names, tongue_of(desk), value=held.value if held else None, sent=desk.request.POST if posted else None
    )  # fmt: skip
    seen, clash = held.digest if held else "", None
    if posted and not form.grows:
        made = form.read()
        saved: Any = (
            save(desk, form, Change(PLACE, "", desk.request.POST.get("seen", ""), made))
            if made is not None
            else "problem"
        )
        if saved == "saved":
            tell(desk, "success", _("Saved."))
            return desk.go("settings")
        if isinstance(saved, Clash):
            clash, seen = saved, saved.digest
    status = 409 if clash else 422 if form.problems else 200
    return desk.show(
        "settings/settings.html", status=status, form=form,
        fields=[_with_names(field) for field in form.fields], seen=seen, clash=clash, may_edit=may_change(desk, PLACE),
        profile=obligations_of(desk),
    )  # fmt: skip


_LANGUAGES = (("en", "English"), ("id", "Bahasa Indonesia"))


def _with_names(field: Field) -> Field:
    """Languages are chosen by their own names, not by their codes."""
    return field._replace(groups=(("", _LANGUAGES),)) if field.name in ("language", "second_language") else field


def obligations_of(desk: Desk) -> list[tuple[str, str, str, str]]:
    """Return the dated obligations that the plan rests on: instrument, kind, how it applies, the row of the pack."""
    language = desk.language
    return [
        (row.instrument, row.kind, row.applies.text(language), row.pack) for row in desk.dossier.plan.scope.obligations
    ]
