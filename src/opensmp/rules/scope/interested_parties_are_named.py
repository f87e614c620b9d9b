"""Whether section 1 names the parties with requirements on the system."""

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
    return re.compile(r"interested part|stakeholder|pihak (?:yang )?berkepentingan|pemangku kepentingan", re.IGNORECASE)


@rule(
    "SCO-16",
    clause="4.2",
    severity=ADVICE,
    requirements=("R21",),
    examples=(
        fails(
            "`parties: []` in section 1",
            lambda dossier: put(unreferenced(dossier, _subject()), "plan/scope", parties=()),
        ),
        passes("One interested party", lambda dossier: dossier),
    ),
)
def interested_parties_are_named(dossier: Dossier) -> Iterator[Finding]:
    """Interested parties are named or referenced.

    Why: the scope answers to somebody: customers, a regulator, owners, staff. The auditor compares their needs
    with the scope.

    Fix: list each party with what it needs from the services, or refer to the approved document that does.
    """
    if "scope" in dossier.stated and not dossier.plan.scope.parties and not refers_to_current(dossier, _subject()):
        yield Finding(
            at("plan/scope/parties"), _("Section 1 names no interested parties and refers to no list of them.")
        )
