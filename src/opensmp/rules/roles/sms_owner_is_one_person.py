"""Whether one person owns the service management system."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.roles._examples import change_role, holding
from opensmp.rules.roles._helpers import of_kind, persons, where


def _two(dossier: Dossier) -> Dossier:
    owner = holding(dossier, "sms owner")
    held = persons(dossier, [owner.id])
    other = next(key for key in sorted(persons(dossier, [holding(dossier, "practice owner").id])) if key not in held)
    return change_role(dossier, owner, holders=(*owner.holders, other))


@rule(
    "ROL-37",
    clause="5.3",
    severity=ADVICE,
    requirements=("R04", "R12"),
    examples=(
        fails("Two people are the SMS owner", _two),
        passes("One person is the SMS owner", lambda d: d),
    ),
)
def sms_owner_is_one_person(dossier: Dossier) -> Iterator[Finding]:
    """One person owns the service management system.

    Why: of two owners each takes the other to be looking after it.

    Fix: name one owner; a deputy is named as deputy.
    """
    for role in of_kind(dossier, "sms owner"):
        holders = sorted(persons(dossier, [role.id]))
        if len(holders) > 1:
            names = tuple(dossier.people.name(each) for each in holders)
            yield Finding(
                where=where(role, "holders"),
                says=_("The role “{title}” is held by {names}", title=role.title, names=names),
                quote=", ".join(names),
            )
