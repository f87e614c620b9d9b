"""Whether an objective is a commitment or an intention."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.objectives._examples import standing
from opensmp.rules.objectives._helpers import measurable_cases, place


@rule(
    "OBJ-30",
    clause="6.2.1",
    severity=ADVICE,
    requirements=("R11",),
    examples=(
        fails(
            "“Strive to restore at least 95 % …”",
            lambda d: standing(
                d,
                en="Strive to restore at least 95 % of priority 2 incidents within 8 business hours in every month.",
                id="Berupaya memulihkan sekurang-kurangnya 95 % insiden prioritas 2 dalam 8 jam kerja setiap bulan.",
            ),
        ),
        passes("“Restore at least 95 % …”", standing),
    ),
)
def objective_commits(dossier: Dossier) -> Iterator[Finding]:
    """An objective commits and does not only intend.

    Why: whoever strives has kept the promise by trying; the target behind the word is then never missed.

    Fix: leave the word of intention out, or choose a target that you are ready to be held to.
    """
    for case in measurable_cases(dossier):
        soft = next((each for each in case.statements if each.intention is not None), None)
        if soft is not None and soft.intention is not None:
            yield Finding(
                where=place(case.objective, "statement"),
                says=_(
                    "Objective {id} states an intention (“{words}”): “{sentence}”",
                    id=case.objective.id,
                    words=soft.intention.words,
                    sentence=soft.text,
                ),
                quote=soft.text,
            )
