"""Whether procedure steps stand in the plan instead of in a procedure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from opensmp.checking import ADVICE, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.dossier.texts import Text
from opensmp.i18n import _, n_
from opensmp.language import Step, may_be_numbered, procedure_steps, step_words
from opensmp.plan.prose import Prose
from opensmp.rules.practices._examples import begun, change_first, first, joined


@rule(
    "PRA-07",
    clause="7.5.4",
    severity=ADVICE,
    requirements=("R01", "R25", "R59"),
    examples=(
        fails(
            "“1. Click Submit. 2. Enter the impact and the urgency. 3. Assign the ticket to the second line.”",
            lambda d: change_first(
                d,
                approach=joined(
                    first(d).approach,
                    Prose.of(
                        {
                            "en": "1. Open the ticket form and click Submit.\n2. Enter the impact and the urgency.\n"
                            "3. Assign the ticket to the second line.",
                            "id": "1. Buka formulir tiket dan klik Kirim.\n2. Isi dampak dan urgensi.\n3. Tugaskan tiket ke lini kedua.",
                        }
                    ),
                ),
            ),
        ),
        passes(
            "“The change manager approves normal changes each week on the advice of the change board.”",
            lambda d: change_first(
                d,
                approach=begun(
                    first(d).approach,
                    "The practice owner decides each week on the advice of the board.",
                    "Pemilik praktik memutuskan setiap minggu berdasarkan saran dewan.",
                ),
            ),
        ),
    ),
)
def steps_stand_in_procedures(dossier: Dossier) -> Iterator[Finding]:
    """Procedure steps stand in procedures, not in the plan.

    Why: a plan that carries steps grows to a hundred pages, changes with every click of a tool, and is read by
    nobody who governs.

    Fix: move the steps to the procedure and keep here who decides, on which basis, and how it is measured.
    """
    told = None
    speaking = {id(passage) for passage, _said in dossier.wording.words_of(step_words())}
    for passage in dossier.wording.passages:
        text, _language, words = passage
        if text is told or not (id(passage) in speaking or ("\n" in words and may_be_numbered(words))):
            continue
        steps = procedure_steps(words)
        if _instruct(steps):
            told = text
            yield _finding(dossier, text, words[steps[0].start : steps[-1].end], len(steps))


def _instruct(steps: tuple[Step, ...]) -> bool:
    """Whether sentences read as steps are steps: one sentence that only has a *next* in it is not."""
    return len(steps) > 1 or any(step.kind != "sequence" or _then().search(step.text) for step in steps)


@cache
def _then() -> re.Pattern[str]:
    return re.compile(r"\b(?:then|after that|lalu|kemudian|setelah itu|selanjutnya)\b", re.I)


def _finding(dossier: Dossier, text: Text, steps: str, count: int) -> Finding:
    practice = dossier.practices.get(text.parts[3]) if text.parts[:3] == ("plan", "practices", "practices") else None
    home = next((key for key in practice.procedures if key in dossier.documents), None) if practice else None
    fix = (
        _(
            "Move these steps to {document} “{title}” and say here who decides and how it is measured.",
            document=home,
            title=dossier.documents[home].title,
        )
        if home
        else None
    )
    return Finding(
        where=at(*text.parts),
        says=n_(
            "A procedure step stands in the plan: “{steps}”",
            "{n} procedure steps stand in the plan, from “{steps}”",
            count,
            steps=_short(steps),
        ),
        fix=fix,
        quote=steps,
    )


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 90 else line[:89].rstrip() + "…"
