"""Whether the plan has a RACI matrix."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.roles._helpers import bare


@rule(
    "ROL-06",
    clause="5.3",
    severity=ADVICE,
    requirements=("R12", "R72"),
    detects=("raci-missing",),
    examples=(
        fails("Roles and duties in words, and no matrix", lambda d: put(d, "plan/roles", raci=())),
        passes("A matrix of the key functions", lambda d: d),
    ),
)
def raci_matrix_is_there(dossier: Dossier) -> Iterator[Finding]:
    """The plan has a RACI matrix of its key functions.

    Why: words describe each role on its own; only the matrix shows at a glance which activity nobody answers for.

    Fix: list the key functions as rows and the roles as columns, with one A in each row. The role framework of the guidance offers
    fourteen rows to begin with.
    """
    if not dossier.plan.roles.raci and not bare(dossier):
        yield Finding(where=at("plan/roles/raci"), says=_("Section 3 has no RACI matrix"))
