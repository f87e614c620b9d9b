"""Whether the plan describes how service management is organised."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose
from opensmp.rules.roles._helpers import bare


@rule(
    "ROL-26",
    clause="5.3",
    severity=ADVICE,
    requirements=("R12", "R72"),
    examples=(
        fails(
            "Roles in a table, and no word on how they work together", lambda d: put(d, "plan/roles", structure=Prose())
        ),
        passes("A paragraph describes the structure", lambda d: d),
    ),
)
def structure_is_described(dossier: Dossier) -> Iterator[Finding]:
    """The structure of the service management system is described.

    Why: a new head of IT should understand in a minute who leads, which bodies decide and how the units work together.

    Fix: describe in a paragraph the levels, the bodies with what they decide and how often they meet, and the units that take part.
    """
    if not dossier.plan.roles.structure and not bare(dossier):
        yield Finding(
            where=at("plan/roles/structure"), says=_("Section 3 does not describe how service management is organised")
        )
