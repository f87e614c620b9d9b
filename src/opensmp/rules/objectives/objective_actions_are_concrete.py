"""Whether the actions of an objective say what will be done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from opensmp.checking import ADVICE, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.objectives._examples import first_action, said
from opensmp.rules.objectives._helpers import place, reading


@cache
def _vague_start() -> re.Pattern[str]:
    return re.compile(
        r"\s*(?:continue to |further |terus )?"
        r"(?:improve|enhance|optimi[sz]e|strengthen|support|promote|ensure|foster|encourage|raise awareness"
        r"|meningkatkan|mengoptimalkan|memperkuat|mendukung|memastikan|menjamin|mendorong)\b",
        re.IGNORECASE,
    )


@rule(
    "OBJ-34",
    clause="6.2.2",
    severity=ADVICE,
    requirements=("R11",),
    examples=(
        fails(
            "“Improve the cooperation of the teams” as an action",
            lambda d: first_action(
                d, text=said(d, "Improve the cooperation of the teams.", "Meningkatkan kerja sama antartim.")
            ),
        ),
        passes(
            "“Add a second engineer to the night shift”",
            lambda d: first_action(
                d,
                text=said(d, "Add a second engineer to the night shift.", "Menambah satu teknisi pada giliran malam."),
            ),
        ),
    ),
)
def objective_actions_are_concrete(dossier: Dossier) -> Iterator[Finding]:
    """An action says what will be done.

    Why: “improve the cooperation” repeats the wish; nobody can start it, finish it or see that it was done.

    Fix: name the thing that will exist or happen when the action is done: a shift, a tool, a training, a changed
    procedure.
    """
    prevailing = dossier.plan.identity.language
    for objective in dossier.plan.objectives.objectives:
        for number, action in enumerate(objective.actions, 1):
            vague = next(
                (
                    words
                    for language, words in action.text.each()
                    if _vague_start().match(words) and not reading(words, language or prevailing).targets
                ),
                None,
            )
            if vague is not None:
                yield Finding(
                    where=place(objective, "actions", str(number), "text"),
                    says=_(
                        "Action {number} of objective {id} does not say what will be done: “{action}”",
                        number=number,
                        id=objective.id,
                        action=vague,
                    ),
                    quote=vague,
                )
