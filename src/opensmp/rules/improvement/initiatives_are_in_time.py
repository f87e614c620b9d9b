"""Whether an open initiative is overdue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from opensmp.checking import ADVICE, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.improvement._examples import change_one
from opensmp.rules.improvement._helpers import open_items, place


@rule(
    "IMP-05",
    clause="10.2",
    severity=ADVICE,
    requirements=("R18", "R61"),
    examples=(
        fails(
            "An initiative due last month and still in progress",
            lambda d: change_one(d, start=None, due=d.today - timedelta(days=30), status="in progress"),
        ),
        passes("An initiative due today", lambda d: change_one(d, start=None, due=d.today, status="in progress")),
    ),
)
def initiatives_are_in_time(dossier: Dossier) -> Iterator[Finding]:
    """Initiatives are carried out in time.

    Why: an improvement programme full of passed dates shows that nobody follows it.

    Fix: finish it, or agree a new date with the one who approved it and say why.
    """
    for item in open_items(dossier):
        if item.due and item.due < dossier.today:
            yield Finding(
                where=place(item, "due"),
                says=_(
                    "Initiative {id} “{title}” was due on {day} and is not done",
                    id=item.id,
                    title=item.title,
                    day=item.due,
                ),
            )
