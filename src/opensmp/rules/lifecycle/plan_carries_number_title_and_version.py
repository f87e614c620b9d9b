"""The plan is identified."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _


@rule(
    "LIF-15",
    clause="7.5.2",
    severity=BLOCKS,
    requirements=("R26",),
    examples=(
        fails("number is missing", lambda d: put(d, "plan/identity", number="")),
        passes("number: BNS-SMP-001", lambda d: d),
    ),
)
def plan_carries_number_title_and_version(dossier: Dossier) -> Iterator[Finding]:
    """The plan carries a number, a title and a version.

    Why: a document that cannot be named exactly cannot be controlled, cited or told from its copies.

    Fix: fill number, title and version in plan/00-identity.yaml.
    """
    identity = dossier.plan.identity
    parts = ((identity.number, _("number")), (identity.title, _("title")), (identity.version, _("version")))
    missing = tuple(name for held, name in parts if not held)
    if missing:
        yield Finding(where=at("plan/identity"), says=_("The plan does not carry its {missing}.", missing=missing))
