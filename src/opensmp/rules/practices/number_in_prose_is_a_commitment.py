"""Whether figures promised in the text of practices are typed commitments."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose
from opensmp.rules.practices._contradictions import untyped
from opensmp.rules.practices._examples import change_first, first, joined


@rule(
    "PRA-31",
    clause="9.1",
    severity=ADVICE,
    requirements=("R61",),
    examples=(
        fails(
            "“Visitors of the data hall are answered within 45 minutes.”",
            lambda d: change_first(
                d,
                approach=joined(
                    first(d).approach,
                    Prose.of(
                        {
                            "en": "Visitors of the archive are welcomed within 47 minutes.",
                            "id": "Tamu arsip disambut dalam waktu 47 menit.",
                        }
                    ),
                ),
            ),
        ),
        passes(
            "“The board meets for 45 minutes.”: a figure that promises nothing",
            lambda d: change_first(
                d,
                approach=joined(
                    first(d).approach,
                    Prose.of({"en": "The board meets for 47 minutes.", "id": "Dewan bersidang selama 47 menit."}),
                ),
            ),
        ),
    ),
)
def number_in_prose_is_a_commitment(dossier: Dossier) -> Iterator[Finding]:
    """A figure that a practice promises is a typed commitment.

    Why: a promise lost in a sentence has no owner, no measure and no record; in Stage 2 the auditor will ask for
    all three.

    Fix: make it a commitment with metric, target and window, and put its reference in the text; or take the
    figure out.
    """
    if not dossier.commitments:
        return
    for text, sentence, amount in untyped(dossier):
        yield Finding(
            where=at(*text.parts),
            says=_(
                "The text promises “{words}”, and no commitment does: “{sentence}”",
                words=amount.words.strip(),
                sentence=sentence,
            ),
            quote=sentence,
        )
