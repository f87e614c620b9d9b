"""Whether the initiatives that the plan names are in the improvement register."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches

from opensmp.checking import BLOCKS, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.improvement._examples import one_more


@rule(
    "IMP-15",
    clause="10.2",
    severity=BLOCKS,
    requirements=("R18", "R46"),
    examples=(
        fails(
            "The plan names an initiative that the register does not know",
            lambda d: edit(
                d, "plan/improvement", lambda held: replace(held, initiatives=(*held.initiatives, "IMP-EX-404"))
            ),
        ),
        passes("The plan and the register name one initiative more", lambda d: one_more(d)),
    ),
)
def initiatives_are_registered(dossier: Dossier) -> Iterator[Finding]:
    """An initiative of the plan is in the improvement register.

    Why: the plan would promise an improvement that nobody tracks.

    Fix: enter it into the improvement register, or correct its id.
    """
    for key in dossier.plan.improvement.initiatives:
        if key not in dossier.improvements:
            near = get_close_matches(key, [each for each in dossier.improvements if each[:2] == key[:2]][:500], n=1)
            yield Finding(
                where=at("plan/improvement/initiatives", key),
                says=_("The plan names initiative {id}, which the improvement register does not know", id=key),
                fix=_(
                    "Did you mean {id} “{title}”? Otherwise enter {key} into the register.",
                    id=near[0],
                    title=dossier.improvements[near[0]].title,
                    key=key,
                )
                if near
                else None,
                also=(at("registers/improvements"),),
            )
