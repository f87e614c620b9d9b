"""Whether an example of the guidance was left in the plan."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from opensmp.checking import ADVICE, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.guidance import Guidance, guidance
from opensmp.i18n import _
from opensmp.rules.form._helpers import saying, short

_LEAST_WORDS = 9


@rule(
    "FRM-18",
    clause="7.5.2",
    severity=ADVICE,
    requirements=("R55", "R66", "R67"),
    examples=(
        fails(
            "“Design ends with acceptance criteria signed by the service owner”, word for word from the guidance",
            lambda d: saying(
                d,
                "plan/improvement",
                "text",
                en="A proposal for a service goes to the portfolio board, which meets monthly. Design ends with acceptance criteria "
                "signed by the service owner.",
                id="Desain berakhir dengan kriteria penerimaan yang ditandatangani pemilik layanan; transisi berakhir kemudian.",
            ),
        ),
        passes(
            "The same thought in words of one's own",
            lambda d: saying(
                d,
                "plan/improvement",
                "text",
                en="An owner of a practice looks at every major incident together with the service owner concerned.",
                id="Pemilik praktik melihat setiap insiden besar bersama pemilik layanan yang bersangkutan.",
            ),
        ),
    ),
)
def text_is_not_copied_from_the_guidance(dossier: Dossier) -> Iterator[Finding]:
    """No example of the guidance is left in the plan.

    Why: the examples are of a fictional bank. A sentence of it in a plan was not decided by anybody here, and an
    auditor who knows the guidance will say so first.

    Fix: replace the sentence with what holds in this organisation, or take it out.
    """
    told: set[tuple[str, ...]] = set()
    sentences = _sentences(guidance())
    for passage in dossier.wording.saying(sentence.lower() for sentence in sentences):
        words = " ".join(passage.words.split())
        found = next((sentence for sentence in sentences if sentence in words), None)
        if found is not None and passage.text.parts not in told:
            told.add(passage.text.parts)
            yield Finding(
                where=at(*passage.text.parts),
                says=_("The text is an example of the guidance: “{words}”", words=short(found, 120)),
                quote=found,
            )


@cache
def _sentences(held: Guidance) -> tuple[str, ...]:
    """Return the sentences of the examples that are long enough to be nobody's own by chance."""
    texts = (words for row in held.sections.values() for example in row.example for words in example)
    pieces = (piece.strip() for text in texts for piece in text.replace("; ", ". ").split(". "))
    return tuple(piece.rstrip(".") for piece in pieces if len(piece.split()) >= _LEAST_WORDS)
