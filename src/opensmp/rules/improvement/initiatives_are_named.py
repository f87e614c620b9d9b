"""Whether the plan names improvement initiatives."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.improvement._examples import one_more
from opensmp.rules.improvement._helpers import bare, open_items


@rule(
    "IMP-01",
    clause="10.2",
    severity=BLOCKS,
    requirements=("R18", "R79"),
    detects=("improvement-missing",),
    examples=(
        fails(
            "An improvement programme that names no initiative", lambda d: put(d, "plan/improvement", initiatives=())
        ),
        passes("One more initiative", lambda d: one_more(d)),
    ),
)
def initiatives_are_named(dossier: Dossier) -> Iterator[Finding]:
    """The plan names the current improvement initiatives.

    Why: a commitment to improve without one initiative is a sentence; the auditor asks what is being improved now.

    Fix: name the open initiatives of the improvement register; where the register is empty, start with the last audit and review.
    """
    section = dossier.plan.improvement
    if section.initiatives or bare(section):
        return
    known = tuple(row.id for row in open_items(dossier))
    yield Finding(
        where=at("plan/improvement/initiatives"),
        says=_("The improvement programme names no initiative"),
        fix=_("The improvement register holds {ids}: name those that belong to the period.", ids=known)
        if known
        else None,
        also=(at("registers/improvements"),),
    )
