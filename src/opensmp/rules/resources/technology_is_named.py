"""Whether the plan names the technology that supports the system."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.resources._helpers import bare


@rule(
    "RES-08",
    clause="6.3",
    severity=BLOCKS,
    requirements=("R13", "R21", "R51"),
    detects=("resources-unspecified",),
    items=("g",),
    examples=(
        fails("Practices without a tool", lambda d: put(d, "plan/resources", technology=())),
        passes("The tools are listed", lambda d: d),
    ),
)
def technology_is_named(dossier: Dossier) -> Iterator[Finding]:
    """The plan names the technology that supports the service management system.

    Why: the plan has to include or reference it; records, monitoring and documents live in tools, and an auditor
    asks in which.

    Fix: list the tools for tickets, monitoring, configuration and documents with their purpose and owner, or
    refer to a current document that does.
    """
    if not dossier.plan.resources.technology and not bare(dossier):
        yield Finding(
            where=at("plan/resources/technology"),
            says=_("Section 4 names no technology that supports the service management system"),
        )
