"""Whether the obligations of clause 6.3 c) are included or referenced."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.scope._helpers import refers_to_current, unreferenced


@cache
def _subject() -> re.Pattern[str]:
    return re.compile(r"\bobligations?\b|\bcompliance\b|\bkewajiban\b|\bkepatuhan\b", re.IGNORECASE)


@rule(
    "SCO-12",
    clause="6.3",
    severity=BLOCKS,
    requirements=("R21", "R51"),
    items=("c",),
    examples=(
        fails(
            "`obligations: []` in section 1",
            lambda dossier: put(unreferenced(dossier, _subject()), "plan/scope", obligations=()),
        ),
        passes("At least one obligation", lambda dossier: dossier),
    ),
)
def obligations_are_stated(dossier: Dossier) -> Iterator[Finding]:
    """Obligations are included or referenced.

    Why: policies, standards, laws, regulations and contracts bind the services. A plan that names none has not
    asked, and a regulator notices first.

    Fix: list each obligation with its instrument, how it applies here and who answers for it, or refer to the
    approved register that holds them.
    """
    if not dossier.plan.scope.obligations and not refers_to_current(dossier, _subject()):
        yield Finding(
            at("plan/scope/obligations"),
            _("Obligations are neither listed in section 1 nor referred to in an approved document."),
        )
