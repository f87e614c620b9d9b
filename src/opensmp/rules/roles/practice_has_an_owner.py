"""Whether each practice has an owner."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _

FIRST = "plan/practices/practices/*"


@rule(
    "ROL-11",
    clause="5.3",
    severity=BLOCKS,
    requirements=("R12", "R14", "R54", "R72"),
    detects=("key-role-missing", "responsibility-unclear"),
    examples=(
        fails("A practice without an owner", lambda d: put(d, FIRST, owner=None)),
        passes("The owner may be a role, an office or a person", lambda d: d),
    ),
)
def practice_has_an_owner(dossier: Dossier) -> Iterator[Finding]:
    """A practice has an owner.

    Why: responsibilities have to be assigned; a practice that nobody owns is carried out in as many ways as there are teams.

    Fix: name the role, office or person who answers for how the practice is carried out.
    """
    for practice in dossier.plan.practices.practices:
        if practice.owner is None:
            known = dossier.standard.practices.get(practice.id)
            yield Finding(
                where=at("plan/practices/practices", practice.id, "owner"),
                says=_("The practice “{practice}” has no owner", practice=known.title if known else practice.id),
                quote=practice.id,
            )
