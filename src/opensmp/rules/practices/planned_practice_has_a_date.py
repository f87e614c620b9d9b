"""Whether a practice that does not operate yet says from when it will."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from opensmp.checking import BLOCKS, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.practices._examples import change_first
from opensmp.rules.practices._helpers import place, title


@rule(
    "PRA-24",
    clause="8.1",
    severity=BLOCKS,
    requirements=("R14", "R61", "R52"),
    examples=(
        fails("status: planned, without a day", lambda d: change_first(d, status="planned", since=None)),
        fails(
            "status: planned, since a day that has passed",
            lambda d: change_first(d, status="planned", since=d.today - timedelta(days=20)),
        ),
        passes(
            "status: operating, since a day in the past",
            lambda d: change_first(d, status="operating", since=d.today - timedelta(days=400)),
        ),
    ),
)
def planned_practice_has_a_date(dossier: Dossier) -> Iterator[Finding]:
    """A practice that does not operate yet says from when it will.

    Why: a certified system operates all its practices, and one that goes for certification says by when;
    "planned" alone is a practice that is missing.

    Fix: set the day from which the practice operates, or its status to operating when it already does.
    """
    certified = dossier.organisation.certified
    for practice in dossier.plan.practices.practices:
        if practice.status is None or practice.status == "operating":
            continue
        name, status = title(dossier, practice.id), practice.status
        if practice.since is None:
            says = _(
                "{practice} is only “{status}”, and no day says from when it will operate", practice=name, status=status
            )
        elif practice.status == "planned" and practice.since < dossier.today:
            says = _(
                "{practice} is still “{status}”, although it was to operate from {day}",
                practice=name,
                status=status,
                day=practice.since,
            )
        elif practice.status == "planned" and certified and certified <= dossier.today:
            says = _(
                "{practice} is only “{status}”, although the service management system was certified on {day}",
                practice=name,
                status=status,
                day=certified,
            )
        else:
            continue
        yield Finding(where=place(practice, "since"), says=says, also=(place(practice, "status"),))
