"""Whether a regulation is written of as if it were the authority."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from opensmp.checking import ADVICE, Correction, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.language import Slip, regulator_slip
from opensmp.rules.scope._helpers import with_sentence

_NAMES = ("pojk", "padg", "pbi")
"""The regulations that are mistaken for authorities: a quick look before the thorough one."""


@rule(
    "SCO-15",
    clause="6.3",
    severity=ADVICE,
    requirements=("R28",),
    examples=(
        fails(
            "“POJK requests this documentation.”",
            lambda dossier: with_sentence(
                dossier,
                "plan/scope/boundaries",
                en="POJK requests this documentation.",
                id="POJK meminta dokumentasi ini.",
            ),
        ),
        passes(
            "“OJK requests this documentation under its POJK.”",
            lambda dossier: with_sentence(
                dossier,
                "plan/scope/boundaries",
                en="OJK requests this documentation under its POJK.",
                id="OJK meminta dokumentasi ini berdasarkan POJK.",
            ),
        ),
    ),
)
def regulator_and_regulation_are_told_apart(dossier: Dossier) -> Iterator[Finding]:
    """A regulation asks nobody; its authority does.

    Why: OJK is the authority, a POJK is one of its regulations. A plan that mixes them up does not convince the
    people who wrote both.

    Fix: write "OJK requests" or "POJK 11/POJK.03/2022 requires", with the regulation you mean.
    """
    told = None
    for text, _language, said in dossier.wording.holding(_NAMES):
        slips = regulator_slip(said) if text is not told else ()
        if slips:
            told = text
            where, words = at(*text.parts), slips[0].words
            says = _("“{words}” speaks of a regulation as if it were the authority.", words=words)
            correction = Correction("wording", where, said, _corrected(said, slips))
            yield Finding(where, says, quote=words, correction=correction)


def _corrected(said: str, slips: Iterable[Slip]) -> str:
    """Put the authority's name in the place of each slip, from the last to the first so that the places stay right."""
    for slip in sorted(slips, key=lambda each: -each.start):
        said = said[: slip.start] + slip.correction + said[slip.end :]
    return said
