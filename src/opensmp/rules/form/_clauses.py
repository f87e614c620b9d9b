"""Clause references of the plan with what each turned out to be: shared by the rules on clauses."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from opensmp.checking import Correction, Finding, at
from opensmp.dossier import Dossier
from opensmp.dossier.wording import Passage
from opensmp.i18n import _
from opensmp.language import ClauseReference, clause_references
from opensmp.rules.form._helpers import sentence_around, short
from opensmp.standard import ReferenceReading, topics_in, verdict_of_reference

_SIGNS = ("clause", "klausul", "klausa", "20000")


class Cited(NamedTuple):
    """A clause that a passage cites, its sentence, and the verdict on it."""

    passage: Passage
    reference: ClauseReference
    sentence: str
    reading: ReferenceReading


def cited_clauses(dossier: Dossier) -> Iterator[Cited]:
    """Yield each clause of ISO/IEC 20000-1 that a text cites, once a text: two languages cite the same clause."""
    seen: set[tuple[tuple[str, ...], str, str | None]] = set()
    for passage in dossier.wording.holding(_SIGNS):
        if not _numbered().search(passage.words):
            continue
        for reference in clause_references(passage.words):
            name = (passage.text.parts, reference.number, reference.item)
            if name in seen or _is_plainly_right(dossier, passage, reference):
                continue
            if _is_of_the_standard(passage.words, reference):
                seen.add(name)
                start, end = sentence_around(passage.words, reference.start, reference.end)
                sentence = passage.words[start:end].strip()
                yield Cited(passage, reference, sentence, _reading(dossier, reference, sentence))


@cache
def _numbered() -> re.Pattern[str]:
    return re.compile(r"(?:clauses?|klausul(?:a)?|klausa)[\s(]{1,3}\d|20000-1[:\d\s]{0,8},?\s(?:\(|\d)", re.IGNORECASE)


_CHAPTERS = frozenset(("4", "5", "6", "7", "8", "9", "10"))


def _is_plainly_right(dossier: Dossier, passage: Passage, reference: ClauseReference) -> bool:
    """Whether a clause needs no second look: a whole chapter, or one that the section itself answers.

    Clause 8 is always looked at: its numbers are those of the practices, and the ones most often confused.
    """
    if reference.edition is not None or reference.number in _CHAPTERS:
        return reference.edition is None
    section = dossier.standard.sections.get(passage.text.section)
    own = () if section is None else (clause.split()[0] for clause in section.clauses)
    return not reference.number.startswith("8.") and not reference.item and reference.number in own


def finding_of(dossier: Dossier, cited: Cited) -> Finding:
    """Say what is wrong with a reference, with the sentence as it would be right where one clause fits."""
    passage, reference, reading = cited.passage, cited.reference, cited.reading
    where = at(*passage.text.parts)
    before = passage.words[reference.start : reference.end]
    correction = None
    if len(reading.suggested) == 1 and reference.number in before:
        after = before[: before.index(reference.number)] + reading.suggested[0]
        correction = Correction("wording", where, before, after)
    return Finding(
        where=where,
        says=_("“{sentence}”: {reading}", sentence=short(cited.sentence, 120), reading=reading.says),
        fix=_("Cite {clauses}.", clauses=reading.suggested) if reading.suggested else None,
        quote=cited.sentence,
        correction=correction,
    )


def _is_of_the_standard(words: str, reference: ClauseReference) -> bool:
    """Whether the clause is of ISO/IEC 20000-1, not of another standard or of a contract."""
    if reference.standard is not None:
        return bool(_standard().search(reference.standard))
    return not _contract().search(words, max(0, reference.start - 40), reference.start)


@cache
def _standard() -> re.Pattern[str]:
    return re.compile(r"20000(?:-1)?$")


@cache
def _contract() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:contract|agreement|kontrak|perjanjian|pks|msa|nda|(?:27|22|9)\d{2,3})\b[^.;\n]{0,30}$", re.IGNORECASE
    )


def _reading(dossier: Dossier, reference: ClauseReference, sentence: str) -> ReferenceReading:
    """Judge a clause by what its sentence speaks about; right for one of several subjects is right."""
    number = f"{reference.number} {reference.item})" if reference.item else reference.number
    topics = topics_in(sentence, by=dossier.standard) or (None,)
    readings = [verdict_of_reference(number, reference.edition, topic, by=dossier.standard) for topic in topics]
    return next((reading for reading in readings if reading.verdict == "right"), readings[0])
