"""Whether the plan says what roles may decide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from opensmp.checking import BLOCKS, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose
from opensmp.rules.roles._helpers import no_roles


def _powerless(dossier: Dossier) -> Dossier:
    return edit(
        dossier,
        "plan/roles/roles",
        lambda roles: tuple(replace(role, authority=Prose(), limit=None) for role in roles),
    )


@rule(
    "ROL-13",
    clause="6.3",
    severity=BLOCKS,
    requirements=("R12", "R21", "R51", "R72"),
    detects=("responsibility-unclear",),
    items=("d",),
    examples=(
        fails("Duties for every role, and none may decide anything", _powerless),
        passes("Roles say what they may approve and up to which amount", lambda d: d),
    ),
)
def authorities_are_stated(dossier: Dossier) -> Iterator[Finding]:
    """The plan states authorities, not only responsibilities.

    Why: the plan has to name both; somebody who is responsible and may decide nothing has to ask for every step.

    Fix: say for the leading roles what they may approve, stop or spend, with the limit as an amount.
    """
    if no_roles(dossier):
        return
    if not any(role.authority or role.limit for role in dossier.plan.roles.roles):
        yield Finding(
            where=at("plan/roles/roles"),
            says=_("No role of section 3 states its authority: what it may approve, up to which amount"),
        )
