"""Whether the known limitations of clause 6.3 b) are included or referenced."""

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
    return re.compile(r"limitation|constraint|keterbatasan|kendala", re.IGNORECASE)


@rule(
    "SCO-10",
    clause="6.3",
    severity=BLOCKS,
    requirements=("R21", "R51"),
    items=("b",),
    examples=(
        fails(
            "`limitations: []` in section 1",
            lambda dossier: put(unreferenced(dossier, _subject()), "plan/scope", limitations=()),
        ),
        passes("At least one limitation", lambda dossier: dossier),
    ),
)
def known_limitations_are_stated(dossier: Dossier) -> Iterator[Finding]:
    """Known limitations are included or referenced.

    Why: the plan has to tell what can hold the system and the services back: shared tools, one site, unsupported
    software, frozen budgets. Every organisation has some, and the auditor knows it.

    Fix: list each limitation with its effect, how it is handled and who watches it, or refer to the approved
    document that holds them.
    """
    if not dossier.plan.scope.limitations and not refers_to_current(dossier, _subject()):
        yield Finding(
            at("plan/scope/limitations"),
            _("Known limitations are neither listed in section 1 nor referred to in an approved document."),
        )
