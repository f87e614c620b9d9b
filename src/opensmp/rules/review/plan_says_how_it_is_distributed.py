"""Who gets the approved version, and how."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _


@rule(
    "REV-09",
    clause="7.5.3",
    severity=ADVICE,
    requirements=("R80",),
    examples=(
        fails("distribution is missing", lambda d: put(d, "plan/review", distribution="")),
        passes("distribution: all holders of a role, with acknowledgement", lambda d: d),
    ),
)
def plan_says_how_it_is_distributed(dossier: Dossier) -> Iterator[Finding]:
    """The plan says how an approved version reaches the people concerned.

    Why: people who never received version 2.0 work and answer by version 1.3, and the interview shows it.

    Fix: say in section 10 who receives an approved version, by which way, and how they confirm that they have
    read it.
    """
    if "review" in dossier.stated and not dossier.plan.review.distribution:
        yield Finding(
            where=at("plan/review/distribution"),
            says=_("The plan does not say who receives an approved version, and how."),
        )
