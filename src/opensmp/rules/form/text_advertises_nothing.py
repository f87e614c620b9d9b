"""Whether the plan advertises."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.language import Tell, marketing
from opensmp.language.telltale_phrases import MARKETING
from opensmp.language.wordlist import phrases
from opensmp.rules.form._helpers import few, saying, sentence_around

_SOBER_TOO = frozenset(
    phrases(
        "superior;exceptional;unlock;unmatched;next generation;next-generation;value-added;mutakhir;luar biasa;unggul;empower"
        ";empowering;turnkey;terkemuka;seamless;terdepan;leading-edge;terpercaya;nomor satu;pilihan utama;terobosan"
    )
)
"""Words that also have a plain meaning (value-added tax, keadaan luar biasa): one of them alone advertises nothing."""


@rule(
    "FRM-09",
    clause="7.5.2",
    severity=ADVICE,
    requirements=("R01", "R55"),
    examples=(
        fails(
            "“We are the partner of choice for world-class services.”",
            lambda d: saying(
                d,
                "plan/assurance",
                "text",
                en="We are the partner of choice for world-class services.",
                id="Kami mitra tepercaya untuk layanan kelas dunia.",
            ),
        ),
        passes(
            "“Value-added tax is shown apart.”",
            lambda d: saying(
                d,
                "plan/assurance",
                "text",
                en="Value-added tax is shown apart.",
                id="Keadaan luar biasa dilaporkan terpisah.",
            ),
        ),
    ),
)
def text_advertises_nothing(dossier: Dossier) -> Iterator[Finding]:
    """The plan advertises nothing.

    Why: a governing document binds; words of advertising promise what nobody can measure, and make a reader doubt the
    rest.

    Fix: say what is done and measured, or leave the sentence out.
    """
    told: set[tuple[str, ...]] = set()
    for passage in dossier.wording.saying(phrases(MARKETING)):
        found = marketing(passage.words) if passage.text.parts not in told else ()
        if _advertises(found):
            told.add(passage.text.parts)
            start, end = sentence_around(passage.words, found[0].start, found[0].end)
            yield Finding(
                where=at(*passage.text.parts),
                says=_("The text advertises: {words}.", words=few(tell.words for tell in found)),
                quote=passage.words[start:end].strip(),
            )


def _advertises(found: tuple[Tell, ...]) -> bool:
    words = {" ".join(tell.words.lower().split()) for tell in found}
    return len(words) > 1 or bool(words - _SOBER_TOO)
