"""Whether a role reports the performance of the system and of the services to top management."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.roles._helpers import no_roles


@rule(
    "ROL-18",
    clause="5.3",
    severity=BLOCKS,
    requirements=("R12", "R54", "R72"),
    detects=("key-role-missing",),
    examples=(
        fails("Nobody reports to top management", lambda d: put(d, "plan/roles", performance=None)),
        passes("A role reports the performance of system and services", lambda d: d),
    ),
)
def somebody_reports_performance(dossier: Dossier) -> Iterator[Finding]:
    """A role reports the performance of the system and the services to top management.

    Why: top management has to give this responsibility to somebody; decisions without figures are the alternative.

    Fix: name the role, and let its report be one of those listed in section 8.
    """
    if dossier.plan.roles.performance is None and not no_roles(dossier):
        yield Finding(
            where=at("plan/roles/performance"),
            says=_(
                "Section 3 does not say who reports the performance of the system and of the services to top management"
            ),
        )
