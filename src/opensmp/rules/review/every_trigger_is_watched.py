"""Somebody watches for each event."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _


@rule(
    "REV-15",
    clause="6.3",
    severity=ADVICE,
    requirements=("R31", "R39"),
    examples=(
        fails("A trigger without watched_by", lambda d: put(d, "plan/review/triggers/*", watched_by=None)),
        passes("A trigger watched by an office", lambda d: d),
    ),
)
def every_trigger_is_watched(dossier: Dossier) -> Iterator[Finding]:
    """Every update trigger is watched by somebody.

    Why: an event that nobody watches for opens no update; the trigger is then a sentence and not a control.

    Fix: name for each trigger the person or office that notices the event.
    """
    for trigger in dossier.plan.review.triggers:
        if trigger.watched_by is None:
            yield Finding(
                where=at("plan/review/triggers"),
                says=_("Nobody watches for the trigger “{kind}”.", kind=trigger.kind),
                quote=trigger.kind,
            )
