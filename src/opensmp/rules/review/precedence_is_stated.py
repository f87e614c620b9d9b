"""Which document wins where two differ."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _


@rule(
    "REV-13",
    clause="7.5.3",
    severity=ADVICE,
    requirements=("R46",),
    examples=(
        fails("precedence is missing", lambda d: put(d, "plan/identity", precedence="")),
        passes("precedence: this plan heads the documents of the SMS …", lambda d: d),
    ),
)
def precedence_is_stated(dossier: Dossier) -> Iterator[Finding]:
    """The plan says which document wins where two differ.

    Why: the plan heads the documents of the system; without a word on precedence a procedure that differs is as
    good as the plan.

    Fix: state in precedence that the plan heads the hierarchy and how a difference is reported and settled.
    """
    if not dossier.plan.identity.precedence:
        yield Finding(
            where=at("plan/identity/precedence"), says=_("The plan does not say which document wins where two differ.")
        )
