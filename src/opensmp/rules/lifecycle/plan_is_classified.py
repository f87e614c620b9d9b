"""The plan says who may read it."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _


@rule(
    "LIF-22",
    clause="7.5.3",
    severity=ADVICE,
    requirements=("R26",),
    examples=(
        fails("classification is missing", lambda d: put(d, "plan/identity", classification="")),
        passes("classification: Internal", lambda d: d),
    ),
)
def plan_is_classified(dossier: Dossier) -> Iterator[Finding]:
    """The plan carries a classification.

    Why: a reader must know whether the copy in hand may be passed on; the plan holds names, budgets and
    weaknesses.

    Fix: set classification in plan/00-identity.yaml, such as Internal.
    """
    if not dossier.plan.identity.classification:
        yield Finding(where=at("plan/identity/classification"), says=_("The plan does not say who may read it."))
