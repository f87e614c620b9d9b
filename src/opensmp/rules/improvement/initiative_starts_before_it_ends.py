"""Whether each initiative starts before it is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from opensmp.checking import ADVICE, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.improvement._examples import change_one
from opensmp.rules.improvement._helpers import initiatives, place


@rule(
    "IMP-17",
    clause="10.2",
    severity=ADVICE,
    requirements=("R18", "R52"),
    examples=(
        fails(
            "An initiative due before it starts",
            lambda d: change_one(d, due=d.today + timedelta(days=20), start=d.today + timedelta(days=21)),
        ),
        passes(
            "An initiative that starts and ends on one day",
            lambda d: change_one(d, due=d.today + timedelta(days=20), start=d.today + timedelta(days=20)),
        ),
    ),
)
def initiative_starts_before_it_ends(dossier: Dossier) -> Iterator[Finding]:
    """An initiative starts before it is due.

    Why: a date that cannot be met was not planned.

    Fix: correct the start or the date by which it is done.
    """
    for item in initiatives(dossier):
        if item.start and item.due and item.due < item.start:
            yield Finding(
                where=place(item, "due"),
                says=_(
                    "Initiative {id} “{title}” is due on {due}, before it starts on {start}",
                    id=item.id,
                    title=item.title,
                    due=item.due,
                    start=item.start,
                ),
            )
