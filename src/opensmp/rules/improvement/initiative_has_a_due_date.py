"""Whether each initiative says by when it is done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from opensmp.checking import BLOCKS, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.improvement._examples import change_one
from opensmp.rules.improvement._helpers import open_items, place


@rule(
    "IMP-04",
    clause="10.2",
    severity=BLOCKS,
    requirements=("R18", "R79"),
    examples=(
        fails("An initiative without a day by which it is done", lambda d: change_one(d, due=None)),
        passes("An initiative due in three months", lambda d: change_one(d, due=d.today + timedelta(days=90))),
    ),
)
def initiative_has_a_due_date(dossier: Dossier) -> Iterator[Finding]:
    """An initiative has a date by which it is done.

    Why: an improvement without a date is never late and never finished.

    Fix: set the day by which the initiative is done; start with the next step where the whole is not yet known.
    """
    for item in open_items(dossier):
        if item.due is None:
            yield Finding(
                where=place(item, "due"),
                says=_("Initiative {id} “{title}” has no date by which it is done", id=item.id, title=item.title),
            )
