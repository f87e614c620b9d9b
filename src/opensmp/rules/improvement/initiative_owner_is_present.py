"""Whether the owner of an open initiative is still there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from opensmp.checking import ADVICE, Finding, add, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.registers.organisation import Person
from opensmp.rules.improvement._examples import change_one
from opensmp.rules.improvement._helpers import open_items, place


@rule(
    "IMP-11",
    clause="10.2",
    severity=ADVICE,
    requirements=("R18",),
    examples=(
        fails(
            "The owner of an initiative has left the organisation",
            lambda d: change_one(
                add(
                    d,
                    "organisation/people",
                    Person(id="gone-example", name="Bagus Hartono", left=d.today - timedelta(days=40)),
                ),
                owner="gone-example",
            ),
        ),
        passes("The owner is an office that somebody holds", lambda d: d),
    ),
)
def initiative_owner_is_present(dossier: Dossier) -> Iterator[Finding]:
    """The owner of an open initiative is still there.

    Why: an initiative whose owner has gone stands still, and its date passes unseen.

    Fix: hand the initiative over and enter the new owner.
    """
    for item in open_items(dossier):
        if item.owner and not dossier.people.holders(item.owner):
            yield Finding(
                where=place(item, "owner"),
                says=_(
                    "Initiative {id} “{title}” is owned by {owner}, and nobody stands behind that name today",
                    id=item.id,
                    title=item.title,
                    owner=dossier.people.name(item.owner),
                ),
            )
