"""Whether each initiative has an owner."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from opensmp.checking import BLOCKS, Finding, add, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.improvement._examples import change_one, ordinary
from opensmp.rules.improvement._helpers import initiatives, place


@rule(
    "IMP-02",
    clause="10.2",
    severity=BLOCKS,
    requirements=("R18", "R79"),
    detects=("improvement-without-owner",),
    examples=(
        fails("An initiative without an owner", lambda d: change_one(d, owner=None)),
        passes(
            "A rejected idea needs no owner",
            lambda d: add(
                d, "registers/improvements", replace(ordinary(d), id="IMP-EX-98", status="rejected", owner=None)
            ),
        ),
    ),
)
def initiative_has_an_owner(dossier: Dossier) -> Iterator[Finding]:
    """An initiative has an owner.

    Why: an improvement that belongs to nobody is not carried out, however good the idea.

    Fix: name the person, role or office that carries it through.
    """
    for item in initiatives(dossier):
        if item.owner is None:
            yield Finding(
                where=place(item, "owner"),
                says=_("Initiative {id} “{title}” has no owner", id=item.id, title=item.title),
            )
