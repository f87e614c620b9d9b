"""Whether the text calls an initiative done that is still open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose
from opensmp.plan.references import chips
from opensmp.registers.assurance import ImprovementItem
from opensmp.rules.improvement._examples import joined, ordinary
from opensmp.rules.improvement._helpers import OPEN, place


@rule(
    "IMP-19",
    clause="10.2",
    severity=ADVICE,
    requirements=("R18", "R46"),
    examples=(
        fails(
            "“IMP-31 has been completed.”, while its status is “in progress”",
            lambda d: _told(d, "[[improvement:{}]] has been completed.", "[[improvement:{}]] telah selesai."),
        ),
        passes(
            "“IMP-31 will be completed in March.”",
            lambda d: _told(d, "[[improvement:{}]] will be completed.", "[[improvement:{}]] akan selesai."),
        ),
    ),
)
def prose_agrees_with_the_status(dossier: Dossier) -> Iterator[Finding]:
    """The text agrees with the status of an initiative.

    Why: a text that calls an initiative done while its row is open makes the reader doubt both.

    Fix: correct the text, or enter the status with the day on which the effect was checked.
    """
    for text in dossier.texts:
        for _language, words in text.prose.each():
            found = next(_contradictions(dossier, words), None)
            if found:
                item, sentence = found
                yield Finding(
                    where=at(*text.parts),
                    says=_(
                        "The text says “{sentence}”, but the status of initiative {id} is “{status}”",
                        sentence=sentence,
                        id=item.id,
                        status=item.status,
                    ),
                    also=(place(item, "status"),),
                    quote=sentence,
                )
                break


@cache
def _completed() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:completed|finished|closed|concluded|is done|was done)\b|\b(?:selesai|rampung|tuntas|ditutup)\b", re.I
    )


@cache
def _to_come() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:will|to be|not|until|once|when|before|by|after|if|must|shall|is due|expected)\b"
        r"|\b(?:akan|belum|setelah|sampai|bila|jika|apabila|sebelum|harus|tidak|target|ditargetkan|baru)\b",
        re.I,
    )


def _contradictions(dossier: Dossier, words: str) -> Iterator[tuple[ImprovementItem, str]]:
    if "[[improvement:" not in words:
        return
    for sentence in re.split(r"(?<=[.!?;])\s+|\n+", words):
        if _completed().search(sentence) and not _to_come().search(sentence):
            for chip in chips(sentence):
                item = dossier.improvements.get(chip.id) if chip.kind == "improvement" else None
                if item and item.status in OPEN:
                    yield item, " ".join(sentence.split())


def _told(dossier: Dossier, en: str, id: str) -> Dossier:
    item = ordinary(dossier)
    told = Prose.of({"en": en.format(item.id), "id": id.format(item.id)})
    return put(dossier, "plan/improvement", approach=joined(dossier.plan.improvement.approach, told))
