"""Whether figures in the prose contradict the typed commitments."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose
from opensmp.rules.practices._contradictions import contradictions
from opensmp.rules.practices._examples import joined
from opensmp.rules.practices._promises import promised, spoken


@rule(
    "PRA-30",
    clause="6.3",
    severity=BLOCKS,
    requirements=("R46", "R61", "R58"),
    examples=(
        fails("The text of a practice repeats a promise with another figure", lambda d: _retold(d, 3)),
        passes("The text of a practice repeats a promise with the same figure", lambda d: _retold(d, 0)),
    ),
)
def prose_promises_what_commitments_promise(dossier: Dossier) -> Iterator[Finding]:
    """The prose promises what the commitments promise.

    Why: a plan that says eight hours in a paragraph and four in its commitments promises neither.

    Fix: replace the figure by the reference to the commitment, so that the number exists once.
    """
    for text, promise, sentence, amount in contradictions(dossier):
        yield Finding(
            where=at(*text.parts),
            says=_(
                "The text says “{words}”, but commitment {id} promises {target}: “{sentence}”",
                words=amount.words.strip(),
                id=promise.commitment.id,
                target=spoken(promise.commitment.target),
                sentence=sentence,
            ),
            fix=_(
                "Write [[commitment:{id}]] in place of the figure, or amend the commitment.", id=promise.commitment.id
            ),
            also=(at("plan/commitments/commitments", promise.commitment.id, "target"),),
            quote=sentence,
        )


def _retold(dossier: Dossier, step: int) -> Dossier:
    """Repeat the sentence of a commitment in its practice, with its figure moved by ``step``."""
    row = next(
        row
        for row in dossier.plan.commitments.commitments
        if row.practice in dossier.practices
        and all(
            any(amount.unit == "%" for amount in promised(words, language)) for language, words in row.sentence.each()
        )
    )
    told = Prose(tuple((language, _moved(words, language, step)) for language, words in row.sentence.texts))
    practice = dossier.practices[row.practice or ""]
    return put(dossier, f"plan/practices/practices/{practice.id}", approach=joined(practice.approach, told))


def _moved(words: str, language: str, step: int) -> str:
    amount = next(amount for amount in promised(words, language) if amount.unit == "%")
    figure = amount.words.rstrip("% ").split()[0]
    return words[: amount.start] + words[amount.start :].replace(
        figure, str(int(amount.value) - step) if step else figure, 1
    )
