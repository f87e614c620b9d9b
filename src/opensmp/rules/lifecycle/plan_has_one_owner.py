"""The plan has one named owner."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _


@rule(
    "LIF-13",
    clause="5.3",
    severity=BLOCKS,
    requirements=("R04", "R72"),
    detects=("responsibility-unclear",),
    examples=(
        fails("owner is missing", lambda d: put(d, "plan/identity", owner=None)),
        passes("owner: ratna", lambda d: d),
    ),
)
def plan_has_one_owner(dossier: Dossier) -> Iterator[Finding]:
    """The plan has one named owner.

    Why: what nobody owns is not maintained; the auditor's first interview is with the owner of the plan.

    Fix: name the SMS owner or service management manager as owner in plan/00-identity.yaml.
    """
    if dossier.plan.identity.owner is None:
        yield Finding(where=at("plan/identity/owner"), says=_("The plan has no owner."))
