"""Whether the people named as holders of roles are still there."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.roles._examples import change_role, holding, with_departed
from opensmp.rules.roles._helpers import where


def _left(dossier: Dossier) -> Dossier:
    changed, person = with_departed(dossier)
    role = holding(dossier)
    return change_role(changed, role, holders=(*role.holders, person))


@rule(
    "ROL-09",
    clause="5.3",
    severity=BLOCKS,
    requirements=("R12", "R34", "R54", "R72"),
    detects=("responsibility-unclear",),
    examples=(
        fails("One of the holders left last year", _left),
        passes("All holders are present", lambda d: d),
    ),
)
def role_holder_is_present(dossier: Dossier) -> Iterator[Finding]:
    """The holder of a role has not left.

    Why: a plan that names people who have gone was not kept current, and what they answered for is answered by nobody.

    Fix: name the successor, and let the role be held by the office where people change often.
    """
    for role in dossier.plan.roles.roles:
        for holder in role.holders:
            left = dossier.people.departed(holder)
            if left is not None and left.left is not None:
                yield Finding(
                    where=where(role, "holders"),
                    says=_(
                        "{name} holds the role “{role}” and left on {day}",
                        name=left.name,
                        role=role.title,
                        day=left.left,
                    ),
                    quote=left.name,
                )
