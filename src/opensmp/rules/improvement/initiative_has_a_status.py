"""Whether the status of each initiative is tracked."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.improvement._examples import change_one
from opensmp.rules.improvement._helpers import place


@rule(
    "IMP-03",
    clause="10.2",
    severity=BLOCKS,
    requirements=("R18", "R79"),
    detects=("improvement-status-untracked",),
    examples=(
        fails("An initiative without a status", lambda d: change_one(d, status="")),
        passes("status: in progress", lambda d: change_one(d, status="in progress")),
    ),
)
def initiative_has_a_status(dossier: Dossier) -> Iterator[Finding]:
    """The status of each initiative is tracked.

    Why: without a status nobody can say whether the programme moves, and a list of ideas passes for improvement.

    Fix: set the status: proposed, approved, in progress, done or rejected.
    """
    for item in dossier.registers.improvements:
        if not item.status:
            yield Finding(
                where=place(item, "status"),
                says=_("Initiative {id} “{title}” has no status", id=item.id, title=item.title),
            )
