"""Every version records what changed and why."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _


@rule(
    "LIF-07",
    clause="7.5.3",
    severity=ADVICE,
    requirements=("R30",),
    examples=(
        fails("A version without its reason", lambda d: put(d, "history/versions/*", why="")),
        passes("what: two services added; why: …", lambda d: d),
    ),
)
def version_says_what_and_why(dossier: Dossier) -> Iterator[Finding]:
    """Every version says what changed and why.

    Why: an auditor follows the plan through its versions; without a reason, a change cannot be told from an
    accident.

    Fix: write what changed and why for the version in history.yaml.
    """
    for version in dossier.history.versions:
        missing = tuple(name for held, name in ((version.what, _("what changed")), (version.why, _("why"))) if not held)
        if missing:
            yield Finding(
                where=at("history/versions", version.number),
                says=_("Version {number} does not say {missing}.", number=version.number, missing=missing),
            )
