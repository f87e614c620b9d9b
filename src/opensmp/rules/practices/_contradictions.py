"""Figures promised in the prose, held against the typed commitments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache

from opensmp.dossier import Dossier
from opensmp.dossier.texts import Text
from opensmp.plan.references import chips
from opensmp.rules.practices._helpers import without_chips
from opensmp.rules.practices._matching import Promise, promises, same_subject
from opensmp.rules.practices._promises import Amount, may_promise, promised


@cache
def _sentence() -> re.Pattern[str]:
    return re.compile(r"(?<=[.!?;])\s+|\n+")


_SHARED_HERE = 2
_SHARED_ELSEWHERE = 3


def contradictions(dossier: Dossier) -> Iterator[tuple[Text, Promise, str, Amount]]:
    """Yield each figure in the prose that differs from what a commitment on the same subject promises."""
    for text, sentence, amount, rivals in _read(dossier):
        if rivals and not any(amount.comparable in rival.figures for rival in rivals):
            yield text, rivals[0], sentence, amount


def untyped(dossier: Dossier) -> Iterator[tuple[Text, str, Amount]]:
    """Yield each figure that the text of a practice promises and no commitment speaks of."""
    for text, sentence, amount, rivals in _read(dossier):
        if not rivals and text.section == "practices":
            yield text, sentence, amount


def _read(dossier: Dossier) -> Iterator[tuple[Text, str, Amount, list[Promise]]]:
    """Yield the figures that sections promise, each once a text, with the commitments on the same subject and kind."""
    prevailing = dossier.plan.identity.language
    known = {language: promises(dossier, language) for language in dossier.languages}
    for text in dossier.texts:
        if not _governs(text):
            continue
        seen: set[tuple[str, Decimal]] = set()
        for language, words in text.in_languages(prevailing):
            for sentence, amount in _figures(words, language):
                if amount.comparable not in seen:
                    seen.add(amount.comparable)
                    rivals = _rivals(text, sentence, amount, known.get(language, ()))
                    yield text, " ".join(sentence.split()), amount, rivals


@lru_cache(maxsize=4096)
def _figures(words: str, language: str) -> tuple[tuple[str, Amount], ...]:
    """Return what the sentences of a text promise; two rules ask for it."""
    sentences = _sentence().split(words) if may_promise(words) else ()
    return tuple((sentence, amount) for sentence in sentences for amount in promised(sentence, language))


def _governs(text: Text) -> bool:
    """Whether a text describes the practices, or is the prose of a section other than objectives and suppliers."""
    if text.section == "practices":
        return True
    return text.field == "text" and text.section not in {
        "objectives",
        "suppliers",
        "commitments",
        "identity",
        "resources",
    }


def _rivals(text: Text, sentence: str, amount: Amount, known: tuple[Promise, ...]) -> list[Promise]:
    """Return the commitments that promise the same kind of figure on the subject of a sentence."""
    kind = amount.comparable[0]
    practice = _practice_of(text)
    cited = {chip.id for chip in chips(sentence) if chip.kind == "commitment"}
    words = without_chips(sentence)
    return [
        promise
        for promise in known
        if kind in promise.kinds
        and (not practice or promise.commitment.practice in {practice, None})
        and same_subject(
            words, promise, _SHARED_HERE if practice or promise.commitment.id in cited else _SHARED_ELSEWHERE
        )
    ]


def _practice_of(text: Text) -> str:
    return text.parts[3] if text.parts[:3] == ("plan", "practices", "practices") else ""
