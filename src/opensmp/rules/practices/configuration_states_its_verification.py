"""Whether configuration management says how often its data are verified."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.practices._helpers import place, speaks, title


@rule(
    "PRA-18",
    clause="8.2.6",
    severity=ADVICE,
    requirements=("R44",),
    examples=(
        fails(
            "Configuration management without a cadence of verification",
            lambda d: put(d, "plan/practices/practices/configuration", verification=None),
        ),
        passes("verification: quarterly", lambda d: d),
    ),
)
def configuration_states_its_verification(dossier: Dossier) -> Iterator[Finding]:
    """Configuration management says how often its data are verified.

    Why: the accuracy of configuration data is verified at planned intervals; without the interval nobody can be
    late.

    Fix: set the cadence of verification, for example quarterly for the most critical services.
    """
    practice = speaks(dossier, "configuration")
    if practice and practice.verification is None:
        yield Finding(
            where=place(practice, "verification"),
            says=_(
                "{practice} does not say how often configuration data are verified",
                practice=title(dossier, practice.id),
            ),
        )
