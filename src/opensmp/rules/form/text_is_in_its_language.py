"""Whether a text is written in the language under which it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from opensmp.checking import BLOCKS, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.language import language_of
from opensmp.rules.form._helpers import saying, short
from opensmp.rules.form._paragraphs import paragraphs

_LEAST_CHARACTERS = 40
_LEAST_SIGNS = 2

_SIGNS: Mapping[str, tuple[str, ...]] = {
    "en": (" the ", " and ", " of ", " to ", " a ", " is ", " for ", " in ", " are ", " by ", " with ", " from "),
    "id": (
        " dan ",
        " yang ",
        " dengan ",
        " untuk ",
        " pada ",
        " setiap ",
        " dari ",
        " oleh ",
        " tidak ",
        " dalam ",
        " atau ",
        " di ",
    ),
}
"""The commonest words of each language, none of which is a word of the other."""

_NAMES = {"en": _("English"), "id": _("Indonesian")}


@rule(
    "FRM-12",
    clause="7.5.2",
    severity=BLOCKS,
    requirements=("R83",),
    examples=(
        fails(
            "An Indonesian paragraph under “en”, an English one under “id”",
            lambda d: saying(
                d,
                "plan/assurance",
                "text",
                en="Hasil audit disampaikan kepada pemilik praktik dan dibahas dengan unit yang diaudit.",
                id="The results of an audit go to the owner of the practice and are discussed with the unit.",
            ),
        ),
        passes(
            "A foreign name in a sentence",
            lambda d: saying(
                d,
                "plan/assurance",
                "text",
                en="The results go to Satuan Kerja Audit Intern, which keeps them.",
                id="Hasilnya disampaikan kepada Board of Directors yang menyimpannya.",
            ),
        ),
    ),
)
def text_is_in_its_language(dossier: Dossier) -> Iterator[Finding]:
    """A text is written in the language under which it stands.

    Why: readers of one language would find the other, and nobody can say whether both texts promise the same.

    Fix: translate the paragraph, or exchange the two texts if they stand the wrong way round.
    """
    told: set[tuple[tuple[str, ...], str]] = set()
    for passage, words in paragraphs(dossier.wording, _LEAST_CHARACTERS):
        other = _FOREIGN.get(passage.language, "")
        name = (passage.text.parts, passage.language)
        if other and name not in told and _is_foreign(words, passage.language, other):
            told.add(name)
            yield Finding(
                where=at(*passage.text.parts),
                says=_(
                    "The text stands under {language} and is {other}: “{words}”",
                    language=_NAMES[passage.language],
                    other=_NAMES[other],
                    words=short(words),
                ),
                quote=words.strip()[:300],
            )


_FOREIGN = {"en": "id", "id": "en"}


def _is_foreign(words: str, language: str, other: str) -> bool:
    """Whether no common word of its language stands in the text, and several of the other."""
    for sign in _SIGNS[language]:
        if sign in words:
            return False
    lowered = f" {' '.join(words.lower().split())} "
    if any(sign in lowered for sign in _SIGNS[language]):
        return False
    return sum(sign in lowered for sign in _SIGNS[other]) >= _LEAST_SIGNS and language_of(words) == other
