"""Promises and procedures inside the words about a practice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from opensmp.intake.names import Names, codes_in
from opensmp.intake.targets import target_in
from opensmp.language import Label, read, sentences
from opensmp.plan.commitments import Commitment
from opensmp.plan.practices import Practice
from opensmp.plan.prose import Prose

_PROCEDURE = re.compile(
    r"\b(?:procedures?|prosedur|sops?|work instructions?|instruksi kerja|described in|diatur dalam|see|lihat)\b",
    re.IGNORECASE,
)


def procedures_in(words: Iterable[Prose]) -> tuple[str, ...]:
    """Return the numbers of documents in sentences that speak of procedures."""
    found = (
        code
        for prose in words
        for each in sentences(str(prose))
        if _PROCEDURE.search(each.text)
        for code in codes_in(each.text)
    )
    return tuple(dict.fromkeys(found))


def promised(
    practices: Sequence[Practice], known: AbstractSet[str], language: str, names: Names
) -> tuple[Commitment, ...]:
    """Return the measurable sentences about practices whose metric is known; sentences in ``known`` are commitments already."""
    return tuple(each for practice in practices for each in _of_practice(practice, known, language, names))


def _of_practice(practice: Practice, known: AbstractSet[str], language: str, names: Names) -> Iterator[Commitment]:
    number = 0
    for prose in (practice.approach, practice.governance):
        for each in sentences(str(prose)):
            text = " ".join(each.text.split())
            target = target_in(text, language, names.named("calendar")) if "%" in text or "per" in text else None
            if target is not None and text not in known and read(text, language).label is Label.MEASURABLE:
                number += 1
                yield Commitment(
                    id=f"CM-{practice.id}-{number}",
                    sentence=Prose.of(text),
                    target=target,
                    section="practices",
                    practice=practice.id,
                    owner=practice.owner,
                )
