"""Whether a section could stand in any organisation's plan."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from opensmp.checking import ADVICE, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.language import Tell, generic_phrases, specifics
from opensmp.language.telltale_phrases import GENERIC
from opensmp.language.wordlist import phrases
from opensmp.plan.plan import SECTIONS
from opensmp.plan.prose import Prose
from opensmp.rules.form._helpers import few, section_opens

_LEAST_CHARACTERS = 280
_ENOUGH = 350
"""Characters (fifty words) for which one row or reference shows that the text was written here; less of them is read closely."""

_EN = (
    "Improvements are made in accordance with best practice and industry standards, as appropriate and where necessary, by all "
    "relevant stakeholders. Adequate resources are provided in a timely manner so that quality services are effective and "
    "efficient at all times. Roles and responsibilities are clearly defined. Appropriate measures and appropriate controls are "
    "taken as soon as possible and on a regular basis. Robust processes and a holistic approach meet the needs of the business, "
    "add value and ensure customer satisfaction. The organisation shall act as required, as needed and from time to time. "
    "A comprehensive approach and a continuous improvement culture serve customer needs and expectations to the highest standards."
)
_ID = (
    "Perbaikan dilakukan sesuai praktik terbaik dan sesuai standar internasional, jika diperlukan, oleh pihak terkait dan seluruh "
    "pemangku kepentingan. Sumber daya yang memadai disediakan pada waktunya agar layanan berkualitas dan efektif dan efisien. "
    "Langkah-langkah yang diperlukan diambil secara optimal, secara maksimal, dan secara tepat. Semua dilakukan sesuai ketentuan "
    "yang berlaku, sesuai dengan kebutuhan, dan secara berkesinambungan. Layanan prima memenuhi kebutuhan bisnis serta kebutuhan "
    "dan harapan pelanggan. Segala hal lain diatur bila perlu dengan sebaik-baiknya, dan sebagainya, dan lain-lain."
)


@rule(
    "FRM-03",
    clause="6.3",
    severity=ADVICE,
    requirements=("R55", "R58", "R66"),
    examples=(
        fails(
            "A section that says “in accordance with best practice, as appropriate, by all relevant stakeholders” throughout",
            lambda d: edit(d, "plan/improvement", lambda held: _told(held, {"en": _EN, "id": _ID})),
        ),
        passes(
            "One general phrase in a section full of names and figures",
            lambda d: edit(
                d,
                "plan/improvement",
                lambda held: _told(held, {"en": "More is done as needed.", "id": "Lainnya dilakukan bila perlu."}),
            ),
        ),
    ),
)
def section_is_about_this_organisation(dossier: Dossier) -> Iterator[Finding]:
    """A section is about this organisation.

    Why: a text that names nobody and no figure, or holds more filler than facts, could have been copied from
    anywhere; it shows no design.

    Fix: say who decides, which services, sites and customers are meant, with which figures, and where that is recorded.
    """
    filler = _filler(dossier)
    passages: dict[str, list[str]] = {}
    for passage in dossier.wording.passages:
        if passage.language == dossier.plan.identity.language:
            passages.setdefault(passage.text.section, []).append(passage.words)
    for key in SECTIONS:
        if _is_generic(dossier, key, passages.get(key, []), len(filler.get(key, ()))):
            yield _finding(dossier, key, tuple(tell.words for tell in filler.get(key, ())))


def _filler(dossier: Dossier) -> dict[str, list[Tell]]:
    """Return the general phrases of each section, in the prevailing language."""
    found: dict[str, list[Tell]] = {}
    for passage in dossier.wording.saying(phrases(GENERIC)):
        if passage.language == dossier.plan.identity.language:
            found.setdefault(passage.text.section, []).extend(generic_phrases(passage.words))
    return found


def _is_generic(dossier: Dossier, key: str, texts: list[str], filler: int) -> bool:
    """Whether a section holds less than one specific thing in a hundred words, or hardly more of them than filler.

    Filled rows, references and figures are counted first: they settle nearly every section at no cost.
    """
    length = sum(map(len, texts))
    if length < _LEAST_CHARACTERS:
        return False
    own = (
        dossier.extents[key].rows - len(dossier.plan.section(key).subsections) + sum(text.count("[[") for text in texts)
    )
    if _is_plenty(own, length, filler):
        return False
    if _is_plenty(own + sum(len(_figures().findall(text)) for text in texts), length, filler):
        return False
    names = (dossier.organisation.name, dossier.organisation.short)
    own += sum(specifics(text, names) for text in texts)
    return own * 100 < sum(len(text.split()) for text in texts) or own < 2 * filler


def _is_plenty(own: int, length: int, filler: int) -> bool:
    return own * _ENOUGH >= length and own >= 3 * filler


@cache
def _figures() -> re.Pattern[str]:
    return re.compile(r"\d+")


def _finding(dossier: Dossier, key: str, filler: tuple[str, ...]) -> Finding:
    section = section_opens(dossier, key)
    common = [words for words, _count in Counter(words.lower() for words in filler).most_common()]
    says = (
        _("{section}, could stand in any plan: it is made of {filler}.", section=section, filler=few(common))
        if filler
        else _("{section}, could stand in any plan: it names hardly anything of this organisation.", section=section)
    )
    return Finding(where=at("plan", key), says=says)


def _told(held: Any, words: dict[str, str]) -> Any:
    return replace(held, text=Prose.of(words))
