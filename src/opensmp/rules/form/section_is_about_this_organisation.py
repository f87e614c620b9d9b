"""Whether a section could stand in any organisation's plan."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from opensmp.checking import ADVICE, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.dossier.wording import Passage
from opensmp.i18n import _
from opensmp.language import Tell, generic_phrases, specifics
from opensmp.language.telltale_phrases import GENERIC
from opensmp.plan.plan import SECTIONS
from opensmp.plan.prose import Prose
from opensmp.rules.form._helpers import few, section_opens

_LEAST_WORDS = 40
_ENOUGH = 50
"""Words for which one number or reference shows that the text was written here; below it the text is read closely."""

_DIGITS = re.compile(r"\d+")

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
    passages: dict[str, list[Passage]] = {}
    for passage in dossier.wording.passages:
        if passage.language == dossier.plan.identity.language:
            passages.setdefault(passage.text.section, []).append(passage)
    for key in SECTIONS:
        words = [passage.words for passage in passages.get(key, ())]
        total = sum(len(text.split()) for text in words)
        if total >= _LEAST_WORDS and _is_generic(dossier, key, words, total, len(filler.get(key, ()))):
            yield _finding(dossier, key, tuple(tell.words for tell in filler.get(key, ())))


def _filler(dossier: Dossier) -> dict[str, list[Tell]]:
    """Return the general phrases of each section, in the prevailing language."""
    found: dict[str, list[Tell]] = {}
    for passage in dossier.wording.saying(phrase.strip() for phrase in GENERIC.split(";")):
        if passage.language == dossier.plan.identity.language:
            found.setdefault(passage.text.section, []).extend(generic_phrases(passage.words))
    return found


def _is_generic(dossier: Dossier, key: str, words: list[str], total: int, filler: int) -> bool:
    """Whether a section holds less than one specific thing in a hundred words, or hardly more of them than filler.

    Numbers, references and filled rows are counted first: they settle nearly every section at no cost.
    """
    rows = dossier.extents[key].rows - len(dossier.plan.section(key).subsections)
    cheap = rows + sum(len(_DIGITS.findall(text)) + text.count("[[") for text in words)
    if cheap * _ENOUGH >= total and cheap >= 3 * filler:
        return False
    names = (dossier.organisation.name, dossier.organisation.short)
    own = rows + sum(specifics(text, names) + text.count("[[") for text in words)
    return own * 100 < total or own < 2 * filler


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
