"""What the rules on practices share: names, cited procedures, and whether a practice speaks of a subject."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from opensmp.checking import Address, at
from opensmp.dossier import Dossier
from opensmp.plan.practices import Practice
from opensmp.plan.prose import Prose
from opensmp.plan.section import Section
from opensmp.registers.documents import Document
from opensmp.standard.bilingual import Bilingual


@cache
def _chip() -> re.Pattern[str]:
    return re.compile(r"(\[\[[^\[\]\n]*\]\])")


@cache
def _refused() -> re.Pattern[str]:
    return re.compile(
        r"\bnot (?:applicable|relevant|required|needed|applied|used)\b|\bn/a\b|\bdoes(?:n't| not) apply\b|\bno need for\b"
        r"|\btidak (?:berlaku|relevan|diperlukan|diterapkan|dibutuhkan|dijalankan|digunakan)\b|\bdikecualikan\b|\bis excluded\b",
        re.I,
    )


@cache
def _this() -> re.Pattern[str]:
    return re.compile(r"\b(?:this practice|praktik ini|proses ini|this process|(?:the|our) organi[sz]ation)\b", re.I)


@cache
def _sentence() -> re.Pattern[str]:
    return re.compile(r"(?<=[.!?;])\s+|\n+")


def place(practice: Practice, *field: str) -> Address:
    """Return the address of a practice, or of one of its fields."""
    return at("plan/practices/practices", practice.id, *field)


def title(dossier: Dossier, key: str) -> Bilingual | str:
    """Return the name that the standard pack gives a practice, else the organisation's own key."""
    known = dossier.standard.practices.get(key)
    return known.title if known else key


def cited(dossier: Dossier) -> Iterator[tuple[Practice, Document]]:
    """Yield each practice with each document of the register that it cites as a procedure."""
    for practice in dossier.plan.practices.practices:
        for key in practice.procedures:
            if key in dossier.documents:
                yield practice, dossier.documents[key]


def bare(section: Section) -> bool:
    """Whether a section holds nothing beside its keeper; the rule on empty sections then speaks for all others."""
    return section == type(section)(keeper=section.keeper, reviewed=section.reviewed)


def without_chips(text: str) -> str:
    """Return the text without its ``[[kind:id]]`` references, whose ids are not words of the sentence."""
    return _chip().sub(" ", text)


def reworded(text: Prose, pattern: re.Pattern[str], by: str) -> Prose:
    """Return the prose with every match of ``pattern`` outside references replaced by ``by``."""
    return text.mapped(
        lambda words: "".join(
            piece if piece.startswith("[[") else pattern.sub(by, piece) for piece in _chip().split(words)
        )
    )


def prose_of(practice: Practice) -> tuple[Prose, ...]:
    """Return the texts in which a practice describes itself."""
    return practice.approach, practice.governance, practice.activity


def treats(dossier: Dossier, practice: Practice, subject: re.Pattern[str]) -> bool:
    """Whether a practice speaks of a subject, in its own texts or by citing a document whose title names it."""
    own = (words for prose in prose_of(practice) for _language, words in prose.each())
    titles = (
        words
        for key in practice.procedures
        if key in dossier.documents
        for _language, words in dossier.documents[key].title.each()
    )
    return any(subject.search(without_chips(words)) for words in (*own, *titles))


def speaks(dossier: Dossier, key: str) -> Practice | None:
    """Return the practice ``key`` when it says enough of itself for its content to be judged."""
    practice = dossier.practices.get(key)
    if practice is None or not practice.approach or refusal(dossier, practice):
        return None
    return practice


def refusal(dossier: Dossier, practice: Practice) -> str:
    """Return the sentence by which a practice is said not to apply, or nothing.

    A sentence counts when the practice is its subject (named, or "this practice"), or when it is all the approach says.
    """
    names = tuple(name.lower() for name in _names(dossier, practice.id))
    for _language, words in practice.approach.each():
        if not _refused().search(words):
            continue
        sentences = [part for part in _sentence().split(words) if part.strip()]
        for sentence in filter(_refuses, sentences):
            if len(sentences) == 1 or _this().search(sentence) or any(name in sentence.lower() for name in names):
                return sentence.strip()
    return ""


def _refuses(sentence: str) -> bool:
    """Whether a sentence refuses something; one about a clause is the matter of another rule."""
    return bool(_refused().search(sentence)) and not _clause().search(sentence)


@cache
def _clause() -> re.Pattern[str]:
    return re.compile(r"\b(?:clause|klausul)\b", re.I)


def _names(dossier: Dossier, key: str) -> tuple[str, ...]:
    known = dossier.standard.practices.get(key)
    return (known.title.en, known.title.id) if known else (key,)
