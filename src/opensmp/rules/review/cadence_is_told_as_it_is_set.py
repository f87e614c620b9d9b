"""Whether the words of section 10 give the plan the cadence that is set."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from opensmp.checking import BLOCKS, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose
from opensmp.plan.terms import Cadence
from opensmp.rules.review._words import reviewed, silent_on_cadence

_CADENCES: dict[Cadence, str] = {
    "monthly": r"monthly|(?:each|every) month|(?:setiap|tiap) bulan|bulanan",
    "quarterly": r"quarterly|(?:each|every) quarter|every three months|(?:setiap|tiap) (?:triwulan|kuartal|tiga bulan)|triwulanan",
    "half-yearly": r"half-yearly|(?:each|every) half[- ]year|twice a year|every six months"
    r"|(?:setiap|tiap) (?:semester|enam bulan)|dua kali setahun",
    "yearly": r"yearly|annual(?:ly)?|once a year|(?:each|every) year|(?:setiap|tiap) tahun|sekali setahun|setahun sekali|tahunan",
    "two-yearly": r"every (?:two|2) years|(?:setiap|tiap) (?:dua|2) tahun",
    "three-yearly": r"every (?:three|3) years|(?:setiap|tiap) (?:tiga|3) tahun",
}


@rule(
    "REV-16",
    clause="6.3",
    severity=BLOCKS,
    requirements=("R03", "R19", "R46"),
    examples=(
        fails("“This plan is reviewed every three years”, and another cadence is set", lambda d: _told(d)),
        passes("The words name the cadence that is set", lambda d: d),
    ),
)
def cadence_is_told_as_it_is_set(dossier: Dossier) -> Iterator[Finding]:
    """The words of section 10 name the review cadence that is set.

    Why: people read the sentence, and the calendar follows the setting. Where the two differ, one of them is missed
    with every review.

    Fix: correct the sentence or the setting.
    """
    review = dossier.plan.review
    now = [
        step
        for step in review.cadence
        if step.start <= dossier.today and (step.end is None or step.end >= dossier.today)
    ]
    if not now:
        return
    for field, prose in (("mechanism", review.mechanism), ("text", review.text)):
        for _language, words in prose.each():
            said, quote = _told_in(words)
            if said and not said & {step.cadence for step in now}:
                yield Finding(
                    where=at("plan/review", field),
                    says=_(
                        "The plan is reviewed {cadence} as set, but the text says “{quote}”.",
                        cadence=now[-1].cadence,
                        quote=quote,
                    ),
                    quote=quote,
                    also=(at("plan/review/cadence"),),
                )
                break


def _told_in(words: str) -> tuple[frozenset[Cadence], str]:
    """Return the cadences in the sentences that say how often the plan is reviewed, and the first of them."""
    sentences = [each for each in _ends().split(" ".join(words.split())) if reviewed().search(each)]
    said = frozenset(name for name, pattern in _patterns() if any(pattern.search(each) for each in sentences))
    return said, next((each for each in sentences if any(pattern.search(each) for _name, pattern in _patterns())), "")


@cache
def _patterns() -> tuple[tuple[Cadence, re.Pattern[str]], ...]:
    return tuple((name, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for name, words in _CADENCES.items())


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(r"(?<=[.!?])\s+")


def _told(dossier: Dossier) -> Dossier:
    told = {"en": "This plan is reviewed every three years.", "id": "Rencana ini ditinjau setiap tiga tahun."}
    prevailing = dossier.plan.identity.language

    def begun(prose: Prose) -> Prose:
        return Prose(tuple((key, f"{told[key or prevailing]} {words}") for key, words in prose.texts))

    return edit(silent_on_cadence(dossier), "plan/review/mechanism", begun)
