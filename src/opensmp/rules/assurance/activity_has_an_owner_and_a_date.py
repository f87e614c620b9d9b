"""Whether each activity of the timeline has an owner and a day or a cadence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from opensmp.checking import ADVICE, Finding, add, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose


@rule(
    "ASR-24",
    clause="6.3",
    severity=ADVICE,
    requirements=("R20",),
    examples=(
        fails("An activity without an owner", lambda d: put(d, "plan/assurance/timeline/*", owner=None)),
        fails(
            "An activity without a day or a cadence",
            lambda d: add(
                d,
                "plan/assurance/timeline",
                replace(
                    d.plan.assurance.timeline[0],
                    id="TL-EX-99",
                    title=Prose.of({"en": "Visit of the archive", "id": "Kunjungan ke arsip"}),
                    start=None,
                    end=None,
                    cadence=None,
                ),
            ),
        ),
        passes("An activity with an owner and a cadence", lambda d: d),
    ),
)
def activity_has_an_owner_and_a_date(dossier: Dossier) -> Iterator[Finding]:
    """An activity of the timeline has an owner, and a day or a cadence.

    Why: what nobody has to do by a day is not planned.

    Fix: name the owner, and the day, the span of days or the cadence.
    """
    for activity in dossier.plan.assurance.timeline:
        where = at("plan/assurance/timeline", activity.id)
        if activity.owner is None:
            yield Finding(
                where=where / "owner",
                says=_("Activity {id} “{title}” has no owner", id=activity.id, title=activity.title),
            )
        if activity.start is None and activity.end is None and activity.cadence is None:
            yield Finding(
                where=where / "start",
                says=_("Activity {id} “{title}” has neither a day nor a cadence", id=activity.id, title=activity.title),
            )
