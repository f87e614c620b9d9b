"""Whether the open initiatives of the register are named in the plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from opensmp.checking import ADVICE, Finding, add, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.improvement._examples import ordinary
from opensmp.rules.improvement._helpers import open_items


@rule(
    "IMP-16",
    clause="10.2",
    severity=ADVICE,
    requirements=("R18", "R46"),
    examples=(
        fails(
            "An open initiative that section 9 does not name",
            lambda d: add(d, "registers/improvements", replace(ordinary(d), id="IMP-EX-97", status="in progress")),
        ),
        passes(
            "An idea that is only proposed stays in the register",
            lambda d: add(d, "registers/improvements", replace(ordinary(d), id="IMP-EX-97", status="proposed")),
        ),
    ),
)
def open_initiatives_are_in_the_plan(dossier: Dossier) -> Iterator[Finding]:
    """An initiative that was approved is named in the plan.

    Why: what is under way takes people and money of the plan; where section 9 does not name it, the plan does not show them.

    Fix: name the initiative in section 9.
    """
    named = set(dossier.plan.improvement.initiatives)
    for item in open_items(dossier) if named else ():
        if item.id not in named and item.status in {"approved", "in progress"}:
            yield Finding(
                where=at("registers/improvements", item.id),
                says=_(
                    "Initiative {id} “{title}” is {status}, and section 9 does not name it",
                    id=item.id,
                    title=item.title,
                    status=item.status,
                ),
                also=(at("plan/improvement/initiatives"),),
            )
