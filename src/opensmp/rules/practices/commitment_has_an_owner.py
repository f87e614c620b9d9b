"""Whether somebody answers for each commitment, and for which practice it is made."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _


@rule(
    "PRA-32",
    clause="5.3",
    severity=BLOCKS,
    requirements=("R61", "R14"),
    examples=(
        fails(
            "A commitment without an owner",
            lambda d: put(d, f"plan/commitments/commitments/{d.plan.commitments.commitments[0].id}", owner=None),
        ),
        passes("A commitment with an owner and a practice", lambda d: d),
    ),
)
def commitment_has_an_owner(dossier: Dossier) -> Iterator[Finding]:
    """Each commitment has an owner and a practice it belongs to.

    Why: a promise that nobody answers for is kept by accident, and the first broken month has no address.

    Fix: name the owner, and the practice or section that makes the promise.
    """
    promises = [
        ("commitments", row.id, row.owner, row.practice, row.section, row.sentence)
        for row in dossier.plan.commitments.commitments
    ]
    promises += [
        ("claims", row.id, row.owner, row.practice, row.section, row.sentence)
        for row in dossier.plan.commitments.claims
    ]
    for kind, key, owner, practice, section, sentence in promises:
        where = at("plan/commitments", kind, key)
        if owner is None:
            yield Finding(
                where=where / "owner", says=_("Nobody answers for {id}: “{sentence}”", id=key, sentence=sentence)
            )
        if practice is None and section in {"", "practices"}:
            yield Finding(
                where=where / "practice",
                says=_("{id} belongs to no practice and to no other section: “{sentence}”", id=key, sentence=sentence),
            )
