"""Whether each practice says how it is carried out."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.practices._examples import first, moved
from opensmp.rules.practices._helpers import place, title


@rule(
    "PRA-02",
    clause="8.1",
    severity=BLOCKS,
    requirements=("R14", "R74"),
    detects=("practice-generic",),
    examples=(
        fails(
            "A practice with governance, owner and procedure, and no approach",
            lambda d: moved(d, f"plan/practices/practices/{first(d).id}", "approach", "governance"),
        ),
        passes("A practice that says in a paragraph how it is carried out", lambda d: d),
    ),
)
def practice_states_its_approach(dossier: Dossier) -> Iterator[Finding]:
    """A practice says how it is carried out.

    Why: a heading with a procedure number shows that a document exists, not that somebody decided how this
    organisation works.

    Fix: write one or two paragraphs: what comes in, who decides on which basis, what goes out, and how you know
    it works.
    """
    for practice in dossier.plan.practices.practices:
        if not practice.approach:
            yield Finding(
                where=place(practice, "approach"),
                says=_(
                    "{practice} has no approach: nothing says how it is carried out",
                    practice=title(dossier, practice.id),
                ),
            )
