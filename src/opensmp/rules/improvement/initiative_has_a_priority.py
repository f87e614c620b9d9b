"""Whether each open initiative has a priority."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.improvement._examples import change_one
from opensmp.rules.improvement._helpers import open_items, place


@rule(
    "IMP-13",
    clause="10.2",
    severity=ADVICE,
    requirements=("R18",),
    examples=(
        fails("An initiative without a priority", lambda d: change_one(d, priority=None)),
        passes("priority: low", lambda d: change_one(d, priority="low")),
    ),
)
def initiative_has_a_priority(dossier: Dossier) -> Iterator[Finding]:
    """An initiative has a priority.

    Why: approved improvements are prioritised, so that it is known which of two waits when people are few.

    Fix: set the priority by the criteria of section 9.
    """
    for item in open_items(dossier):
        if item.priority is None:
            yield Finding(
                where=place(item, "priority"),
                says=_("Initiative {id} “{title}” has no priority", id=item.id, title=item.title),
            )
