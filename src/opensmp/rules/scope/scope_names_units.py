"""Whether section 1 names organisational units."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.scope._helpers import mentions


@rule(
    "SCO-06",
    clause="4.3",
    severity=BLOCKS,
    requirements=("R10", "R70"),
    detects=("scope-incomplete",),
    examples=(
        fails("`units: []` in section 1", lambda dossier: put(dossier, "plan/scope", units=())),
        passes("One unit in scope", lambda dossier: dossier),
    ),
)
def scope_names_units(dossier: Dossier) -> Iterator[Finding]:
    """The scope names the organisational units it binds.

    Why: people ask "does this bind me?", and the auditor plans interviews by unit. Without units neither has an
    answer.

    Fix: list the ids of the units in `units`, as the organisation has them.
    """
    if "scope" in dossier.stated and not dossier.plan.scope.units and not mentions(dossier, "unit"):
        yield Finding(at("plan/scope/units"), _("Section 1 names no organisational units."))
