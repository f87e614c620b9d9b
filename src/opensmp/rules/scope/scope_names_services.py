"""Whether section 1 names services."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.scope._helpers import mentions


@rule(
    "SCO-04",
    clause="4.3",
    severity=BLOCKS,
    requirements=("R10", "R70"),
    detects=("scope-incomplete",),
    examples=(
        fails("`services: []` in section 1", lambda dossier: put(dossier, "plan/scope", services=())),
        passes("One service in scope", lambda dossier: dossier),
    ),
)
def scope_names_services(dossier: Dossier) -> Iterator[Finding]:
    """The scope names the services it covers.

    Why: a scope is defined by its services first. Without them nobody can say which records, contracts and people
    belong to the system.

    Fix: list the ids of the services in `services`, as the portfolio register has them.
    """
    scope = dossier.plan.scope
    if "scope" in dossier.stated and not scope.services and not mentions(dossier, "service"):
        yield Finding(at("plan/scope/services"), _("Section 1 names no services."))
