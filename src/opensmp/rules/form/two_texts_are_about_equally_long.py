"""Whether one of two texts is much shorter than the other."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.form._helpers import saying
from opensmp.rules.form._parity import is_shortened, pairs

_LONG = (
    "Whoever owns an improvement tells the board what was tried, what it changed and what was learned from it, so that others "
    "need not try the same again. What did not work is told as openly as what did, and nobody is blamed for a trial that failed. "
)


@rule(
    "FRM-15",
    clause="7.5.2",
    severity=ADVICE,
    requirements=("R83",),
    examples=(
        fails(
            "A page in English, one sentence in Indonesian",
            lambda d: saying(d, "plan/improvement", "approach", en=_much(d), id="Pemilik perbaikan melapor."),
        ),
        passes(
            "A text that is a little longer in one language",
            lambda d: saying(
                d,
                "plan/improvement",
                "approach",
                en="Owners report.",
                id="Para pemilik perbaikan menyampaikan laporannya kepada dewan.",
            ),
        ),
    ),
)
def two_texts_are_about_equally_long(dossier: Dossier) -> Iterator[Finding]:
    """The two texts of a field are about equally long.

    Why: a text of half the length leaves something out; where the two differ, one reader is told less than the other.

    Fix: compare the two paragraph by paragraph and add what is missing.
    """
    for pair in pairs(dossier):
        if is_shortened(pair):
            first, second = (len(words.split()) for words in pair.words)
            yield Finding(
                where=at(*pair.text.parts),
                says=_(
                    "The {first} text has {words} words and the {second} one {others}: one of them leaves something out.",
                    first=pair.names[0],
                    words=first,
                    second=pair.names[1],
                    others=second,
                ),
            )


def _much(dossier: Dossier) -> str:
    """Return so much text that the other language has less than half of it."""
    held = dossier.plan.improvement.approach
    times = max(len(words) for _language, words in held.each()) // len(_LONG) + 3
    return "\n\n".join(f"{_LONG}Case {letter} shows it." for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[:times])
