"""Whether the prose of section 2 promises improvements that are no objectives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from opensmp.checking import BLOCKS, Address, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.language import Label, Sentence, sentences
from opensmp.language.wordlist import phrases
from opensmp.plan.prose import Prose
from opensmp.rules.objectives._helpers import reading

_AIMS = phrases(
    "will; shall; aim; strive; intend; seek; want; plan; commit; objective is; goal is; target is; akan; bertujuan; berupaya; bertekad; "
    "ingin; hendak; adalah"
)
_CHANGES = phrases(
    "improv; enhanc; optimi; strengthen; increas; rais; reduc; cut; decreas; lower; maximi; minimi; accelerat; speed; meningkatkan; "
    "menurunkan; mengurangi; memperbaiki; mengoptimalkan; memperkuat; mempercepat; menekan; memaksimalkan; meminimalkan"
)
_AMBITIONS = phrases("aims to; aim to; aspire; strive; seek; bertekad; berupaya; bercita-cita; bertujuan")


def _may_promise(lowered: str) -> bool:
    """Whether a sentence holds the words without which none promises; most prose is told apart by this look."""
    if any(word in lowered for word in _AMBITIONS) or lowered.startswith(_CHANGES):
        return True
    return any(word in lowered for word in _AIMS) and any(word in lowered for word in _CHANGES)


@cache
def _promise() -> re.Pattern[str]:
    english = (
        r"(?:\b(?:will|shall|aims?|aimed|aiming|strives?|intends?|seeks?|wants?|plans?|commits?|committed|objective is|goal is|target is)\b"
        r"[^.;:]{0,40}?\b(?:improv|enhanc|optimi[sz]|strengthen|increas|rais|reduc|cut|decreas|lower|maximi[sz]|minimi[sz]|accelerat|speed)\w*)"
    )
    indonesian = (
        r"(?:\b(?:akan|bertujuan|berupaya|bertekad|ingin|hendak|berkomitmen|sasaran\w* adalah|tujuan\w* adalah)\b[^.;:]{0,40}?"
        r"\b(?:meningkatkan|menurunkan|mengurangi|memperbaiki|mengoptimalkan|memperkuat|mempercepat|menekan|memaksimalkan|meminimalkan)\b)"
    )
    ambition = (
        r"\b(?:aims?|aspires?|strives?|seeks?) to (?:be|become|deliver|provide|achieve|offer)\b"
        r"|\b(?:bertekad|berupaya|bercita-cita|bertujuan)(?: untuk)? (?:menjadi|memberikan|mencapai|mewujudkan|menyediakan)\b"
    )
    heading = (
        r"^(?:improve|enhance|optimi[sz]e|strengthen|increase|raise|reduce|maximi[sz]e|minimi[sz]e"
        r"|meningkatkan|menurunkan|mengurangi|memperbaiki|mengoptimalkan|memperkuat)\b"
    )
    return re.compile(f"{english}|{indonesian}|{ambition}|{heading}", re.IGNORECASE)


def _more(dossier: Dossier, english: str, indonesian: str) -> Dossier:
    words = {"en": english, "id": indonesian}
    prevailing = dossier.plan.identity.language

    def longer(prose: Prose) -> Prose:
        return Prose(tuple((each, f"{text.rstrip()}\n\n{words[each or prevailing]}\n") for each, text in prose.texts))

    return edit(dossier, "plan/objectives/text", longer)


@rule(
    "OBJ-33",
    clause="6.2.1",
    severity=BLOCKS,
    requirements=("R11", "R53", "R71"),
    detects=("objective-not-measurable",),
    examples=(
        fails(
            "“We will also improve the cooperation with the branches.” in the prose",
            lambda d: _more(
                d,
                "We will also improve the cooperation with the customers' own support staff.",
                "Kami juga akan meningkatkan kerja sama dengan petugas dukungan milik pelanggan.",
            ),
        ),
        passes(
            "The prose says how objectives are set",
            lambda d: _more(
                d,
                "Each owner proposes the objectives of the next period before the management review.",
                "Setiap penanggung jawab mengusulkan sasaran periode berikutnya sebelum tinjauan manajemen.",
            ),
        ),
    ),
)
def prose_promises_are_objectives(dossier: Dossier) -> Iterator[Finding]:
    """The prose of section 2 promises nothing that is not an objective.

    Why: a promise to improve that stands beside the objectives is read as one more objective, and this one cannot
    be measured.

    Fix: make it an objective of its own with metric, target and time, point to the objective that means it, or
    leave it out.
    """
    section = dossier.plan.objectives
    texts = [(at("plan/objectives/text"), section.text)]
    texts += [(at("plan/objectives/subsections", each.id, "text"), each.text) for each in section.subsections]
    for where, prose in texts:
        yield from _promises(dossier, where, prose)


def _promises(dossier: Dossier, where: Address, prose: Prose) -> Iterator[Finding]:
    """Report the promises of one language only: its translation says the same."""
    for language, words in prose.each():
        spoken = language or dossier.plan.identity.language
        found = [each for each in sentences(words) if _is_vague_promise(each, spoken)]
        for each in found:
            yield Finding(
                where=where,
                says=_(
                    "Section 2 promises what cannot be measured and is no listed objective: “{sentence}”",
                    sentence=each.text,
                ),
                quote=each.text,
            )
        if found:
            return


def _is_vague_promise(sentence: Sentence, language: str) -> bool:
    text = sentence.text.strip()
    if "[[objective:" in text or not _may_promise(text.lower()) or not _promise().search(text):
        return False
    return reading(text, language).label is not Label.MEASURABLE
