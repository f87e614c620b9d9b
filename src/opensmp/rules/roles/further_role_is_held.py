"""Whether somebody holds each of the further roles."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.plan.roles import RoleKind
from opensmp.rules.roles._examples import unheld
from opensmp.rules.roles._helpers import of_kind, vacant
from opensmp.rules.roles._vacancies import vacancy

_KINDS: tuple[RoleKind, ...] = (
    "service owner", "service management", "operations", "supplier management", "relationship management", "internal audit",
    "risk and compliance", "other",
)  # fmt: skip


@rule(
    "ROL-08",
    clause="5.3",
    severity=ADVICE,
    requirements=("R12", "R54"),
    examples=(
        fails("A role that nobody holds", lambda d: unheld(d, "service management")),
        passes("Every role has a holder who is there today", lambda d: d),
    ),
)
def further_role_is_held(dossier: Dossier) -> Iterator[Finding]:
    """Every further role is held by somebody.

    Why: a role without a holder is a box in a chart; what it should do is done by nobody or by whoever is asked.

    Fix: name the person or the office, give the duties to another role, or leave the role out.
    """
    for role in of_kind(dossier, *_KINDS):
        if vacant(dossier, role):
            yield vacancy(dossier, role)
