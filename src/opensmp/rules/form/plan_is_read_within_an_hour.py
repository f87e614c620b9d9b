"""Whether a newcomer can read the plan within an hour."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.form._length import is_too_long, longest, measured

_HOUR = 60


@rule(
    "FRM-06",
    clause="7.4",
    severity=ADVICE,
    requirements=("R25", "R27"),
    examples=(
        fails("words_a_minute: 20, for readers who need longer than an hour", lambda d: measured(d, words_a_minute=20)),
        passes("A plan that is read in forty minutes", lambda d: d),
    ),
)
def plan_is_read_within_an_hour(dossier: Dossier) -> Iterator[Finding]:
    """The plan can be read within an hour.

    Why: a new director, the regulator and the external auditor each have about an hour to understand the system; what
    stands beyond it is not read.

    Fix: shorten the longest sections, or put what only specialists need into the documents that the plan refers to.
    """
    minutes = dossier.extent.minutes
    if minutes > _HOUR and not is_too_long(dossier):
        yield Finding(
            where=at("plan/identity/length"),
            says=_(
                "Reading the plan takes about {minutes} minutes. The longest parts are {longest}.",
                minutes=round(minutes),
                longest=longest(dossier),
            ),
        )
