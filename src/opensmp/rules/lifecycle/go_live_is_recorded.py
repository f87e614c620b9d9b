"""The day the system went live is recorded."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _


@rule(
    "LIF-17",
    clause="6.3",
    severity=ADVICE,
    requirements=("R03",),
    examples=(
        fails("go_live is missing", lambda d: put(d, "organisation", go_live=None)),
        passes("go_live: 2025-10-01", lambda d: d),
    ),
)
def go_live_is_recorded(dossier: Dossier) -> Iterator[Finding]:
    """The go-live date of the service management system is recorded.

    Why: how often the plan is reviewed depends on the age of the system, and records before go-live are judged by
    no plan.

    Fix: set go_live (and certified, once there is a certificate) in organisation.yaml.
    """
    if dossier.organisation.go_live is None:
        yield Finding(
            where=at("organisation/go_live"),
            says=_("The day on which the service management system went live is not recorded."),
        )
