"""The plan's owner is somebody who is there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from opensmp.checking import BLOCKS, Finding, add, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.registers.organisation import Person


@rule(
    "LIF-14",
    clause="5.3",
    severity=BLOCKS,
    requirements=("R04", "R54"),
    examples=(
        fails(
            "The owner left last month",
            lambda d: put(add(d, "organisation/people", _departed(d)), "plan/identity", owner="departed-x"),
        ),
        passes("The owner is an office that somebody holds", lambda d: d),
    ),
)
def plan_owner_is_present(dossier: Dossier) -> Iterator[Finding]:
    """The plan's owner is a person who is there today.

    Why: an owner who has left, or an office that nobody holds, means that the plan is without an owner since that
    day.

    Fix: name the present SMS owner, or fill the office.
    """
    owner = dossier.plan.identity.owner
    if owner is not None and not dossier.people.holders(owner):
        yield Finding(
            where=at("plan/identity/owner"),
            says=_(
                "The plan's owner, {name}, is not with the organisation any more, or nobody holds the office.",
                name=dossier.people.name(owner),
            ),
        )


def _departed(dossier: Dossier) -> Person:
    return Person(id="departed-x", name="Hendra Gunawan", left=dossier.today - timedelta(days=30))
