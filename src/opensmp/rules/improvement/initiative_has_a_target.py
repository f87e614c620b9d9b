"""Whether each initiative says what it is to achieve, and what it achieved."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose
from opensmp.rules.improvement._examples import change_one, one_more
from opensmp.rules.improvement._helpers import initiatives, place


@rule(
    "IMP-07",
    clause="10.2",
    severity=ADVICE,
    requirements=("R18",),
    examples=(
        fails("An initiative without a target", lambda d: change_one(d, target=Prose())),
        fails(
            "An initiative that is done, without its benefit",
            lambda d: one_more(d, status="done", effective=d.today, benefit=Prose()),
        ),
        passes("An initiative with a target", lambda d: d),
    ),
)
def initiative_has_a_target(dossier: Dossier) -> Iterator[Finding]:
    """An initiative has a target, and its result is measured against it.

    Why: without a target nobody can tell whether something got better; without the result nobody did.

    Fix: say what is to be better by how much, and enter the measured benefit when it is done.
    """
    for item in initiatives(dossier):
        if not item.target:
            yield Finding(
                where=place(item, "target"),
                says=_("Initiative {id} “{title}” does not say what it is to achieve", id=item.id, title=item.title),
            )
        elif item.status == "done" and not item.benefit:
            yield Finding(
                where=place(item, "benefit"),
                says=_("Initiative {id} “{title}” is done, and no benefit is recorded", id=item.id, title=item.title),
            )
