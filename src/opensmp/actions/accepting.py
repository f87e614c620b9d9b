"""Accepting a finding with a reason, and applying its ready correction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from opensmp.actions.deed import Actor
from opensmp.actions.editing import Change, edit, rows_at
from opensmp.checking.changes import edit as changed
from opensmp.checking.finding import Correction
from opensmp.dossier import Dossier
from opensmp.i18n import Refused, Unreadable, _
from opensmp.lifecycle.history import Acceptance
from opensmp.plan.prose import Prose
from opensmp.store.mapping import entry_at, owner_of, places
from opensmp.store.models import PlanRow
from opensmp.store.reading import dossier_for

BLANK = "___"
"""What a correction writes where a person must fill in a number or a name."""


def accept(actor: Actor, plan: PlanRow, rule: str, where: str, reason: str, until: date | None) -> None:
    """List a finding as accepted: it stays on the page, no longer counts, and the approver reads the reason."""
    if not reason.strip():
        raise Unreadable(_("An acceptance needs a reason."), _("Say in one sentence why the risk is taken."))
    if not actor.person:
        raise Refused(
            _("The register of people does not say who you are, so nobody would stand behind this acceptance."),
            _("Ask the administrator to choose you from the register of people, under Members."),
        )
    dossier = dossier_for(plan, actor.organisation, actor.today)
    row = Acceptance(rule=rule, where=where, reason=Prose.of(reason.strip()), by=actor.person, until=until)
    others = tuple(each for each in dossier.acceptances if (each.rule, each.where) != (rule, where))
    _store(actor, plan, (*others, row), f"{rule} {where}")


def take_back(actor: Actor, plan: PlanRow, rule: str, where: str) -> None:
    """Let an accepted finding count again."""
    dossier = dossier_for(plan, actor.organisation, actor.today)
    others = tuple(each for each in dossier.acceptances if (each.rule, each.where) != (rule, where))
    _store(actor, plan, others, f"{rule} {where}")


def _store(actor: Actor, plan: PlanRow, rows: tuple[Acceptance, ...], reason: str) -> None:
    entry = rows_at(actor.organisation, plan, places()["acceptances"]).first()
    edit(actor, plan, [Change("acceptances", "", entry.digest if entry else "", rows)], reason)


def apply(actor: Actor, plan: PlanRow, correction: Correction, reason: str) -> None:
    """Put a ready wording in its place. Raises Refused where the text it was made for is gone."""
    dossier = dossier_for(plan, actor.organisation, actor.today)
    place, key = owner_of(correction.where.parts)
    after = changed(dossier, str(correction.where), lambda held: _corrected(held, correction))
    entry = rows_at(actor.organisation, plan, places()[place]).filter(key=key).first()
    if entry is None:
        raise _outdated()
    edit(actor, plan, [Change(place, key, entry.digest, entry_at(after, place, key))], reason)


def is_ready(dossier: Dossier, correction: Correction) -> bool:
    """Whether a correction can be put in its place as it is: no blank is left in it, and its text is still there."""
    if BLANK in correction.after:
        return False
    try:
        owner_of(correction.where.parts)
        changed(dossier, str(correction.where), lambda held: _corrected(held, correction))
    except (Refused, LookupError, AttributeError, ValueError):
        return False
    return True


def _corrected(held: Any, correction: Correction) -> Any:
    if not correction.before and isinstance(held, Prose) and not held:
        return Prose.of(correction.after)
    if not correction.before and isinstance(held, tuple) and all(isinstance(each, str) for each in held):
        return (*held, correction.after)
    if isinstance(held, Prose) and correction.before:
        if not any(correction.before in words for _language, words in held.texts):
            raise _outdated()
        return held.mapped(lambda words: words.replace(correction.before, correction.after, 1))
    if isinstance(held, str) and correction.before and correction.before in held:
        return held.replace(correction.before, correction.after, 1)
    if hasattr(held, "text") and isinstance(held.text, Prose):
        return replace(held, text=_corrected(held.text, correction))
    raise _outdated()


def _outdated() -> Refused:
    return Refused(_("The text that this wording was made for has changed."), _("Look at the finding again."))
