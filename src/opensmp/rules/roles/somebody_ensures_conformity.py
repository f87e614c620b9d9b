"""Whether a role ensures that the system conforms to the standard."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.roles._helpers import no_roles


@rule(
    "ROL-17",
    clause="5.3",
    severity=BLOCKS,
    requirements=("R12", "R54", "R72"),
    detects=("key-role-missing",),
    examples=(
        fails("Nobody ensures conformity", lambda d: put(d, "plan/roles", conformity=None)),
        passes("A role ensures conformity with the standard", lambda d: d),
    ),
)
def somebody_ensures_conformity(dossier: Dossier) -> Iterator[Finding]:
    """A role ensures conformity with the standard.

    Why: top management has to give this responsibility and authority to somebody; without it conformity is a matter of the weeks before
    an audit.

    Fix: name the role; in a small organisation it can be the one that is responsible overall.
    """
    if dossier.plan.roles.conformity is None and not no_roles(dossier):
        yield Finding(
            where=at("plan/roles/conformity"),
            says=_("Section 3 does not say who ensures that the service management system conforms to the standard"),
        )
