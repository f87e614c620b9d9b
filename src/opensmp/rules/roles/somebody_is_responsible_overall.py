"""Whether the plan says who is responsible overall."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.roles._helpers import bare


@rule(
    "ROL-01",
    clause="5.3",
    severity=BLOCKS,
    requirements=("R12", "R54", "R72"),
    detects=("responsibility-unclear",),
    items=("d",),
    examples=(
        fails("Twelve roles, and none answers for the whole", lambda d: put(d, "plan/roles", overall=None)),
        passes("One role answers for the system", lambda d: d),
    ),
)
def somebody_is_responsible_overall(dossier: Dossier) -> Iterator[Finding]:
    """One role is responsible for the service management system overall.

    Why: where many are responsible for parts and nobody for the whole, an auditor has nobody to ask, and gaps belong to no one.

    Fix: name the role that answers for the system as a whole, and give it the authority that this takes.
    """
    if dossier.plan.roles.overall is None and not bare(dossier):
        yield Finding(
            where=at("plan/roles/overall"),
            says=_("Section 3 does not say who is responsible for the service management system overall"),
        )
