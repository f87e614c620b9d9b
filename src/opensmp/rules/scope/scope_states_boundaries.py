"""Whether section 1 says where the system ends: sites, technology, interfaces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose
from opensmp.rules.scope._helpers import flat


@rule(
    "SCO-07",
    clause="4.3",
    severity=ADVICE,
    requirements=("R10", "R70"),
    detects=("scope-vague",),
    examples=(
        fails("`boundaries` left empty", lambda dossier: put(dossier, "plan/scope", boundaries=Prose())),
        passes("Boundaries with one site", lambda dossier: dossier),
    ),
)
def scope_states_boundaries(dossier: Dossier) -> Iterator[Finding]:
    """The scope states its boundaries: sites, technology, interfaces.

    Why: services run on sites and technology, and touch what others run. Where the line goes decides who is asked
    when something fails.

    Fix: say which sites and which technology belong to the system, and where it meets other parties.
    """
    scope = dossier.plan.scope
    if "scope" not in dossier.stated:
        return
    if not scope.boundaries:
        yield Finding(
            at("plan/scope/boundaries"), _("Section 1 does not state its boundaries: sites, technology, interfaces.")
        )
    elif not scope.sites and not any(_place().search(flat(text)) for _language, text in scope.boundaries.each()):
        yield Finding(
            at("plan/scope/sites"), _("Section 1 names no site at which the service management system works.")
        )


@cache
def _place() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:sites?|locations?|offices?|buildings?|data cent(?:re|er)s?|branch(?:es)?|premises|remote|"
        r"lokasi|kantor|gedung|pusat data|cabang|jarak jauh)\b",
        re.IGNORECASE,
    )
