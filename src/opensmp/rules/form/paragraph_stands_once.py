"""Whether a paragraph is repeated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from opensmp.checking import ADVICE, Address, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.dossier.wording import Passage
from opensmp.i18n import _
from opensmp.language import placeholders
from opensmp.plan.prose import Prose
from opensmp.plan.section import Subsection
from opensmp.rules.form._helpers import short
from opensmp.rules.form._paragraphs import paragraphs

_LEAST_WORDS = 20
_LEAST_CHARACTERS = 100

_REPEATED = Prose.of(
    {
        "en": "Whoever finds a fault in this plan tells its owner, who answers the finder, weighs the fault with those "
        "concerned and decides whether the plan is changed at once or at its next review.",
        "id": "Siapa pun yang menemukan kesalahan dalam rencana ini memberi tahu pemiliknya, yang menjawab si penemu, menimbang "
        "kesalahan itu bersama yang berkepentingan, dan memutuskan apakah rencana diubah segera atau pada tinjauan berikutnya.",
    }
)


@rule(
    "FRM-11",
    clause="7.5.3",
    severity=ADVICE,
    requirements=("R26", "R55"),
    examples=(
        fails("One paragraph in two sections", lambda d: _noted(_noted(d, "improvement"), "assurance")),
        passes("The same paragraph once", lambda d: _noted(d, "improvement")),
    ),
)
def paragraph_stands_once(dossier: Dossier) -> Iterator[Finding]:
    """A paragraph stands once in the plan.

    Why: what stands twice is changed once; from then on the plan says two things.

    Fix: keep the paragraph where it belongs and refer to it from the other place.
    """
    first: dict[str, Passage] = {}
    told: set[tuple[Address, Address]] = set()
    for passage, words in paragraphs(dossier.wording, _LEAST_CHARACTERS):
        other = first.setdefault("".join(words.split()).lower(), passage)
        if other is not passage and _says_something(words) and not _both_of_practices(passage, other):
            here, there = at(*passage.text.parts), at(*other.text.parts)
            if (here, there) not in told:
                told.add((here, there))
                yield Finding(
                    where=here,
                    says=_(
                        "This paragraph stands at {other} as well: “{words}”", other=str(there), words=short(words, 120)
                    ),
                    also=(there,),
                    quote=words.strip()[:300],
                )


def _says_something(words: str) -> bool:
    """Whether a paragraph is long enough to be nobody's by chance, and no unfilled form, which is another finding."""
    return len(words.split()) >= _LEAST_WORDS and not placeholders(words)


def _both_of_practices(one: Passage, two: Passage) -> bool:
    """Practices that share a text have a rule of their own."""
    start = ("plan", "practices", "practices")
    return one.text.parts[:3] == start == two.text.parts[:3] and one.text.field == two.text.field == "approach"


def _noted(dossier: Dossier, key: str) -> Dossier:
    def longer(held: Any) -> Any:
        words = Prose(tuple((language, _REPEATED.text(language)) for language in dossier.languages))
        note = Subsection(id="faults", title=Prose.of(dict.fromkeys(dossier.languages, "FAQ")), text=words)
        return replace(held, subsections=(*held.subsections, note))

    return edit(dossier, f"plan/{key}", longer)
