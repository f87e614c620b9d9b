"""Whether the plan says that a practice does not apply."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose
from opensmp.rules.practices._examples import begun, change_first, first
from opensmp.rules.practices._helpers import place, refusal, title


@rule(
    "PRA-35",
    clause="4.3",
    severity=ADVICE,
    requirements=("R10", "R14", "R74"),
    examples=(
        fails(
            "“This practice is not applicable to us.”",
            lambda d: change_first(
                d,
                approach=begun(
                    first(d).approach, "This practice is not applicable to us.", "Praktik ini tidak berlaku bagi kami."
                ),
            ),
        ),
        passes(
            "“There was no activity in the period.”",
            lambda d: change_first(
                d,
                activity=Prose.of(
                    {"en": "There was no activity in the period.", "id": "Tidak ada aktivitas dalam periode ini."}
                ),
            ),
        ),
    ),
)
def practice_is_not_declared_inapplicable(dossier: Dossier) -> Iterator[Finding]:
    """No practice of the standard is declared not applicable.

    Why: services and sites can stand outside the scope, requirements cannot; "not applicable" under a practice
    reads as an excluded requirement.

    Fix: describe the practice, and say "no activity in the period" where there was none.
    """
    for practice in dossier.plan.practices.practices:
        sentence = refusal(dossier, practice) if practice.approach else ""
        if sentence and practice.id in dossier.standard.practices:
            yield Finding(
                where=place(practice, "approach"),
                says=_(
                    "{practice} is declared not applicable: “{sentence}”",
                    practice=title(dossier, practice.id),
                    sentence=sentence,
                ),
                quote=sentence,
            )
