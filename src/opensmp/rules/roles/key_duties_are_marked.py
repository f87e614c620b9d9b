"""Whether the matrix says which duties are the key ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from opensmp.checking import ADVICE, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _


@rule(
    "ROL-32",
    clause="5.3",
    severity=ADVICE,
    requirements=("R12",),
    examples=(
        fails(
            "No row is marked as a key duty",
            lambda d: edit(d, "plan/roles/raci", lambda raci: tuple(replace(duty, key=False) for duty in raci)),
        ),
        passes("The key duties are marked", lambda d: d),
    ),
)
def key_duties_are_marked(dossier: Dossier) -> Iterator[Finding]:
    """The matrix marks its key duties.

    Why: the plan cannot be approved while a key duty has nobody accountable; without the marks this can never be noticed.

    Fix: mark the duties that the system stands on, such as approving the plan, running the practices and auditing.
    """
    raci = dossier.plan.roles.raci
    if raci and not any(duty.key for duty in raci):
        yield Finding(where=at("plan/roles/raci"), says=_("No row of the matrix is marked as a key duty"))
