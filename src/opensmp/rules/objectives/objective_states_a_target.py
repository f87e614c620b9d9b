"""Whether an objective states the value or the end state that it wants to reach."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import Message, _
from opensmp.rules.objectives._corrections import measurable_form
from opensmp.rules.objectives._examples import milestone, specimen
from opensmp.rules.objectives._helpers import cases, place


@rule(
    "OBJ-02",
    clause="6.2.1",
    severity=BLOCKS,
    requirements=("R11", "R53", "R71"),
    detects=("objective-without-target",),
    examples=(
        fails(
            "“Improve user satisfaction by the end of the period”, with a deadline and no value",
            lambda d: specimen(
                d,
                en="Improve user satisfaction by {end}.",
                id="Meningkatkan kepuasan pengguna paling lambat {end}.",
                target=None,
            ),
        ),
        passes("The target stands in the sentence", lambda d: specimen(d, target=None)),
        passes("A milestone: its end state is the target", milestone),
    ),
)
def objective_states_a_target(dossier: Dossier) -> Iterator[Finding]:
    """An objective states a quantified target.

    Why: with a deadline and no value, everybody agrees on the day and nobody on what has to be true by then.

    Fix: give the value, its unit and how it is compared, such as “at least ___ %”; the number is the owner's
    decision.
    """
    for case in cases(dossier):
        if case.flaw == "target":
            yield Finding(
                where=place(case.objective, "target"),
                says=_(
                    "Objective {id} has no target, neither in its sentence nor in its fields: “{sentence}”",
                    id=case.objective.id,
                    sentence=case.objective.statement,
                ),
                fix=_asked(case.objective.id, [each.words for s in case.statements for each in s.vague[:1]][:1]),
                quote=case.sentence,
                correction=measurable_form(case),
            )


def _asked(id: str, vague: list[str]) -> Message | None:
    if not vague:
        return None
    return _(
        "Say what “{word}” means for {id} in figures: which value, in which unit, compared how.", word=vague[0], id=id
    )
