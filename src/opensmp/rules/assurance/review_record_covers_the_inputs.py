"""Whether the record of each review says something on each input."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import n_
from opensmp.plan.prose import Prose
from opensmp.rules.assurance._examples import a_review, latest_review
from opensmp.rules.assurance._helpers import performed_reviews


@rule(
    "ASR-16",
    clause="9.3",
    severity=BLOCKS,
    requirements=("R17", "R78"),
    examples=(
        fails(
            "The record of a review without the performance of other parties",
            lambda d: a_review(d, inputs={key: told for key, told in latest_review(d).inputs.items() if key != "i"}),
        ),
        passes(
            "“Nothing to report” is an answer",
            lambda d: a_review(
                d,
                inputs={
                    **latest_review(d).inputs,
                    "i": Prose.of({"en": "Nothing to report", "id": "Tidak ada yang dilaporkan"}),
                },
            ),
        ),
    ),
)
def review_record_covers_the_inputs(dossier: Dossier) -> Iterator[Finding]:
    """The record of a management review covers every input.

    Why: a review is complete when each input was considered; an empty line in the minutes cannot be told from a
    forgotten one.

    Fix: add what was said, or "nothing to report", or put the input on the agenda of the next review.
    """
    for review in performed_reviews(dossier):
        said = {key.strip(" )").lower() for key, told in review.inputs.items() if _says_something(told)}
        missing = tuple(row.title for letter, row in dossier.standard.review_inputs.items() if letter not in said)
        if missing:
            yield Finding(
                where=at("registers/reviews", review.id, "inputs"),
                says=n_(
                    "The record of management review {id} says nothing on: {inputs}",
                    "The record of management review {id} says nothing on {n} inputs: {inputs}",
                    len(missing),
                    id=review.id,
                    inputs=missing,
                ),
            )


def _says_something(told: Prose) -> bool:
    """A dash or a tick says nothing; "nothing to report" does."""
    said = ("".join(sign for sign in words.casefold() if sign.isalnum()) for _language, words in told.each())
    return any(word and word not in _TICKS for word in said)


_TICKS = frozenset(
    {
        "ok",
        "okay",
        "done",
        "yes",
        "discussed",
        "reviewed",
        "noted",
        "na",
        "tbd",
        "baik",
        "ya",
        "sudah",
        "dibahas",
        "selesai",
        "ada",
    }
)
