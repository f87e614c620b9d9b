"""Whether risks are included or referenced."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.scope._helpers import refers_to_current, unreferenced


@cache
def _subject() -> re.Pattern[str]:
    return re.compile(r"\brisks?\b|\brisiko\b", re.IGNORECASE)


@rule(
    "SCO-19",
    clause="6.1",
    severity=ADVICE,
    requirements=("R21",),
    examples=(
        fails(
            "No risks and no risk register",
            lambda dossier: put(unreferenced(dossier, _subject()), "plan/scope", risks=(), risk_register=None),
        ),
        passes("A risk register referenced", lambda dossier: dossier),
    ),
)
def risks_are_stated(dossier: Dossier) -> Iterator[Finding]:
    """Risks and opportunities are included or referenced.

    Why: the plan rests on what the organisation decided about its risks. A plan without risks has not looked at
    what can stop it.

    Fix: name the risk register in `risk_register`, or list the risks with treatment and owner.
    """
    scope = dossier.plan.scope
    if "scope" not in dossier.stated or scope.risks or scope.risk_register:
        return
    if not refers_to_current(dossier, _subject()):
        yield Finding(at("plan/scope/risks"), _("Section 1 lists no risks and names no risk register."))
