"""Whether the plan says by which criteria improvements are judged."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.improvement._examples import moved
from opensmp.rules.improvement._helpers import bare


@rule(
    "IMP-08",
    clause="10.2",
    severity=ADVICE,
    requirements=("R18",),
    examples=(
        fails("An improvement programme without criteria", lambda d: moved(d, "criteria", "approach")),
        passes("“An idea is accepted when it supports an objective and its benefit can be measured.”", lambda d: d),
    ),
)
def improvements_are_judged_by_criteria(dossier: Dossier) -> Iterator[Finding]:
    """The plan says by which criteria improvements are judged.

    Why: opportunities have to be evaluated, also for their fit with the objectives. Without criteria the loudest idea wins.

    Fix: say what makes an idea worth doing: the objective it serves, its benefit, its cost, its risk.
    """
    section = dossier.plan.improvement
    if not section.criteria and not bare(section):
        yield Finding(
            where=at("plan/improvement/criteria"),
            says=_("The plan does not say by which criteria improvements are judged"),
        )
