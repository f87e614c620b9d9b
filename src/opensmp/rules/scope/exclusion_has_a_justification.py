"""Whether each exclusion says why."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Correction, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose
from opensmp.rules.scope._helpers import blank_reason


@rule(
    "SCO-02",
    clause="4.3",
    severity=BLOCKS,
    requirements=("R10", "R70"),
    detects=("exclusion-unjustified",),
    examples=(
        fails(
            "An exclusion “Branch in Ternate” with nothing in its justification",
            lambda dossier: put(dossier, "plan/scope/exclusions/*", justification=Prose()),
        ),
        passes("No exclusions at all", lambda dossier: dossier),
    ),
)
def exclusion_has_a_justification(dossier: Dossier) -> Iterator[Finding]:
    """An exclusion has a justification.

    Why: leaving something out is allowed only for a reason that holds. Without one the auditor assumes that the
    scope was drawn around a weakness.

    Fix: say in one sentence why the service, customer, unit or site can stay outside without harm to the services
    inside: who runs it, under which rules, and who decided.
    """
    for exclusion in dossier.plan.scope.exclusions:
        if not exclusion.justification:
            where = at("plan/scope/exclusions", exclusion.id, "justification")
            yield Finding(
                where,
                _("Exclusion {id} “{subject}” has no justification.", id=exclusion.id, subject=exclusion.subject),
                quote=str(exclusion.subject),
                correction=Correction("meaning", where, "", blank_reason(dossier)),
            )
