"""Whether the plan names its information resources."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.resources._helpers import bare


@rule(
    "RES-09",
    clause="6.3",
    severity=ADVICE,
    requirements=("R13", "R21"),
    items=("e",),
    examples=(
        fails("People, money and tools, and no information", lambda d: put(d, "plan/resources", information=())),
        passes("The knowledge base and the record archive are listed", lambda d: d),
    ),
)
def information_resources_are_named(dossier: Dossier) -> Iterator[Finding]:
    """The plan names its information resources.

    Why: information is one of the four kinds of resources; knowledge and records that nobody lists are lost with
    the person who kept them.

    Fix: list the knowledge base, the record archive and the registers that the system works with, where they are
    and who keeps them.
    """
    if not dossier.plan.resources.information and not bare(dossier):
        yield Finding(where=at("plan/resources/information"), says=_("Section 4 names no information resources"))
